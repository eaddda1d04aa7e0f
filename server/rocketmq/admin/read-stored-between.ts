import type { Client } from '../client.ts'
import { Aborted } from '../errors.ts'
import { pullMessage } from '../requests/pull-message.ts'
import { searchOffsetByTimestamp } from '../requests/search-offset-by-timestamp.ts'
import type { WireMessage } from '../wire/message-codec.ts'
import { askEach } from './ask-each.ts'
import { findOffsetByTime } from './find-offset-by-time.ts'
import { type Pull, readQueueStep } from './read-queue.ts'

const QUEUES_AT_ONCE = 4

export type StoredSpan = {
  topic: string
  /** Queues 0 … n − 1 are read. */
  queues: number
  /** Store times, epoch ms, both included. */
  from: bigint
  to: bigint
  maxScanned: number
}

/**
 * Every message of a topic that one broker stored in a short span of time, from its queues. `failed`: what could not be
 * read, by queue, or of all queues (`null`) when `maxScanned` messages did not suffice. Rejects only when aborted.
 */
export async function readStoredBetween(
  client: Client,
  address: string,
  span: StoredSpan,
  take: (message: WireMessage) => void,
  signal?: AbortSignal,
): Promise<{ scanned: number; failed: Array<{ queueId: number | null; reason: string }> }> {
  const { topic, from, to, maxScanned } = span
  let scanned = 0
  let isCut = false
  const unreadable: Array<{ queueId: number | null; reason: string }> = []
  const queueIds = Array.from({ length: span.queues }, (_, queueId) => queueId)
  const { failed } = await askEach(queueIds, readQueue, { concurrency: QUEUES_AT_ONCE })
  const aborted = failed.find(({ error }) => error instanceof Aborted)
  if (aborted) throw aborted.error
  const reasons = unreadable.concat(failed.map(({ target, error }) => ({ queueId: target, reason: error.message })))
  if (isCut) reasons.push({ queueId: null, reason: `more than ${maxScanned} messages` })
  return { scanned, failed: reasons }

  async function readQueue(queueId: number): Promise<void> {
    const pull: Pull = (queueOffset, maxMsgNums) =>
      client.call(address, pullMessage, { topic, queueId, queueOffset, maxMsgNums }, { signal })
    const guess = await client.call(address, searchOffsetByTimestamp, { topic, queueId, timestamp: from }, { signal })
    const { maxOffset: end, minOffset } = (await pull(guess.header.offset, 1)).header
    let next = await findOffsetByTime(
      pull,
      { min: minOffset > 0n ? minOffset : 0n, max: end },
      from,
      guess.header.offset,
    )
    while (next < end) {
      if (scanned >= maxScanned) {
        isCut = true
        return
      }
      const step = await readQueueStep(pull, next, end)
      for (const message of step.messages) {
        if (message.storeTimestamp > to) return
        scanned++
        if (message.storeTimestamp >= from) take(message)
      }
      for (const finding of step.findings)
        if (finding.kind === 'unreadable') unreadable.push({ queueId, reason: finding.reason })
      next = step.next
    }
  }
}
