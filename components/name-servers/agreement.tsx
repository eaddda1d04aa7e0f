'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { cn } from '@/components/ui/cn'
import { Section } from '@/components/ui/section'
import { State } from '@/components/ui/state'
import { useFormat } from '@/components/ui/use-format'
import type { listNameServers } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'
import { pages } from '@/lib/url/pages'
import { differing } from './config-rows'

type Views = OutputOf<typeof listNameServers>
type Difference = Views['differences'][number]

/** Do the name servers say the same? The answer as a sentence, then each entry in which they differ. */
export function Agreement({ cluster, views }: { cluster: string; views: Views }) {
  const t = useTranslations('nameServers')
  const format = useFormat()
  const { agree, items, differences, differencesTotal: total } = views
  const answered = items.filter((item) => item.reachable)
  const tone = agree === false ? 'warning' : agree === null && items.length > 1 ? 'unknown' : 'ok'
  const word = items.length < 2 ? 'single' : agree === null ? 'unknown' : agree ? 'agree' : 'differ'
  const known = answered[0]
  const topicsUnknown = answered.filter((item) => item.topics === null).map((item) => item.address)
  return (
    <Section
      title={t('agreement')}
      note={total > differences.length ? t('cut', { shown: differences.length, total }) : undefined}
      aside={<State tone={tone}>{t(`agree.${word}`)}</State>}
    >
      <p className="pb-2 text-ink-2">
        {t(`sentence.${word}`, {
          count: word === 'differ' ? total : items.length,
          answered: answered.length,
          brokers: format.count(known?.brokers ?? null) ?? '–',
          topics: format.count(known?.topics ?? null) ?? '–',
        })}{' '}
        {topicsUnknown.length > 0 && word !== 'unknown' && t('topicsUnknown', { addresses: topicsUnknown.join(', ') })}
      </p>
      {differences.length > 0 && <Differences cluster={cluster} views={views} />}
    </Section>
  )
}

function Differences({ cluster, views }: { cluster: string; views: Views }) {
  const t = useTranslations('nameServers')
  const state = useLocalTableState('')
  const addresses = views.items.map((item) => item.address).join('\n')
  const columns = useMemo(() => differenceColumns(t, cluster, addresses.split('\n')), [t, cluster, addresses])
  return (
    <DataTable
      id="name-server-differences"
      label={t('differences')}
      columns={columns}
      rows={views.differences}
      rowId={(row) => `${row.kind} ${row.name}`}
      state={state}
      variant="bare"
    />
  )
}

function differenceColumns(
  t: ReturnType<typeof useTranslations<'nameServers'>>,
  cluster: string,
  addresses: readonly string[],
): TableColumn<Difference>[] {
  return [
    {
      id: 'name',
      header: t('name'),
      width: 240,
      sortValue: (row) => row.name,
      cell: (row) => (
        <Link
          className="text-ink"
          href={row.kind === 'topic' ? pages.topic(cluster, row.name) : pages.brokers(cluster)}
        >
          {row.name}
        </Link>
      ),
    },
    {
      id: 'kind',
      header: t('kindHead'),
      width: 80,
      sortValue: (row) => row.kind,
      cell: (row) => <span className="text-ink-2">{t(`kind.${row.kind}`)}</span>,
    },
    {
      id: 'missingAt',
      header: t('missingAt'),
      width: 150,
      sortValue: (row) => row.missingAt.join(' '),
      cell: (row) =>
        row.missingAt.length === 0 ? (
          <span className="text-ink-3">{t('nowhere')}</span>
        ) : (
          <span className="mono">{row.missingAt.join(', ')}</span>
        ),
    },
    ...addresses.map(
      (address): TableColumn<Difference> => ({
        id: `at ${address}`,
        header: address,
        width: 240,
        cell: (row) => <DifferenceCell row={row} address={address} />,
      }),
    ),
  ]
}

function DifferenceCell({ row, address }: { row: Difference; address: string }) {
  const t = useTranslations('nameServers')
  const at = row.values.findIndex((value) => value.nameServer === address)
  const said = row.values[at]
  if (!said) return <span className="text-ink-3">{t('saidNothing')}</span>
  const apart = differing(row.values.map((value) => value.value))[at]
  return (
    <DifferingValue apart={apart === true}>
      {said.value === null ? t('missing') : row.kind === 'topic' ? t('present') : said.value}
    </DifferingValue>
  )
}

/** A value on the soft ground where it is not what the others say. */
export function DifferingValue({ apart, children }: { apart: boolean; children: string }) {
  return (
    <span
      data-hint={children.length > 30 ? children : undefined}
      className={cn(
        'mono block w-fit max-w-full truncate rounded-sm',
        apart && '-ml-1.5 bg-brand-soft px-1.5 font-medium',
      )}
    >
      {children}
    </span>
  )
}
