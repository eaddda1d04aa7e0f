'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { Bar } from '@/components/ui/bar'
import { Clock } from '@/components/ui/freshness'
import { State } from '@/components/ui/state'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { Aged, Dash, Value } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { readTopicQueues } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'

type Queues = OutputOf<typeof readTopicQueues>
export type QueueRow = Queues['items'][number]
type Translate = ReturnType<typeof useTranslations<'topic'>>

interface QueueColumnOptions {
  cluster: string
  topic: string
  /** The broker's name stands once for its queues: they stand together, in order. */
  inOrder: boolean
  /** The rows: their longest offset decides how wide its column is. */
  items: readonly QueueRow[]
  /** With the part each queue keeps. */
  shares: { total: number; skew: Queues['skew'] } | null
}

/** Columns of a topic's queues. */
export function useQueueColumns({ cluster, topic, inOrder, items, shares }: QueueColumnOptions) {
  const t = useTranslations('topic')
  const digits = String(Math.max(0, ...items.map((row) => row.maxOffset ?? 0))).length
  const total = shares?.total ?? null
  const skewed = shares?.skew ? queueKey(shares.skew) : null
  return useMemo(
    () => columnsOf(t, cluster, topic, { inOrder, digits, total, skewed }),
    [t, cluster, topic, inOrder, digits, total, skewed],
  )
}

/** Names a queue within its topic. */
export function queueKey(queue: { brokerName: string; queueId: number }): string {
  return `${queue.brokerName}/${queue.queueId}`
}

/** Where the newest message of a queue is looked up; null while there is none, or its offset is not known. */
export function newestMessageHref(cluster: string, topic: string, queue: QueueRow): string | null {
  const { maxOffset, messagesKept } = queue
  if (maxOffset === null || messagesKept === null || messagesKept === 0) return null
  return pages.messageAt(cluster, topic, queue.brokerName, queue.queueId, maxOffset - 1)
}

function columnsOf(
  t: Translate,
  cluster: string,
  topic: string,
  { inOrder, digits, total, skewed }: { inOrder: boolean; digits: number; total: number | null; skewed: string | null },
): TableColumn<QueueRow>[] {
  // An offset is never cut: 7 px a figure, and a comma every three.
  const width = Math.max(92, 24 + 7 * (digits + Math.floor((digits - 1) / 3)))
  const offset = (field: 'minOffset' | 'maxOffset' | 'messagesKept'): TableColumn<QueueRow> => ({
    id: field,
    header: t(field),
    width,
    align: 'right',
    cell: (row) => (
      <Value
        value={row[field]}
        atLeast={row.atLeast.includes(field)}
        lastGoodAt={row.stale ? row.asOf : null}
        reason={row.stale ? t('brokerSilent', { broker: row.brokerName }) : t('neverRead')}
        showAge={false}
      />
    ),
    csv: (row) => ({ value: row[field], atLeast: row.atLeast.includes(field) }),
    sortValue: (row) => row[field],
    hideOnPhone: field === 'minOffset',
  })
  return [
    {
      id: 'broker',
      header: t('broker'),
      width: 148,
      cell: (row) => <BrokerName cluster={cluster} row={row} quiet={inOrder && row.queueId > 0} />,
      csv: (row) => row.brokerName,
    },
    {
      id: 'queue',
      header: t('queue'),
      width: 70,
      align: 'right',
      sortFirst: 'asc',
      sortValue: queueKey,
      cell: (row) => <QueueLink cluster={cluster} topic={topic} row={row} />,
      csv: (row) => row.queueId,
    },
    offset('minOffset'),
    offset('maxOffset'),
    offset('messagesKept'),
    ...(total === null ? [] : [shareColumn(t, total, skewed)]),
    {
      id: 'lastMessageAt',
      header: t('lastMessage'),
      width: 96,
      align: 'right',
      sortValue: (row) => row.lastMessageAt,
      cell: (row) => <LastStored row={row} />,
      csv: (row) => row.lastMessageAt,
    },
    {
      id: 'inTps',
      header: t('inRate'),
      width: 74,
      align: 'right',
      sortValue: (row) => row.inTps,
      cell: (row) => (
        <Value
          value={row.inTps}
          as="rate"
          reason={
            row.stale
              ? t('brokerSilent', { broker: row.brokerName })
              : row.fromReplica !== null
                ? t('rateOfReplica', { id: row.fromReplica })
                : t('noSecondSample')
          }
        />
      ),
      csv: (row) => row.inTps,
    },
  ]
}

function shareColumn(t: Translate, total: number, skewed: string | null): TableColumn<QueueRow> {
  const share = (row: QueueRow) => (total > 0 && row.messagesKept !== null ? row.messagesKept / total : null)
  return {
    id: 'share',
    header: t('share'),
    width: 150,
    cell: (row) => {
      const ratio = share(row)
      if (ratio === null) return <Dash />
      return (
        <span className="inline-flex items-center gap-1.5">
          <Bar ratio={ratio} old={row.stale} tone={queueKey(row) === skewed ? 'warning' : undefined} />
          <Value value={ratio} as="percent" tint={false} />
          {queueKey(row) === skewed && <State tone="warning">{t('skewed')}</State>}
        </span>
      )
    },
    csv: share,
    hideOnPhone: true,
  }
}

function BrokerName({ cluster, row, quiet }: { cluster: string; row: QueueRow; quiet: boolean }) {
  const t = useTranslations('topic')
  const truth = useTranslations('truth')
  const format = useFormat()
  const now = useNow()
  if (quiet) return <span className="sr-only">{row.brokerName}</span>
  const age = now === null || row.asOf === null ? null : format.age(now - Date.parse(row.asOf))
  return (
    <>
      <Link href={pages.broker(cluster, row.brokerName)} prefetch={false} className="text-ink">
        {row.brokerName}
      </Link>
      {row.stale && age !== null && <Note>{truth('old', { age })}</Note>}
      {!row.stale && row.fromReplica !== null && <Note>{t('fromReplica', { id: row.fromReplica })}</Note>}
    </>
  )
}

function Note({ children }: { children: React.ReactNode }) {
  return <span className="narrow ml-1 text-micro font-normal text-ink-3">{children}</span>
}

function QueueLink({ cluster, topic, row }: { cluster: string; topic: string; row: QueueRow }) {
  const t = useTranslations('topic')
  const format = useFormat()
  const href = newestMessageHref(cluster, topic, row)
  if (href === null || row.maxOffset === null) return <span className="num text-ink-3">{row.queueId}</span>
  const label = t('newestAt', { id: row.queueId, offset: format.count(row.maxOffset - 1) })
  return (
    <Link href={href} className="num" prefetch={false} data-hint={label} aria-label={label}>
      {row.queueId}
    </Link>
  )
}

function LastStored({ row }: { row: QueueRow }) {
  const t = useTranslations('topic')
  if (row.lastMessageAt === null) return row.messagesKept === 0 ? <Dash /> : <Unknown reason={t('noStoreTime')} />
  if (!row.stale) return <Clock at={row.lastMessageAt} />
  return (
    <Aged at={row.asOf} showAge={false} reason={t('brokerSilent', { broker: row.brokerName })}>
      <Clock at={row.lastMessageAt} />
    </Aged>
  )
}
