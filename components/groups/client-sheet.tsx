'use client'

import { Lock, RotateCw } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { ShortList } from '@/components/data-table/short-list'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Ago, Freshness } from '@/components/ui/freshness'
import { KeyValues, Section } from '@/components/ui/section'
import { Sheet, SheetContent } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import { Dash, Value } from '@/components/ui/value'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readGroupClient } from '@/lib/contract/groups'
import { pages } from '@/lib/url/pages'
import { ThreadDump } from './thread-dump-view'

type Said = OutputOf<typeof readGroupClient>

interface ClientSheetProps {
  cluster: string
  group: string
  /** Null: closed. */
  clientId: string | null
  onClose: () => void
}

/** One client, as it answers when asked: what it consumes, its queues, its settings, and on request its threads. */
export function ClientSheet({ cluster, group, clientId, onClose }: ClientSheetProps) {
  const t = useTranslations('group')
  return (
    <Sheet open={clientId !== null} onOpenChange={(open) => open || onClose()}>
      {clientId !== null && (
        <SheetContent
          className="max-w-190"
          title={
            <span className="inline-flex items-center gap-1.5">
              <span className="mono wrap-anywhere">{clientId}</span>
              <CopyButton text={clientId} />
            </span>
          }
          description={t('clientSays')}
        >
          <ClientContent key={clientId} cluster={cluster} group={group} clientId={clientId} />
        </SheetContent>
      )}
    </Sheet>
  )
}

function ClientContent({ cluster, group, clientId }: { cluster: string; group: string; clientId: string }) {
  const t = useTranslations('group')
  // The broker relays the question to the client itself: once, and again when a person asks.
  const query = useEndpoint(readGroupClient, { cluster, group, clientId }, { once: true })
  return (
    <Answer query={query} skeleton={<Skeleton width="100%" height={360} />}>
      {(data) => (
        <div className="grid gap-5">
          <Section
            title={t('perTopic')}
            note={<Freshness asOf={data.asOf} age />}
            aside={
              <Button size="sm" disabled={query.isFetching} onClick={() => void query.refetch()}>
                <RotateCw />
                {t('askAgain')}
              </Button>
            }
          >
            <TopicRates cluster={cluster} rows={data.topics} />
          </Section>
          <Section title={t('itsQueues')} note={t('queuesCount', { count: data.queues.length })}>
            <ItsQueues cluster={cluster} rows={data.queues} />
          </Section>
          <Section title={t('itsSubscriptions')}>
            <KeyValues
              items={data.subscriptions.map((s) => ({
                id: s.topic,
                key: (
                  <Link href={pages.topic(cluster, s.topic)} prefetch={false}>
                    {s.topic}
                  </Link>
                ),
                value: (
                  <>
                    <span className="text-ink-3">{s.expressionType}</span> <code className="mono">{s.expression}</code>
                  </>
                ),
              }))}
            />
          </Section>
          <Threads cluster={cluster} group={group} clientId={clientId} />
          <Section title={t('settings')} note={t('settingsNote')}>
            <KeyValues items={data.properties.map((p) => ({ id: p.key, key: p.key, value: <Property {...p} /> }))} />
          </Section>
        </div>
      )}
    </Answer>
  )
}

function Property({ value, secret }: Said['properties'][number]) {
  const t = useTranslations('group')
  if (secret) {
    return (
      <span className="inline-flex items-center gap-1 text-ink-3">
        <Lock className="size-3.5 stroke-[1.6]" aria-hidden="true" />
        {t('secret')}
      </span>
    )
  }
  return value === null || value === '' ? <Dash /> : <span className="mono wrap-anywhere">{value}</span>
}

function Threads({ cluster, group, clientId }: { cluster: string; group: string; clientId: string }) {
  const t = useTranslations('group')
  const [asked, setAsked] = useState(false)
  const query = useEndpoint(readGroupClient, { cluster, group, clientId, stack: '1' }, { once: true, enabled: asked })
  return (
    <Section
      title={t('threads')}
      note={asked ? query.data && <Freshness asOf={query.data.asOf} age /> : t('threadsNote')}
      aside={
        <Button
          size="sm"
          disabled={asked && query.isFetching}
          onClick={() => (asked ? void query.refetch() : setAsked(true))}
        >
          {t(asked && query.isFetching ? 'dumping' : asked ? 'askAgain' : 'dump')}
        </Button>
      }
    >
      {asked && (
        <Answer query={query} skeleton={<Skeleton width="100%" height={120} />}>
          {(data) =>
            data.stack ? (
              <ThreadDump text={data.stack} name={clientId} />
            ) : (
              <p className="py-2 text-ink-3">{t('noDump')}</p>
            )
          }
        </Answer>
      )}
    </Section>
  )
}

function TopicRates({ cluster, rows }: { cluster: string; rows: Said['topics'] }) {
  const t = useTranslations('group')
  const columns = useMemo(() => {
    type Row = Said['topics'][number]
    const number = (id: keyof Row, header: string, as: 'rate' | 'count'): TableColumn<Row> => ({
      id,
      header,
      width: 84,
      align: 'right',
      cell: (row) => <Value value={row[id] as number | null} as={as} />,
    })
    const columnsOfTopic: TableColumn<Row>[] = [
      {
        id: 'topic',
        header: t('topic'),
        width: 190,
        cell: (row) => (
          <Link href={pages.topic(cluster, row.topic)} className="text-ink" prefetch={false}>
            {row.topic}
          </Link>
        ),
      },
      number('pullTps', t('pullRate'), 'rate'),
      number('pullRtMs', t('pullTime'), 'rate'),
      number('consumeOkTps', t('okRate'), 'rate'),
      number('consumeFailedTps', t('failedRate'), 'rate'),
      number('consumeRtMs', t('consumeTime'), 'rate'),
      number('consumeFailedMessages', t('failedMessages'), 'count'),
    ]
    return columnsOfTopic
  }, [cluster, t])
  return (
    <ShortList
      id="client-topics"
      label={t('perTopic')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.topic}
      empty={<p className="py-2 text-ink-3">{t('saysNothing')}</p>}
    />
  )
}

function ItsQueues({ cluster, rows }: { cluster: string; rows: Said['queues'] }) {
  const t = useTranslations('group')
  const columns = useMemo<TableColumn<Said['queues'][number]>[]>(
    () => [
      {
        id: 'topic',
        header: t('topic'),
        width: 190,
        cell: (row) => (
          <Link href={pages.topic(cluster, row.topic)} className="text-ink" prefetch={false}>
            {row.topic}
          </Link>
        ),
      },
      { id: 'broker', header: t('broker'), width: 110, cell: (row) => row.brokerName },
      { id: 'queue', header: t('queue'), width: 60, align: 'right', cell: (row) => row.queueId },
      {
        id: 'committed',
        header: t('committed'),
        width: 92,
        align: 'right',
        cell: (row) => <Value value={row.committedOffset} reason={t('popCommits')} />,
      },
      {
        id: 'cached',
        header: t('cached'),
        width: 76,
        align: 'right',
        cell: (row) => <Value value={row.cachedMessages} />,
      },
      {
        id: 'pulled',
        header: t('lastPull'),
        width: 92,
        align: 'right',
        cell: (row) => (row.lastPulledAt === null ? <Dash /> : <Ago at={row.lastPulledAt} />),
        hideOnPhone: true,
      },
      {
        id: 'consumed',
        header: t('lastConsume'),
        width: 92,
        align: 'right',
        cell: (row) => (row.lastConsumedAt === null ? <Dash /> : <Ago at={row.lastConsumedAt} />),
        hideOnPhone: true,
      },
    ],
    [cluster, t],
  )
  return (
    <ShortList
      id="client-queues"
      label={t('itsQueues')}
      columns={columns}
      rows={rows}
      rowId={(row) => `${row.topic}/${row.brokerName}/${row.queueId}`}
      empty={<p className="py-2 text-ink-3">{t('holdsNothing')}</p>}
    />
  )
}
