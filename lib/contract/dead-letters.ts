import { z } from 'zod'
import {
  AtLeast,
  CountOrUnknown,
  clusterParams,
  IsoTime,
  listOf,
  listQuery,
  queryInt,
  ResourceName,
  truth,
} from './common'
import { defineEndpoint } from './endpoint'
import { Job, JobItemState } from './jobs'
import { messageFilters } from './message-search'

/** What one group could not consume, as often as its limit allows. */
export const DeadLetterGroup = z
  .object({
    group: z.string(),
    groupExists: z.boolean().describe('false: the group is gone, its dead letters are not'),
    topic: z.string(),
    brokers: z.array(z.string()),
    silentBrokers: z.array(z.string()),
    messages: CountOrUnknown.describe('Kept now'),
    newMessages: CountOrUnknown.describe('Came in the last 15 minutes'),
    lastMessageAt: IsoTime.nullable(),
    lastGoodAt: IsoTime.nullable().describe('`messages` is what was true then: no broker of the topic answers'),
    atLeast: AtLeast,
  })
  .meta({ id: 'DeadLetterGroup' })

export const listDeadLetters = defineEndpoint({
  id: 'deadLetters.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/dead-letters',
  summary: 'Groups with a dead-letter topic and how many messages it holds',
  permission: 'group:read',
  params: z.object(clusterParams),
  query: z.object({
    ...listQuery,
    show: z
      .enum(['any', 'growing', 'all'])
      .default('any')
      .describe('any: with messages, or not known; growing: some came in 15 minutes; all: empty ones as well'),
  }),
  response: listOf(DeadLetterGroup).extend({
    counts: z.object({
      any: z.number().int(),
      growing: z.number().int(),
      all: z.number().int(),
      unknown: z.number().int(),
    }),
    messages: CountOrUnknown.describe('Of all groups'),
    atLeast: AtLeast,
  }),
})

const groupParams = { ...clusterParams, group: ResourceName }

export const readResendTargets = defineEndpoint({
  id: 'deadLetters.targets',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/dead-letters/{group}/targets',
  summary: 'Where dead letters of a group can go, and who would get them',
  permission: 'group:read',
  params: z.object(groupParams),
  query: z.object({
    origins: z.string().max(65_536).optional().describe('Topics the letters came from, as a comma list'),
  }),
  response: z.object({
    group: z.string(),
    groupExists: z.boolean(),
    clients: CountOrUnknown.describe('Connected now'),
    pop: z.boolean().nullable().describe('The group consumes by pop; null: not known'),
    origins: z.array(
      z.object({
        topic: z.string(),
        exists: z.boolean(),
        retryTopic: z.string().describe('What the group, and nobody else, reads again'),
        groups: z.array(z.string()).nullable().describe('Every group that gets it when it goes to the topic itself'),
      }),
    ),
    ...truth,
  }),
})

export const resendDeadLetters = defineEndpoint({
  id: 'deadLetters.resend',
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/dead-letters/{group}/resend',
  summary: 'Starts a job that sends dead letters again; the originals stay',
  permission: 'message:resend',
  audit: 'dead-letters.resend',
  auditFields: ['messages', 'from', 'to', 'target', 'origins', 'ratePerSecond', 'again'],
  params: z.object(groupParams),
  body: z
    .object({
      messages: z
        .array(
          z.object({
            broker: ResourceName,
            queueId: z.number().int().min(0).max(65_535),
            offset: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
          }),
        )
        .min(1)
        .max(1000)
        .optional()
        .describe('These; without it all of the range that match'),
      from: IsoTime.optional().describe('Stored at or after; default: the oldest kept'),
      to: IsoTime.optional().describe('Stored before; default: now'),
      ...messageFilters,
      target: z.enum(['group', 'origin']).default('group').describe("group: the group's own retry topic"),
      origins: z
        .array(z.object({ topic: ResourceName, groups: z.array(z.string()) }))
        .max(100)
        .optional()
        .describe(
          '`origin`: each topic, with all the groups that will get the messages; refused when there are others',
        ),
      ratePerSecond: z.number().int().min(1).max(1000).default(50),
      again: z.boolean().default(false).describe('Also those that an earlier job has sent'),
    })
    .strict(),
  response: z.object({ job: Job, asOf: IsoTime }),
})

export const listResent = defineEndpoint({
  id: 'deadLetters.resent',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/dead-letters/{group}/resent',
  summary: 'What jobs have done with the dead letters of one queue, by offset; the last job of each',
  permission: 'job:read',
  params: z.object(groupParams),
  query: z.object({
    broker: ResourceName,
    queueId: queryInt(0, 65_535),
    fromOffset: queryInt(0, Number.MAX_SAFE_INTEGER),
    toOffset: queryInt(0, Number.MAX_SAFE_INTEGER).describe('Before this; at most 1,000 after `fromOffset`'),
  }),
  response: z.object({
    items: z.array(
      z.object({
        queueOffset: z.number().int(),
        jobId: z.number().int(),
        state: JobItemState,
        at: IsoTime,
        messageId: z.string(),
        target: z.string(),
        error: z.string().nullable(),
      }),
    ),
    asOf: IsoTime,
  }),
})

export const exportDeadLetters = defineEndpoint({
  id: 'deadLetters.export',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/dead-letters/{group}/export',
  summary: 'Dead letters with their bodies as JSON lines or CSV, streamed; the last line says whether it is whole',
  permission: 'message:body',
  transport: 'bytes',
  audit: 'dead-letters.export',
  params: z.object(groupParams),
  query: z.object({
    format: z.enum(['jsonl', 'csv']).default('jsonl'),
    from: IsoTime.optional(),
    to: IsoTime.optional(),
    ...messageFilters,
  }),
  response: z.unknown(),
})
