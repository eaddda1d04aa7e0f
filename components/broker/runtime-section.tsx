'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toCsv } from '@/components/data-table/csv'
import { ageMs } from '@/components/layout/truth'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { saveFile } from '@/components/ui/save-file'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '@/components/ui/states'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import type { Replica } from './broker-values'
import type { BrokerConfig } from './config-rows'
import { cellLook, Head, PlainTable } from './plain-table'
import { ReplicaHead, replicaLabel } from './replica-head'
import { RuntimeCell } from './runtime-cell'
import { bySection, quickPuts, type RuntimeRow, readRuntimeValue, runtimeRows } from './runtime-rows'
import type { useRuntimes } from './use-replicas'

interface RuntimeSectionProps {
  brokerName: string
  replicas: readonly Replica[]
  runtimes: ReturnType<typeof useRuntimes>
  configs: readonly (BrokerConfig | null)[]
  /** Only those that tell most, with a link to all. */
  allHref?: string
  className?: string
}

/** What the replicas say of themselves, in groups, with what each value tells. */
export function RuntimeSection({ brokerName, replicas, runtimes, configs, allHref, className }: RuntimeSectionProps) {
  const t = useTranslations('broker')
  const format = useFormat()
  const now = useNow()
  const [asSent, setAsSent] = useState(false)
  const setting = (key: string) => configs[0]?.items.find((item) => item.key === key)?.value ?? null
  const all = runtimeRows(
    runtimes.map((runtime) => runtime?.values ?? null),
    setting,
  )
  const rows = allHref === undefined ? all : all.filter((row) => row.main || row.section === 'other')
  const known = runtimes.filter((runtime) => runtime !== null)
  const newest = known
    .map((runtime) => runtime.asOf)
    .filter((at) => at !== null)
    .sort()
    .at(-1)
  const age = format.age(ageMs(newest ?? null, now)) ?? '…'
  if (known.length === 0) return <Skeleton width="100%" height={720} className={cn('mt-4', className)} />
  const note =
    allHref === undefined
      ? t('runtimeNoteAll', { total: all.length, groups: bySection(all).length, age })
      : t('runtimeNote', { shown: rows.length, total: all.length, age })
  return (
    <Section
      title={t('runtimeTitle')}
      note={note}
      className={className ?? ''}
      aside={
        <span className="inline-flex items-center gap-3">
          <Checkbox checked={asSent} onChange={setAsSent}>
            {t('keysAsSent')}
          </Checkbox>
          {all.length > 0 && (
            <button
              type="button"
              className="text-link hover:underline"
              onClick={() => saveCsv(`${brokerName}-runtime`, all, replicas, t)}
            >
              {t('csv')}
            </button>
          )}
          {allHref !== undefined && (
            <Link prefetch={false} href={allHref} scroll={false}>
              {t('allKeys', { count: all.length })}
            </Link>
          )}
        </span>
      }
    >
      {all.length === 0 ? (
        <EmptyState title={t('runtimeEmpty')}>{t('runtimeEmptyBody')}</EmptyState>
      ) : (
        <PlainTable
          label={t('runtimeTitle')}
          head={
            <>
              <Head>{t('value')}</Head>
              {replicas.map((replica, at) => (
                <ReplicaHead key={replica.brokerId} replica={replica} asOf={runtimes[at]?.asOf ?? null} right />
              ))}
              <Head>{t('tellsHead')}</Head>
            </>
          }
        >
          {bySection(rows).map(({ section, rows: part }) => (
            <tbody key={section}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={replicas.length + 2}
                  className="h-6.5 border-b border-line-2 bg-sunken text-left font-semibold"
                >
                  {t(`section.${section}`)}
                </th>
              </tr>
              {part.map((row) => (
                <tr key={row.key}>
                  <th scope="row" className={cellLook} data-hint={asSent ? undefined : row.key}>
                    {asSent || row.known === null ? (
                      <span className="mono wrap-anywhere">{row.key}</span>
                    ) : (
                      <span
                        className={cn(
                          'font-medium max-desk:inline-block max-desk:min-w-27',
                          // A path stands in some names.
                          (row.part?.length ?? 0) > 4
                            ? 'wrap-anywhere'
                            : 'whitespace-nowrap max-desk:whitespace-normal',
                        )}
                      >
                        {t(`runtime.${row.known}` as never, { part: row.part ?? '' } as never)}
                      </span>
                    )}
                  </th>
                  {replicas.map((replica, at) => (
                    <td key={replica.brokerId} className={cn(cellLook, 'text-right')}>
                      {asSent ? (
                        <span className="mono text-small wrap-anywhere">{row.sent[at] ?? '–'}</span>
                      ) : (
                        <RuntimeCell row={row} at={at} old={replica.state !== 'up'} />
                      )}
                    </td>
                  ))}
                  <td className={cn(cellLook, 'min-w-44 text-small leading-3.75 text-ink-3')}>
                    <Tells row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </PlainTable>
      )}
    </Section>
  )
}

/** What the number means, and from where on it is trouble. */
function Tells({ row }: { row: RuntimeRow }) {
  const t = useTranslations('broker')
  const format = useFormat()
  if (row.known === null) return null
  const first = row.sent[0]
  const value = first === null || first === undefined ? null : readRuntimeValue(row.known, first)
  const quick = value?.kind === 'putTimes' ? quickPuts(value.buckets) : null
  if (quick !== null) return t('putTimes', { percent: format.percent(Math.floor(quick * 100) / 100) })
  return t(`tells.${row.known}` as never, { limit: format.count(row.limit) ?? '' } as never)
}

function saveCsv(
  name: string,
  rows: readonly RuntimeRow[],
  replicas: readonly Replica[],
  t: ReturnType<typeof useTranslations<'broker'>>,
): void {
  const columns = [
    { id: 'key', header: t('key'), cell: () => null, csv: (row: RuntimeRow) => row.key },
    { id: 'section', header: t('value'), cell: () => null, csv: (row: RuntimeRow) => t(`section.${row.section}`) },
    ...replicas.map((replica, at) => ({
      id: String(replica.brokerId),
      header: replicaLabel(t, replica),
      cell: () => null,
      csv: (row: RuntimeRow) => row.sent[at] ?? null,
    })),
  ]
  saveFile(`${name}.csv`, toCsv(columns, rows))
}
