'use client'

import { useTranslations } from 'next-intl'
import { ChartControls, useChartControls } from '@/components/charts/chart-controls'
import { RateChart } from '@/components/charts/rate-chart'
import { useLiveSeries } from '@/components/layout/use-live-series'
import { Section } from '@/components/ui/section'

/** Messages into and out of the topic, live. */
export function TopicThroughput({ cluster, topic }: { cluster: string; topic: string }) {
  const t = useTranslations('topic')
  const name = `topic:${topic}`
  const live = useLiveSeries(cluster, [name])
  const controls = useChartControls()
  return (
    <Section
      title={t('throughput')}
      note={live.lost ? t('streamLost') : t('throughputNote')}
      aside={<ChartControls {...controls} />}
    >
      <div className="pt-2.5">
        <RateChart
          series={live.series[name] ?? null}
          title={topic}
          stepMs={live.stepMs}
          rangeMs={controls.rangeMs}
          view={controls.view}
          height={190}
        />
      </div>
    </Section>
  )
}
