import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { expectInt64, expectMap, expectObject, UnexpectedContent } from './expect.ts'
import { decodeMessageQueue, MessageQueue } from './message-queue.ts'
import { double, int64, mapOf } from './values.ts'

/** `maxOffset` is the next offset to be written; `lastUpdateTimestamp` is 0 where nothing is kept (TopicOffset). */
export const TopicOffset = z.object({ minOffset: int64, maxOffset: int64, lastUpdateTimestamp: int64 })
export type TopicOffset = z.output<typeof TopicOffset>

export const TopicStatsTable = z.object({
  offsetTable: mapOf(MessageQueue, TopicOffset),
  /** 5.3.3+; null before. */
  topicPutTps: double,
})
export type TopicStatsTable = z.output<typeof TopicStatsTable>

export function decodeTopicStatsTable(raw: unknown): TopicStatsTable {
  const body = expectObject(raw, 'body')
  const tps = body.topicPutTps ?? null
  if (tps !== null && typeof tps !== 'number') throw new UnexpectedContent('topicPutTps', 'a number')
  return {
    offsetTable: expectMap(body.offsetTable, 'offsetTable').map(([key, value]): [MessageQueue, TopicOffset] => {
      const queue = decodeMessageQueue(key)
      const offsets = expectObject(value, 'offsets')
      return [
        queue,
        {
          minOffset: expectInt64(offsets.minOffset, 'minOffset'),
          maxOffset: expectInt64(offsets.maxOffset, 'maxOffset'),
          lastUpdateTimestamp: expectInt64(offsets.lastUpdateTimestamp, 'lastUpdateTimestamp'),
        },
      ]
    }),
    topicPutTps: tps,
  }
}

/**
 * Min and max offset of each queue of a topic on one broker (AdminBrokerProcessor#getTopicStatsInfo, all versions).
 * Queues: max(read, write) from 5.3.0 on, write queues before. A topic this broker does not have is `absent` (17).
 */
export const getTopicStatsInfo = defineRequest({
  code: 202,
  name: 'GET_TOPIC_STATS_INFO',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ topic: z.string() }),
  replyBody: json(TopicStatsTable, { decode: decodeTopicStatsTable }),
  absentCodes: [17],
})
