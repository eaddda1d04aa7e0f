import type { Client } from '../client.ts'
import { Aborted, BadReply } from '../errors.ts'
import { pullMessage } from '../requests/pull-message.ts'
import { searchOffsetByTimestamp } from '../requests/search-offset-by-timestamp.ts'
import type { WireMessage } from '../wire/message-codec.ts'
import { askEach } from './ask-each.ts'

const QUEUES_AT_ONCE = 4
const PULL = 32

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
  const queueIds = Array.from({ length: span.queues }, (_, queueId) => queueId)
  const { failed } = await askEach(queueIds, readQueue, { concurrency: QUEUES_AT_ONCE })
  const aborted = failed.find(({ error }) => error instanceof Aborted)
  if (aborted) throw aborted.error
  const reasons: Array<{ queueId: number | null; reason: string }> = failed.map(({ target, error }) => ({
    queueId: target,
    reason: error.message,
  }))
  if (isCut) reasons.push({ queueId: null, reason: `more than ${maxScanned} messages` })
  return { scanned, failed: reasons }

  async function readQueue(queueId: number): Promise<void> {
    // The ms before: brokers before 5.1.4 answer any one of several messages of the asked ms, or the nearest one.
    const { header } = await client.call(
      address,
      searchOffsetByTimestamp,
      { topic, queueId, timestamp: from - 1n },
      { signal },
    )
    let next = header.offset
    for (;;) {
      if (scanned >= maxScanned) {
        isCut = true
        return
      }
      const reply = await client.call(
        address,
        pullMessage,
        { topic, queueId, queueOffset: next, maxMsgNums: PULL },
        { signal },
      )
      const { maxOffset, nextBeginOffset, offsetDelta = 0n } = reply.header
      const { messages, rest } = reply.outcome === 'found' ? reply.body : { messages: [] }
      if (rest) throw new BadReply({ address, reason: `PULL_MESSAGE of queue ${queueId}: ${rest.reason}` })
      for (const message of messages) {
        if (message.storeTimestamp > to) return
        scanned++
        if (message.storeTimestamp < from) continue
        take(offsetDelta === 0n ? message : { ...message, queueOffset: message.queueOffset + offsetDelta })
      }
      if (reply.outcome === 'no-new' || nextBeginOffset >= maxOffset) return
      if (nextBeginOffset <= next)
        throw new BadReply({ address, reason: `queue ${queueId} does not go on after offset ${next}` })
      next = nextBeginOffset
    }
  }
}
