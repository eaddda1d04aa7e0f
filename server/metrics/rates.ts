import 'server-only'
import { type PartialSum, sumPartial } from '@/lib/domain/completeness.ts'
import { ratePerSecond } from '@/lib/domain/rate.ts'
import { type BrokerState, type CommittedTable, NO_OFFSET, type QueueOffsets, type TopicOffsets } from './state'

const IN_WINDOW_MS = 9_000
const OUT_WINDOW_MS = 29_000
/** A cold topic is read at least once a minute; offsets older than this give no rate. */
const MAX_AGE_MS = 100_000

/** Nothing known: a part that makes the others "at least". */
export const unknownPart: PartialSum = Object.freeze({ value: null, atLeast: false })

/**
 * The sample to measure from: the newest one at least `windowMs` before `atMs`. Samples read before `since` came from
 * another replica: the difference to what this one holds is no rate.
 */
function baseOf<T extends { at: number }>(
  samples: readonly T[],
  atMs: number,
  windowMs: number,
  since: number,
): T | null {
  const base = samples.findLast((sample) => atMs - sample.at >= windowMs)
  return base && (base.at >= since || atMs < since) ? base : null
}

/** Messages a second into each queue of a topic on one broker; null = not measured (one sample, a reset, too old). */
export function queueInRates(offsets: TopicOffsets | undefined, now: number): Array<number | null> {
  const newest = offsets?.newest
  if (!offsets || !newest) return []
  const unknown = Array.from<null>({ length: newest.max.length }).fill(null)
  // A quiet broker proves that nothing came in since: the same offsets hold at the later time.
  const atMs = Math.max(newest.at, offsets.verifiedAt)
  if (now - atMs > MAX_AGE_MS) return unknown
  const base =
    atMs - newest.at >= IN_WINDOW_MS ? newest : baseOf(offsets.history, atMs, IN_WINDOW_MS, offsets.sourceSince ?? 0)
  if (!base || base.max.length !== newest.max.length) return unknown
  return Array.from(newest.max, (max, queueId) => {
    const before = base.max[queueId]!
    if (max === NO_OFFSET || before === NO_OFFSET) return null
    return ratePerSecond({ atMs: base.at, offset: before }, { atMs, offset: max })
  })
}

/** In-rate of a topic on one broker: the sum of its queues. */
export function topicInRate(offsets: TopicOffsets | undefined, now: number): PartialSum {
  return sumPartial(queueInRates(offsets, now))
}

export type CommittedPair = { from: CommittedTable; to: CommittedTable }

/** Two tables of committed offsets at least 30 s apart (clients commit every 5 s), newest first available; else null. */
export function committedPair(broker: BrokerState): CommittedPair | null {
  const to = broker.committed.value
  if (!to) return null
  const from = baseOf(broker.committedHistory, to.at, OUT_WINDOW_MS, broker.source?.since ?? 0)
  return from ? { from, to } : null
}

/**
 * Messages a second that a group committed on one queue. Null when the queue was not committed in both tables, or the
 * offset went back (a reset). Committed in neither: nothing was consumed, which adds nothing: `undefined`.
 */
export function queueOutRate(
  pair: CommittedPair | null,
  group: string,
  topic: string,
  queueId: number,
): number | null | undefined {
  if (!pair) return null
  const before = pair.from.groups.get(group)?.get(topic)?.[queueId] ?? NO_OFFSET
  const after = pair.to.groups.get(group)?.get(topic)?.[queueId] ?? NO_OFFSET
  if (before === NO_OFFSET && after === NO_OFFSET) return undefined
  if (before === NO_OFFSET || after === NO_OFFSET) return null
  return ratePerSecond({ atMs: pair.from.at, offset: before }, { atMs: pair.to.at, offset: after })
}

/** Largest offset samples of one queue, oldest first, for lag time. */
export function maxOffsetSamples(offsets: TopicOffsets, queueId: number): Array<{ atMs: number; maxOffset: bigint }> {
  const samples: Array<{ atMs: number; maxOffset: bigint }> = []
  const add = (sample: QueueOffsets, atMs: number) => {
    const maxOffset = sample.max[queueId] ?? NO_OFFSET
    if (maxOffset !== NO_OFFSET) samples.push({ atMs, maxOffset })
  }
  for (const sample of offsets.history) add(sample, sample.at)
  if (offsets.newest) add(offsets.newest, offsets.newest.at)
  return samples
}
