import type { Client } from '../client.ts'
import { BadReply } from '../errors.ts'
import { pullMessage } from '../requests/pull-message.ts'
import { viewMessageById } from '../requests/view-message-by-id.ts'
import type { WireMessage } from '../wire/message-codec.ts'

type Options = { signal?: AbortSignal | undefined }

/** `missing`: inside the range, but nothing is stored there any more (compacted, or a gap); `nextOffset` is where it goes on. */
export type QueuePosition =
  | { outcome: 'found'; message: WireMessage; minOffset: bigint; maxOffset: bigint }
  | { outcome: 'missing'; nextOffset: bigint; minOffset: bigint; maxOffset: bigint }
  | { outcome: 'out-of-range'; minOffset: bigint; maxOffset: bigint }

/**
 * The message at an offset of a queue. Rejects with `BrokerRefused` when the topic (17) or the queue (1 or 29) does not
 * exist there or may not be read (16).
 */
export async function readMessageAtQueueOffset(
  client: Client,
  address: string,
  position: { topic: string; queueId: number; offset: bigint },
  options: Options = {},
): Promise<QueuePosition> {
  const { offset, queueId, topic } = position
  const reply = await client.call(address, pullMessage, { topic, queueId, queueOffset: offset, maxMsgNums: 1 }, options)
  const { maxOffset, minOffset, nextBeginOffset, offsetDelta } = reply.header
  const range = { minOffset, maxOffset }
  if (reply.outcome === 'found') {
    const stored = reply.body.messages[0]
    if (stored === undefined) {
      throw new BadReply({ address, reason: `PULL_MESSAGE: ${reply.body.rest?.reason ?? 'found, but no message'}` })
    }
    const queueOffset = stored.queueOffset + (offsetDelta ?? 0n)
    const message = queueOffset === stored.queueOffset ? stored : { ...stored, queueOffset }
    if (queueOffset === offset) return { outcome: 'found', message, ...range }
    return { outcome: 'missing', nextOffset: queueOffset, ...range }
  }
  if (offset < minOffset || offset >= maxOffset) return { outcome: 'out-of-range', ...range }
  return { outcome: 'missing', nextOffset: nextBeginOffset, ...range }
}

/**
 * The message that begins at a commit-log offset, null when there is none. A broker asked for an offset inside another
 * message answers with whatever lies there: what does not name the asked offset itself is no answer.
 */
export async function readMessageAtCommitLogOffset(
  client: Client,
  address: string,
  position: { commitLogOffset: bigint; topic?: string },
  options: Options = {},
): Promise<WireMessage | null> {
  const header = { offset: position.commitLogOffset, topic: position.topic }
  const { body } = await client.call(address, viewMessageById, header, options)
  return body?.messages.find((message) => message.commitLogOffset === position.commitLogOffset) ?? null
}
