'use client'

import { useTranslations } from 'next-intl'
import { parseAsInteger, useQueryStates } from 'nuqs'
import { DataTable } from '@/components/data-table/data-table'
import { useScrolledTableState } from '@/components/data-table/use-table-state'
import { useGroupColumns } from '@/components/groups/group-columns'
import { GroupFilterBar } from '@/components/groups/group-filter-bar'
import { kindCount, segmentOf } from '@/components/groups/group-kinds'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { CompletenessFact } from '@/components/topics/completeness-fact'
import { PageTitle } from '@/components/ui/page-title'
import { EmptyState } from '@/components/ui/states'
import { allPages } from '@/lib/api/all-pages'
import { pageQuery } from '@/lib/api/query'
import type { OutputOf } from '@/lib/contract/endpoint'
import { listGroups } from '@/lib/contract/groups'
import { pages } from '@/lib/url/pages'
import { type GroupFilters, groupFilterParams, groupListInput, groupListParams } from '../search-params'

type List = OutputOf<typeof listGroups>

/** Every consumer group of a cluster, a user's own ones first, worst lag on top. */
export function GroupsView({ cluster }: { cluster: string }) {
  const t = useTranslations('groups')
  const state = useScrolledTableState(groupListParams)
  const [filters, setFilters] = useQueryStates({ ...groupFilterParams, page: parseAsInteger }, { history: 'replace' })
  const input = groupListInput(cluster, state.params, filters)
  const query = useEndpoint(listGroups, input)
  const silent = query.data?.completeness.failed.map((f) => f.target).join(', ') ?? ''
  const columns = useGroupColumns(cluster, silent)
  const kinds = query.data?.kinds ?? null
  const segment = segmentOf(filters.kind)
  const choose = (choice: Partial<GroupFilters>) => void setFilters({ ...choice, page: null })

  const table = (data: List | undefined) => (
    <DataTable
      id="groups"
      label={t('title')}
      columns={columns}
      rows={data?.items}
      rowId={(row) => row.name}
      state={state}
      total={data?.total ?? 0}
      totalUnfiltered={data && kindCount(segment, data.kinds)}
      rowHref={(row) => pages.group(cluster, row.name)}
      searchPlaceholder={t('search')}
      filters={<GroupFilterBar kinds={kinds} filters={filters} onChange={choose} />}
      filtered={filters.state !== '' || filters.topic !== ''}
      onClearFilters={() => choose({ state: '', topic: '' })}
      empty={<EmptyState title={t(`empty.${segment}`)}>{t(`emptyBody.${segment}`)}</EmptyState>}
      fetchAll={(progress) => allPages(listGroups, input, (row) => row.name, progress)}
      pageOf={(page) => pageQuery(listGroups, groupListInput(cluster, { ...state.params, page }, filters))}
      noun="group"
      closest={data?.closest ? { name: data.closest, href: pages.group(cluster, data.closest) } : null}
      skeletonRows={12}
    />
  )
  return (
    <>
      <PageTitle
        title={t('title')}
        facts={
          query.data && [
            <span key="count">{t(`count.${segment}`, { count: kindCount(segment, query.data.kinds) })}</span>,
            <CompletenessFact key="truth" completeness={query.data.completeness} />,
          ]
        }
      />
      <AddressNotice parsers={{ ...groupListParams, ...groupFilterParams }} />
      <Answer query={query} skeleton={table(undefined)}>
        {table}
      </Answer>
    </>
  )
}
