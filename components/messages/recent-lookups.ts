import { z } from 'zod/mini'
import { pages } from '@/lib/url/pages'

const Lookup = z.discriminatedUnion('by', [
  z.object({ by: z.literal('id'), id: z.string(), topic: z.nullable(z.string()), atMs: z.number() }),
  z.object({
    by: z.literal('offset'),
    topic: z.string(),
    broker: z.string(),
    queueId: z.int(),
    offset: z.int(),
    atMs: z.number(),
  }),
])
/** A message that was found here, and when. */
export type RecentLookup = z.infer<typeof Lookup>

export const MAX_RECENT = 12
const Stored = z.array(Lookup)

/** What this browser remembers, newest first; anything else that stands there counts as nothing. */
export function readRecent(text: string | null): RecentLookup[] {
  if (text === null) return []
  try {
    return Stored.parse(JSON.parse(text)).slice(0, MAX_RECENT)
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

function placeOf(lookup: RecentLookup): string {
  return JSON.stringify(
    lookup.by === 'id' ? [lookup.id, lookup.topic] : [lookup.topic, lookup.broker, lookup.queueId, 'queue'],
  )
}
