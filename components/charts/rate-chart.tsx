'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ChartView } from './chart-controls'
import type { ChartSeries, SampleGap, SamplePoint } from './prepare/types'
import { TimeChart } from './time-chart'

export type LivePart = { points: readonly SamplePoint[]; gaps: readonly SampleGap[] }

interface LiveChartProps {
  /** Null until the stream's first event. */
  series: LivePart | null
  title: string
  stepMs: number
  rangeMs?: number
  height?: number
  syncId?: string
  ends?: boolean
  legend?: boolean
  timeAxis?: boolean
  view?: ChartView
}

const FIFTEEN_MINUTES_MS = 900_000

/** In and out, messages a second. */
export function RateChart(props: LiveChartProps) {
  const t = useTranslations('chart')
  const series = useMemo<ChartSeries[]>(
    () => [
      { key: 'inTps', label: t('in'), endLabel: t('inPerSecond'), color: 'in' },
      { key: 'outTps', label: t('out'), endLabel: t('outPerSecond'), color: 'out' },
    ],
    [t],
  )
  return <LiveChart {...props} lines={series} label={t('rateLabel', { title: props.title })} as="rate" />
}

/** Lag in messages, an area in ink. */
export function LagChart(props: LiveChartProps) {
  const t = useTranslations('chart')
  const series = useMemo<ChartSeries[]>(
    () => [{ key: 'lagMessages', label: t('lag'), endLabel: t('lagMessages'), color: 'lag', shape: 'area' }],
    [t],
  )
  return <LiveChart {...props} lines={series} label={t('lagLabel', { title: props.title })} as="short" />
}

function LiveChart({
  series,
  lines,
  label,
  as,
  stepMs,
  rangeMs = FIFTEEN_MINUTES_MS,
  height = 180,
  ends = true,
  legend = true,
  timeAxis = true,
  view = 'chart',
  syncId,
}: LiveChartProps & { lines: readonly ChartSeries[]; label: string; as: 'rate' | 'short' }) {
  return (
    <TimeChart
      label={label}
      points={series?.points}
      {...(series ? { gaps: series.gaps } : {})}
      series={lines}
      rangeMs={rangeMs}
      stepMs={stepMs}
      as={as}
      height={height}
      ends={ends}
      legend={legend}
      timeAxis={timeAxis}
      view={view}
      {...(syncId === undefined ? {} : { syncId })}
    />
  )
}
