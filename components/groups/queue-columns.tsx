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
import { Dash, Value } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import { Explained } from './cells'
import type { QueueRow } from './group-values'
import { type NoOwner, queueKey, type skewedQueues } from './queue-values'

type Translate = ReturnType<typeof useTranslations<'group'>>

interface QueueColumnOptions {
  cluster: string
  group: string
  /** What the bars are measured by. */
  largest: number
  skewed: ReturnType<typeof skewedQueues>
  noOwner: NoOwner
  broadcasting: boolean
  /** Nobody subscribes: no owner, no rates. */
  leftover: boolean
  withExpired: boolean
}

/** Columns of a group's queues. */
export function useQueueColumns(options: QueueColumnOptions): readonly TableColumn<QueueRow>[] {
  const t = useTranslations('group')
  const { cluster, group, largest, skewed, noOwner, broadcasting, leftover, withExpired } = options
  return useMemo(
    () => columnsOf(t, { cluster, group, largest, skewed, noOwner, broadcasting, leftover, withExpired }),
    [t, cluster, group, largest, skewed, noOwner, broadcasting, leftover, withExpired],
  )
}

function columnsOf(t: Translate, options: QueueColumnOptions): TableColumn<QueueRow>[] {
  const { cluster, group, largest, skewed, noOwner, broadcasting, leftover, withExpired } = options
  const isSkewed = (row: QueueRow) => skewed.get(row.topic)?.key === queueKey(row)
  const share = (row: QueueRow) => (row.lagMessages !== null && largest > 0 ? row.lagMessages / largest : null)
  const why = (row: QueueRow) => {
    if (row.stale) return t('brokerSilent', { broker: row.brokerName })
    return row.brokerOffset !== null && row.consumerOffset === null ? t('neverCommitted') : t('notRead')
  }
  const count = (
    field: 'brokerOffset' | 'consumerOffset' | 'lagMessages' | 'expiredMessages',
    header: string,
    width: number,
  ): TableColumn<QueueRow> => ({
    id: field,
    header,
    width,
    align: 'right',
    cell: (row) =>
      broadcasting && field !== 'brokerOffset' && row[field] === null ? (
        <Dash />
      ) : (
        <Value
          value={row[field]}
          atLeast={row.atLeast.includes(field)}
          lastGoodAt={row.stale ? row.asOf : null}
          reason={why(row)}
          showAge={false}
          {...(field === 'lagMessages' && isSkewed(row) ? { className: 'font-semibold' } : {})}
        />
      ),
    csv: (row) => ({ value: row[field], atLeast: row.atLeast.includes(field) || row.stale }),
    sortValue: (row) => row[field],
    hideOnPhone: field !== 'lagMessages',
  })
  const rate = (field: 'inTps' | 'outTps', header: string): TableColumn<QueueRow> => ({
    id: field,
    header,
    width: 78,
    align: 'right',
    cell: (row) =>
      broadcasting && field === 'outTps' ? (
        <Dash />
      ) : (
        <Value
          value={row[field]}
          as="rate"
          reason={
            row.stale
              ? t('brokerSilent', { broker: row.brokerName })
              : row.fromReplica === null
                ? t('noSecondSample')
                : t('rateOfReplica', { id: String(row.fromReplica) })
          }
        />
      ),
    csv: (row) => row[field],
    sortValue: (row) => row[field],
  })
  return [
    {
      id: 'broker',
      header: t('broker'),
      width: 150,
      cell: (row) => <BrokerName cluster={cluster} row={row} />,
      csv: (row) => row.brokerName,
      sortValue: (row) => row.brokerName,
    },
    {
      id: 'topic',
      header: t('topic'),
      cell: (row) => row.topic,
      csv: (row) => row.topic,
      hidden: true,
      hideOnPhone: true,
    },
    {
      id: 'queue',
      header: t('queue'),
      width: 60,
      align: 'right',
      sortFirst: 'asc',
      cell: (row) => <QueueLink cluster={cluster} row={row} />,
      csv: (row) => row.queueId,
      sortValue: (row) => row.queueId,
    },
    ...(leftover
      ? []
      : [
          {
            id: 'owner',
            header: t('owner'),
            width: 250,
            cell: (row: QueueRow) => (
              <span className="flex items-center gap-2.5">
                <Owner cluster={cluster} group={group} row={row} noOwner={noOwner} />
                {isSkewed(row) && <State tone="warning">{t('skewed')}</State>}
              </span>
            ),
            csv: (row: QueueRow) => row.clientId,
            sortValue: (row: QueueRow) => row.clientId,
            hideOnPhone: true,
          },
        ]),
    count('brokerOffset', t('brokerOffset'), 104),
    count('consumerOffset', t('committed'), 104),
    count('lagMessages', t('lag'), 92),
    ...(withExpired ? [count('expiredMessages', t('expiredHead'), 84)] : []),
    {
      id: 'share',
      header: t('shareOfLargest'),
      width: 130,
      cell: (row) => {
        const ratio = share(row)
        if (ratio === null) return <Dash />
        // Nothing waits: a bar of nothing is no bar.
        if (ratio === 0) return null
        return <Bar ratio={ratio} width={110} old={row.stale} tone={isSkewed(row) ? 'warning' : undefined} />
      },
      hideOnPhone: false,
    },
    {
      id: 'lagMs',
      header: t('lagTime'),
      width: 84,
      align: 'right',
      cell: (row) =>
        broadcasting ? (
          <Dash />
        ) : (
          <Value
            value={row.stale ? null : row.lagMs}
            as="duration"
            atLeast={row.atLeast.includes('lagMs')}
            reason={row.lagMessages === null || row.stale ? why(row) : t('noStoreTime')}
          />
        ),
      csv: (row) => ({ value: row.stale ? null : row.lagMs, atLeast: row.atLeast.includes('lagMs') }),
      sortValue: (row) => (row.stale ? null : row.lagMs),
    },
    ...(leftover
      ? []
      : [
          {
            id: 'lastConsumedAt',
            header: t('lastConsumed'),
            hint: t('lastConsumedMeans'),
            width: 96,
            align: 'right' as const,
            cell: (row: QueueRow) =>
              row.lastConsumedAt === null ? (
                broadcasting ? (
                  <Dash />
                ) : (
                  <Unknown reason={t('notRead')} />
                )
              ) : (
                <Clock at={row.lastConsumedAt} />
              ),
            csv: (row: QueueRow) => row.lastConsumedAt,
            sortValue: (row: QueueRow) => row.lastConsumedAt,
            hidden: true,
            hideOnPhone: true,
          },
          rate('inTps', t('inRate')),
          rate('outTps', t('outRate')),
        ]),
  ]
}

function BrokerName({ cluster, row }: { cluster: string; row: QueueRow }) {
  const t = useTranslations('group')
  const truth = useTranslations('truth')
  const format = useFormat()
  const now = useNow()
  const age = now === null || row.asOf === null ? null : format.age(now - Date.parse(row.asOf))
  const note =
    row.stale && age !== null
      ? truth('old', { age })
      : row.fromReplica === null || row.stale
        ? null
        : t('fromReplica', { id: String(row.fromReplica) })
  return (
    <>
      <Link href={pages.broker(cluster, row.brokerName)} prefetch={false} className="text-ink">
        {row.brokerName}
      </Link>
      {note && <span className="narrow ml-1 text-micro font-normal text-ink-3">{note}</span>}
    </>
  )
}

/** A queue's number; with a message waiting, it opens the first of them. */
function QueueLink({ cluster, row }: { cluster: string; row: QueueRow }) {
  const t = useTranslations('group')
  const format = useFormat()
  const next = row.consumerOffset
  if (next === null || row.lagMessages === null || row.lagMessages === 0 || row.stale) {
    return <span className="num text-ink-3">{row.queueId}</span>
  }
  const offset = Math.max(next, row.minOffset ?? 0)
  const label = t('nextMessage', { id: String(row.queueId), offset: format.count(offset) })
  return (
    <Link
      href={pages.messageAt(cluster, row.topic, row.brokerName, row.queueId, offset)}
      className="num"
      prefetch={false}
      data-hint={label}
      aria-label={label}
    >
      {row.queueId}
    </Link>
  )
}

function Owner({ cluster, group, row, noOwner }: { cluster: string; group: string; row: QueueRow; noOwner: NoOwner }) {
  const t = useTranslations('group.noOwner')
  if (row.clientId !== null) {
    return (
      <Link
        href={`${pages.group(cluster, group)}?tab=clients&client=${encodeURIComponent(row.clientId)}`}
        className="mono min-w-0 truncate text-ink-2"
        prefetch={false}
      >
        {row.clientId}
      </Link>
    )
  }
  if (noOwner === 'offline') return <Dash />
  if (noOwner === 'notAnswered') return <Unknown reason={t('notAnsweredMeans')} />
  return (
    <Explained words={t(`${noOwner}Means`)}>
      <span className="text-ink-3">{t(noOwner)}</span>
    </Explained>
  )
}
