'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { Spark } from '@/components/ui/spark'
import { pages } from '@/lib/url/pages'
import { LastMessage, PermissionText, squaresWidth, TopicBrokers, TopicValue } from './cells'
import { type TopicRow, topicCsv } from './topic-values'

/** Columns of the list of topics. `brokerNames`: every broker of the cluster, in the order of the squares. */
export function useTopicColumns(cluster: string, brokerNames: readonly string[]): readonly TableColumn<TopicRow>[] {
  const t = useTranslations('topics')
  // The names come as a new array with every answer: the columns stay while it says the same.
  const names = brokerNames.join('\n')
  return useMemo(() => columnsOf(t, cluster, names === '' ? [] : names.split('\n')), [t, cluster, names])
}

type Translate = ReturnType<typeof useTranslations<'topics'>>

function columnsOf(t: Translate, cluster: string, brokerNames: readonly string[]): TableColumn<TopicRow>[] {
  return [
    {
      id: 'name',
      header: t('name'),
      width: 240,
      sortKey: 'name',
      cell: (row) => (
        <Link href={pages.topic(cluster, row.name)} className="text-ink" prefetch={false}>
          {row.name}
        </Link>
      ),
      csv: (row) => row.name,
    },
    {
      id: 'type',
      header: t('type'),
      width: 120,
      sortKey: 'type',
      cell: (row) => <span className="narrow text-ink-2">{row.type}</span>,
      csv: (row) => row.type,
      hideOnPhone: true,
    },
    {
      id: 'readQueues',
      header: t('queues'),
      width: 76,
      align: 'right',
      sortKey: 'readQueues',
      cell: (row) => <TopicValue row={row} field="readQueues" />,
      csv: (row) => topicCsv(row, 'readQueues'),
      hideOnPhone: true,
    },
    {
      id: 'writeQueues',
      header: t('writeQueues'),
      width: 96,
      align: 'right',
      sortKey: 'writeQueues',
      cell: (row) => <TopicValue row={row} field="writeQueues" />,
      csv: (row) => topicCsv(row, 'writeQueues'),
      hidden: true,
      hideOnPhone: true,
    },
    {
      id: 'permission',
      header: t('permissionHead'),
      width: 110,
      sortKey: 'permission',
      cell: (row) => <PermissionText permission={row.permission} />,
      csv: (row) => row.permission,
      hidden: true,
      hideOnPhone: true,
    },
    {
      id: 'brokers',
      header: t('brokers'),
      width: squaresWidth(brokerNames.length),
      sortKey: 'brokers',
      cell: (row) => <TopicBrokers row={row} brokerNames={brokerNames} />,
      csv: (row) => row.brokers.join(' '),
      hideOnPhone: true,
    },
    {
      id: 'inTps',
      header: t('inRate'),
      width: 96,
      align: 'right',
      sortKey: 'inTps',
      cell: (row) => <TopicValue row={row} field="inTps" as="rate" />,
      csv: (row) => topicCsv(row, 'inTps'),
    },
    {
      id: 'trend',
      header: t('trend'),
      width: 100,
      cell: (row) => <Spark points={row.inTrend} series="in" />,
      hideOnPhone: true,
    },
    {
      id: 'outTps',
      header: t('outRate'),
      width: 96,
      align: 'right',
      sortKey: 'outTps',
      cell: (row) => <TopicValue row={row} field="outTps" as="rate" />,
      csv: (row) => topicCsv(row, 'outTps'),
    },
    {
      id: 'messagesKept',
      header: t('kept'),
      width: 100,
      align: 'right',
      sortKey: 'messagesKept',
      cell: (row) => <TopicValue row={row} field="messagesKept" as="short" />,
      csv: (row) => topicCsv(row, 'messagesKept'),
    },
    {
      id: 'groups',
      header: t('groups'),
      width: 76,
      align: 'right',
      sortKey: 'groups',
      cell: (row) => <TopicValue row={row} field="groups" />,
      csv: (row) => topicCsv(row, 'groups'),
    },
    {
      id: 'lastMessageAt',
      header: t('lastMessage'),
      width: 110,
      align: 'right',
      sortKey: 'lastMessageAt',
      cell: (row) => <LastMessage row={row} />,
      csv: (row) => row.lastMessageAt,
    },
  ]
}
