import { z } from 'zod'
import { CountOrUnknown, clusterParams, IsoTime, ResourceName, truth } from './common'
import { defineEndpoint } from './endpoint'

const result = z.enum(['success', 'failed', 'timed-out', 'exception', 'returned-null', 'unknown'])
const client = z.object({
  host: z.string().describe('Born host of the trace record, where the client ran'),
  at: IsoTime.nullable().describe("By the client's clock; null when the record has no time"),
  costMs: CountOrUnknown,
})

/** One attempt of one group's client. `running`: it began and did not end, or its end is not stored (yet). */
export const TraceAttempt = client.extend({
  group: z
    .string()
    .nullable()
    .describe('null: the record of the beginning is missing and the client is older than 4.8'),
  attempt: z.number().int().nullable().describe('1 = first delivery'),
  state: z.enum(['ended', 'running']),
  result,
  requestId: z.string(),
})

/** What clients recorded of one message, by its unique id. */
export const MessageTrace = z.object({
  messageId: z.string(),
  topic: z.string().nullable(),
  traceTopic: z.string(),
  produced: z.array(
    client.extend({
      group: z.string(),
      topic: z.string(),
      tags: z.string().nullable(),
      keys: z.array(z.string()),
      storeHost: z.string(),
      offsetMessageId: z.string().nullable(),
      bodySizeBytes: CountOrUnknown,
      messageType: z.enum(['normal', 'transaction-half', 'transaction-commit', 'delay', 'order', 'unknown']),
      result,
    }),
  ),
  consumed: z.array(TraceAttempt).describe('Oldest first'),
  transactions: z.array(
    client.extend({
      group: z.string(),
      transactionId: z.string().nullable(),
      state: z.enum(['committed', 'rolled-back', 'unknown']),
      fromCheck: z.boolean().nullable(),
    }),
  ),
  recalls: z.array(client.extend({ group: z.string(), result })),
  records: z.number().int().describe('Trace records of this message that were read'),
  unreadable: z.number().int().describe('Records of its trace messages in no known form'),
  emptyBecause: z
    .enum(['topic-missing', 'expired', 'client-off', 'broker-failed', 'not-indexed-yet', 'proxy-client'])
    .nullable()
    .describe('Why nothing was found; null when something was'),
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
