import 'server-only'
import { NO_OFFSET, type QueueOffsets, type ReplicaState, type TopicOffsets } from './state'

const ACTIVE_MS = 60_000
const COLD_PASS_MS = 60_000
const SETTLED_MAX_MS = 300_000
const KEEP_ALL_MS = 60_000
const THIN_STEP_MS = 30_000
const HISTORY_MS = 15 * 60_000

/**
 * The state of a broker's log under which offsets cannot have moved. Null while the index lags behind the log
 * (`dispatchBehindBytes` > 0) or the broker did not say. Delayed, retry and dead-letter deliveries write the log too,
 * so they are covered; retention moves minimum offsets, which the commit log's minimum shows.
 */
export function quietKeyOf(replica: ReplicaState): string | null {
  const counters = replica.runtime.value?.counters
  if (!counters || replica.runtime.error || counters.dispatchBehindBytes !== 0 || counters.commitLogMaxOffset === null)
    return null
  return `${replica.address}|${counters.startedAtMs}|${counters.commitLogMinOffset}|${counters.commitLogMaxOffset}`
}

/** Is there proof that nothing moved since these offsets were read? Never for longer than five minutes. */
export function isSettled(offsets: TopicOffsets, quietKey: string | null, now: number): boolean {
  return (
    quietKey !== null &&
    offsets.quietKey === quietKey &&
    offsets.error === null &&
    offsets.newest !== null &&
    now - offsets.newest.at < SETTLED_MAX_MS
  )
}

/**
 * Which topics of a broker to ask for now (code 202), most wanted first: never read, viewed, active (offsets moved in
 * the last minute), then a slice of the cold ones so that each has its turn within a minute.
 */
export function planSweep(input: {
  topics: Iterable<string>
  offsets: ReadonlyMap<string, TopicOffsets>
  viewed: ReadonlySet<string>
  /** Offsets read before this came from another replica and count as never read. */
  since: number
  quietKey: string | null
  tickMs: number
  now: number
}): string[] {
  const fresh: string[] = []
  const viewed: string[] = []
  const active: string[] = []
  const cold: Array<{ topic: string; readAt: number }> = []
  let coldTotal = 0
  for (const topic of input.topics) {
    const offsets = input.offsets.get(topic)
    if (!offsets || Math.max(offsets.newest?.at ?? 0, offsets.error?.at ?? 0) < Math.max(input.since, 1)) {
      fresh.push(topic)
      continue
    }
    if (isSettled(offsets, input.quietKey, input.now)) continue
    if (input.viewed.has(topic)) viewed.push(topic)
    else if (offsets.changedAt !== null && input.now - offsets.changedAt < ACTIVE_MS) active.push(topic)
    else {
      coldTotal++
      cold.push({ topic, readAt: Math.max(offsets.newest?.at ?? 0, offsets.error?.at ?? 0) })
    }
  }
  const slice = Math.ceil((coldTotal * input.tickMs) / COLD_PASS_MS)
  cold.sort((a, b) => a.readAt - b.readAt)
  return [...fresh, ...viewed, ...active, ...cold.slice(0, slice).map((c) => c.topic)]
}

function sameOffsets(a: QueueOffsets, b: QueueOffsets): boolean {
  if (a.max.length !== b.max.length) return false
  for (let i = 0; i < a.max.length; i++) {
    if (a.max[i] !== b.max[i] || a.min[i] !== b.min[i]) return false
  }
  return true
}

/** No queue went back. */
function reaches(a: QueueOffsets, b: QueueOffsets): boolean {
  return a.max.every((max, queueId) => (b.max[queueId] ?? NO_OFFSET) >= max)
}

/**
 * Puts new offsets on top of the old: the history keeps the last minute whole and one sample per 30 s for 15 minutes.
 * Offsets read before `since` came from another replica. They still say when a message was there, unless this replica
 * has less: then they are forgotten.
 */
export function withOffsets(
  previous: TopicOffsets | undefined,
  next: QueueOffsets,
  quietKey: string | null,
  since = 0,
): TopicOffsets {
  const history: QueueOffsets[] = []
  const held = previous?.newest ?? null
  const comparable = held !== null && (held.at >= since || reaches(held, next))
  const older = comparable ? [...(previous?.history ?? []), held] : []
  for (const sample of older) {
    const age = next.at - sample.at
    if (age > HISTORY_MS) continue
    const last = history[history.length - 1]
    if (age > KEEP_ALL_MS && last && sample.at - last.at < THIN_STEP_MS) continue
    history.push(sample)
  }
  const moved = previous?.newest ? !sameOffsets(previous.newest, next) : false
  return {
    newest: next,
    error: null,
    history,
    quietKey,
    changedAt: moved ? next.at : (previous?.changedAt ?? null),
    verifiedAt: next.at,
    sourceSince: since,
  }
}

/** Which groups to ask for their clients now (code 203): viewed ones first, then the longest waiting. */
export function planConnections(input: {
  groups: Iterable<string>
  askedAt: (group: string) => number | null
  viewed: ReadonlySet<string>
  looking: boolean
  tickMs: number
  now: number
}): string[] {
  const minGapMs = input.looking ? 15_000 : 60_000
  const passMs = input.looking ? 300_000 : 1_800_000
  const due: Array<{ group: string; at: number; viewed: boolean }> = []
  let total = 0
  let never = 0
  for (const group of input.groups) {
    total++
    const at = input.askedAt(group)
    if (at === null) never++
    const viewed = input.viewed.has(group)
    // A viewed group is asked at every tick of at least 5 s; the rest keep their distance.
    if (at === null || input.now - at >= (viewed ? Math.min(minGapMs, 5_000) : minGapMs))
      due.push({ group, at: at ?? 0, viewed })
  }
  due.sort((a, b) => Number(b.viewed) - Number(a.viewed) || a.at - b.at)
  // A small cluster is asked whole at each turn; a large one in rotation. What was never asked has its turn at once.
  const slice = Math.max(never, 20, Math.ceil((total * input.tickMs) / passMs))
  const viewedDue = due.filter((d) => d.viewed).length
  return due.slice(0, Math.max(slice, viewedDue)).map((d) => d.group)
}
