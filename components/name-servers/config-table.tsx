'use client'

import { useQueries } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import type { TableState } from '@/components/data-table/use-table-state'
import { useLive } from '@/components/layout/live'
import { Section } from '@/components/ui/section'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { Skeleton } from '@/components/ui/skeleton'
import { State } from '@/components/ui/state'
import { EmptyState } from '@/components/ui/states'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { endpointQuery } from '@/lib/api/query'
import { readNameServerConfig } from '@/lib/contract/brokers'
import { DifferingValue } from './agreement'
import { type ConfigRow, configRows, differing } from './config-rows'

const CONFIG_EVERY_MS = 60_000

interface ConfigTableProps {
  cluster: string
  addresses: readonly string[]
  state: TableState
  /** Every key, or only those whose values differ. */
  show: 'all' | 'differing'
  onShow: (show: 'all' | 'differing') => void
}

/** What every name server was started with, side by side. */
export function NameServerConfigs({ cluster, addresses, state, show, onShow }: ConfigTableProps) {
  const t = useTranslations('nameServers')
  const common = useTranslations('common')
  const format = useFormat()
  const { paused } = useLive()
  const answers = useQueries({
    queries: addresses.map((address) =>
      endpointQuery(readNameServerConfig, { cluster, address }, { everyMs: paused ? false : CONFIG_EVERY_MS }),
    ),
  })
  const reasons = answers.map(({ data, error }) => (data ? null : (error?.problem?.detail ?? error?.message ?? null)))
  const configs = addresses.map((address, at) => ({
    address,
    items: answers[at]?.data?.items ?? (answers[at]?.error ? null : undefined),
  }))
  const loading = configs.every(({ items }) => items === undefined)
  const rows = configRows(configs)
  const apart = rows.filter((row) => row.difference === 'drift' || row.difference === 'by-nature')
  const drift = apart.filter((row) => row.difference === 'drift').length
  const wanted = state.params.search.toLowerCase()
  const shown = (show === 'differing' ? apart : rows).filter((row) =>
    [row.key, ...row.values.map((value) => value?.value ?? '')].some((text) => text.toLowerCase().includes(wanted)),
  )
  const addressText = addresses.join('\n')
  const reasonText = reasons.map((reason) => reason ?? '').join('\n')
  const columns = useMemo(
    () => columnsOf(t, addressText.split('\n'), reasonText.split('\n')),
    [t, addressText, reasonText],
  )
  return (
    <Section
      title={t('configuration')}
      note={loading ? undefined : t('configNote', { keys: rows.length, differ: apart.length })}
      aside={
        drift > 0 ? (
          <State tone="warning">{t('drift', { count: drift })}</State>
        ) : (
          addresses.length > 1 && !loading && <State tone="ok">{t('noDrift')}</State>
        )
      }
    >
      <DataTable
        id="name-server-config"
        label={t('configuration')}
        columns={columns}
        rows={loading ? undefined : shown}
        totalUnfiltered={rows.length}
        rowId={(row) => row.key}
        state={state}
        density="compact"
        searchPlaceholder={t('searchConfig')}
        filters={
          addresses.length > 1 && (
            <SegmentedControl
              label={t('show')}
              value={show}
              onChange={onShow}
              options={[
                { value: 'all', label: common('all'), count: loading ? null : format.count(rows.length) },
                { value: 'differing', label: t('differing'), count: loading ? null : format.count(apart.length) },
              ]}
            />
          )
        }
        filtered={show !== 'all'}
        onClearFilters={() => onShow('all')}
        empty={
          <EmptyState title={t('noConfig')}>
            {reasons.flatMap((reason, at) => (reason === null ? [] : [`${addresses[at]}: ${reason}`])).join(' · ')}
          </EmptyState>
        }
      />
    </Section>
  )
}

function columnsOf(
  t: ReturnType<typeof useTranslations<'nameServers'>>,
  addresses: readonly string[],
  reasons: readonly string[],
): TableColumn<ConfigRow>[] {
  return [
    {
      id: 'key',
      header: t('key'),
      width: 300,
      sortKey: 'key',
      sortValue: (row) => row.key,
      cell: (row) => (
        <span className="mono block truncate" data-hint={row.key.length > 20 ? row.key : undefined}>
          {row.key}
        </span>
      ),
      csv: (row) => row.key,
    },
    ...addresses.map(
      (address, at): TableColumn<ConfigRow> => ({
        id: `at ${address}`,
        header: address,
        width: 280,
        cell: (row) => <ConfigCell row={row} at={at} reason={reasons[at] || undefined} />,
        csv: (row) => row.values[at]?.value ?? null,
      }),
    ),
    ...(addresses.length < 2
      ? []
      : [
          {
            id: 'difference',
            header: t('difference'),
            width: 110,
            cell: (row: ConfigRow): ReactNode =>
              row.difference === 'drift' ? (
                <State tone="warning">{t('why.drift')}</State>
              ) : row.difference === 'by-nature' ? (
                <span className="text-ink-3">{t('why.byNature')}</span>
              ) : null,
            csv: (row: ConfigRow) => row.difference,
          },
        ]),
  ]
}

function ConfigCell({ row, at, reason }: { row: ConfigRow; at: number; reason: string | undefined }) {
  const t = useTranslations('nameServers')
  const cell = row.values[at]
  if (cell === undefined) return reason === undefined ? <Skeleton width={90} /> : <Unknown reason={reason} />
  if (cell.secret) {
    return (
      <span className="inline-flex items-center gap-1 text-ink-3">
        <Lock className="size-3.5 stroke-[1.6]" aria-hidden="true" />
        {t('secret')}
      </span>
    )
  }
  const known = row.values.map((value) => (value === undefined ? cell.value : value.value))
  const apart = row.difference !== 'secret' && differing(known)[at] === true
  if (cell.value === null) return <DifferingValue apart={apart}>{t('noKey')}</DifferingValue>
  if (cell.value === '' && !apart) return <span className="text-ink-3">{t('emptyValue')}</span>
  return <DifferingValue apart={apart}>{cell.value === '' ? t('emptyValue') : cell.value}</DifferingValue>
}
