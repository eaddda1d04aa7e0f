import { z } from 'zod'
import { expectBooleans, expectNumbers, expectObject, expectText } from './expect.ts'
import { record } from './values.ts'

/** One subscription a group was bound to by an administrator (SimpleSubscriptionData, 5.x). */
export const SimpleSubscriptionData = z.looseObject({
  topic: z.string(),
  expressionType: z.string().optional(),
  expression: z.string().optional(),
  version: z.number().optional(),
})

/** How long a message waits between attempts (GroupRetryPolicy, 5.x); times in ms. */
export const GroupRetryPolicy = z.looseObject({
  type: z.string(),
  exponentialRetryPolicy: z.looseObject({ initial: z.number(), max: z.number(), multiplier: z.number() }).optional(),
  customizedRetryPolicy: z.looseObject({ next: z.array(z.number()) }).optional(),
})

/**
 * The definition of a consumer group on one broker (SubscriptionGroupConfig). Fields that newer brokers add are kept,
 * so that a definition can be sent back whole. Optional fields are those that 4.x does not have.
 */
export const SubscriptionGroupConfig = z.looseObject({
  groupName: z.string(),
  consumeEnable: z.boolean(),
  consumeFromMinEnable: z.boolean(),
  consumeBroadcastEnable: z.boolean(),
  retryQueueNums: z.number(),
  retryMaxTimes: z.number(),
  brokerId: z.number(),
  whichBrokerWhenConsumeSlowly: z.number(),
  notifyConsumerIdsChangedEnable: z.boolean(),
  consumeMessageOrderly: z.boolean().optional(),
  consumeTimeoutMinute: z.number().optional(),
  groupSysFlag: z.number().optional(),
  groupRetryPolicy: GroupRetryPolicy.optional(),
  subscriptionDataSet: z.array(SimpleSubscriptionData).optional(),
  attributes: record(z.string()).optional(),
})
export type SubscriptionGroupConfig = z.output<typeof SubscriptionGroupConfig>

const NUMBERS = ['retryQueueNums', 'retryMaxTimes', 'brokerId', 'whichBrokerWhenConsumeSlowly'] as const
const BOOLEANS = [
  'consumeEnable',
  'consumeFromMinEnable',
  'consumeBroadcastEnable',
  'notifyConsumerIdsChangedEnable',
] as const
const OPTIONAL_NUMBERS = ['consumeTimeoutMinute', 'groupSysFlag'] as const

/** Equal to the schema, without building a second object where the row is as usual. */
export function decodeSubscriptionGroupConfig(raw: unknown, place: string): SubscriptionGroupConfig {
  const row = expectObject(raw, place)
  expectText(row.groupName, `${place}.groupName`)
  expectNumbers(row, NUMBERS, place)
  expectBooleans(row, BOOLEANS, place)
  for (const name of OPTIONAL_NUMBERS) if (row[name] !== undefined) expectNumbers(row, [name], place)
  if (row.consumeMessageOrderly !== undefined) expectBooleans(row, ['consumeMessageOrderly'], place)
  if (row.groupRetryPolicy !== undefined) GroupRetryPolicy.parse(row.groupRetryPolicy)
  if (row.subscriptionDataSet !== undefined) z.array(SimpleSubscriptionData).parse(row.subscriptionDataSet)
  return isEmptyOrAbsent(row.attributes) ? (row as SubscriptionGroupConfig) : SubscriptionGroupConfig.parse(row)
}

function isEmptyOrAbsent(raw: unknown): boolean {
  if (raw === undefined) return true
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) && Object.keys(raw).length === 0
}
