import { z } from 'zod'
import { CountOrUnknown, clusterParams, IsoTime, ResourceName, truth } from './common'
import { defineEndpoint } from './endpoint'
import { MessageNotice } from './message-search'

const result = z.enum(['success', 'failed', 'timed-out', 'exception', 'returned-null', 'unknown'])
const client = z.object({
  host: z.string().describe('Born host of the trace record, without port: where the client ran'),
  group: z.string().nullable().describe('null: the record does not say'),
  at: IsoTime.nullable().describe("By the client's clock; null when the record has no time"),
  costMs: CountOrUnknown,
})

/**
 * One attempt of one group's client; `at` is when it began. `running`: it began and did not end, or its end is not stored
 * (yet). `costMs` is the whole call divided by its messages, a mean where a listener takes several at once.
 */
export const TraceAttempt = client.extend({
  attempt: z.number().int().nullable().describe('1 = first delivery; null: the record of its beginning is missing'),
  endedAt: IsoTime.nullable().describe(
    'null: it runs, or the client is older than 4.8 (or 4.9.1), or of the cloud channel',
  ),
  state: z.enum(['ended', 'running']),
  result,
  requestId: z.string(),
})

const EmptyTrace = z.enum([
  'topic-missing',
  'broker-failed',
  'unreadable',
  'not-indexed-yet',
  'expired',
  'proxy-client',
  'broker-off',
  'client-off',
])

/** What clients recorded of one message, by its unique id. */
export const MessageTrace = z.object({
  messageId: z.string().describe("The client's unique id, also when an offset message ID was asked for"),
  topic: z.string().nullable(),
  traceTopic: z.string(),
  produced: z.array(
    client.extend({
      topic: z.string().nullable(),
      tags: z.string().nullable(),
      keys: z.array(z.string()),
      storeHost: z.string().nullable(),
      offsetMessageId: z.string().nullable(),
      bodySizeBytes: CountOrUnknown,
      messageType: z.enum(['normal', 'transaction-half', 'transaction-commit', 'delay', 'order', 'unknown']),
      result,
    }),
  ),
  consumed: z.array(TraceAttempt).describe('Oldest first'),
  transactions: z.array(
    client.extend({
      transactionId: z.string().nullable(),
      state: z.enum(['committed', 'rolled-back', 'unknown']),
      fromCheck: z.boolean().nullable(),
    }),
  ),
  recalls: z.array(client.extend({ result })),
  records: z.number().int().describe('Different trace records of this message that were read'),
  unreadable: z.number().int().describe('Records of its trace messages in no known form'),
  emptyBecause: EmptyTrace.nullable().describe('The most likely reason why nothing was found; null when something was'),
  checks: z
    .object({
      topicOn: z.array(z.string()).describe('Broker names that have the trace topic'),
      topicMissingOn: z.array(z.string()).describe('Broker names that answered and have no such topic'),
      keptSince: IsoTime.nullable().describe('Store time of the oldest record kept, by the broker that keeps least'),
      keptSinceOn: z.string().nullable().describe('That broker name'),
      storedAt: IsoTime.nullable().describe(
        'When the message was stored; null: no `topic` was given, or it is not there',
      ),
      madeBefore: IsoTime.nullable().describe(
        'The latest time at which its ID can have been made, whatever its time zone',
      ),
      region: z
        .string()
        .nullable()
        .describe('MSG_REGION of the message: without it clients of 5.3.1 and later record no attempt to consume it'),
      traceOn: z.boolean().nullable().describe('TRACE_ON of the message: does its broker let clients trace'),
    })
    .nullable()
    .describe('What was looked at when nothing was found'),
  notices: z.array(MessageNotice),
  ...truth,
})

export const readTrace = defineEndpoint({
  id: 'messages.trace',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/trace',
  summary: 'What clients recorded of a message: sent, each attempt to consume it, transaction, recall',
  permission: 'message:read',
  params: z.object({ ...clusterParams, messageId: z.string().min(1).max(200) }),
  query: z.object({
    topic: ResourceName.optional().describe("The message's topic, to say why nothing was found"),
    traceTopic: ResourceName.default('RMQ_SYS_TRACE_TOPIC'),
  }),
  response: MessageTrace,
})
