'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { Badge } from '@/components/ui/badge'
import { BrokerSquares } from '@/components/ui/broker-squares'
import { Ago } from '@/components/ui/freshness'
import { Unknown } from '@/components/ui/unknown'
import { Value } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { listProducers } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { seenOn } from './seen-on'

export type ProducerRow = OutputOf<typeof listProducers>['items'][number]

interface ColumnInput {
  cluster: string
  /** Every broker name of the cluster. */
  brokerNames: readonly string[]
  silent: ReadonlySet<string>
  /** A group stands open beside the list: what it says is left out here. */
  narrow: boolean
}

/** Columns of the list of producer groups. */
export function useProducerColumns({ cluster, brokerNames, silent, narrow }: ColumnInput): TableColumn<ProducerRow>[] {
  const t = useTranslations('producers')
  return useMemo(() => {
    const unheard = t('unheard', { brokers: [...silent].join(', ') })
    const columns: TableColumn<ProducerRow>[] = [
      {
        id: 'group',
        header: t('group'),
        width: 240,
        sortKey: 'name',
        cell: (row) => (
          <Link prefetch={false} className="text-ink" href={pages.producer(cluster, row.group)}>
            {row.group}
          </Link>
        ),
        csv: (row) => row.group,
      },
      {
        id: 'clients',
        header: t('clients'),
        width: 64,
        align: 'right',
        sortKey: 'clients',
        cell: (row) => (
          <Value
            value={row.clients}
            atLeast={row.atLeast.includes('clients')}
            reason={t('lastKnown', { brokers: row.silentBrokers.join(', '), count: row.clientsLastKnown })}
          />
        ),
        csv: (row) => ({ value: row.clients, atLeast: row.atLeast.includes('clients') }),
      },
      {
        id: 'clientVersions',
        header: t('version'),
        width: 120,
        align: 'right',
        sortKey: 'clientVersions',
        cell: (row) => <Versions row={row} unheard={unheard} />,
        csv: (row) => row.clientVersions.join(' '),
      },
      {
        id: 'languages',
        header: t('language'),
        width: 100,
        sortKey: 'languages',
        hideOnPhone: true,
        cell: (row) =>
          row.languages.length === 0 ? (
            <Unknown />
          ) : (
            <span className="text-ink-2">{row.languages.map(languageName).join(', ')}</span>
          ),
        csv: (row) => row.languages.join(' '),
      },
      {
        id: 'brokers',
        header: t('seenOn'),
        width: 120,
        sortKey: 'brokers',
        hideOnPhone: true,
        cell: (row) => <BrokerSquares brokers={seenOn(brokerNames, row.brokers, silent)} />,
        csv: (row) => row.brokers.join(' '),
      },
      {
        id: 'lastSeenAt',
        header: t('heartbeat'),
        width: 76,
        align: 'right',
        sortKey: 'lastSeenAt',
        cell: (row) =>
          row.lastSeenAt === null ? (
            <Unknown reason={t('noHeartbeat')} />
          ) : (
            <Ago at={row.lastSeenAt} className="text-ink-2" />
          ),
        csv: (row) => row.lastSeenAt,
      },
    ]
    return narrow ? columns.filter((column) => column.id !== 'languages' && column.id !== 'brokers') : columns
  }, [t, cluster, brokerNames, silent, narrow])
}

function Versions({ row, unheard }: { row: ProducerRow; unheard: string }) {
  const t = useTranslations('producers')
  if (row.clients === null) return <Unknown reason={unheard} />
  if (row.clientVersions.length === 0) return <Unknown reason={t('noVersion')} />
  return (
    <span className="text-ink-2">
      {row.clientVersions.join(', ')}
      {row.clientVersions.length > 1 && (
        <Badge tone="warning" className="ml-1.5 h-4.5 text-micro">
          {t('mixed')}
        </Badge>
      )}
    </span>
  )
}

const names: Record<string, string> = { JAVA: 'Java', GO: 'Go', PYTHON: 'Python', RUST: 'Rust', DOTNET: '.NET' }

/** A client's language as people write it; one that is not known stays as the broker gave it. */
export function languageName(language: string): string {
  return names[language] ?? language
}
