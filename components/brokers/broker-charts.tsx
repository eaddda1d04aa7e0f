'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { ChartControls, useChartControls } from '@/components/charts/chart-controls'
import type { ChartSeries } from '@/components/charts/prepare/types'
import { type LivePart, RateChart } from '@/components/charts/rate-chart'
import { TimeChart } from '@/components/charts/time-chart'
import { useLiveSeries } from '@/components/layout/use-live-series'
import { SeriesKey } from '@/components/ui/readouts'
import { Section } from '@/components/ui/section'
import { Dash, Value } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'

/** More live charts than this at once make a browser slow; the table above has every broker. */
const MOST = 4

/** In, out and HA lag of each broker name. */
export function BrokerCharts({
  cluster,
  names,
  withSlaves,
}: {
  cluster: string
  names: readonly string[]
  /** Those that have a slave, which may be behind. */
  withSlaves: ReadonlySet<string>
}) {
  const t = useTranslations('brokers')
  const shown = names.slice(0, MOST)
  const key = shown.join(',')
  const series = useMemo(() => key.split(',').map((name) => `broker:${name}`), [key])
  const live = useLiveSeries(cluster, series)
  const controls = useChartControls()
  const haLag = useMemo<ChartSeries[]>(
    () => [{ key: 'haLagBytes', label: t('column.haLagBytes'), color: 'lag', shape: 'area' }],
    [t],
  )
  return (
    <Section
      className="mt-5"
      title={t('charts')}
      note={names.length > MOST ? t('chartsCut', { shown: MOST, total: names.length }) : t('chartsNote')}
      aside={<ChartControls {...controls} />}
    >
      <div
        className="grid gap-x-6 gap-y-4 pt-2 max-mid:grid-cols-1!"
        style={{ gridTemplateColumns: `repeat(${Math.max(2, shown.length)}, minmax(0, 1fr))` }}
      >
        {shown.map((name) => {
          const part = live.series[`broker:${name}`] ?? null
          const common = { stepMs: live.stepMs, rangeMs: controls.rangeMs, view: controls.view, syncId: 'brokers' }
          return (
            <div key={name} className="min-w-0">
              <h3 className="flex items-baseline gap-3 pl-11 font-medium">
                <Link href={pages.broker(cluster, name)} prefetch={false} className="mr-auto truncate text-ink">
                  {name}
                </Link>
                <Now part={part} series="in" />
                <Now part={part} series="out" />
              </h3>
              <RateChart
                {...common}
                series={part}
                title={name}
                height={88}
                ends={false}
                legend={false}
                timeAxis={!withSlaves.has(name)}
              />
              <div className="flex items-baseline justify-between pl-11 text-small text-ink-2">
                {t('column.haLagBytes')}
                {withSlaves.has(name) ? <Now part={part} series="lag" /> : <Dash />}
              </div>
              {withSlaves.has(name) && (
                <TimeChart
                  {...common}
                  label={t('haLagLabel', { name })}
                  points={part?.points}
                  {...(part ? { gaps: part.gaps } : {})}
                  series={haLag}
                  as="bytes"
                  height={44}
                  ends={false}
                />
              )}
            </div>
          )
        })}
      </div>
    </Section>
  )
}

const fields = { in: 'inTps', out: 'outTps', lag: 'haLagBytes' } as const

/** The newest value of a line, behind its key. */
function Now({ part, series }: { part: LivePart | null; series: 'in' | 'out' | 'lag' }) {
  const last = part?.points.at(-1)
  if (!last) return null
  const field = fields[series]
  return (
    <span className="inline-flex items-center gap-1 text-small font-normal text-ink">
      {series !== 'lag' && <SeriesKey series={series} />}
      <Value
        value={last.values[field] ?? null}
        as={series === 'lag' ? 'bytes' : 'rate'}
        atLeast={last.atLeast.includes(field)}
        tint={false}
      />
    </span>
  )
}
