/** Broker offset of a queue as we saw it, on our own clock. Kept oldest first. */
export type MaxOffsetSample = { atMs: number; maxOffset: bigint }

/** Age of the first unconsumed message; `atLeast` when it is older than what we saw. */
export type LagTime = { lagMs: number | null; atLeast: boolean }

/**
 * Lag time from our own samples: the first unconsumed message sits at max(committed, min offset) and was stored when
 * the broker offset passed it, which is interpolated between the two samples around that. Nothing unconsumed is 0;
 * older than the oldest sample is at least that sample's age; no sample or no committed offset is unknown (null).
 * Our samples carry our own time, so no clock skew enters.
 */
export function lagTimeFromSamples(
  samples: readonly MaxOffsetSample[],
  queue: { minOffset: bigint | null; committedOffset: bigint | 'never' | null },
  nowMs: number,
): LagTime {
  const { committedOffset, minOffset } = queue
  const oldest = samples[0]
  const newest = samples.at(-1)
  if (typeof committedOffset !== 'bigint' || committedOffset < 0n || !oldest || !newest) return UNKNOWN_LAG_TIME
  const first = minOffset !== null && minOffset > committedOffset ? minOffset : committedOffset
  if (first >= newest.maxOffset) return { lagMs: 0, atLeast: false }
  if (first < oldest.maxOffset) return { lagMs: Math.max(0, nowMs - oldest.atMs), atLeast: true }
  // The first sample that holds the message; the one before it does not, so the message was stored between the two.
  let low = 1
  let high = samples.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (samples[middle]!.maxOffset > first) high = middle
    else low = middle + 1
  }
  const before = samples[low - 1]!
  const after = samples[low]!
  const share = Number(first + 1n - before.maxOffset) / Number(after.maxOffset - before.maxOffset)
  const storedAtMs = before.atMs + share * (after.atMs - before.atMs)
  return { lagMs: Math.max(0, Math.round(nowMs - storedAtMs)), atLeast: false }
}

/**
 * Lag time from a store time the broker gave (code 303). `clockSkewMs` = broker's clock − ours (null = not known,
 * nothing taken out). A store time ≤ 0 means the broker does not know it.
 */
export function lagTimeFromStoreTime(
  storeTimeMs: number | null,
  { nowMs, clockSkewMs }: { nowMs: number; clockSkewMs: number | null },
): number | null {
  if (storeTimeMs === null || !(storeTimeMs > 0)) return null
  return Math.max(0, nowMs - (storeTimeMs - (clockSkewMs ?? 0)))
}

/** Lag time of a group: the oldest of its queues; queues that are not known make it "at least". */
export function maxLagTime(queues: Iterable<LagTime>): LagTime {
  let lagMs: number | null = null
  let missing = false
  for (const queue of queues) {
    if (queue.lagMs === null) missing = true
    else {
      missing ||= queue.atLeast
      if (lagMs === null || queue.lagMs > lagMs) lagMs = queue.lagMs
    }
  }
  return lagMs === null ? UNKNOWN_LAG_TIME : { lagMs, atLeast: missing }
}

const UNKNOWN_LAG_TIME: LagTime = Object.freeze({ lagMs: null, atLeast: false })
