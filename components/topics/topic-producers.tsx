'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { ShortList } from '@/components/data-table/short-list'
import type { TableState } from '@/components/data-table/use-table-state'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Banner } from '@/components/ui/banner'
import { Ago } from '@/components/ui/freshness'
import { Section } from '@/components/ui/section'
import { Sentences } from '@/components/ui/sentences'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '@/components/ui/states'
import { Unknown } from '@/components/ui/unknown'
import { readTopicProducers } from '@/lib/contract/topics'
import { isInnerProducer, type ProducerConnection, type ProducerGroup, producerGroups } from './producer-groups'

type Translate = ReturnType<typeof useTranslations<'topic'>>

/** Producer groups connected to the topic's brokers; those that clients run for themselves are only counted. */
export function ProducerSection({ cluster, topic, allHref }: { cluster: string; topic: string; allHref: string }) {
  const t = useTranslations('topic')
  const columns = useMemo(() => groupColumnsOf(t), [t])
  const query = useEndpoint(readTopicProducers, { cluster, topic })
  const groups = producerGroups(query.data?.items ?? [])
  const own = groups.filter((row) => !isInnerProducer(row.group))
  const inner = groups.length - own.length
  return (
    <Section
      title={t('producers')}
      note={query.data && t('producersNote', { count: own.length })}
      aside={<Link href={allHref}>{t('connections')}</Link>}
    >
      <Answer query={query} skeleton={<Skeleton width="100%" height={90} />}>
        {() => (
          <>
            <ShortList
              id="topic-producers-short"
              label={t('producers')}
              columns={columns}
              rows={own}
              rowId={(row) => row.group}
              empty={<p className="py-2 text-ink-3">{t('noProducers')}</p>}
            />
            <p className="pt-2 text-small text-ink-3">
              <Sentences all={[t('perTopicUnknown'), inner > 0 && t('innerProducers', { count: inner })]} />
            </p>
          </>
        )}
      </Answer>
    </Section>
  )
}

function groupColumnsOf(t: Translate): TableColumn<ProducerGroup>[] {
  return [
    { id: 'group', header: t('producerGroup'), cell: (row) => row.group },
    { id: 'clients', header: t('clients'), width: 80, align: 'right', cell: (row) => row.clients },
    { id: 'versions', header: t('version'), align: 'right', cell: (row) => row.versions.join(', ') },
  ]
}

/** Every connection. */
export function ProducerTable({ cluster, topic, state }: { cluster: string; topic: string; state: TableState }) {
  const t = useTranslations('topic')
  const query = useEndpoint(readTopicProducers, { cluster, topic })
  const columns = useMemo(() => columnsOf(t), [t])
  const wanted = state.params.search.toLowerCase()
  const table = (rows: readonly ProducerConnection[] | undefined): ReactNode => (
    <DataTable
      id="topic-producers"
      label={t('producers')}
      columns={columns}
      rows={rows?.filter((row) => `${row.group} ${row.clientId} ${row.address}`.toLowerCase().includes(wanted))}
      totalUnfiltered={rows?.length}
      rowId={(row) => `${row.group} ${row.clientId} ${row.address}`}
      state={state}
      rowTone={(row) => (isInnerProducer(row.group) ? 'dim' : undefined)}
      searchPlaceholder={t('filterProducers')}
      empty={<EmptyState title={t('noProducers')}>{t('perTopicUnknown')}</EmptyState>}
    />
  )
  return (
    <>
      <Banner tone="info" className="mb-3">
        {t('perTopicUnknown')}
      </Banner>
      <Answer query={query} skeleton={table(undefined)}>
        {(data) => table(data.items)}
      </Answer>
    </>
  )
}

function columnsOf(t: Translate): TableColumn<ProducerConnection>[] {
  return [
    {
      id: 'group',
      header: t('producerGroup'),
      width: 260,
      sortValue: (row) => `${isInnerProducer(row.group) ? 1 : 0}${row.group}`,
      cell: (row) => row.group,
      csv: (row) => row.group,
    },
    {
      id: 'clientId',
      header: t('clientId'),
      width: 260,
      sortValue: (row) => row.clientId,
      cell: (row) => <span className="mono">{row.clientId}</span>,
      csv: (row) => row.clientId,
    },
    {
      id: 'address',
      header: t('address'),
      width: 150,
      sortValue: (row) => row.address,
      cell: (row) => <span className="mono">{row.address}</span>,
      csv: (row) => row.address,
    },
    {
      id: 'language',
      header: t('language'),
      width: 80,
      cell: (row) => row.language ?? <Unknown />,
      csv: (row) => row.language,
      hideOnPhone: true,
    },
    {
      id: 'version',
      header: t('version'),
      width: 80,
      sortValue: (row) => row.version,
      cell: (row) => (row.version === null ? <Unknown /> : <span className="num">{row.version}</span>),
      csv: (row) => row.version,
    },
    {
      id: 'brokers',
      header: t('connectedTo'),
      width: 150,
      cell: (row) => row.brokers.join(', '),
      csv: (row) => row.brokers.join(' '),
      hideOnPhone: true,
    },
    {
      id: 'lastSeenAt',
      header: t('lastSeen'),
      width: 90,
      align: 'right',
      sortValue: (row) => row.lastSeenAt,
      cell: (row) => (row.lastSeenAt === null ? <Unknown /> : <Ago at={row.lastSeenAt} />),
      csv: (row) => row.lastSeenAt,
      hideOnPhone: true,
    },
  ]
}
