import 'server-only'
import { copyMessage as endpoint } from '@/lib/contract/message-writes'
import { ownProperties } from '@/server/rocketmq/wire/own-properties.ts'
import { ServiceError } from '../../errors'
import { implement } from '../../implement'
import { truthOfCalls } from '../../truth'
import { chooseQueue } from './choose-queue'
import { checkPropertiesSize, type Properties } from './message-to-send'
import { readOneMessage } from './read-one-message'
import { checkLimits } from './send-message'
import { storeMessage } from './store-message'

// MessageSysFlag, all versions. What says how the body is compressed goes with it, for it goes as it is stored.
const COMPRESSED = 0x1
const COMPRESSION_TYPE = 0x700
const MULTI_TAGS = 0x2
const INNER_BATCH = 0x80

/** On the broker of the original if that takes messages of the topic; a sharding key chooses the queue as for a producer. */
export const copyMessage = implement(endpoint, async ({ ctx, input }) => {
  const { toTopic } = input
  const { message, brokerName } = await readOneMessage(ctx, input.messageId)
  if ((message.sysFlag & INNER_BATCH) !== 0)
    throw new ServiceError(
      'invalid-input',
      'messageId: names a batch that is stored as one record; as one message it would not be what its consumers read',
      { inputErrors: [{ path: 'messageId', message: 'names a batch that is stored as one record' }] },
    )
  const properties: Properties = ownProperties(message.properties).map(([name, value]) => [name, value])
  const shardingKey = properties.findLast(([name]) => name === '__SHARDINGKEY')?.[1]
  checkPropertiesSize(properties)
  const queue = await chooseQueue(ctx, toTopic, { shardingKey, preferred: brokerName })
  await checkLimits(ctx, queue, { bodyBytes: message.body.length, bodyField: 'messageId', now: ctx.now() })
  const { item, outcome } = await storeMessage(ctx, {
    topic: toTopic,
    queue,
    body: message.body,
    flag: message.flag,
    sysFlag: message.sysFlag & (COMPRESSED | COMPRESSION_TYPE | MULTI_TAGS),
    properties,
  })
  return { item, ...truthOfCalls(ctx.now(), [outcome]) }
})
