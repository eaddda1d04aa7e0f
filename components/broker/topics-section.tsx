'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { ShortList } from '@/components/data-table/short-list'
import { useTableState } from '@/components/data-table/use-table-state'
import { Section } from '@/components/ui/section'
import { Spark } from '@/components/ui/spark'
import { EmptyState } from '@/components/ui/states'
import { Dash, Value } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import { type BrokerDetail, byInRate, type HostedTopic, shareOfIn } from './broker-values'

interface TopicsProps {
  cluster: string
  broker: BrokerDetail
}

const SHOWN = 8

/** The busiest topics here, with a link to all. */
export function BusiestTopics({ cluster, broker, allHref }: TopicsProps & { allHref: string }) {
  const t = useTranslations('broker')
  const { columns, empty } = useTopicColumns({ cluster, broker })
  const rows = byInRate(broker.topics).slice(0, SHOWN)
  return (
    <Section
      title={t('topicsTitle')}
      className="mt-4.5"
      note={t('topicsNote', { shown: rows.length, total: broker.topics.length })}
      aside={
        <Link prefetch={false} href={allHref} scroll={false}>
          {t('topicsAll', { broker: broker.brokerName })}
        </Link>
      }
    >
      <ShortList
        id="broker-busiest-topics"
        label={t('topicsTitle')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.name}
        empty={empty}
      />
    </Section>
  )
}

/** Every topic that has queues here. */
export function HostedTopics({
  cluster,
  broker,
  listParams,
}: TopicsProps & { listParams: Parameters<typeof useTableState>[0] }) {
  const t = useTranslations('broker')
  const state = useTableState(listParams, 't')
  const { columns, empty } = useTopicColumns({ cluster, broker })
  const wanted = state.params.search.trim().toLowerCase()
  const rows = useMemo(
    () => broker.topics.filter((topic) => topic.name.toLowerCase().includes(wanted)),
    [broker.topics, wanted],
  )
  return (
    <div className="mt-4">
      <DataTable
        id="broker-topics"
        label={t('topicsTitle')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.name}
        rowHref={(row) => pages.topic(cluster, row.name)}
        state={state}
        totalUnfiltered={broker.topics.length}
        searchPlaceholder={t('searchTopics')}
        empty={empty}
        {...(broker.fromReplica === null ? {} : { footNote: t('fromReplica', { id: String(broker.fromReplica) }) })}
      />
    </div>
  )
}

function useTopicColumns({ cluster, broker }: TopicsProps): {
  columns: readonly TableColumn<HostedTopic>[]
  empty: ReactNode
} {
  const t = useTranslations('broker')
  const all = broker.topics
  const silent = broker.completeness.failed.map(({ target }) => target).join(', ')
  const columns = useMemo(() => {
    const number = (
      id: 'inTps' | 'outTps' | 'messagesKept',
      as: 'rate' | 'short',
      more: Partial<TableColumn<HostedTopic>> = {},
    ): TableColumn<HostedTopic> => ({
      id,
      header: t(`column.${id}`),
      align: 'right',
      width: 80,
      cell: (row) => (
        <Value
          value={row[id]}
          as={as}
          atLeast={row.atLeast.includes(id)}
          {...(silent === '' ? {} : { reason: silent })}
        />
      ),
      csv: (row) => (row.atLeast.includes(id) ? { value: row[id], atLeast: true } : row[id]),
      sortValue: (row) => row[id],
      ...more,
    })
    const list: TableColumn<HostedTopic>[] = [
      {
        id: 'name',
        header: t('column.name'),
        width: 240,
        cell: (row) => (
          <Link href={pages.topic(cluster, row.name)} prefetch={false} className="text-ink">
            {row.name}
          </Link>
        ),
        csv: (row) => row.name,
        sortValue: (row) => row.name,
      },
      {
        id: 'type',
        header: t('column.type'),
        width: 110,
        cell: (row) => <span className="text-small text-ink-2">{row.type}</span>,
        csv: (row) => row.type,
        sortValue: (row) => row.type,
        hideOnPhone: true,
      },
      {
        id: 'queues',
        header: t('column.queues'),
        align: 'right',
        width: 90,
        cell: (row) => <Value value={row.readQueues} />,
        csv: (row) => row.readQueues,
        sortValue: (row) => row.readQueues,
      },
      number('inTps', 'rate'),
      {
        id: 'trend',
        header: t('column.trend'),
        width: 84,
        cell: (row) => row.inTrend && row.inTrend.length > 1 && <Spark points={row.inTrend} series="in" size="row" />,
        hideOnPhone: true,
      },
      number('outTps', 'rate'),
      number('messagesKept', 'short', { hideOnPhone: true }),
      {
        id: 'share',
        header: t('column.share'),
        align: 'right',
        width: 80,
        cell: (row) => {
          const share = shareOfIn(row, all)
          return share === null ? <Dash /> : <Value value={share} as="percent" tint={false} />
        },
        csv: (row) => shareOfIn(row, all),
        sortValue: (row) => shareOfIn(row, all),
        hideOnPhone: true,
      },
    ]
    return list
  }, [t, cluster, all, silent])
  const neverRead = broker.topics.length === 0 && broker.completeness.answered === 0
  const empty = (
    <EmptyState title={t(neverRead ? 'topicsUnknown' : 'noTopics')}>
      {t(neverRead ? 'topicsUnknownBody' : 'noTopicsBody')}
    </EmptyState>
  )
  return { columns, empty }
}
