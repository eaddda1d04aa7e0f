'use client'

import { useTranslations } from 'next-intl'
import { parseAsInteger, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { useTableState } from '@/components/data-table/use-table-state'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { useProducerColumns } from '@/components/producers/producer-columns'
import { ProducerDetail } from '@/components/producers/producer-detail'
import { silentNames } from '@/components/producers/seen-on'
import { CompletenessFact } from '@/components/topics/completeness-fact'
import { cn } from '@/components/ui/cn'
import { PageTitle } from '@/components/ui/page-title'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { EmptyState } from '@/components/ui/states'
import { useFormat } from '@/components/ui/use-format'
import { allPages } from '@/lib/api/all-pages'
import { listBrokers } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'
import { listProducers } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import {
  type ProducerFilters,
  producerFilterParams,
  producerListInput,
  producerListParams,
  producerStates,
} from '../search-params'

type List = OutputOf<typeof listProducers>

/** Every producer group of a cluster, and beside it the one that was chosen with its connections. */
export function ProducersView({ cluster }: { cluster: string }) {
  const t = useTranslations('producers')
  const state = useTableState(producerListParams)
  const [filters, setFilters] = useQueryStates(
    { ...producerFilterParams, page: parseAsInteger },
    { history: 'replace', clearOnDefault: true },
  )
  const input = producerListInput(cluster, state.params, filters)
  const query = useEndpoint(listProducers, input)
  const brokers = useEndpoint(listBrokers, { cluster, pageSize: 1000 })
  const namesText = [...new Set(brokers.data?.items.map((row) => row.brokerName))].sort().join('\n')
  const brokerNames = useMemo(() => namesText.split('\n').filter(Boolean), [namesText])
  const silentText = [...silentNames(query.data?.completeness.failed ?? [])].join('\n')
  const silent = useMemo(() => new Set(silentText.split('\n').filter(Boolean)), [silentText])
  const open = filters.group
  const columns = useProducerColumns({ cluster, brokerNames, silent, narrow: open !== null })
  const choose = (choice: Partial<ProducerFilters>) => void setFilters({ ...choice, page: null })

  const table = (data: List | undefined) => (
    <DataTable
      id="producers"
      label={t('title')}
      columns={columns}
      rows={data?.items}
      rowId={(row) => row.group}
      state={state}
      total={data?.total ?? 0}
      totalUnfiltered={data?.kinds[filters.kind]}
      onRowOpen={(row) => void setFilters({ group: row.group }, { history: 'push' })}
      selectedId={open}
      searchPlaceholder={t('search')}
      filters={<Filters filters={filters} data={data} onChange={choose} />}
      filtered={filters.state !== null}
      onClearFilters={() => choose({ state: null })}
      empty={<EmptyState title={t(`empty.${filters.kind}`)}>{t(`emptyBody.${filters.kind}`)}</EmptyState>}
      fetchAll={(progress) => allPages(listProducers, input, (row) => row.group, progress)}
      noun="producer"
      closest={data?.closest ? { name: data.closest, href: pages.producer(cluster, data.closest) } : null}
      density={open === null ? 'normal' : 'compact'}
      skeletonRows={12}
    />
  )
  return (
    <>
      <PageTitle
        title={t('title')}
        facts={
          query.data && [
            <span key="count">{t(`count.${filters.kind}`, { count: query.data.kinds[filters.kind] })}</span>,
            <CompletenessFact key="truth" completeness={query.data.completeness} />,
          ]
        }
      />
      <AddressNotice parsers={{ ...producerListParams, ...producerFilterParams }} />
      <div
        className={cn(
          open !== null && 'grid gap-x-6 wide:grid-cols-[minmax(0,1fr)_minmax(0,548px)] wide:items-stretch',
        )}
      >
        <div className="min-w-0">
          <Answer query={query} skeleton={table(undefined)}>
            {table}
          </Answer>
        </div>
        {open !== null && (
          <ProducerDetail
            cluster={cluster}
            group={open}
            brokerNames={brokerNames}
            onClose={() => void setFilters({ group: null })}
          />
        )}
      </div>
    </>
  )
}

/** Applications' producers, of them what to look at first, and those that clients run for themselves: each with its count. */
function Filters({
  filters,
  data,
  onChange,
}: {
  filters: ProducerFilters
  data: List | undefined
  onChange: (choice: ProducerFilters) => void
}) {
  const t = useTranslations('producers')
  const format = useFormat()
  const counts: Record<Segment, number> | undefined = data && { ...data.kinds, ...data.states }
  return (
    <SegmentedControl<Segment>
      label={t('show')}
      value={filters.kind === 'internal' ? 'internal' : (filters.state ?? 'own')}
      onChange={(next) =>
        onChange(next === 'own' || next === 'internal' ? { kind: next, state: null } : { kind: 'own', state: next })
      }
      options={segments.map((value) => ({
        value,
        label: t(`segment.${value}`),
        ...(counts ? { count: format.count(counts[value]) } : {}),
      }))}
    />
  )
}

const segments = ['own', ...producerStates, 'internal'] as const
type Segment = (typeof segments)[number]
