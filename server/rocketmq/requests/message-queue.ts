import { z } from 'zod'
import { expectInt32, expectObject, expectText } from './expect.ts'
import { int32 } from './values.ts'

/** MessageQueue: where it occurs as a key of a map, the map's printed form is no JSON. */
export const MessageQueue = z.object({ topic: z.string(), brokerName: z.string(), queueId: int32 })
export type MessageQueue = z.output<typeof MessageQueue>

export function decodeMessageQueue(raw: unknown): MessageQueue {
  const row = expectObject(raw, 'queue')
  return {
    topic: expectText(row.topic, 'queue.topic'),
    brokerName: expectText(row.brokerName, 'queue.brokerName'),
    queueId: expectInt32(row.queueId, 'queue.queueId'),
  }
}
