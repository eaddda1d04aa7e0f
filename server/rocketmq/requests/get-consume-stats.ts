import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { MessageQueue } from './message-queue.ts'
import { double, int64, mapOf } from './values.ts'

/**
 * One queue of a group (OffsetWrapper). `consumerOffset` is 0 where nothing was ever committed, −1 for static topics;
 * `pullOffset` 5.1+; `lastTimestamp` is the store time of the last consumed message, 0 if unknown.
 */
export const OffsetWrapper = z.object({
  brokerOffset: int64,
  consumerOffset: int64,
  pullOffset: int64.optional(),
  lastTimestamp: int64,
})
export type OffsetWrapper = z.output<typeof OffsetWrapper>

export const ConsumeStats = z.object({
  consumeTps: double,
  offsetTable: mapOf(MessageQueue, OffsetWrapper),
})
export type ConsumeStats = z.output<typeof ConsumeStats>

/**
 * Broker and consumer offsets of one group on one broker, for one topic or all of them
 * (AdminBrokerProcessor#getConsumeStats, all versions). An unknown group is a success with an empty table. While the
 * group is online, topics outside its subscription are skipped. Scans the whole offset table of the broker: for one
 * group on request, never for all.
 */
export const getConsumeStats = defineRequest({
  code: 208,
  name: 'GET_CONSUME_STATS',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ consumerGroup: z.string(), topic: z.string().optional() }),
  replyBody: json(ConsumeStats),
})
