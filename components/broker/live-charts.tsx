'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { ChartControls, useChartControls } from '@/components/charts/chart-controls'
import type { ChartSeries } from '@/components/charts/prepare/types'
import type { LivePart } from '@/components/charts/rate-chart'
import { TimeChart } from '@/components/charts/time-chart'
import type { LiveState } from '@/components/layout/use-live-series'
import type { ValueKind } from '@/components/ui/value'
import { joinSlaves, type Replica } from './broker-values'

interface BrokerLiveChartsProps {
  name: string
  live: LiveState
  /** The series of what is chosen. */
  subject: string
  slaves: readonly Replica[]
  /** False: this version gives no put latency. */
  latencyGiven: boolean
  version: string | null
}

const HEIGHT = 116

/** In and out, how long a put takes, how far the slaves are behind; with one cursor. */
export function BrokerLiveCharts({ name, live, subject, slaves, latencyGiven, version }: BrokerLiveChartsProps) {
  const t = useTranslations('broker')
  const controls = useChartControls()
  const own = live.series[subject] ?? null
  const haLag = useHaLag(live, slaves)
  const chart = useChartWords()
  const common = { live, controls }
  return (
    <div className="pt-2.5">
      <div className="flex items-center justify-end pb-1">
        {live.lost && <span className="mr-auto text-small text-ink-3">{t('chart.streamLost')}</span>}
        <ChartControls {...controls} />
      </div>
      <div className="grid grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)_minmax(0,1fr)] gap-x-4 gap-y-3 max-wide:grid-cols-1">
        <Chart
          {...common}
          title={t('chart.inOut')}
          note={t('chart.inOutNote')}
          label={t('chart.inOutLabel', { name })}
          part={own}
          series={chart.rates}
          as="rate"
        />
        <Chart
          {...common}
          title={t('chart.latency')}
          note={t('chart.latencyNote')}
          label={t('chart.latencyLabel', { name })}
          part={own}
          series={chart.latency}
          as="duration"
          nothing={latencyGiven ? null : t('chart.latencyNotGiven', { version: version ?? '' })}
        />
        <Chart
          {...common}
          title={t('chart.haLag')}
          note={t('chart.haLagNote')}
          label={t('chart.haLagLabel', { name })}
          part={haLag.part}
          series={haLag.series}
          as="bytes"
          nothing={slaves.length > 0 ? null : t('chart.noSlave')}
        />
      </div>
    </div>
  )
}

interface ChartProps {
  title: string
  note: string
  label: string
  part: LivePart | null
  series: readonly ChartSeries[]
  as: ValueKind
  live: LiveState
  controls: ReturnType<typeof useChartControls>
  /** Instead of a chart: why there is none. */
  nothing?: ReactNode
}

function Chart({ title, note, label, part, series, as, live, controls, nothing }: ChartProps) {
  return (
    <section aria-label={title} className="min-w-0">
      <header className="flex items-baseline gap-2.5 pb-1">
        <h2 className="font-semibold whitespace-nowrap">{title}</h2>
        <span className="truncate text-small text-ink-3">{note}</span>
      </header>
      {nothing ? (
        <p className="grid place-items-center border-b border-line-3 text-small text-ink-3" style={{ height: HEIGHT }}>
          {nothing}
        </p>
      ) : (
        <TimeChart
          label={label}
          points={part?.points}
          {...(part ? { gaps: part.gaps } : {})}
          series={series}
          rangeMs={controls.rangeMs}
          view={controls.view}
          stepMs={live.stepMs}
          as={as}
          height={HEIGHT}
          syncId="broker"
        />
      )}
    </section>
  )
}

function useChartWords() {
  const t = useTranslations('broker')
  const chart = useTranslations('chart')
  return useMemo(
    () => ({
      rates: [
        { key: 'inTps', label: chart('in'), endLabel: chart('inPerSecond'), color: 'in' },
        { key: 'outTps', label: chart('out'), endLabel: chart('outPerSecond'), color: 'out' },
      ] satisfies ChartSeries[],
      latency: [
        { key: 'putLatency999Ms', label: t('chart.p999'), color: 3 },
        { key: 'putLatency99Ms', label: t('chart.p99'), color: 1 },
      ] satisfies ChartSeries[],
    }),
    [t, chart],
  )
}

export const replicaSeries = ({ brokerName, brokerId }: Replica) => `replica:${brokerName}/${brokerId}`

const MOST = 8

/** A slave alone is the area of lag; several are a line each. */
function useHaLag(live: LiveState, slaves: readonly Replica[]): { part: LivePart | null; series: ChartSeries[] } {
  const t = useTranslations('broker')
  const names = slaves.slice(0, MOST).map(replicaSeries)
  const ids = slaves.slice(0, MOST).map((slave) => slave.brokerId)
  const key = names.join('\n')
  const idKey = ids.join()
  const series = useMemo(() => {
    const list = idKey.split(',')
    return list.map((id, index): ChartSeries => {
      const alone = list.length === 1
      return {
        key: `slave${index}`,
        label: t('chart.slave', { id }),
        endLabel: alone ? t('chart.behind') : t('chart.slave', { id }),
        color: alone ? 'lag' : ((index + 1) as 1),
        ...(alone ? { shape: 'area' as const } : {}),
      }
    })
  }, [idKey, t])
  const part = useMemo(() => {
    const parts = key.split('\n').map((name, index) => ({ key: `slave${index}`, part: live.series[name] }))
    const known = parts.flatMap(({ key: slave, part: one }) => (one ? [{ key: slave, ...one }] : []))
    if (known.length === 0) return null
    return { points: joinSlaves(known, 'haLagBytes'), gaps: known.flatMap(({ gaps }) => gaps) }
  }, [key, live.series])
  return { part, series }
}
