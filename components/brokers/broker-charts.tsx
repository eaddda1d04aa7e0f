'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { ChartControls, useChartControls } from '@/components/charts/chart-controls'
import { RateChart } from '@/components/charts/rate-chart'
import { useLiveSeries } from '@/components/layout/use-live-series'
import { Section } from '@/components/ui/section'

/** More live charts than this at once make a browser slow; the table above has every broker. */
const MOST = 4

/** In and out of each master. */
export function BrokerCharts({ cluster, names }: { cluster: string; names: readonly string[] }) {
  const t = useTranslations('brokers')
  const shown = names.slice(0, MOST)
  const key = shown.join(',')
  const series = useMemo(() => key.split(',').map((name) => `broker:${name}`), [key])
  const live = useLiveSeries(cluster, series)
  const controls = useChartControls()
  return (
    <Section
      className="mt-5"
      title={t('charts')}
      note={names.length > MOST ? t('chartsCut', { shown: MOST, total: names.length }) : t('chartsNote')}
      aside={<ChartControls {...controls} />}
    >
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 pt-2 max-mid:grid-cols-1">
        {shown.map((name) => (
          <div key={name}>
            <h3 className="font-medium">{name}</h3>
            <RateChart
              series={live.series[`broker:${name}`] ?? null}
              title={name}
              stepMs={live.stepMs}
              rangeMs={controls.rangeMs}
              view={controls.view}
              height={100}
              syncId="brokers"
            />
          </div>
        ))}
      </div>
    </Section>
  )
}
