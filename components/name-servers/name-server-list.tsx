'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { CopyButton } from '@/components/ui/copy-button'
import { Ago } from '@/components/ui/freshness'
import { State } from '@/components/ui/state'
import { Unknown } from '@/components/ui/unknown'
import { Value } from '@/components/ui/value'
import type { listNameServers } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'

type Row = OutputOf<typeof listNameServers>['items'][number]

/** Each configured name server: does it answer, what does it know, how old is that. */
export function NameServerList({ rows }: { rows: readonly Row[] | undefined }) {
  const t = useTranslations('nameServers')
  const state = useLocalTableState('')
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <DataTable
      id="name-servers"
      label={t('title')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.address}
      state={state}
      variant="bare"
      skeletonRows={2}
    />
  )
}

function columnsOf(t: ReturnType<typeof useTranslations<'nameServers'>>): TableColumn<Row>[] {
  const old = (row: Row) =>
    row.reachable === false && row.asOf !== null
      ? { lastGoodAt: row.asOf, showAge: false, ...(row.reason === null ? {} : { reason: row.reason }) }
      : row.reason === null
        ? {}
        : { reason: row.reason }
  return [
    {
      id: 'address',
      header: t('address'),
      width: 220,
      sortValue: (row) => row.address,
      cell: (row) => (
        <span className="flex items-center gap-1">
          <span className="mono truncate">{row.address}</span>
          <CopyButton text={row.address} label={t('copyAddress', { address: row.address })} />
        </span>
      ),
    },
    {
      id: 'reachable',
      header: t('state'),
      width: 240,
      sortValue: (row) => (row.reachable === null ? 'unknown' : String(row.reachable)),
      cell: (row) => <Reachable row={row} />,
    },
    {
      id: 'version',
      header: t('version'),
      width: 90,
      align: 'right',
      sortValue: (row) => row.version,
      cell: (row) =>
        row.version === null ? <Unknown reason={t('noVersion')} /> : <span className="text-ink-2">{row.version}</span>,
    },
    {
      id: 'brokers',
      header: t('brokers'),
      width: 90,
      align: 'right',
      hint: t('brokersHint'),
      sortValue: (row) => row.brokers,
      cell: (row) => <Value value={row.brokers} {...old(row)} />,
    },
    {
      id: 'topics',
      header: t('topics'),
      width: 90,
      align: 'right',
      hint: t('topicsHint'),
      sortValue: (row) => row.topics,
      cell: (row) => <Value value={row.topics} {...(row.reason === null ? {} : { reason: row.reason })} />,
    },
    {
      id: 'asOf',
      header: t('age'),
      width: 90,
      align: 'right',
      sortValue: (row) => row.asOf,
      cell: (row) =>
        row.asOf === null ? <Unknown reason={t('never')} /> : <Ago at={row.asOf} className="text-ink-2" />,
    },
  ]
}

function Reachable({ row }: { row: Row }) {
  const t = useTranslations('nameServers')
  if (row.reachable === null) return <State tone="unknown">{t('notAsked')}</State>
  if (row.reachable) {
    // It speaks, but refused the list of topics.
    return row.reason === null ? (
      <State tone="ok">{t('answers')}</State>
    ) : (
      <State tone="warning" reason={row.reason}>
        {t('refuses')}
      </State>
    )
  }
  return (
    <span className="flex min-w-0 items-center gap-2">
      <State tone="danger">{t('silent')}</State>
      <span className="truncate text-small text-ink-3" data-hint={row.reason ?? undefined}>
        {row.reason}
      </span>
    </span>
  )
}
