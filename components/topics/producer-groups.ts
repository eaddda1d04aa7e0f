import type { OutputOf } from '@/lib/contract/endpoint'
import type { readTopicProducers } from '@/lib/contract/topics'
import { naturalCompare } from '@/lib/domain/natural-sort'
import { producerKind } from '@/lib/domain/producer-kind'

export type ProducerConnection = OutputOf<typeof readTopicProducers>['items'][number]

export interface ProducerGroup {
  group: string
  clients: number
  /** Every version seen, in natural order; those that say none are left out. */
  versions: string[]
}

/** Whether a producer group is a client's own: for traces, and for handing messages back. */
export function isInnerProducer(group: string): boolean {
  return producerKind(group) === 'internal'
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
