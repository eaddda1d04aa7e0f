import { z } from 'zod'
import { CountOrUnknown, clusterParams, IsoTime, ResourceName, truth } from './common'
import { defineEndpoint } from './endpoint'

/** What became of a message for one group. A committed offset beyond it proves only `passed`. */
export const ConsumptionState = z.enum([
  'passed',
  'retrying',
  'dead-lettered',
  'pending',
  'filtered-out',
  'offline',
  'broadcasting',
  'unknown',
  'consumed',
])

const place = { broker: z.string(), queueId: z.number().int(), offset: z.number().int() }
const offsets = { committed: z.number().int(), at: z.number().int().describe("The message's offset in its queue") }
const times = z.number().int().describe('Retries so far')

/** One fact that a verdict rests on. */
export const Evidence = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('committed'), ...offsets }),
    z.object({ kind: z.literal('lastKnown'), ...offsets }).describe('The broker is silent: its last good answer'),
    z.object({ kind: z.literal('deadLetter'), ...place, times }),
    z.object({ kind: z.literal('retryAt'), ...place, times }),
    z.object({ kind: z.literal('retryWaits'), times }),
    z.object({ kind: z.literal('retried'), times }),
    z.object({ kind: z.literal('otherTag'), tag: z.string(), filter: z.string() }),
    z.object({ kind: z.literal('noTag'), filter: z.string() }),
    z.object({ kind: z.literal('retriesUnknown'), why: z.string() }),
    z.object({ kind: z.literal('ownOffsets') }).describe('Broadcasting: each client keeps its own offset'),
    z.object({ kind: z.literal('offsetUnknown') }),
    z.object({ kind: z.literal('neverCommitted') }),
    z.object({ kind: z.literal('clientsUnknown') }).describe('Whether a client is connected is not known'),
    z.object({ kind: z.literal('popInFlight') }).describe('Pop: it may still be in flight'),
  ])
  .meta({ id: 'Evidence' })

const MessageBody = z
  .object({
    sizeBytes: z.number().int().describe('As stored'),
    decodedSizeBytes: CountOrUnknown.describe(
      'Decompressed; null when it cannot be, or is larger than the console reads',
    ),
    compression: z.enum(['none', 'zlib', 'lz4', 'zstd']),
    encoding: z.enum(['utf-8', 'gbk', 'json', 'binary', 'none']).describe('What it reads as; another may be right'),
    text: z.string().nullable().describe('Decompressed and decoded; null when it is not text'),
    base64: z
      .string()
      .nullable()
      .describe('Decompressed bytes where they do not follow from UTF-8 text, cut as `truncated` says'),
    truncated: z.boolean().describe('Longer than shown; the whole body is at …/body'),
    error: z.string().nullable(),
    shownAsStored: z.boolean().describe('It cannot be decompressed, `error` says why; the bytes are the stored ones'),
  })
  .meta({ id: 'MessageBody' })

/** The messages in a batch that is stored as one record (queue.type=BatchCQ, 5.x). */
const InnerMessages = z
  .object({
    items: z.array(
      z.object({
        index: z.number().int(),
        queueOffset: z.number().int(),
        messageId: z.string().nullable(),
        tags: z.string().nullable(),
        keys: z.array(z.string()),
        flag: z.number().int(),
        properties: z.record(z.string(), z.string()),
        body: MessageBody,
      }),
    ),
    total: z.number().int().describe('How many could be read; `items` are the first of them'),
    declared: CountOrUnknown.describe('How many there are by the property INNER_NUM'),
    error: z.string().nullable().describe('Why the rest could not be read'),
  })
  .meta({ id: 'InnerMessages' })

/** One stored copy of a message. Offsets are numbers (exact up to 2^53). */
export const Message = z
  .object({
    messageId: z.string().nullable().describe("The client's unique id (UNIQ_KEY); null when the producer set none"),
    offsetMessageId: z.string(),
    topic: z.string(),
    brokerName: z.string().nullable(),
    queueId: z.number().int(),
    queueOffset: z.number().int(),
    commitLogOffset: z.number().int(),
    tags: z.string().nullable(),
    keys: z.array(z.string()),
    properties: z.record(z.string(), z.string()),
    bornAt: IsoTime.nullable(),
    bornHost: z.string(),
    storedAt: IsoTime.nullable(),
    storeHost: z.string(),
    sizeBytes: z.number().int(),
    bodyCrc: z.number().int(),
    bodyCrcMatches: z.boolean().nullable(),
    flag: z.number().int(),
    sysFlag: z.number().int(),
    reconsumeTimes: z.number().int(),
    preparedTransactionOffset: CountOrUnknown,
    body: MessageBody,
    innerMessages: InnerMessages.nullable().describe('What a stored batch holds (sysFlag 0x80); null for any other'),
    consumption: z
      .array(z.object({ group: z.string(), state: ConsumptionState, evidence: z.array(Evidence) }))
      .nullable(),
  })
  .meta({ id: 'Message' })

const answer = z.object({
  kind: z.enum(['unique', 'offset']),
  items: z.array(Message),
  more: z.boolean().describe('There may be older copies: the messages by key list all, with this ID as the key'),
  ...truth,
})

export const readMessage = defineEndpoint({
  id: 'messages.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}',
  summary: 'A message by message ID (needs `topic`) or offset message ID; every stored copy, newest first',
  permission: 'message:read',
  params: z.object({ ...clusterParams, messageId: z.string().min(1).max(200) }),
  query: z.object({ topic: z.string().optional() }),
  response: answer,
})

export const readMessageBody = defineEndpoint({
  id: 'messages.body',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/body',
  summary: 'The body as bytes, exactly as stored (`decoded=1`: decompressed)',
  permission: 'message:body',
  transport: 'bytes',
  audit: 'messages.download-body',
  params: z.object({ ...clusterParams, messageId: z.string().min(1).max(200) }),
  query: z.object({ topic: z.string().optional(), decoded: z.enum(['0', '1']).optional() }),
  response: z.unknown(),
})

export const readMessageByOffset = defineEndpoint({
  id: 'messages.byOffset',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/queues/{broker}/{queueId}/messages/{offset}',
  summary: 'The message at one offset of one queue',
  permission: 'message:read',
  params: z.object({
    ...clusterParams,
    topic: ResourceName,
    broker: ResourceName,
    queueId: z.coerce.number<number | string>().int().min(0).max(65535),
    offset: z.coerce.number<number | string>().int().min(0).max(Number.MAX_SAFE_INTEGER),
  }),
  response: z.object({ item: Message, minOffset: CountOrUnknown, maxOffset: CountOrUnknown, ...truth }),
})
