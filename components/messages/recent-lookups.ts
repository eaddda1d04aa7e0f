import { pages } from '@/lib/url/pages'

/** A message that was found here, and when. */
export type RecentLookup =
  | { by: 'id'; id: string; topic: string | null; atMs: number }
  | { by: 'offset'; topic: string; broker: string; queueId: number; offset: number; atMs: number }

export const MAX_RECENT = 12

/** What this browser remembers, newest first; anything else that stands there counts as nothing. */
export function readRecent(text: string | null): RecentLookup[] {
  if (text === null) return []
  try {
    const stored: unknown = JSON.parse(text)
    return Array.isArray(stored) && stored.every(isLookup) ? stored.slice(0, MAX_RECENT) : []
  } catch {
    // Written by another version, or by hand: it is forgotten with the next lookup.
    return []
  }
}

/** With one more at the top: at most twelve, none twice, and of a queue that is stepped through only the last place. */
export function withLookup(recent: readonly RecentLookup[], lookup: RecentLookup): RecentLookup[] {
  return [lookup, ...recent.filter((other) => placeOf(other) !== placeOf(lookup))].slice(0, MAX_RECENT)
}

/** Where a lookup leads. */
export function lookupHref(cluster: string, lookup: RecentLookup): string {
  return lookup.by === 'id'
    ? pages.message(cluster, lookup.id, lookup.topic ?? undefined)
    : pages.messageAt(cluster, lookup.topic, lookup.broker, lookup.queueId, lookup.offset)
}

/** By hand: a schema library would be a fifth of the page. */
function isLookup(value: unknown): value is RecentLookup {
  if (typeof value !== 'object' || value === null) return false
  const { by, id, topic, broker, queueId, offset, atMs } = value as Record<string, unknown>
  if (!Number.isFinite(atMs)) return false
  if (by === 'id') return typeof id === 'string' && (topic === null || typeof topic === 'string')
  return (
    by === 'offset' &&
    typeof topic === 'string' &&
    typeof broker === 'string' &&
    Number.isInteger(queueId) &&
    Number.isInteger(offset)
  )
}

function placeOf(lookup: RecentLookup): string {
  return JSON.stringify(
    lookup.by === 'id' ? [lookup.id, lookup.topic] : [lookup.topic, lookup.broker, lookup.queueId, 'queue'],
  )
}
