'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ErrorState } from '@/components/ui/states'
import { listBrokers } from '@/lib/contract/brokers'
import type { Problem } from '@/lib/contract/errors'
import { listGroups } from '@/lib/contract/groups'
import { listProducers, listTopics } from '@/lib/contract/topics'
import { pages } from '@/lib/url/pages'
import { useEndpoint } from './use-endpoint'

/** What of a cluster may not be there. */
export type Missing = { kind: 'topic' | 'group' | 'producer' | 'broker'; cluster: string; name: string }

/** What a problem says is not there; null where it is about something else. */
export function missingOf({ code, params }: Problem, cluster: string | null): Missing | null {
  const name = params?.topic ?? params?.group ?? params?.brokerName
  if (cluster === null || typeof name !== 'string') return null
  // A topic that is elsewhere, or a replica that is not there, is another sentence.
  if (code === 'topic-not-found' && params?.holders === undefined) return { kind: 'topic', cluster, name }
  if (code === 'group-not-found') return { kind: 'group', cluster, name }
  if (code === 'producer-group-not-found') return { kind: 'producer', cluster, name }
  if (code === 'broker-not-found' && params?.brokerId === null) return { kind: 'broker', cluster, name }
  return null
}

const LONGEST_SEARCH = 120

/** Nothing has that name: where it was looked for, who might have it, the name that was probably meant, and the list. */
export function NotThere({ problem, missing }: { problem: Problem; missing: Missing }) {
  const t = useTranslations('problem')
  const { kind, cluster, name } = missing
  const { closest, list, hrefOf } = useClosest(missing)
  const text = (key: string) => {
    const value = problem.params?.[key]
    return Array.isArray(value) ? value.join(', ') : ''
  }
  const searched = kind === 'broker' ? text('known') : text('searched')
  const silent = text('silent') || text('unread') || text('notAnswered')
  return (
    // Nothing failed, and it is asked again and again: an id of each request would only flicker.
    <ErrorState title={t(`code.${problem.code}`)}>
      <span className="wrap-anywhere">
        {t(`notThere.${kind}`, { name, cluster, searched: searched === '' ? '–' : searched })}
        {silent !== '' && t('notThere.silent', { silent })}
        {closest !== null &&
          t.rich('notThere.closest', { name: closest, link: (words) => <Link href={hrefOf(closest)}>{words}</Link> })}
      </span>
      <span className="block pt-1.5">
        <Link href={list}>{t(`notThere.all.${kind}`)}</Link>
      </span>
    </ErrorState>
  )
}

function useClosest({ kind, cluster, name }: Missing): {
  closest: string | null
  list: string
  hrefOf: (name: string) => string
} {
  const input = { cluster, search: name, pageSize: 1 }
  const ask = (wanted: Missing['kind']) => ({ once: true, enabled: kind === wanted && name.length <= LONGEST_SEARCH })
  const topics = useEndpoint(listTopics, input, ask('topic')).data
  const groups = useEndpoint(listGroups, input, ask('group')).data
  const producers = useEndpoint(listProducers, input, ask('producer')).data
  const brokers = useEndpoint(listBrokers, input, ask('broker')).data
  switch (kind) {
    case 'topic':
      return {
        closest: topics?.items[0]?.name ?? topics?.closest ?? null,
        list: pages.topics(cluster),
        hrefOf: (n) => pages.topic(cluster, n),
      }
    case 'group':
      return {
        closest: groups?.items[0]?.name ?? groups?.closest ?? null,
        list: pages.groups(cluster),
        hrefOf: (n) => pages.group(cluster, n),
      }
    case 'producer':
      return {
        closest: producers?.items[0]?.group ?? producers?.closest ?? null,
        list: pages.producers(cluster),
        hrefOf: (n) => pages.producer(cluster, n),
      }
    case 'broker':
      return {
        closest: brokers?.items[0]?.brokerName ?? brokers?.closest ?? null,
        list: pages.brokers(cluster),
        hrefOf: (n) => pages.broker(cluster, n),
      }
  }
}
