import { z } from 'zod'
import { CountOrUnknown, clusterParams, IsoTime, queryInt, ResourceName, truth } from './common'
import { defineEndpoint } from './endpoint'

/** One stored message as a line of a list; its body and what became of it are on its own page. */
export const MessageRow = z
  .object({
    messageId: z.string().nullable().describe("The client's unique id; null when the producer set none"),
    offsetMessageId: z.string(),
    topic: z.string(),
    brokerName: z.string(),
    queueId: z.number().int(),
    queueOffset: z.number().int(),
    tags: z.string().nullable(),
    keys: z.array(z.string()),
    bornAt: IsoTime.nullable(),
    bornHost: z.string(),
    storedAt: IsoTime.nullable(),
    sizeBytes: z.number().int().describe('The whole record as stored'),
    bodySizeBytes: z.number().int().describe('The body as stored'),
    reconsumeTimes: z.number().int(),
    properties: z.record(z.string(), z.string()),
  })
  .meta({ id: 'MessageRow' })

/** How far one broker has been read. */
const BrokerProgress = z.object({
  brokerName: z.string(),
  scanned: z.number().int(),
  of: CountOrUnknown.describe('Messages of the range in its queues; null until that is known'),
  done: z.boolean(),
  fromReplica: z.string().nullable().describe('Address of the slave that answers while the master is silent'),
  failed: z.array(z.object({ queueId: z.number().int().nullable(), reason: z.string() })),
})

/**
 * What a reader of messages must know beside them. The page makes the sentence from `code` and `params`. A notice of the
 * same code and place that comes again has the sums so far and stands for the one before; a `dropped` adds to it.
 *
 * from-replica `address` · range-deleted, compacted, short-answer, unreadable `from` `to` (offsets) `offsets` (how many) ·
 * unreadable also `reason`, and `messages` instead of offsets where a filter could not look at all of a body ·
 * offset-illegal `asked` `min` `max` · queue-failed `reason` (without queue: the whole broker) · dropped `count`, of
 * which `unread` were not even looked at
 */
export const MessageNotice = z.object({
  kind: z.literal('notice'),
  code: z.enum([
    'from-replica',
    'range-deleted',
    'compacted',
    'cold-read',
    'offset-illegal',
    'queue-failed',
    'short-answer',
    'index-capped',
    'index-partial',
    'unreadable',
    'topic-skipped',
    'dropped',
  ]),
  brokerName: z.string().nullable(),
  queueId: z.number().int().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})

/** Counts are of the whole search: what earlier requests of the same cursor read and found is in them. */
export const MessageProgress = z.object({
  kind: z.literal('progress'),
  scanned: z.number().int(),
  of: CountOrUnknown.describe('Messages of the range when the search began (live: that came); null until it is known'),
  found: z.number().int(),
  brokers: z.array(BrokerProgress),
})

/**
 * The last event. `end`: all of the range was read. `limit`: as many found as asked for. `budget`: as many read as one
 * request may. `cursor` goes on from here and is null at the end. `complete`: nothing of what was read is missing.
 */
export const MessageDone = z.object({
  kind: z.literal('done'),
  reason: z.enum(['end', 'limit', 'budget']),
  complete: z.boolean(),
  cursor: z.string().nullable(),
  scanned: z.number().int(),
  of: CountOrUnknown,
  found: z.number().int(),
  ...truth,
})

/** One event of a stream of messages. */
export const MessageEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), item: MessageRow }),
  MessageProgress,
  MessageNotice,
  MessageDone,
])

/** Which messages; all that are given must hold. Data, never code. */
export const messageFilters = {
  tag: z.string().min(1).max(255).optional().describe('Exactly this tag'),
  key: z.string().min(1).max(1024).optional().describe('One of its keys is exactly this'),
  property: z
    .string()
    .min(1)
    .max(1024)
    .optional()
    .describe('`name=value` (exactly) or `name` (has it); also of system properties'),
  text: z.string().min(1).max(1024).optional().describe('The body, decompressed and decoded, contains this'),
  pattern: z
    .string()
    .min(1)
    .max(1024)
    .optional()
    .describe('The body matches this regular expression (RE2 syntax, linear time)'),
  bornHost: z.string().min(1).max(255).optional().describe('Host of the producer, without port'),
}

const topicParams = { ...clusterParams, topic: ResourceName }

export const searchMessages = defineEndpoint({
  id: 'messages.search',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/messages/search',
  summary: 'Messages of a topic by store time or offsets, in store-time order across queues, as they are found',
  permission: 'message:read',
  transport: 'events',
  params: z.object(topicParams),
  query: z.object({
    ...messageFilters,
    from: IsoTime.optional().describe('Stored at or after; default: the oldest kept'),
    to: IsoTime.optional().describe('Stored before; default: now'),
    broker: ResourceName.optional().describe('Only queues of this broker name'),
    queueId: queryInt(0, 65_535).optional().describe('Only this queue; needs `broker`'),
    fromOffset: queryInt(0, Number.MAX_SAFE_INTEGER).optional().describe('Needs `broker` and `queueId`'),
    toOffset: queryInt(0, Number.MAX_SAFE_INTEGER)
      .optional()
      .describe('Before this offset; needs `broker` and `queueId`'),
    order: z.enum(['newest', 'oldest']).default('newest'),
    limit: queryInt(1, 1000).default(100).describe('Ends with a cursor after this many found'),
    maxScanned: queryInt(1, 1_000_000).default(200_000).describe('Ends with a cursor after this many read'),
    cursor: z.string().max(65_536).optional().describe('Of the last `done`; the other parameters must be the same'),
  }),
  response: MessageEvent,
})

export const tailMessages = defineEndpoint({
  id: 'messages.tail',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/messages/tail',
  summary: 'New messages of a topic as they are stored, at most 20 a second; how many were left out is said',
  permission: 'message:read',
  transport: 'events',
  params: z.object(topicParams),
  query: z.object(messageFilters),
  response: MessageEvent,
})

export const findMessage = defineEndpoint({
  id: 'messages.find',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/find',
  summary: 'A message ID looked for in every topic, recently active ones first, within a budget',
  permission: 'message:read',
  transport: 'events',
  params: z.object({ ...clusterParams, messageId: z.string().min(1).max(200) }),
  query: z.object({ cursor: z.string().max(65_536).optional() }),
  response: MessageEvent,
})

export const listMessagesByKey = defineEndpoint({
  id: 'messages.byKey',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/messages',
  summary: 'All messages of a topic with a key, from the index of every broker, newest first',
  permission: 'message:read',
  params: z.object(topicParams),
  query: z.object({
    key: z.string().min(1).max(1024),
    from: IsoTime.optional().describe('Stored at or after; default: the oldest kept'),
    to: IsoTime.optional().describe('Stored before; default: now'),
    limit: queryInt(1, 10_000)
      .default(1000)
      .describe('Ends after this many, and what was stored in the same millisecond as the last'),
  }),
  response: z.object({
    items: z.array(MessageRow),
    continueBefore: IsoTime.nullable().describe('There may be more: ask again with this as `to`; nothing comes twice'),
    notices: z.array(MessageNotice),
    ...truth,
  }),
})
