'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { ShortList } from '@/components/data-table/short-list'
import { Answer } from '@/components/layout/answer'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { State } from '@/components/ui/state'
import { EmptyState } from '@/components/ui/states'
import type { OutputOf } from '@/lib/contract/endpoint'
import { readGroupClients } from '@/lib/contract/groups'
import { pages } from '@/lib/url/pages'
import type { GroupDetail } from './group-values'
import { differenceRows, type FilterRow, subscriptionState } from './subscription-rows'

type Clients = OutputOf<typeof readGroupClients>

/** What the group subscribes to, and where its members do not say the same. */
export function SubscriptionsTab({ cluster, group }: { cluster: string; group: GroupDetail }) {
  const query = useEndpoint(readGroupClients, { cluster, group: group.name })
  return (
    <Answer query={query} skeleton={<Skeleton width="100%" height={160} className="mt-4" />}>
      {(data) => (
        <>
          <Differences cluster={cluster} group={group.name} data={data} />
          <Held cluster={cluster} group={group} data={data} />
        </>
      )}
    </Answer>
  )
}

function Differences({ cluster, group, data }: { cluster: string; group: string; data: Clients }) {
  const t = useTranslations('group')
  const { agree, answered, silent } = subscriptionState(data)
  if (data.items.length === 0) return null
  return (
    <Section
      title={t('members')}
      note={t('membersAnswered', { answered, total: data.items.length })}
      className="mt-4"
      id="differences"
    >
      <p className="pb-2">
        {agree === null ? (
          <State tone="unknown">{t('agreeUnknown')}</State>
        ) : agree ? (
          <State tone="ok">{t(answered === 1 ? 'oneMember' : 'allAgree')}</State>
        ) : (
          <State tone="warning">{t('disagree', { count: data.differences.length })}</State>
        )}
      </p>
      {!agree && data.differences.length > 0 && <p className="max-w-[80ch] pb-2 text-ink-2">{t('disagreeMeans')}</p>}
      {data.differences.map((difference) => (
        <section key={difference.topic} className="pb-3" aria-label={difference.topic}>
          <h3 className="py-1 font-semibold">
            <Link href={pages.topic(cluster, difference.topic)} className="text-ink" prefetch={false}>
              {difference.topic}
            </Link>
          </h3>
          <table className="w-full border-collapse">
            <thead>
              <tr className="border-b border-line-2 text-left text-micro text-ink-3">
                <th scope="col" className="w-2/5 py-1 pr-4 font-normal">
                  {t('filter')}
                </th>
                <th scope="col" className="py-1 font-normal">
                  {t('tab.clients')}
                </th>
              </tr>
            </thead>
            <tbody>
              {differenceRows(difference).map((row) => (
                <tr key={row.key} className="border-b border-line align-top">
                  <td className="py-1.5 pr-4">
                    <Filter row={row} />
                  </td>
                  <td className="py-1.5">
                    {row.clientIds.map((clientId, index) => (
                      <span key={clientId}>
                        {index > 0 && t('comma')}
                        <Link
                          className="mono wrap-anywhere"
                          prefetch={false}
                          href={`${pages.group(cluster, group)}?tab=clients&client=${encodeURIComponent(clientId)}`}
                        >
                          {clientId}
                        </Link>
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {silent.length > 0 && (
        <p className="pb-2 text-small text-ink-3">
          {t('silentMembers', { count: silent.length })}{' '}
          {silent.slice(0, 5).map((client) => (
            <span key={client.clientId} className="mono" data-hint={client.reason ?? undefined}>
              {client.clientId}{' '}
            </span>
          ))}
        </p>
      )}
    </Section>
  )
}

/** A filter as it is; what the fewer say stands on the soft ground, since a difference is no state. */
function Filter({ row }: { row: FilterRow }) {
  const t = useTranslations('group')
  if (row.expression === null) return <span className="bg-brand-soft px-1 font-medium">{t('doesNotSubscribe')}</span>
  return (
    <span className={row.odd ? 'bg-brand-soft px-1 font-medium' : undefined}>
      <span className="text-ink-3">{row.expressionType}</span> <code className="mono">{row.expression}</code>
    </span>
  )
}

function Held({ cluster, group, data }: { cluster: string; group: GroupDetail; data: Clients }) {
  const t = useTranslations('group')
  const columns = useMemo<TableColumn<Clients['subscriptions'][number]>[]>(
    () => [
      {
        id: 'topic',
        header: t('topic'),
        width: 320,
        cell: (row) => (
          <span className="inline-flex items-center gap-2">
            <Link href={pages.topic(cluster, row.topic)} className="text-ink" prefetch={false}>
              {row.topic}
            </Link>
            {data.differences.some((d) => d.topic === row.topic) && <Badge tone="warning">{t('membersDiffer')}</Badge>}
          </span>
        ),
      },
      { id: 'type', header: t('filterType'), width: 100, cell: (row) => row.expressionType, hideOnPhone: true },
      {
        id: 'expression',
        header: t('filter'),
        width: 420,
        cell: (row) => (
          <code className="mono" data-hint={row.expression.length > 60 ? row.expression : undefined}>
            {row.expression}
          </code>
        ),
      },
    ],
    [cluster, t, data.differences],
  )
  return (
    <Section title={t('asBrokersHold')} note={t('lastHeartbeat')} className="mt-4">
      <ShortList
        id="group-subscriptions"
        label={t('asBrokersHold')}
        columns={columns}
        rows={data.subscriptions}
        rowId={(row) => row.topic}
        empty={
          <EmptyState title={t('noSubscriptions')}>
            {t(group.state === 'unknown' ? 'clientsUnknownBody' : 'noSubscriptionsBody')}
          </EmptyState>
        }
      />
      {group.leftoverTopics.length > 0 && (
        <p className="pt-3 text-ink-2">
          {t('leftoverTopics')}{' '}
          {group.leftoverTopics.map((topic, index) => (
            <span key={topic}>
              {index > 0 && t('comma')}
              <Link href={pages.topic(cluster, topic)} prefetch={false}>
                {topic}
              </Link>
            </span>
          ))}
        </p>
      )}
    </Section>
  )
}
