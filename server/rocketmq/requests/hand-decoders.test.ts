import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { parseLenientJson } from '../wire/lenient-json.ts'
import { ConsumerOffsetTable, decodeConsumerOffsetTable } from './get-all-consumer-offset.ts'
import { decodeSubscriptionGroupTable, SubscriptionGroupTable } from './get-all-subscription-group-config.ts'
import { decodeTopicConfigTable, TopicConfigTable } from './get-all-topic-config.ts'
import { decodeTopicStatsTable, TopicStatsTable } from './get-topic-stats-info.ts'

const name = fc.stringMatching(/^[%|a-zA-Z0-9_-]{1,12}$/)
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
/** A value of the right kind, usually; otherwise anything. */
const mostly = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: value as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: fc.jsonValue() })
const sometimes = (fields: Record<string, fc.Arbitrary<unknown>>, required: string[]) =>
  fc.record(fields, { requiredKeys: required })
const objectOf = (value: fc.Arbitrary<unknown>) => fc.dictionary(name, value, { maxKeys: 4 })

const dataVersion = fc.record({ counter: mostly(long), timestamp: mostly(long) })
const attributes = mostly(objectOf(mostly(name)))

const topicConfig = sometimes(
  {
    topicName: mostly(name),
    readQueueNums: mostly(int),
    writeQueueNums: mostly(int),
    perm: mostly(int),
    topicFilterType: mostly(name),
    topicSysFlag: mostly(int),
    order: mostly(fc.boolean()),
    attributes,
    fresh: fc.jsonValue(),
  },
  ['topicName', 'readQueueNums', 'writeQueueNums', 'perm'],
)

const groupConfig = sometimes(
  {
    groupName: mostly(name),
    consumeEnable: mostly(fc.boolean()),
    consumeFromMinEnable: mostly(fc.boolean()),
    consumeBroadcastEnable: mostly(fc.boolean()),
    retryQueueNums: mostly(int),
    retryMaxTimes: mostly(int),
    brokerId: mostly(int),
    whichBrokerWhenConsumeSlowly: mostly(int),
    notifyConsumerIdsChangedEnable: mostly(fc.boolean()),
    consumeMessageOrderly: mostly(fc.boolean()),
    consumeTimeoutMinute: mostly(int),
    groupSysFlag: mostly(int),
    groupRetryPolicy: mostly(fc.record({ type: mostly(name) })),
    subscriptionDataSet: mostly(fc.array(fc.record({ topic: mostly(name) }), { maxLength: 2 })),
    attributes,
    fresh: fc.jsonValue(),
  },
  [
    'groupName',
    'consumeEnable',
    'consumeFromMinEnable',
    'consumeBroadcastEnable',
    'retryQueueNums',
    'retryMaxTimes',
    'brokerId',
    'whichBrokerWhenConsumeSlowly',
    'notifyConsumerIdsChangedEnable',
  ],
)

const queueKey = fc.record({ brokerName: name, queueId: int, topic: name }).map((queue) => JSON.stringify(queue))
const statsText = fc
  .array(fc.tuple(queueKey, long, long, long), { maxLength: 4 })
  .map(
    (rows) =>
      `{"offsetTable":{${rows.map(([key, a, b, c]) => `${key}:{"minOffset":${a},"maxOffset":${b},"lastUpdateTimestamp":${c}}`).join(',')}},"topicPutTps":0.5}`,
  )
const offsetsText = fc
  .dictionary(
    fc.oneof(
      fc.tuple(name, name).map((pair) => pair.join('@')),
      name,
    ),
    fc.dictionary(fc.nat(99).map(String), long, { maxKeys: 4 }),
    { maxKeys: 4 },
  )
  .map(
    (table) =>
      `{"offsetTable":{${Object.entries(table)
        .map(
          ([key, offsets]) =>
            `${JSON.stringify(key)}:{${Object.entries(offsets)
              .map(([id, offset]) => `${id}:${offset}`)
              .join(',')}}`,
        )
        .join(',')}}}`,
  )

/** Both accept with the same value, or both refuse. */
function expectEqual<T>(schema: z.ZodType<T, unknown>, decode: (raw: unknown) => T, read: () => unknown) {
  const bySchema = schema.safeParse(read())
  let byHand: { success: true; data: T } | { success: false }
  try {
    byHand = { success: true, data: decode(read()) }
  } catch {
    byHand = { success: false }
  }
  expect(byHand.success).toBe(bySchema.success)
  if (bySchema.success && byHand.success) expect(byHand.data).toEqual(bySchema.data)
}

const print = (value: unknown): string =>
  JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? `#${item}#` : item)).replace(/"#(-?\d+)#"/g, '$1')

describe('hand decoders are equal to their schemas', { timeout: 30_000 }, () => {
  it('21', () => {
    fc.assert(
      fc.property(fc.record({ dataVersion, topicConfigTable: mostly(objectOf(mostly(topicConfig))) }), (body) => {
        expectEqual(TopicConfigTable, decodeTopicConfigTable, () => parseLenientJson(print(body)))
      }),
      { numRuns: 100 },
    )
  })

  it('201', () => {
    const forbiddenTable = mostly(objectOf(mostly(objectOf(mostly(int)))))
    const body = sometimes(
      { dataVersion, subscriptionGroupTable: mostly(objectOf(mostly(groupConfig))), forbiddenTable },
      ['dataVersion', 'subscriptionGroupTable'],
    )
    fc.assert(
      fc.property(body, (value) => {
        expectEqual(SubscriptionGroupTable, decodeSubscriptionGroupTable, () => parseLenientJson(print(value)))
      }),
      { numRuns: 100 },
    )
  })

  it('201 with attributes that are a list', () => {
    const flags = '"consumeEnable":true,"consumeFromMinEnable":true,"consumeBroadcastEnable":true'
    const numbers = '"retryQueueNums":1,"retryMaxTimes":16,"brokerId":0,"whichBrokerWhenConsumeSlowly":1'
    const group = `{"groupName":"g",${flags},"notifyConsumerIdsChangedEnable":true,${numbers},"attributes":[]}`
    const text = `{"dataVersion":{"counter":1,"timestamp":2},"subscriptionGroupTable":{"g":${group}}}`
    expect(SubscriptionGroupTable.safeParse(parseLenientJson(text)).success).toBe(false)
    expectEqual(SubscriptionGroupTable, decodeSubscriptionGroupTable, () => parseLenientJson(text))
  })

  it('202', () => {
    fc.assert(
      fc.property(statsText, (text) => {
        expectEqual(TopicStatsTable, decodeTopicStatsTable, () => parseLenientJson(text))
      }),
    )
  })

  it('43', () => {
    fc.assert(
      fc.property(offsetsText, (text) => {
        expectEqual(ConsumerOffsetTable, decodeConsumerOffsetTable, () => parseLenientJson(text))
      }),
    )
  })

  it.each([
    '{}',
    '[]',
    'null',
    '1',
    '{"offsetTable":[]}',
    '{"offsetTable":null}',
    '{"offsetTable":{"T@g":[]}}',
    '{"offsetTable":{"T@g":{"x":1}}}',
    '{"offsetTable":{"T@g":{"0":"x"}}}',
    '{"offsetTable":{},"topicPutTps":null}',
    '{"offsetTable":{},"topicPutTps":"x"}',
    '{"offsetTable":{"a":1}}',
    '{"topicConfigTable":{}}',
    '{"dataVersion":{},"topicConfigTable":{}}',
    '{"dataVersion":{"counter":1,"timestamp":2},"topicConfigTable":[],"subscriptionGroupTable":[]}',
  ])('%s', (text) => {
    expectEqual(ConsumerOffsetTable, decodeConsumerOffsetTable, () => parseLenientJson(text))
    expectEqual(TopicStatsTable, decodeTopicStatsTable, () => parseLenientJson(text))
    expectEqual(TopicConfigTable, decodeTopicConfigTable, () => parseLenientJson(text))
    expectEqual(SubscriptionGroupTable, decodeSubscriptionGroupTable, () => parseLenientJson(text))
  })
})
