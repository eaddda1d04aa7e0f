import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { SubscriptionData } from './subscription-data.ts'
import { bool, int32, int64 } from './values.ts'

/** One entry of a consume queue (ConsumeQueueData); `eval`: whether the asked group's filter passes it. */
export const ConsumeQueueData = z.object({
  physicOffset: int64,
  physicSize: int32,
  /** Hash of the tag, or an address in the extension file (far beyond 2^53). */
  tagsCode: int64,
  extendDataJson: z.string().optional(),
  bitMap: z.string().optional(),
  eval: bool.optional(),
  msg: z.string().optional(),
})
export type ConsumeQueueData = z.output<typeof ConsumeQueueData>

/** Entries of one consume queue from `index` on (AdminBrokerProcessor#queryConsumeQueue, 4.1+). No such queue: refused with code 1. */
export const queryConsumeQueue = defineRequest({
  code: 321,
  name: 'QUERY_CONSUME_QUEUE',
  target: 'broker',
  access: 'read',
  header: z.strictObject({
    topic: z.string(),
    queueId: z.int(),
    index: z.union([z.int(), z.bigint()]),
    count: z.int(),
    consumerGroup: z.string().optional(),
  }),
  replyBody: json(
    z.object({
      minQueueIndex: int64,
      maxQueueIndex: int64,
      queueData: z.array(ConsumeQueueData).nullable().default(null),
      subscriptionData: SubscriptionData.nullable().default(null),
      filterData: z.string().optional(),
    }),
  ),
})
