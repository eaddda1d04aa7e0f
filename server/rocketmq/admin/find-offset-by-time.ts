import { type Pull, readQueueStep } from './read-queue.ts'

/**
 * The first offset in [min, max] whose message was stored at or after `time` (epoch ms); `max` when there is none.
 *
 * `guess` is the broker's own answer to SEARCH_OFFSET_BY_TIMESTAMP. It is checked by reading store times, because 4.x and
 * 5.0 answer the nearest offset, any one of several of the same millisecond, and every version answers 0 when it cannot
 * read a record (ConsumeQueue#binarySearchInQueueByTime). A right guess costs one pull; from a wrong one the steps double
 * and the last one is halved.
 */
export async function findOffsetByTime(
  pull: Pull,
  queue: { min: bigint; max: bigint },
  time: bigint,
  guess: bigint,
): Promise<bigint> {
  // Below `low` all is earlier, from `high` on nothing is.
  let low = queue.min
  let high = queue.max
  const look = async (offset: bigint, most: number) => {
    let at = offset
    while (at < high) {
      const step = await readQueueStep(pull, at, high, most)
      let isEarlier = false
      for (const { queueOffset, storeTimestamp } of step.messages) {
        if (storeTimestamp >= time) {
          // Between the asked offset and the first message that is stored there is nothing.
          high = isEarlier ? queueOffset : offset
          return
        }
        isEarlier = true
        low = max(low, queueOffset + 1n)
      }
      if (isEarlier) return
      at = step.next
    }
    high = offset
  }

  const start = min(max(guess, low), high)
  if (start > low) await look(start - 1n, 2)
  else if (start < high) await look(start, 1)
  let stride = 16n
  const isLower = high <= start
  while (low < high) {
    const at = isLower ? high - stride : low + stride
    if (at <= low || at >= high) break
    const before = isLower ? low : high
    await look(at, 1)
    if (before !== (isLower ? low : high)) break
    stride *= 4n
  }
  while (low < high) await look(low + (high - low) / 2n, 1)
  return low
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b)
