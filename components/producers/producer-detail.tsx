'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { CsvButton } from '@/components/groups/csv-button'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Badge } from '@/components/ui/badge'
import { Banner } from '@/components/ui/banner'
import { BrokerSquares } from '@/components/ui/broker-squares'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'
import { Ago } from '@/components/ui/freshness'
import { Facts } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { State } from '@/components/ui/state'
import { Unknown } from '@/components/ui/unknown'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readProducer } from '@/lib/contract/topics'
import { producerKind } from '@/lib/domain/producer-kind'
import { languageName } from './producer-columns'
import { seenOn, silentNames, usualVersion } from './seen-on'

type Connection = OutputOf<typeof readProducer>['items'][number]

interface ProducerDetailProps {
  cluster: string
  group: string
  brokerNames: readonly string[]
  onClose: () => void
}

/** One producer group beside the list: who of it is connected, and to which brokers. */
export function ProducerDetail({ cluster, group, brokerNames, onClose }: ProducerDetailProps) {
  const t = useTranslations('producers')
  const common = useTranslations('common')
  const place = useRef<HTMLElement>(null)
  // Where it follows the list, a choice would change nothing that is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another group is another choice
  useEffect(() => {
    const top = place.current?.getBoundingClientRect().top ?? 0
    if (top > window.innerHeight * 0.7) place.current?.scrollIntoView({ block: 'start' })
  }, [group])
  const query = useEndpoint(readProducer, { cluster, group })
  const silent = silentNames(query.data?.completeness.failed ?? [])
  const heard = query.data?.items.filter((item) => item.brokers.some((name) => !silent.has(name))).length
  const answering = brokerNames.filter((name) => !silent.has(name))
  const seen = answering.filter((name) => query.data?.items.some((item) => item.brokers.includes(name)))
  return (
    <aside
      ref={place}
      aria-label={t('detail', { group })}
      className="min-w-0 scroll-mt-[var(--bar-h)] border-line-2 pb-4 max-wide:pt-5 wide:-mt-2.5 wide:border-l wide:pt-2.5 wide:pl-6"
    >
      <header className="pb-2.5">
        <div className="flex items-center gap-2.5">
          <h2 className="min-w-0 text-lead leading-6 font-semibold wrap-anywhere">{group}</h2>
          <CopyButton text={group} />
          {producerKind(group) === 'internal' && <Badge>{t('internal')}</Badge>}
          {heard !== undefined && heard > 0 && <State tone="ok">{t('connected', { count: heard })}</State>}
          <span className="flex-1" />
          <Button size="iconSm" variant="ghost" aria-label={common('close')} onClick={onClose}>
            <X />
          </Button>
        </div>
        {query.data && (
          <Facts className="text-small">
            <span>{t('seenOnFact', { seen: seen.length, answered: answering.length })}</span>
            <span>{t('topicsNotRecorded')}</span>
          </Facts>
        )}
      </header>
      <Answer query={query} skeleton={<Skeleton width="100%" height={220} />}>
        {(data) => (
          <>
            {silent.size > 0 && (
              <Banner tone="unknown" className="mb-3">
                {t('detailPartial', { brokers: [...silent].join(', '), count: data.items.length - (heard ?? 0) })}
              </Banner>
            )}
            <Connections key={group} group={group} items={data.items} brokerNames={brokerNames} silent={silent} />
          </>
        )}
      </Answer>
    </aside>
  )
}

function Connections({
  group,
  items,
  brokerNames,
  silent,
}: {
  group: string
  items: readonly Connection[]
  brokerNames: readonly string[]
  silent: ReadonlySet<string>
}) {
  const t = useTranslations('producers')
  const state = useLocalTableState('clientId')
  const usual = usualVersion(items.map((item) => item.version))
  const others = items.filter((item) => item.version !== null && item.version !== usual)
  const silentText = [...silent].join(',')
  const brokerText = brokerNames.join(',')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts stand for the lists, which are new with every answer
  const columns = useMemo(() => connectionColumns(t, usual, brokerNames, silent), [t, usual, brokerText, silentText])
  return (
    <Section
      title={t('connections')}
      note={items.length}
      aside={<CsvButton name={`producer-${group}`} columns={[...columns, addressColumn(t)]} rows={items} />}
    >
      <DataTable
        id="producer-connections"
        label={t('connectionsOf', { group })}
        columns={columns}
        rows={items}
        rowId={(row) => row.clientId}
        state={state}
        variant="bare"
        rowTone={(row) => (row.brokers.every((name) => silent.has(name)) ? 'dim' : undefined)}
        empty={null}
      />
      {others.length > 0 && (
        <p className="pt-2 text-small text-ink-3">
          {t('versionDiffers', {
            count: others.length,
            total: items.length,
            versions: [...new Set(others.map((item) => item.version))].join(', '),
          })}
        </p>
      )}
    </Section>
  )
}

/** Under the client id on the page, a column of its own in the CSV. */
function addressColumn(t: ReturnType<typeof useTranslations<'producers'>>): TableColumn<Connection> {
  return { id: 'address', header: t('address'), cell: (row) => row.address, csv: (row) => row.address }
}

function connectionColumns(
  t: ReturnType<typeof useTranslations<'producers'>>,
  usual: string | null,
  brokerNames: readonly string[],
  silent: ReadonlySet<string>,
): TableColumn<Connection>[] {
  return [
    {
      id: 'clientId',
      header: t('client'),
      width: 200,
      sortValue: (row) => row.clientId,
      cell: (row) => (
        <span className="grid leading-4" data-hint={row.clientId}>
          <span className="mono truncate">{row.clientId}</span>
          <span className="mono truncate text-micro leading-3.5 font-normal text-ink-3">{row.address}</span>
        </span>
      ),
      csv: (row) => row.clientId,
    },
    {
      id: 'language',
      header: t('language'),
      width: 70,
      hideOnPhone: true,
      sortValue: (row) => row.language,
      cell: (row) =>
        row.language === null ? <Unknown /> : <span className="text-ink-2">{languageName(row.language)}</span>,
      csv: (row) => row.language,
    },
    {
      id: 'version',
      header: t('version'),
      width: 64,
      align: 'right',
      sortValue: (row) => row.version,
      cell: (row) =>
        row.version === null ? (
          <Unknown reason={t('noVersion')} />
        ) : (
          <span className={cn(row.version !== usual && 'font-semibold')}>{row.version}</span>
        ),
      csv: (row) => row.version,
    },
    {
      id: 'brokers',
      header: t('seenOn'),
      width: 76,
      cell: (row) => <BrokerSquares className="flex-nowrap" brokers={seenOn(brokerNames, row.brokers, silent)} />,
      csv: (row) => row.brokers.join(' '),
    },
    {
      id: 'lastSeenAt',
      header: t('heartbeat'),
      width: 70,
      align: 'right',
      sortValue: (row) => row.lastSeenAt,
      cell: (row) =>
        row.lastSeenAt === null ? (
          <Unknown reason={t('noHeartbeat')} />
        ) : (
          <Ago at={row.lastSeenAt} className="text-ink-2" />
        ),
      csv: (row) => row.lastSeenAt,
    },
  ]
}
