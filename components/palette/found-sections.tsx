'use client'

import { MonitorSmartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type NavItem, nounIcons } from '@/components/layout/nav'
import { isInnerProducer } from '@/components/topics/producer-groups'
import { State } from '@/components/ui/state'
import { Value } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import type { Entry, EntrySection } from './entry'
import type { Found } from './use-search'

/** What the cluster's search found, as lines of the palette, in the order they are drawn. */
export function useFoundSections(
  cluster: string | null,
  nav: readonly NavItem[],
  found: Found | undefined,
): EntrySection[] {
  const t = useTranslations('palette')
  return useMemo(() => {
    if (cluster === null || !found) return []
    const hrefOf = (id: NavItem['id']) => nav.find((item) => item.id === id)?.href
    const section = (
      id: 'groups' | 'topics' | 'brokers' | 'clients' | 'producers' | 'nameServers',
      entries: Entry[],
      shown: number,
      total: number,
    ): EntrySection => ({
      id,
      heading: t(id),
      entries,
      count: total > shown ? t('of', { shown, total }) : undefined,
    })
    const groups = found.groups.items.map((group): Entry => {
      const value = () => (
        <Value value={group.lagMessages} atLeast={group.atLeast.includes('lagMessages')} tint={false} />
      )
      return {
        id: `group ${group.name}`,
        icon: nounIcons.groups,
        label: group.name,
        href: pages.group(cluster, group.name),
        note:
          group.kind === 'own'
            ? t.rich('lag', { value })
            : t(group.kind === 'leftover' ? 'kindLeftover' : 'kindSystem'),
      }
    })
    const topics = found.topics.items.map((topic): Entry => {
      const value = () => (
        <Value value={topic.inTps} as="rate" unit="/s" atLeast={topic.atLeast.includes('inTps')} tint={false} />
      )
      const inner = { RETRY: 'kindRetry', DLQ: 'kindDlq', SYSTEM: 'kindSystem' } as const
      const kind = inner[topic.type as keyof typeof inner]
      return {
        id: `topic ${topic.name}`,
        icon: nounIcons.topics,
        label: topic.name,
        href: pages.topic(cluster, topic.name),
        note: kind ? t(kind) : t.rich('inRate', { value }),
      }
    })
    const brokers = found.brokers.items.map((broker): Entry => {
      const value = () => <Value value={broker.inTps} as="rate" unit="/s" tint={false} />
      return {
        id: `broker ${broker.brokerName} ${broker.brokerId}`,
        icon: nounIcons.brokers,
        label: `${broker.brokerName} / ${broker.brokerId}`,
        href: pages.broker(cluster, broker.brokerName),
        note:
          broker.state === 'down' ? (
            <State tone="danger">{t('down')}</State>
          ) : broker.brokerId === 0 ? (
            t.rich('inRate', { value })
          ) : (
            broker.address
          ),
      }
    })
    // A client has no page of its own: it is read in its group, or among the producers.
    const clients = found.clients.items.flatMap(({ clientId, groups: consumes, producers }) => [
      ...consumes.map(
        (group): Entry => ({
          id: `client ${clientId} in ${group}`,
          icon: MonitorSmartphone,
          label: clientId,
          mono: true,
          href: `${pages.group(cluster, group)}?tab=clients`,
          note: t('clientOf', { group }),
        }),
      ),
      ...producers.flatMap((group): Entry[] => {
        if (isInnerProducer(group)) return []
        return [
          {
            id: `client ${clientId} for ${group}`,
            icon: MonitorSmartphone,
            label: clientId,
            mono: true,
            href: pages.producer(cluster, group),
            note: t('producerOf', { group }),
          },
        ]
      }),
    ])
    const producers = found.producers.items.flatMap(({ group, clients: count }): Entry[] => {
      if (isInnerProducer(group)) return []
      return [
        {
          id: `producer ${group}`,
          icon: nounIcons.producers,
          label: group,
          href: pages.producer(cluster, group),
          note: t('clientCount', { count }),
        },
      ]
    })
    const nameServers = found.nameServers.items.flatMap(({ address, reachable }): Entry[] => {
      const href = hrefOf('nameServers')
      if (href === undefined) return []
      return [
        {
          id: `nameServer ${address}`,
          icon: nounIcons.nameServers,
          label: address,
          href,
          note: reachable === false ? <State tone="danger">{t('down')}</State> : null,
        },
      ]
    })
    return [
      section('groups', groups, groups.length, found.groups.total),
      section('topics', topics, topics.length, found.topics.total),
      section('brokers', brokers, brokers.length, found.brokers.total),
      section('clients', clients.slice(0, 8), found.clients.items.length, found.clients.total),
      section('producers', producers, found.producers.items.length, found.producers.total),
      section('nameServers', nameServers, found.nameServers.items.length, found.nameServers.total),
    ].filter((each) => each.entries.length > 0)
  }, [cluster, nav, found, t])
}
