'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { parseAsInteger, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useTableState } from '@/components/data-table/use-table-state'
import { AddressNotice } from '@/components/layout/address-notice'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { CompletenessFact } from '@/components/topics/completeness-fact'
import { cn } from '@/components/ui/cn'
import { Clock } from '@/components/ui/freshness'
import { PageTitle } from '@/components/ui/page-title'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '@/components/ui/states'
import { useFormat } from '@/components/ui/use-format'
import { Dash, Value } from '@/components/ui/value'
import { allPages } from '@/lib/api/all-pages'
import { listDeadLetters } from '@/lib/contract/dead-letters'
import type { OutputOf } from '@/lib/contract/endpoint'
import { pages } from '@/lib/url/pages'
import {
  type DeadLetterShow,
  deadLetterFilterParams,
  deadLetterKinds,
  deadLetterListInput,
  deadLetterListParams,
} from '../search-params'

type List = OutputOf<typeof listDeadLetters>
type Row = List['items'][number]

// Comes when a group was chosen.
const GroupLetters = dynamic(() => import('./group-letters').then((part) => part.GroupLetters), {
  loading: () => <Skeleton width="100%" height={240} />,
  ssr: false,
})

/** No group stands open. */
const closed = {
  group: null,
  order: null,
  range: null,
  from: null,
  to: null,
  tag: null,
  where: null,
  is: null,
  job: null,
}

/** Groups that gave messages up, and beside them what one of them could not consume. */
export function DeadLettersView({ cluster }: { cluster: string }) {
  const t = useTranslations('deadLetters')
  const format = useFormat()
  const state = useTableState(deadLetterListParams)
  const [filters, setFilters] = useQueryStates(
    { ...deadLetterFilterParams, page: parseAsInteger },
    { history: 'replace', clearOnDefault: true },
  )
  const input = deadLetterListInput(cluster, state.params, filters.show)
  const query = useEndpoint(listDeadLetters, input)
  const columns = useColumns(filters.group !== null)
  const open = filters.group
  const row = query.data?.items.find((each) => each.group === open)

  const table = (data: List | undefined) => (
    <DataTable
      id="dead-letters"
      label={t('groups')}
      columns={columns}
      rows={data?.items}
      rowId={(each) => each.group}
      state={state}
      total={data?.total ?? 0}
      totalUnfiltered={data?.counts[filters.show]}
      onRowOpen={(each) => void setFilters({ ...closed, group: each.group }, { history: 'push' })}
      selectedId={open}
      searchPlaceholder={t('search')}
      filters={
        <SegmentedControl<DeadLetterShow>
          label={t('show')}
          value={filters.show}
          onChange={(show) => void setFilters({ show, page: null })}
          options={deadLetterKinds.map((value) => ({
            value,
            label: t(`segment.${value}`),
            ...(data ? { count: format.count(data.counts[value]) } : {}),
          }))}
        />
      }
      empty={<EmptyState title={t(`empty.${filters.show}`)}>{t(`emptyBody.${filters.show}`)}</EmptyState>}
      fetchAll={(progress) => allPages(listDeadLetters, input, (each) => each.group, progress)}
      noun="group"
      closest={data?.closest ? { name: data.closest, href: pages.deadLetters(cluster, data.closest) } : null}
      density={open === null ? 'normal' : 'compact'}
      skeletonRows={8}
    />
  )
  return (
    <>
      <PageTitle
        title={t('title')}
        facts={
          query.data && [
            <span key="groups">{t('groupCount', { count: query.data.counts.any })}</span>,
            query.data.messages !== null && (
              <span key="messages" className="num">
                {t(query.data.atLeast.length > 0 ? 'atLeastMessages' : 'messageCount', {
                  count: query.data.messages,
                })}
              </span>
            ),
            query.data.counts.growing > 0 && (
              <span key="growing">{t('growingCount', { count: query.data.counts.growing })}</span>
            ),
            query.data.counts.unknown > 0 && (
              <span key="unknown">{t('unknownCount', { count: query.data.counts.unknown })}</span>
            ),
            <CompletenessFact key="truth" completeness={query.data.completeness} />,
          ]
        }
      />
      <AddressNotice parsers={{ ...deadLetterListParams, ...deadLetterFilterParams }} />
      <div className={cn(open !== null && 'grid gap-x-6 wide:grid-cols-[minmax(0,372px)_minmax(0,1fr)]')}>
        <div className={cn('min-w-0', open !== null && 'max-wide:hidden')}>
          <Answer query={query} skeleton={table(undefined)}>
            {table}
          </Answer>
          <p className="max-w-[72ch] pt-2.5 text-small text-ink-3">{t('about')}</p>
        </div>
        {open !== null && (
          <GroupLetters
            key={open}
            cluster={cluster}
            group={open}
            row={row}
            filter={filters}
            order={filters.order}
            onFilter={(filter) => void setFilters(filter)}
            jobId={filters.job}
            onJob={(job) => void setFilters({ job })}
            onClose={() => void setFilters(closed)}
          />
        )}
      </div>
    </>
  )
}

function useColumns(narrow: boolean): TableColumn<Row>[] {
  const t = useTranslations('deadLetters')
  return useMemo(() => {
    const why = (row: Row) =>
      row.silentBrokers.length > 0 ? t('silent', { brokers: row.silentBrokers.join(', ') }) : t('notRead')
    const columns: TableColumn<Row>[] = [
      {
        id: 'group',
        header: t('group'),
        width: narrow ? 140 : 300,
        sortKey: 'name',
        csv: (row) => row.group,
        cell: (row) => (
          <span className="block truncate font-medium">
            {row.group}
            {!row.groupExists && <span className="ml-2 text-small font-normal text-ink-3">{t('groupGone')}</span>}
          </span>
        ),
      },
      {
        id: 'messages',
        header: t('dead'),
        width: narrow ? 70 : 90,
        align: 'right',
        sortKey: 'messages',
        csv: (row) => ({ value: row.messages, atLeast: row.atLeast.includes('messages') }),
        cell: (row) => (
          <Value
            value={row.messages}
            atLeast={row.atLeast.includes('messages')}
            lastGoodAt={row.lastGoodAt}
            showAge={false}
            reason={why(row)}
          />
        ),
      },
      {
        id: 'newMessages',
        header: t('recent'),
        width: narrow ? 62 : 84,
        align: 'right',
        sortKey: 'newMessages',
        csv: (row) => row.newMessages,
        cell: (row) =>
          row.newMessages === 0 ? (
            <span className="text-ink-3">0</span>
          ) : row.newMessages === null ? (
            <Dash />
          ) : (
            <span className="num text-warn">+{row.newMessages}</span>
          ),
        hideOnPhone: true,
      },
      {
        id: 'lastMessageAt',
        header: t('last'),
        width: narrow ? 84 : 96,
        align: 'right',
        sortKey: 'lastMessageAt',
        csv: (row) => row.lastMessageAt,
        cell: (row) => (row.lastMessageAt === null ? <Dash /> : <Clock at={row.lastMessageAt} />),
      },
    ]
    const brokers: TableColumn<Row> = {
      id: 'brokers',
      header: t('brokers'),
      width: 200,
      csv: (row) => row.brokers.join(' '),
      cell: (row) => <span className="block truncate text-ink-2">{row.brokers.join(', ')}</span>,
      hideOnPhone: true,
    }
    return narrow ? columns : [...columns, brokers]
  }, [t, narrow])
}
