import { z } from 'zod'
import { expectBooleans, expectMap, expectNumbers, expectObject, expectText } from './expect.ts'
import { record } from './values.ts'

/**
 * The definition of a topic on one broker (TopicConfig). Fields that newer brokers add are kept, so that a definition
 * can be sent back whole. `attributes` exists from 5.0 on (`message.type`, `queue.type`, …; read without sign).
 */
export const TopicConfig = z.looseObject({
  topicName: z.string(),
  readQueueNums: z.number(),
  writeQueueNums: z.number(),
  /** Bits: 4 read, 2 write, 1 inherit. */
  perm: z.number(),
  topicFilterType: z.string().optional(),
  topicSysFlag: z.number().optional(),
  order: z.boolean().optional(),
  attributes: record(z.string()).optional(),
})
export type TopicConfig = z.output<typeof TopicConfig>

const NUMBERS = ['readQueueNums', 'writeQueueNums', 'perm'] as const

/** Equal to the schema, without building a second object. */
export function decodeTopicConfig(raw: unknown, place: string): TopicConfig {
  const row = expectObject(raw, place)
  expectText(row.topicName, `${place}.topicName`)
  expectNumbers(row, NUMBERS, place)
  const { attributes, order, topicFilterType, topicSysFlag } = row
  if (topicFilterType !== undefined) expectText(topicFilterType, `${place}.topicFilterType`)
  if (topicSysFlag !== undefined) expectNumbers(row, ['topicSysFlag'], place)
  if (order !== undefined) expectBooleans(row, ['order'], place)
  if (attributes !== undefined) {
    for (const [key, value] of expectMap(attributes, `${place}.attributes`)) {
      expectText(value, `${place}.attributes.${String(key)}`)
    }
  }
  return row as TopicConfig
}
