'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useId, useMemo } from 'react'
import { cn } from '@/components/ui/cn'
import { useFormat } from '@/components/ui/use-format'
import type { ValueKind } from '@/components/ui/value'
import { BandLayer, bandCause } from './chart-bands'
import type { ChartView } from './chart-controls'
import { EndLabels } from './chart-ends'
import { chartSummary } from './chart-summary'
import { ChartTable } from './chart-table'
import { type PlotBox, plotBox } from './plot-box'
import { prepareChart } from './prepare/prepare-chart'
import type { ChartSeries, SampleGap, SamplePoint } from './prepare/types'

/** recharts is 112 kB: only pages with a chart in view load it. */
const Drawing = dynamic(() => import('./time-chart-drawing').then((m) => m.TimeChartDrawing), { ssr: false })

export interface TimeChartProps {
  /** Names the chart to those who do not see it: "Messages per second, last 15 minutes". */
  label: string
  /** Undefined: first load. */
  points: readonly SamplePoint[] | undefined
  gaps?: readonly SampleGap[]
  /** Keep it stable. At most eight. */
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
  /** Charts of a page with the same id share one cursor. */
  syncId?: string
  /** Values now at the right end. Default true; false where they stand above the chart already. */
  ends?: boolean
  /** The time axis; false for the upper one of two charts. Default true. */
  timeAxis?: boolean
  view?: ChartView
  className?: string
}

const noGaps: readonly SampleGap[] = []

/** Lines (lag: an area) over time. Unanswered times are gaps, hatched, with their cause; sums that lack a part are dashed. */
export function TimeChart(props: TimeChartProps) {
  const {
    label,
    points,
    series,
    gaps = noGaps,
    rangeMs,
    stepMs,
    as = 'rate',
    height = 180,
    ends = true,
    timeAxis = true,
    view = 'chart',
  } = props
  const t = useTranslations('chart')
  const format = useFormat()
  const summaryId = useId()
  const chart = useMemo(() => {
    const last = points?.at(-1)
    const toMs = props.toMs ?? (last ? Date.parse(last.at) : 0)
    return prepareChart({
      points: points ?? [],
      gaps,
      series,
      toMs,
      rangeMs,
      stepMs,
      timeZone: format.timeZone,
      endGap: 30 / height,
    })
  }, [points, gaps, series, props.toMs, rangeMs, stepMs, format.timeZone, height])
  const box = plotBox({ height, ends, timeAxis })
  const cause = (targets: readonly string[]) => bandCause(targets, t)

  if (points !== undefined && view === 'table') {
    return (
      <ChartTable
        chart={chart}
        series={series}
        label={label}
        as={as}
        format={format}
        height={box.outerHeight}
        className={props.className}
      />
    )
  }
  return (
    <figure
      aria-label={label}
      aria-describedby={summaryId}
      className={cn('relative', props.className)}
      style={{ height: box.outerHeight }}
    >
      <figcaption id={summaryId} className="sr-only">
        {points === undefined
          ? t('loading')
          : chart.hasData
            ? chartSummary({ chart, series, as, format, t, cause })
            : t('empty')}
      </figcaption>
      <EmptyPlot box={box} />
      {points !== undefined && (
        <>
          <BandLayer chart={chart} box={box} cause={cause} />
          {chart.hasData ? (
            <Drawing chart={chart} series={series} as={as} box={box} timeAxis={timeAxis} syncId={props.syncId} />
          ) : (
            <div className="absolute inset-x-0 grid place-items-center text-small text-ink-3" style={box.plotStyle}>
              {t('empty')}
            </div>
          )}
          {ends && chart.hasData && <EndLabels chart={chart} series={series} as={as} format={format} box={box} />}
        </>
      )}
    </figure>
  )
}

/** The ground line, which is there before and without any value. */
function EmptyPlot({ box }: { box: PlotBox }) {
  return <div aria-hidden="true" className="absolute border-b border-line-3" style={box.plotStyle} />
}
