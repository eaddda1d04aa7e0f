import type { OutputOf } from '@/lib/contract/endpoint'
import type { listGroups } from '@/lib/contract/groups'

type Kinds = OutputOf<typeof listGroups>['kinds']

/** A user's own groups, those known only from committed offsets, the brokers' own. */
export const groupKinds = ['own', 'leftover', 'system'] as const
export type GroupSegment = (typeof groupKinds)[number] | 'other'

/** Which segment of the filter row a `kind` in the URL stands for; `other` for one that mixes them (`all`). */
export function segmentOf(kind: string): GroupSegment {
  if (kind === '') return 'own'
  return groupKinds.find((each) => each === kind) ?? 'other'
}

/** How many groups a segment holds over the whole cluster. */
export function kindCount(segment: GroupSegment, kinds: Kinds): number {
  return segment === 'other' ? kinds.own + kinds.leftover + kinds.system : kinds[segment]
}
