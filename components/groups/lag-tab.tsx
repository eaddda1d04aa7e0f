'use client'

import { useTranslations } from 'next-intl'
import { ChartControls, useChartControls } from '@/components/charts/chart-controls'
import { LagChart, type LivePart, RateChart } from '@/components/charts/rate-chart'
import type { useTableState } from '@/components/data-table/use-table-state'
import { Answer } from '@/components/layout/answer'
import type { useEndpoint } from '@/components/layout/use-endpoint'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '@/components/ui/states'
import type { readGroupLag } from '@/lib/contract/groups'
import { Explained } from './cells'
import { type GroupDetail, lagLook } from './group-values'
import { LeftoverQueues, QueueTable } from './queue-table'
import { brokersOf, expiredSum, splitQueues } from './queue-values'

export type LagQuery = ReturnType<typeof useEndpoint<typeof readGroupLag>>

interface LagTabProps {
  cluster: string
  group: GroupDetail
  lag: LagQuery
  series: LivePart | null
  stepMs: number
  /** The stream broke and has not come back. */
  lost: boolean
  listParams: Parameters<typeof useTableState>[0]
}

/** How the lag went, what came in and out, and where it stands: by topic and queue. */
export function LagTab({ cluster, group, lag, series, stepMs, lost, listParams }: LagTabProps) {
  return (
    <>
      <Charts group={group} series={series} stepMs={stepMs} lost={lost} />
      <Answer query={lag} skeleton={<QueuesSkeleton />}>
        {(data) => {
          const { current, leftover } = splitQueues(data.items)
          return (
            <>
              <Queues cluster={cluster} group={group} data={data} rows={current} listParams={listParams} />
              {leftover.length > 0 && <LeftoverQueues cluster={cluster} group={group.name} rows={leftover} />}
            </>
          )
        }}
      </Answer>
    </>
  )
}

function Charts({ group, series, stepMs, lost }: Pick<LagTabProps, 'group' | 'series' | 'stepMs' | 'lost'>) {
  const t = useTranslations('group')
  const controls = useChartControls()
  const common = { series, title: group.name, stepMs, rangeMs: controls.rangeMs, view: controls.view, syncId: 'group' }
  const lagDrawn = lagLook(group) === 'number'
  const note = (unit: 'messages' | 'messagesPerSecond') => (lost ? t('streamLost') : t(unit))
  return (
    <div className="pt-3">
      {lagDrawn && (
        <section aria-label={t('chart.lag')}>
          <ChartHead title={t('chart.lag')} note={note('messages')} aside={<ChartControls {...controls} />} />
          <LagChart {...common} height={128} timeAxis={false} />
        </section>
      )}
      <section aria-label={t('chart.inOut')} className={lagDrawn ? 'pt-2' : undefined}>
        <ChartHead
          title={t('chart.inOut')}
          note={note('messagesPerSecond')}
          aside={lagDrawn ? null : <ChartControls {...controls} />}
        />
        <RateChart {...common} height={124} />
      </section>
    </div>
  )
}

function ChartHead({ title, note, aside }: { title: string; note: string; aside: React.ReactNode }) {
  return (
    <header className="flex min-h-7 flex-wrap items-center gap-x-2.5 pb-1">
      <h2 className="font-semibold">{title}</h2>
      <span className="text-small text-ink-3">{note}</span>
      {aside && <span className="ml-auto">{aside}</span>}
    </header>
  )
}

function Queues({
  cluster,
  group,
  data,
  rows,
  listParams,
}: Pick<LagTabProps, 'cluster' | 'group' | 'listParams'> & {
  data: NonNullable<LagQuery['data']>
  rows: ReturnType<typeof splitQueues>['current']
}) {
  const t = useTranslations('group')
  const expired = expiredSum(rows)
  if (rows.length === 0) {
    return (
      <Section title={t('queues')} className="mt-4">
        <EmptyState title={t(group.leftover ? 'onlyLeftover' : 'noQueues')}>
          {t(group.leftover ? 'onlyLeftoverBody' : 'noQueuesBody')}
        </EmptyState>
      </Section>
    )
  }
  return (
    <QueueTable
      cluster={cluster}
      group={group}
      data={data}
      rows={rows}
      listParams={listParams}
      note={
        <>
          {t('queuesOn', { queues: rows.length, brokers: brokersOf(rows).length })}
          {expired.value !== null && expired.value > 0 && (
            <>
              {' · '}
              <Explained words={t('expiredMeans')}>
                {t(expired.atLeast ? 'expiredAtLeast' : 'expired', { count: expired.value })}
              </Explained>
            </>
          )}
        </>
      }
    />
  )
}

function QueuesSkeleton() {
  const t = useTranslations('group')
  return (
    <Section title={t('queues')} className="mt-4">
      <Skeleton width="100%" height={280} />
    </Section>
  )
}
