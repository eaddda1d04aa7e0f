'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { parseAsString } from 'nuqs/server'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useTableState } from '@/components/data-table/use-table-state'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Clock } from '@/components/ui/freshness'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '@/components/ui/states'
import { Unknown } from '@/components/ui/unknown'
import { Dash, Value } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readGroupClients } from '@/lib/contract/groups'
import { pages } from '@/lib/url/pages'
import { Explained } from './cells'
import { ClientSheet } from './client-sheet'
import { CsvButton } from './csv-button'
import type { GroupDetail, QueueRow } from './group-values'
import { loadOfClients } from './queue-values'

type Row = OutputOf<typeof readGroupClients>['items'][number]
type Load = ReturnType<typeof loadOfClients>
type Translate = ReturnType<typeof useTranslations<'group'>>

interface ClientsTabProps {
  cluster: string
  group: GroupDetail
  /** Null until they are known. */
  queues: readonly QueueRow[] | null
  listParams: Parameters<typeof useTableState>[0]
}

/** Connected clients; each opens at the side, with what it says of itself. */
export function ClientsTab({ cluster, group, queues, listParams }: ClientsTabProps) {
  const t = useTranslations('group')
  const query = useEndpoint(readGroupClients, { cluster, group: group.name })
  const state = useTableState(listParams, 'c')
  const [chosen, setChosen] = useQueryState('client', parseAsString)
  const load = useMemo(() => (queues ? loadOfClients(queues) : null), [queues])
  const broadcasting = group.messageModel === 'broadcasting'
  const columns = useMemo(
    () => columnsOf(t, cluster, group.name, load, broadcasting),
    [t, cluster, group.name, load, broadcasting],
  )
  return (
    <>
      <Answer query={query} skeleton={<Skeleton width="100%" height={160} className="mt-4" />}>
        {(data) => (
          <Section
            title={t('tab.clients')}
            note={
              <>
                {t('clientsNote', { count: data.items.length })}
                {data.asOf && (
                  <>
                    {' · '}
                    {t('asked')} <Clock at={data.asOf} />
                  </>
                )}
                {data.consumeFromWhere && ` · ${t('from', { where: data.consumeFromWhere })}`}
              </>
            }
            aside={<CsvButton name={`${group.name}-clients`} columns={columns} rows={data.items} />}
            className="mt-4"
          >
            <DataTable
              id="group-clients"
              label={t('tab.clients')}
              columns={columns}
              rows={data.items}
              rowId={(row) => row.clientId}
              state={state}
              onRowOpen={(row) => void setChosen(row.clientId, { history: 'push' })}
              selectedId={chosen}
              variant="bare"
              empty={<NoClients group={group} silent={data.completeness.answered === 0} />}
            />
          </Section>
        )}
      </Answer>
      <ClientSheet cluster={cluster} group={group.name} clientId={chosen} onClose={() => void setChosen(null)} />
    </>
  )
}

function NoClients({ group, silent }: { group: GroupDetail; silent: boolean }) {
  const t = useTranslations('group')
  if (silent || group.state === 'unknown') {
    return <EmptyState title={t('clientsUnknown')}>{t('clientsUnknownBody')}</EmptyState>
  }
  return <EmptyState title={t('noClients')}>{t(group.leftover ? 'noClientsLeftover' : 'noClientsBody')}</EmptyState>
}

function columnsOf(
  t: Translate,
  cluster: string,
  group: string,
  load: Load | null,
  broadcasting: boolean,
): TableColumn<Row>[] {
  const ofLoad = (row: Row) => load?.get(row.clientId)
  return [
    {
      id: 'clientId',
      header: t('clientId'),
      width: 300,
      cell: (row) => (
        <Link
          href={`${pages.group(cluster, group)}?tab=clients&client=${encodeURIComponent(row.clientId)}`}
          className="mono text-ink"
          prefetch={false}
          scroll={false}
        >
          {row.clientId}
        </Link>
      ),
      csv: (row) => row.clientId,
      sortValue: (row) => row.clientId,
    },
    {
      id: 'address',
      header: t('address'),
      width: 170,
      cell: (row) => <span className="mono text-ink-2">{row.address}</span>,
      csv: (row) => row.address,
      sortValue: (row) => row.address,
      hideOnPhone: true,
    },
    {
      id: 'language',
      header: t('language'),
      width: 84,
      cell: (row) => <span className="text-ink-2">{row.language ?? <Unknown reason={t('notSaid')} />}</span>,
      csv: (row) => row.language,
      sortValue: (row) => row.language,
      hideOnPhone: true,
    },
    {
      id: 'version',
      header: t('version'),
      width: 84,
      align: 'right',
      cell: (row) => <span className="num">{row.version ?? <Unknown reason={t('notSaid')} />}</span>,
      csv: (row) => row.version,
      sortValue: (row) => row.version,
    },
    {
      id: 'brokers',
      header: t('connectedTo'),
      width: 150,
      cell: (row) => (
        <span className="text-ink-2" data-hint={row.brokers.join(t('comma'))}>
          {row.brokers.join(t('comma'))}
        </span>
      ),
      csv: (row) => row.brokers.join(' '),
      sortValue: (row) => row.brokers.length,
      hideOnPhone: true,
    },
    {
      id: 'subscriptions',
      header: t('topicsHead'),
      width: 76,
      align: 'right',
      cell: (row) => <Value value={row.subscriptions?.length ?? null} reason={row.reason ?? t('notSaid')} />,
      csv: (row) => row.subscriptions?.length ?? null,
      hideOnPhone: true,
    },
    {
      id: 'queues',
      header: t('queuesHead'),
      width: 76,
      align: 'right',
      cell: (row) => {
        if (broadcasting) return <Explained words={t('noOwner.everybodyMeans')}>{t('all')}</Explained>
        if (row.subscriptions === null || load === null) return <Unknown reason={row.reason ?? t('notSaid')} />
        return <Value value={ofLoad(row)?.queues ?? 0} />
      },
      csv: (row) => (broadcasting || row.subscriptions === null ? null : (ofLoad(row)?.queues ?? null)),
      sortValue: (row) => ofLoad(row)?.queues ?? null,
    },
    {
      id: 'lagMessages',
      header: t('lag'),
      hint: t('lagOfClient'),
      width: 92,
      align: 'right',
      cell: (row) => {
        const owned = ofLoad(row)
        if (broadcasting || (owned === undefined && load !== null)) return <Dash />
        return (
          <Value
            value={owned?.lag.value ?? null}
            atLeast={owned?.lag.atLeast ?? false}
            reason={row.reason ?? t('notRead')}
          />
        )
      },
      csv: (row) => ofLoad(row)?.lag ?? null,
      sortValue: (row) => ofLoad(row)?.lag.value ?? null,
    },
  ]
}
