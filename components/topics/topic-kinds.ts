/** Types that are not a user's own topics: behind a filter, each with its count. */
export const foreignTypes = ['RETRY', 'DLQ', 'SYSTEM'] as const

export type TopicSegment = 'own' | (typeof foreignTypes)[number] | 'other'

/** Which segment of the filter row a `type` in the URL stands for; `other` for one that mixes them (`all`, `RETRY,DLQ`). */
export function segmentOf(type: string): TopicSegment {
  const asked = type.split(',').filter((part) => part !== '')
  const foreign = foreignTypes.find((each) => asked.includes(each))
  if (foreign !== undefined) return asked.length === 1 ? foreign : 'other'
  return asked.includes('all') ? 'other' : 'own'
}

/** A user's own types that this cluster has, the most frequent first. */
export function ownTypes(counts: Readonly<Record<string, number>>): string[] {
  return Object.keys(counts)
    .filter((type) => !(foreignTypes as readonly string[]).includes(type))
    .sort((a, b) => counts[b]! - counts[a]! || a.localeCompare(b, 'en'))
}

/** How many topics a segment holds over the whole cluster. */
export function segmentCount(segment: TopicSegment, counts: Readonly<Record<string, number>>): number {
  if (segment === 'own') return sum(ownTypes(counts).map((type) => counts[type]!))
  if (segment === 'other') return sum(Object.values(counts))
  return counts[segment] ?? 0
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
