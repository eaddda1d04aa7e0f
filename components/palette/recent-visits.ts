import { nameFromPage } from '@/lib/url/name'

const kinds = ['topics', 'groups', 'brokers', 'producers', 'messages'] as const

/** A thing whose page was opened in this browser. */
export type Visit = { kind: (typeof kinds)[number]; name: string; href: string }

export const MAX_VISITS = 10

/** What the page at this address is about; null for lists and everything else. */
export function visitOf(cluster: string, pathname: string, query = ''): Visit | null {
  const [, c, id, kind, encoded, ...more] = pathname.split('/')
  const known = kinds.find((each) => each === kind)
  if (c !== 'c' || id !== cluster || !known || !encoded) return null
  const name = nameFromPage(encoded)
  const topic = known === 'messages' ? new URLSearchParams(query).get('topic') : null
  const path = [pathname, topic === null ? '' : `?topic=${encodeURIComponent(topic)}`].join('')
  return { kind: known, name: [name, ...more].join(' / '), href: path }
}

/** What this browser remembers of a cluster, newest first; anything else that stands there counts as nothing. */
export function readVisits(cluster: string, text: string | null): Visit[] {
  if (text === null) return []
  try {
    const visits: unknown = JSON.parse(text)
    if (!Array.isArray(visits)) return []
    return visits
      .filter(isVisit)
      .filter((visit) => visit.href.startsWith(`/c/${cluster}/`))
      .slice(0, MAX_VISITS)
  } catch {
    // Written by another version, or by hand: it is forgotten with the next visit.
    return []
  }
}

/** By hand: the browser's bundle has no schemas. */
function isVisit(value: unknown): value is Visit {
  if (typeof value !== 'object' || value === null) return false
  const { kind, name, href } = value as Partial<Record<keyof Visit, unknown>>
  return kinds.some((each) => each === kind) && typeof name === 'string' && typeof href === 'string'
}

/** With one more at the top: at most ten, none twice. */
export function withVisit(visits: readonly Visit[], visit: Visit): Visit[] {
  return [visit, ...visits.filter((other) => other.kind !== visit.kind || other.name !== visit.name)].slice(
    0,
    MAX_VISITS,
  )
}

/** Key of the browser's storage. */
export const visitsKey = (cluster: string) => `rocketdeck.visits.${cluster}`
