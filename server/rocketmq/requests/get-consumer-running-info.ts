import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { MessageQueue } from './message-queue.ts'
import { type ConfigEntry, withoutSecret } from './secrets.ts'
import { SubscriptionData } from './subscription-data.ts'
import { bool, double, int64, mapOf, record } from './values.ts'

/** Values by name without secrets: consumers print every property they have, among them proxy user and password. */
const PropertyTable: z.ZodType<ConfigEntry[], unknown> = record(z.string().nullable().default(null)).transform(
  (table) => Object.entries(table).flatMap(([key, value]) => (value === null ? [] : [withoutSecret(key, value)])),
)

/** What a client knows of one queue (ProcessQueueInfo). Clients in other languages print fewer fields. */
export const ProcessQueueInfo = z.object({
  commitOffset: int64.optional(),
  cachedMsgMinOffset: int64.optional(),
  cachedMsgMaxOffset: int64.optional(),
  cachedMsgCount: int64.optional(),
  cachedMsgSizeInMiB: int64.optional(),
  transactionMsgMinOffset: int64.optional(),
  transactionMsgMaxOffset: int64.optional(),
  transactionMsgCount: int64.optional(),
  locked: bool.optional(),
  tryUnlockTimes: int64.optional(),
  lastLockTimestamp: int64.optional(),
  /** So spelled by the client: the queue was taken away from it. */
  droped: bool.optional(),
  lastPullTimestamp: int64.optional(),
  lastConsumeTimestamp: int64.optional(),
})
export type ProcessQueueInfo = z.output<typeof ProcessQueueInfo>

/** The same for a queue consumed by pop (PopProcessQueueInfo, 5.x). */
export const PopProcessQueueInfo = z.object({
  waitAckCount: int64.optional(),
  droped: bool.optional(),
  lastPopTimestamp: int64.optional(),
})

/** Rates a client measured for one topic (ConsumeStatus): times in ms, TPS per second, failures of the last hour. */
export const ConsumeStatus = z.object({
  pullRT: double,
  pullTPS: double,
  consumeRT: double,
  consumeOKTPS: double,
  consumeFailedTPS: double,
  consumeFailedMsgs: int64.optional(),
})

export const ConsumerRunningInfo = z.object({
  /** PROP_CONSUME_TYPE, PROP_CLIENT_VERSION, PROP_CONSUMER_START_TIMESTAMP, … */
  properties: PropertyTable.optional(),
  subscriptionSet: z.array(SubscriptionData).optional(),
  mqTable: mapOf(MessageQueue, ProcessQueueInfo).optional(),
  mqPopTable: mapOf(MessageQueue, PopProcessQueueInfo).optional(),
  statusTable: record(ConsumeStatus).optional(),
  /** What the application added itself (5.x). */
  userConsumerInfo: PropertyTable.optional(),
  /** Stacks of all threads, when asked for. */
  jstack: z.string().optional(),
})
export type ConsumerRunningInfo = z.output<typeof ConsumerRunningInfo>

/**
 * What one consumer client says of itself; the broker that it is connected to relays the question and waits up to 10 s
 * (AdminBrokerProcessor#getConsumerRunningInfo, all versions; ConsumerRunningInfo is printed by the client). Client not
 * connected there: `absent` (code 1 "… not online"). Code 207: the client did not answer. gRPC clients cannot be asked.
 */
export const getConsumerRunningInfo = defineRequest({
  code: 307,
  name: 'GET_CONSUMER_RUNNING_INFO',
  target: 'broker',
  access: 'read',
  timeout: 'relayed',
  header: z.strictObject({ consumerGroup: z.string(), clientId: z.string(), jstackEnable: z.boolean().optional() }),
  replyBody: json(ConsumerRunningInfo),
  absentCodes: [{ code: 1, remark: /not online/ }],
})
