'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { type TableState, useLocalTableState } from '@/components/data-table/use-table-state'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { State } from '@/components/ui/state'
import { EmptyState } from '@/components/ui/states'
import { useFormat } from '@/components/ui/use-format'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readTopicQueues } from '@/lib/contract/topics'
import { newestMessageHref, type QueueRow, queueKey, useQueueColumns } from './queue-columns'

type Queues = OutputOf<typeof readTopicQueues>

/** The queues as a section: in their order, no tools. */
export function QueueSection({ cluster, topic, allHref }: { cluster: string; topic: string; allHref: string }) {
  const t = useTranslations('topic')
  const query = useEndpoint(readTopicQueues, { cluster, topic })
  const state = useLocalTableState('queue')
  const items = query.data?.items
  const columns = useQueueColumns({
    cluster,
    topic,
    inOrder: state.params.sort === 'queue',
    items: items ?? [],
    shares: null,
  })
  return (
    <Section
      title={t('queues')}
      note={items && <QueueCount items={items} />}
      aside={<Link href={allHref}>{t('sharesAndCsv')}</Link>}
    >
      <Answer query={query} skeleton={<Skeleton width="100%" height={260} />}>
        {(data) => (
          <>
            <SkewLine skew={data.skew} />
            <DataTable
              id="topic-queues-short"
              label={t('queues')}
              columns={columns}
              rows={data.items}
              rowId={queueKey}
              state={state}
              rowHref={(row) => newestMessageHref(cluster, topic, row)}
              rowTone={(row) => (row.stale ? 'dim' : undefined)}
              variant="bare"
              density="compact"
              empty={<NoQueues />}
            />
          </>
        )}
      </Answer>
    </Section>
  )
}

/** The queues as a table of their own: search by broker, sort, columns, CSV, the part that each keeps. */
export function QueueTable({ cluster, topic, state }: { cluster: string; topic: string; state: TableState }) {
  const t = useTranslations('topic')
  const query = useEndpoint(readTopicQueues, { cluster, topic })
  const all = query.data?.items ?? []
  const total = all.reduce((sum, row) => sum + (row.messagesKept ?? 0), 0)
  const columns = useQueueColumns({
    cluster,
    topic,
    inOrder: state.params.sort === 'queue',
    items: all,
    shares: { total, skew: query.data?.skew ?? null },
  })
  const wanted = state.params.search.toLowerCase()
  const table = (rows: readonly QueueRow[] | undefined): ReactNode => (
    <DataTable
      id="topic-queues"
      label={t('queues')}
      columns={columns}
      rows={rows?.filter((row) => row.brokerName.toLowerCase().includes(wanted))}
      totalUnfiltered={rows?.length}
      rowId={queueKey}
      state={state}
      rowHref={(row) => newestMessageHref(cluster, topic, row)}
      rowTone={(row) => (row.stale ? 'dim' : undefined)}
      searchPlaceholder={t('filterBroker')}
      empty={<NoQueues />}
      footNote={<span>{t('rowOpensNewest')}</span>}
    />
  )
  return (
    <Answer query={query} skeleton={table(undefined)}>
      {(data) => (
        <>
          <SkewLine skew={data.skew} />
          {table(data.items)}
        </>
      )}
    </Answer>
  )
}

/** `16, of which 12 current` */
function QueueCount({ items }: { items: readonly QueueRow[] }) {
  const t = useTranslations('topic')
  const current = items.filter((row) => !row.stale && row.maxOffset !== null).length
  return <>{current === items.length ? items.length : t('queuesCurrent', { count: items.length, current })}</>
}

function SkewLine({ skew }: { skew: Queues['skew'] }) {
  const t = useTranslations('topic')
  const format = useFormat()
  if (skew === null) return null
  return (
    <p className="py-1.5">
      <State tone="warning">
        {t('skew', { broker: skew.brokerName, id: skew.queueId, share: format.percent(skew.share) })}
      </State>
    </p>
  )
}

function NoQueues() {
  const t = useTranslations('topic')
  return <EmptyState title={t('noQueues')}>{t('noQueuesBody')}</EmptyState>
}
