'use client'

import { useTranslations } from 'next-intl'
import { parseAsInteger, useQueryStates } from 'nuqs'
import { DataTable } from '@/components/data-table/data-table'
import { useScrolledTableState } from '@/components/data-table/use-table-state'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { CompletenessFact } from '@/components/topics/completeness-fact'
import { useTopicColumns } from '@/components/topics/topic-columns'
import { TopicFilters } from '@/components/topics/topic-filters'
import { segmentCount, segmentOf } from '@/components/topics/topic-kinds'
import { BrokerSquares } from '@/components/ui/broker-squares'
import { PageTitle } from '@/components/ui/page-title'
import { EmptyState } from '@/components/ui/states'
import { allPages } from '@/lib/api/all-pages'
import { pageQuery } from '@/lib/api/query'
import { listBrokers } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'
import { listTopics } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { topicFilterParams, topicListInput, topicListParams } from '../search-params'

type List = OutputOf<typeof listTopics>

/** Every topic of a cluster, a user's own ones first. */
export function TopicsView({ cluster }: { cluster: string }) {
  const t = useTranslations('topics')
  const state = useScrolledTableState(topicListParams)
  const [filters, setFilters] = useQueryStates({ ...topicFilterParams, page: parseAsInteger }, { history: 'replace' })
  const input = topicListInput(cluster, state.params, filters)
  const query = useEndpoint(listTopics, input)
  const brokers = useEndpoint(listBrokers, { cluster, pageSize: 1000 })
  const brokerNames = [...new Set(brokers.data?.items.map((row) => row.brokerName))]
  const columns = useTopicColumns(cluster, brokerNames)
  const types = query.data?.types ?? {}
  const segment = segmentOf(filters.type)
  const choose = (choice: { type?: string; broker?: string }) => void setFilters({ ...choice, page: null })

  const table = (data: List | undefined) => (
    <DataTable
      id="topics"
      label={t('title')}
      columns={columns}
      rows={data?.items}
      rowId={(row) => row.name}
      state={state}
      total={data?.total ?? 0}
      totalUnfiltered={data && segmentCount(segment, types)}
      rowHref={(row) => pages.topic(cluster, row.name)}
      searchPlaceholder={t('search')}
      filters={
        <TopicFilters
          types={types}
          type={filters.type}
          broker={filters.broker}
          brokerNames={brokerNames}
          onChange={choose}
        />
      }
      filtered={filters.broker !== '' || (filters.type !== '' && segment === 'own')}
      onClearFilters={() => choose({ type: segment === 'own' ? '' : filters.type, broker: '' })}
      empty={<EmptyState title={t(`empty.${segment}`)}>{t(`emptyBody.${segment}`)}</EmptyState>}
      fetchAll={(progress) => allPages(listTopics, input, (row) => row.name, progress)}
      pageOf={(page) => pageQuery(listTopics, topicListInput(cluster, { ...state.params, page }, filters))}
      noun="topic"
      closest={data?.closest ? { name: data.closest, href: pages.topic(cluster, data.closest) } : null}
      footNote={data && <SilentNote rows={data.items} />}
      skeletonRows={12}
    />
  )
  return (
    <>
      <PageTitle
        title={t('title')}
        facts={
          query.data && [
            t(`count.${segment}`, { count: segmentCount(segment, types) }),
            <CompletenessFact key="completeness" completeness={query.data.completeness} />,
          ]
        }
      />
      <AddressNotice parsers={topicListParams} />
      <Answer query={query} skeleton={table(undefined)}>
        {table}
      </Answer>
    </>
  )
}

/** Whose squares are hatched on this page. */
function SilentNote({ rows }: { rows: List['items'] }) {
  const t = useTranslations('topics')
  const silent = [...new Set(rows.flatMap((row) => row.silentBrokers))].sort()
  if (silent.length === 0) return null
  return (
    <span className="inline-flex items-center gap-1.5">
      <BrokerSquares brokers={silent.slice(0, 4).map((name) => ({ name, state: 'unknown' }))} />
      {t('silent', { brokers: silent.join(', ') })}
    </span>
  )
}
