'use client'

import { useTranslations } from 'next-intl'
import { parseAsInteger, useQueryStates } from 'nuqs'
import { BrokerCharts } from '@/components/brokers/broker-charts'
import { useBrokerColumns } from '@/components/brokers/broker-columns'
import { DataTable } from '@/components/data-table/data-table'
import { useTableState } from '@/components/data-table/use-table-state'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { PartialBanner } from '@/components/ui/banner'
import { PageTitle } from '@/components/ui/page-title'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { EmptyState } from '@/components/ui/states'
import { listBrokers } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'
import { chartParams } from '@/lib/url/chart-range'
import { pages } from '@/lib/url/pages'
import { brokerFilterParams, brokerListInput, brokerListParams } from '../search-params'

type List = OutputOf<typeof listBrokers>

/** Every replica, up or down, with the rates and counts it gives of itself. */
export function BrokersView({ cluster }: { cluster: string }) {
  const t = useTranslations('brokers')
  const state = useTableState(brokerListParams)
  const [{ role }, setFilter] = useQueryStates({ ...brokerFilterParams, page: parseAsInteger }, { history: 'replace' })
  const query = useEndpoint(listBrokers, brokerListInput(cluster, state.params, role))
  const everyone = useEndpoint(listBrokers, { cluster, pageSize: 1000 }).data?.items ?? []
  const columns = useBrokerColumns(cluster)
  const names = [...new Set(everyone.map((row) => row.brokerName))]
  const withSlaves = new Set(everyone.filter((row) => row.role === 'slave').map((row) => row.brokerName))
  const versions = [...new Set(everyone.map((row) => row.version).filter((v) => v !== null))]
  const of = (wanted: 'master' | 'slave') => everyone.filter((row) => row.role === wanted).length

  const table = (data: List | undefined) => (
    <DataTable
      id="brokers"
      label={t('title')}
      columns={columns}
      rows={data?.items}
      rowId={(row) => `${row.brokerName}/${row.brokerId}`}
      state={state}
      total={data?.total ?? 0}
      totalUnfiltered={everyone.length}
      searchPlaceholder={t('search')}
      filters={
        <SegmentedControl
          label={t('roleFilter')}
          value={role ?? 'all'}
          onChange={(next) => void setFilter({ role: next === 'all' ? null : next, page: null })}
          options={[
            { value: 'all', label: t('all'), count: everyone.length },
            { value: 'master', label: t('masters'), count: of('master') },
            { value: 'slave', label: t('slaves'), count: of('slave') },
          ]}
        />
      }
      filtered={role !== null}
      onClearFilters={() => void setFilter({ role: null, page: null })}
      empty={<EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>}
      noun="broker"
      closest={data?.closest ? { name: data.closest, href: pages.broker(cluster, data.closest) } : null}
      skeletonRows={4}
    />
  )
  return (
    <>
      <PageTitle
        title={t('title')}
        facts={[
          <span key="count">{t('count', { names: names.length, replicas: everyone.length })}</span>,
          versions.length > 0 && <span key="versions">RocketMQ {versions.join(', ')}</span>,
          query.data && (
            <span key="answered" className="num">
              {t('answered', query.data.completeness)}
            </span>
          ),
          <span key="own">{t('ownValues')}</span>,
        ]}
      />
      <AddressNotice parsers={{ ...brokerListParams, ...brokerFilterParams, ...chartParams }} />
      <Answer query={query} skeleton={table(undefined)}>
        {(data) => (
          <>
            <PartialBanner completeness={data.completeness} className="mb-3" />
            {/* Sixteen columns: cells stand closer than elsewhere. */}
            <div className="[&_td]:px-1.5 [&_td_.hatch]:px-0 [&_th]:px-1.5">{table(data)}</div>
          </>
        )}
      </Answer>
      {names.length > 0 && <BrokerCharts cluster={cluster} names={names} withSlaves={withSlaves} />}
    </>
  )
}
