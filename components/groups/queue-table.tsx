'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import type { RowGrouping } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState, useTableState } from '@/components/data-table/use-table-state'
import { Section } from '@/components/ui/section'
import { useFormat } from '@/components/ui/use-format'
import { Value } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { readGroupLag } from '@/lib/contract/groups'
import { pages } from '@/lib/url/pages'
import { CsvButton } from './csv-button'
import type { GroupDetail, QueueRow } from './group-values'
import { useQueueColumns } from './queue-columns'
import { brokersOf, lagSum, largestLag, queueKey, skewedQueues, whyNoOwner } from './queue-values'

interface QueueTableProps {
  cluster: string
  group: GroupDetail
  data: OutputOf<typeof readGroupLag>
  rows: readonly QueueRow[]
  note: ReactNode
  listParams: Parameters<typeof useTableState>[0]
}

/** Queues of the group under their topics, with the client that holds each. */
export function QueueTable({ cluster, group, data, rows, note, listParams }: QueueTableProps) {
  const t = useTranslations('group')
  const state = useTableState(listParams, 'q')
  const skewed = useMemo(() => skewedQueues(rows), [rows])
  // Clients stand in the answer's completeness beside brokers: all of them answered when nobody failed.
  const noOwner = whyNoOwner(data, group, data.completeness.failed.length === 0)
  const columns = useQueueColumns({
    cluster,
    group: group.name,
    largest: largestLag(rows),
    skewed,
    noOwner,
    broadcasting: group.messageModel === 'broadcasting',
    leftover: false,
    withExpired: rows.some((row) => (row.expiredMessages ?? 0) > 0),
  })
  const grouping = useTopicGrouping(cluster, skewed)
  return (
    <Section
      title={t('queues')}
      note={note}
      aside={<CsvButton name={`${group.name}-queues`} columns={columns} rows={rows} />}
      className="mt-4"
    >
      <DataTable
        id="group-queues"
        label={t('queues')}
        columns={columns}
        rows={rows}
        rowId={queueKey}
        state={state}
        grouping={grouping}
        rowTone={(row) => (skewed.get(row.topic)?.key === queueKey(row) ? 'warning' : undefined)}
        variant="bare"
        density="compact"
      />
    </Section>
  )
}

/** Offsets that remain of topics which no client of the group subscribes to any more: apart, and in no sum. */
export function LeftoverQueues({
  cluster,
  group,
  rows,
}: {
  cluster: string
  group: string
  rows: readonly QueueRow[]
}) {
  const t = useTranslations('group')
  const state = useLocalTableState('-lagMessages')
  const columns = useQueueColumns({
    cluster,
    group,
    largest: largestLag(rows),
    skewed: nothingSkewed,
    noOwner: 'offline',
    broadcasting: false,
    leftover: true,
    withExpired: false,
  })
  const grouping = useTopicGrouping(cluster, nothingSkewed)
  return (
    <Section
      title={t('leftoverQueues')}
      note={t('leftoverNote')}
      aside={<CsvButton name={`${group}-left-over`} columns={columns} rows={rows} />}
      className="mt-6"
    >
      <DataTable
        id="group-leftover-queues"
        label={t('leftoverQueues')}
        columns={columns}
        rows={rows}
        rowId={queueKey}
        state={state}
        grouping={grouping}
        rowTone={() => 'dim'}
        variant="bare"
        density="compact"
      />
    </Section>
  )
}

const nothingSkewed: ReturnType<typeof skewedQueues> = new Map()

function useTopicGrouping(cluster: string, skewed: ReturnType<typeof skewedQueues>): RowGrouping<QueueRow> {
  const t = useTranslations('group')
  const format = useFormat()
  return useMemo(
    () => ({
      by: (row) => row.topic,
      title: (topic, rows) => (
        <span className="flex min-w-0 items-baseline gap-2">
          <Link href={pages.topic(cluster, topic)} className="text-ink" prefetch={false}>
            {topic}
          </Link>
          <span className="narrow text-small font-normal text-ink-3">
            {t('queuesOn', { queues: rows.length, brokers: brokersOf(rows).length })}
          </span>
        </span>
      ),
      cells: {
        lagMessages: (rows) => {
          const sum = lagSum(rows)
          return sum.value === null ? null : <Value value={sum.value} atLeast={sum.atLeast} />
        },
        share: (_rows, topic) => {
          const skew = skewed.get(topic)
          return skew ? (
            <span className="text-small font-normal text-ink-2">
              {t('skew', { percent: format.percent(skew.share) ?? '' })}
            </span>
          ) : null
        },
      },
    }),
    [cluster, skewed, t, format],
  )
}
