import { z } from 'zod'
import { CountOrUnknown, clusterParams, IsoTime, queryInt } from './common'
import { defineEndpoint } from './endpoint'

/** Jobs and their ledgers stand in the console's own store: there is no broker to be missing from the answer. */
const jobParams = {
  ...clusterParams,
  jobId: z.coerce.number<number | string>().int().min(1).max(Number.MAX_SAFE_INTEGER),
}

export const JobState = z.enum(['running', 'paused', 'done', 'failed', 'cancelled'])
export const JobItemState = z.enum(['intended', 'sent', 'not-sent', 'in-doubt'])

/** A resend of dead letters. Counts are of messages. */
export const Job = z
  .object({
    id: z.number().int(),
    kind: z.enum(['resend-dead-letters']),
    group: z.string(),
    topic: z.string().describe('The dead-letter topic'),
    target: z.enum(['group', 'origin']),
    state: JobState,
    reason: z.string().nullable().describe('Why it is paused or has failed'),
    createdBy: z.string(),
    createdAt: IsoTime,
    stateAt: IsoTime,
    ratePerSecond: z.number().int(),
    of: CountOrUnknown.describe(
      'How many dead letters there are to look at, whether they match or not; null while that is not known',
    ),
    read: z.number().int().describe('Dead letters looked at'),
    skipped: z.number().int().describe('Left out: an earlier job has sent them, or the filter does not hold'),
    intended: z.number().int(),
    sent: z.number().int(),
    notSent: z.number().int(),
    inDoubt: z.number().int(),
    notices: z.array(z.string()).describe('What could not be read'),
  })
  .meta({ id: 'Job' })

/** One line of the ledger. */
export const JobItem = z
  .object({
    seq: z.number().int(),
    state: JobItemState,
    messageId: z.string().describe('The unique id of the new message'),
    source: z.object({
      topic: z.string(),
      brokerName: z.string(),
      queueId: z.number().int(),
      queueOffset: z.number().int(),
    }),
    target: z.string().describe('The topic it goes to'),
    attempts: z.number().int(),
    intendedAt: IsoTime,
    settledAt: IsoTime.nullable(),
    landed: z
      .object({
        brokerName: z.string(),
        queueId: z.number().int(),
        queueOffset: z.number().int(),
        offsetMessageId: z.string(),
      })
      .nullable(),
    error: z.string().nullable().describe("The broker's own words, or why it was not sent"),
  })
  .meta({ id: 'JobItem' })

export const listJobs = defineEndpoint({
  id: 'jobs.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/jobs',
  summary: 'Jobs of the cluster, newest first',
  permission: 'job:read',
  params: z.object(clusterParams),
  query: z.object({
    group: z.string().min(1).max(1024).optional(),
    state: JobState.optional(),
    beforeId: queryInt(1, Number.MAX_SAFE_INTEGER).optional(),
    limit: queryInt(1, 1000).default(50),
  }),
  response: z.object({ items: z.array(Job), more: z.boolean(), asOf: IsoTime }),
})

export const readJob = defineEndpoint({
  id: 'jobs.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/jobs/{jobId}',
  summary: 'One job: how far it has come',
  permission: 'job:read',
  params: z.object(jobParams),
  response: z.object({ item: Job, asOf: IsoTime }),
})

export const listJobItems = defineEndpoint({
  id: 'jobs.items',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/jobs/{jobId}/items',
  summary: 'The ledger of a job, newest line first',
  permission: 'job:read',
  params: z.object(jobParams),
  query: z.object({
    state: JobItemState.optional(),
    beforeSeq: queryInt(0, Number.MAX_SAFE_INTEGER).optional(),
    limit: queryInt(1, 1000).default(100),
  }),
  response: z.object({ items: z.array(JobItem), more: z.boolean(), asOf: IsoTime }),
})

export const readJobResult = defineEndpoint({
  id: 'jobs.result',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/jobs/{jobId}/result',
  summary: 'The whole ledger as a file, streamed',
  permission: 'job:read',
  transport: 'bytes',
  params: z.object(jobParams),
  query: z.object({ format: z.enum(['csv', 'jsonl']).default('csv') }),
  response: z.unknown(),
})

export const controlJob = defineEndpoint({
  id: 'jobs.control',
  method: 'PUT',
  path: '/api/v1/clusters/{cluster}/jobs/{jobId}',
  summary: 'Pauses, continues or stops a job, sends again what surely was not sent, or changes its rate',
  permission: 'job:control',
  audit: 'jobs.control',
  auditFields: ['action', 'ratePerSecond'],
  params: z.object(jobParams),
  body: z
    .object({
      action: z.enum(['pause', 'continue', 'stop', 'retry-not-sent', 'rate']),
      ratePerSecond: z.number().int().min(1).max(1000).optional().describe('Needed by `rate`'),
    })
    .strict(),
  response: z.object({ item: Job, asOf: IsoTime }),
})
