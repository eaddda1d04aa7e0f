'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useMemo, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { useFormat } from '@/components/ui/use-format'
import type { ValueKind } from '@/components/ui/value'
import { BandLayer, bandCause } from './chart-bands'
import type { ChartView } from './chart-controls'
import { EndLabels } from './chart-ends'
import { ChartLegend } from './chart-legend'
import { useShown } from './chart-registry'
import { chartSummary } from './chart-summary'
import { ChartTable } from './chart-table'
import { type PlotBox, plotBox } from './plot-box'
import { prepareChart } from './prepare/prepare-chart'
import { MOST_SERIES, topSeries } from './prepare/top-series'
import type { ChartSeries, SampleGap, SamplePoint } from './prepare/types'
import { useChartZoom } from './use-chart-zoom'
import { useDragZoom } from './use-drag-zoom'

/** recharts is 112 kB: only pages with a chart in view load it. */
const Drawing = dynamic(() => import('./time-chart-drawing').then((m) => m.TimeChartDrawing), { ssr: false })

export interface TimeChartProps {
  /** Names the chart to those who do not see it: "Messages per second, last 15 minutes". */
  label: string
  /** Undefined: first load. */
  points: readonly SamplePoint[] | undefined
  gaps?: readonly SampleGap[]
  /** Keep it stable. Of more than eight the highest are drawn, the rest is one line, and that is said. */
  series: readonly ChartSeries[]
  rangeMs: number
  /** Distance of samples. */
  stepMs: number
  /** How values are written. Default `rate`. */
  as?: ValueKind
  /** Right edge. Default: the newest sample, so that a paused chart stands still. */
  toMs?: number
  /** Of the plot, without the time axis. Default 180. */
  height?: number
  /** Charts with the same id share one cursor. Default: all of a page. */
  syncId?: string
  /** Values now at the right end. Default true; false where they stand above the chart already. */
  ends?: boolean
  /** The keys below, where there are no ends; false where keys with values stand above the chart. Default true. */
  legend?: boolean
  /** The time axis; false for the upper one of two charts. Default true. */
  timeAxis?: boolean
  view?: ChartView
  className?: string
}

const noGaps: readonly SampleGap[] = []
const nothing: ReadonlySet<string> = new Set()

/**
 * Lines (lag: an area) over time. Unanswered times are gaps, hatched, with their cause; sums that lack a part are dashed.
 * Dragging zooms all charts of the page; the labels at the ends, or the legend, switch lines off.
 */
export function TimeChart(props: TimeChartProps) {
  const {
    label,
    points,
    gaps = noGaps,
    stepMs,
    as = 'rate',
    height = 180,
    ends = true,
    timeAxis = true,
    view = 'chart',
  } = props
  const t = useTranslations('chart')
  const format = useFormat()
  const id = useId()
  const [figure, setFigure] = useState<HTMLElement | null>(null)
  const { zoom, setZoom } = useChartZoom()
  const [hidden, setHidden] = useState(nothing)
  const size = useSize(figure, ends)
  const top = useMemo(() => topSeries(props.series, points ?? [], t('others')), [props.series, points, t])
  const { series } = top
  const fixedTo = zoom?.toMs ?? props.toMs
  const rangeMs = zoom ? zoom.toMs - zoom.fromMs : props.rangeMs
  const chart = useMemo(() => {
    const last = top.points.at(-1)
    const toMs = fixedTo ?? (last ? Date.parse(last.at) : 0)
    return prepareChart({
      points: top.points,
      gaps,
      series,
      toMs,
      rangeMs,
      stepMs,
      timeZone: format.timeZone,
      as: as === 'bytes' ? 'bytes' : undefined,
      endGap: 30 / height,
      hidden,
    })
  }, [top.points, gaps, series, fixedTo, rangeMs, stepMs, format.timeZone, as, height, hidden])
  const limits = useMemo(() => {
    const [first, last] = [points?.[0], points?.at(-1)]
    return first && last ? { fromMs: Date.parse(first.at), toMs: Date.parse(last.at) } : null
  }, [points])
  useShown(
    useMemo(() => ({ id, label, chart, series, hidden, as, limits }), [id, label, chart, series, hidden, as, limits]),
  )
  const drawn = useMemo(() => series.filter((one) => !hidden.has(one.key)), [series, hidden])
  const drag = useDragZoom(figure, chart, setZoom)
  const box = plotBox({ height, ends, timeAxis })
  const cause = (targets: readonly string[]) => bandCause(targets, t)
  const onToggle = series.length > 1 ? (key: string) => setHidden((was) => toggled(was, key)) : undefined
  const keys = !ends && props.legend !== false
  const legend = (
    <div className="flex min-h-5 flex-wrap items-center gap-x-3" style={{ paddingLeft: box.left }}>
      {keys && onToggle && <ChartLegend series={series} hidden={hidden} onToggle={onToggle} />}
      {top.of !== null && (
        <span className="text-small text-ink-3">{t('topOf', { shown: MOST_SERIES, all: top.of })}</span>
      )}
    </div>
  )
  const hasLegend = (keys && onToggle !== undefined) || top.of !== null

  if (points !== undefined && view === 'table') {
    return (
      <ChartTable
        chart={chart}
        series={drawn}
        label={label}
        as={as}
        format={format}
        height={box.outerHeight + (hasLegend ? 20 : 0)}
        className={props.className}
      />
    )
  }
  return (
    <>
      <figure
        ref={setFigure}
        aria-label={label}
        aria-describedby={`${id}-summary`}
        className={cn('relative touch-pan-y', props.className)}
        style={{ height: box.outerHeight }}
        {...(chart.hasData ? drag.on : {})}
      >
        <figcaption id={`${id}-summary`} className="sr-only">
          {points === undefined
            ? t('loading')
            : chart.hasData
              ? chartSummary({ chart, series: drawn, as, format, t, cause })
              : t('empty')}
        </figcaption>
        <EmptyPlot box={box} />
        {points !== undefined && (
          <>
            <BandLayer
              chart={chart}
              box={box}
              cause={cause}
              widthPx={size ? size.width - box.left - size.right : 600}
            />
            {chart.hasData ? (
              size && (
                <Drawing
                  chart={chart}
                  series={drawn}
                  as={as}
                  box={box}
                  size={size}
                  timeAxis={timeAxis}
                  syncId={props.syncId ?? 'page'}
                />
              )
            ) : (
              <div className="absolute inset-x-0 grid place-items-center text-small text-ink-3" style={box.plotStyle}>
                {t(zoom ? 'emptyZoom' : 'empty')}
              </div>
            )}
            {drag.mark && <DragMark mark={drag.mark} box={box} />}
            {ends && chart.hasData && (
              <EndLabels chart={chart} series={series} as={as} format={format} box={box} onToggle={onToggle} />
            )}
          </>
        )}
      </figure>
      {hasLegend && legend}
    </>
  )
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}

/** The span that is being dragged over. */
function DragMark({ mark, box }: { mark: { from: number; to: number }; box: PlotBox }) {
  const [left, right] = [Math.max(0, Math.min(mark.from, mark.to)), Math.min(1, Math.max(mark.from, mark.to))]
  return (
    <div aria-hidden="true" className="pointer-events-none absolute z-1" style={box.plotStyle}>
      <div
        data-drag
        className="absolute inset-y-0 border-x border-ink bg-brand-soft opacity-60"
        style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
      />
    </div>
  )
}

/** The ground line, which is there before and without any value. */
function EmptyPlot({ box }: { box: PlotBox }) {
  return <div aria-hidden="true" className="absolute border-b border-line-3" style={box.plotStyle} />
}

/** Width of the figure, and of the margin at its right, which CSS decides. */
function useSize(figure: HTMLElement | null, ends: boolean): { width: number; right: number } | null {
  const [size, setSize] = useState<{ width: number; right: number } | null>(null)
  useEffect(() => {
    if (!figure) return
    const observer = new ResizeObserver(() => {
      const width = figure.clientWidth
      const right = ends ? Math.min(92, Math.max(66, innerWidth * 0.08)) : 12
      setSize((was) => (was?.width === width && was.right === right ? was : { width, right }))
    })
    observer.observe(figure)
    return () => observer.disconnect()
  }, [figure, ends])
  return size
}
