import type { OutputOf } from '@/lib/contract/endpoint'
import type { readTopicProducers } from '@/lib/contract/topics'
import { naturalCompare } from '@/lib/domain/natural-sort'

export type ProducerConnection = OutputOf<typeof readTopicProducers>['items'][number]

export interface ProducerGroup {
  group: string
  clients: number
  /** Every version seen, in natural order; those that say none are left out. */
  versions: string[]
}

/** Producers that clients run for themselves: traces, and messages handed back for retry. */
const INNER_PREFIXES = ['_INNER_TRACE_PRODUCER', 'CLIENT_INNER_PRODUCER']

/**
 * Whether a producer group is a client's own (AsyncTraceDispatcher names one after each traced client, MixAll the one that
 * every client has for sending back).
 */
export function isInnerProducer(group: string): boolean {
  return INNER_PREFIXES.some((prefix) => group.startsWith(prefix))
}

/** Connections by producer group, by name; a client id counts once. */
export function producerGroups(items: readonly ProducerConnection[]): ProducerGroup[] {
  const groups = new Map<string, { clients: Set<string>; versions: Set<string> }>()
  for (const { group, clientId, address, version } of items) {
    const held = groups.get(group) ?? { clients: new Set(), versions: new Set() }
    held.clients.add(`${clientId} ${address}`)
    if (version !== null) held.versions.add(version)
    groups.set(group, held)
  }
  return [...groups]
    .map(([group, { clients, versions }]) => ({
      group,
      clients: clients.size,
      versions: [...versions].sort(naturalCompare),
    }))
    .sort((a, b) => naturalCompare(a.group, b.group))
}
