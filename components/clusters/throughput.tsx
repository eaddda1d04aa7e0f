'use client'

import { useTranslations } from 'next-intl'
import { ChartControls, useChartControls } from '@/components/charts/chart-controls'
import { RateChart } from '@/components/charts/rate-chart'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { useLiveSeries } from '@/components/layout/use-live-series'
import { AtLeast } from '@/components/ui/at-least'
import { SeriesKey } from '@/components/ui/readouts'
import { Section } from '@/components/ui/section'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { readCluster } from '@/lib/contract/clusters'

const names = ['cluster']

/** Messages in and out of the whole cluster: the sum of the masters' own rates. */
export function Throughput({ cluster }: { cluster: string }) {
  const t = useTranslations('overview')
  const live = useLiveSeries(cluster, names)
  const row = useEndpoint(readCluster, { cluster }).data
  const series = live.series.cluster
  const controls = useChartControls()
  const format = useFormat()
  // The sum is the masters': a silent slave takes nothing from it.
  const bound = row?.atLeast.some((field) => field === 'inTps' || field === 'outTps') ? row : undefined
  const missing = bound?.completeness.failed.filter(({ target }) => target.endsWith('/0')) ?? []
  const since = missing.length === 1 ? format.clock(missing[0]!.lastGoodAt) : null
  return (
    <Section title={t('throughput')} note={t('throughputNote')} aside={<ChartControls {...controls} />}>
      <div className="flex items-start gap-8 pt-1">
        <BigRate
          series="in"
          label={t('in')}
          value={row?.inTps ?? null}
          atLeast={row?.atLeast.includes('inTps') ?? false}
        />
        <BigRate
          series="out"
          label={t('out')}
          value={row?.outTps ?? null}
          atLeast={row?.atLeast.includes('outTps') ?? false}
        />
        {missing.length > 0 && (
          <p className="ml-auto max-w-[40ch] text-right text-small text-ink-3">
            {since === null
              ? t('atLeastNote', { targets: missing.map((f) => f.target).join(', ') })
              : t('atLeastSince', { targets: missing.map((f) => f.target).join(', '), time: since })}
          </p>
        )}
      </div>
      <RateChart
        series={series ?? null}
        title={t('throughput')}
        stepMs={live.stepMs}
        rangeMs={controls.rangeMs}
        view={controls.view}
        height={200}
        ends={false}
        legend={false}
      />
    </Section>
  )
}

function BigRate({
  series,
  label,
  value,
  atLeast,
}: {
  series: 'in' | 'out'
  label: string
  value: number | null
  atLeast: boolean
}) {
  const format = useFormat()
  return (
    <div>
      <div className="flex items-center gap-1.5 text-small text-ink-2">
        <SeriesKey series={series} />
        {label}
      </div>
      <div className="readout flex items-baseline gap-1 text-[22px] leading-7 font-medium">
        {value === null ? (
          <Unknown className="h-6 px-2 text-lead" />
        ) : (
          <>
            <span className="inline-flex items-baseline">
              {atLeast && <AtLeast className="h-[0.6em] w-[0.5em]" />}
              {format.rate(value)}
            </span>
            <span className="text-small font-normal text-ink-2">/s</span>
          </>
        )}
      </div>
    </div>
  )
}
