import { z } from 'zod'
import { clusterParams, IsoTime, ResourceName, truth } from './common'
import { defineEndpoint } from './endpoint'

/** A text that is one property of a message: the two separators of the stored form cannot stand in it. */
const PropertyText = z
  .string()
  .max(32_767)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these two separate properties on the wire
  .regex(/^[^\u0001\u0002]*$/, 'must not hold the control characters U+0001 and U+0002')

/** Where a message now stands and what reading it back gave. */
export const StoredMessage = z
  .object({
    messageId: z.string().describe('The unique id that the console chose'),
    offsetMessageId: z.string(),
    topic: z.string(),
    brokerName: z.string(),
    queueId: z.number().int().describe('Of `parkedIn` while it waits there'),
    queueOffset: z.number().int().describe('Of `parkedIn` while it waits there'),
    durability: z
      .enum(['stored', 'not-flushed', 'no-slave', 'slave-not-flushed'])
      .describe('All are stored; the last three say what the broker could not wait for'),
    readBack: z
      .enum(['same', 'different', 'absent', 'failed'])
      .describe('The message read again by its offset ID, compared byte for byte'),
    readBackError: z.string().nullable(),
    /** Where it waits before it is in its topic; null: it is there already. */
    parkedIn: z
      .string()
      .nullable()
      .describe('Delay, timer and half messages are stored in a system topic first; this is its name'),
    transaction: z.enum(['commit', 'rollback', 'unknown']).nullable(),
  })
  .meta({ id: 'StoredMessage' })

export const sendMessage = defineEndpoint({
  id: 'messages.send',
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/messages',
  summary: 'Sends one message for a test and reads it back',
  permission: 'message:send',
  audit: 'messages.send',
  auditFields: ['kind', 'tags', 'keys', 'broker', 'queueId', 'delayLevel', 'deliverAt', 'transaction'],
  params: z.object({ ...clusterParams, topic: ResourceName }),
  body: z
    .object({
      kind: z.enum(['normal', 'ordered', 'delay', 'timer', 'transaction']).default('normal'),
      text: z.string().optional().describe('The body as UTF-8 text; this or `base64`'),
      base64: z.string().optional().describe('The body as bytes'),
      tags: PropertyText.max(255).optional(),
      keys: z.array(PropertyText.min(1).max(1024).regex(/^\S+$/, 'a key has no white space')).max(100).default([]),
      properties: z
        .record(PropertyText.min(1).max(255), PropertyText)
        .default({})
        .describe('Names that RocketMQ uses itself are refused'),
      shardingKey: PropertyText.min(1)
        .max(1024)
        .optional()
        .describe('`ordered`: chooses the queue, as the Java client does'),
      delayLevel: z.number().int().min(1).max(64).optional().describe('`delay`'),
      deliverAt: IsoTime.optional().describe('`timer` (5.x)'),
      transaction: z.enum(['commit', 'rollback', 'unknown']).optional().describe('`transaction`: how it ends'),
      broker: ResourceName.optional().describe('Broker name; default: any that takes messages of this topic'),
      queueId: z.number().int().min(0).max(65_535).optional().describe('Needs `broker`'),
    })
    .strict(),
  response: z.object({ item: StoredMessage, ...truth }),
})

export const copyMessage = defineEndpoint({
  id: 'messages.copy',
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/copies',
  summary: 'Stores the body, tags, keys and own properties of a message as a new message of a topic',
  permission: 'message:send',
  audit: 'messages.copy',
  auditFields: ['toTopic'],
  params: z.object({
    ...clusterParams,
    messageId: z.string().min(1).max(200).describe('Its offset message ID: a unique id may name several copies'),
  }),
  body: z.object({ toTopic: ResourceName }).strict(),
  response: z.object({ item: StoredMessage, ...truth }),
})

export const consumeMessage = defineEndpoint({
  id: 'messages.consume',
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/deliveries',
  summary: 'Lets one connected client of a group consume a stored message now; no offset moves',
  permission: 'message:resend',
  audit: 'messages.consume',
  auditFields: ['group', 'clientId'],
  params: z.object({ ...clusterParams, messageId: z.string().min(1).max(200).describe('Its offset message ID') }),
  body: z
    .object({
      group: ResourceName,
      clientId: z.string().min(1).max(1024).optional().describe('Default: one of the connected push clients'),
    })
    .strict(),
  response: z.object({
    group: z.string(),
    clientId: z.string(),
    brokerName: z.string(),
    result: z
      .enum(['success', 'later', 'rollback', 'commit', 'exception', 'returned-null', 'other'])
      .describe('What the listener said'),
    resultName: z.string().nullable().describe("The client's own word: CR_SUCCESS"),
    remark: z.string().nullable().describe('Its own words: the stack of an exception'),
    spentMs: z.number().int().nonnegative().nullable(),
    ordered: z.boolean().describe('The group consumes in order'),
    ...truth,
  }),
})
