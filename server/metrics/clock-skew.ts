import 'server-only'
import { type BrokerState, NO_OFFSET, type QueueOffsets } from './state'

type Skew = { lowMs: number; highMs: number; at: number }

const FORGET_MS = 300_000
/** Wider than this says too little to take out of a time. */
const USEFUL_WIDTH_MS = 10_000

/**
 * Narrows the difference between the broker's clock and ours. A message that arrived between two of our reads was
 * stored between them, so its store time (broker's clock) minus either read time (ours) bounds the difference.
 * Bounds that contradict the older ones (a clock was set) replace them.
 */
export function observeSkew(
  known: Skew | null,
  previous: QueueOffsets | null,
  next: QueueOffsets,
  repliedAt: number,
): Skew | null {
  if (!previous) return known
  let result = known && next.at - known.at <= FORGET_MS ? known : null
  for (let queueId = 0; queueId < next.max.length; queueId++) {
    const before = previous.max[queueId] ?? NO_OFFSET
    const storedAt = next.lastAt[queueId]!
    if (before === NO_OFFSET || next.max[queueId]! <= before || !Number.isFinite(storedAt)) continue
    const seen = { lowMs: storedAt - repliedAt, highMs: storedAt - previous.at, at: next.at }
    const lowMs = Math.max(seen.lowMs, result?.lowMs ?? Number.NEGATIVE_INFINITY)
    const highMs = Math.min(seen.highMs, result?.highMs ?? Number.POSITIVE_INFINITY)
    result = lowMs <= highMs ? { lowMs, highMs, at: next.at } : seen
  }
  return result
}

/** The broker's clock minus ours, ms; null while the bounds are too wide to be of use. Within the noise it is 0. */
export function skewOf(broker: BrokerState): number | null {
  const skew = broker.skew
  if (!skew || skew.highMs - skew.lowMs > USEFUL_WIDTH_MS) return null
  if (skew.lowMs <= 0 && skew.highMs >= 0) return 0
  return Math.round((skew.lowMs + skew.highMs) / 2)
}
