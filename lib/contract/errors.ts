import { z } from 'zod'

/** Every error code the API can answer, with its HTTP status. One list: the mapper, the pages and the document read it. */
export const errorCodes = {
  'invalid-input': 400,
  'malformed-message-id': 400,
  'offset-out-of-range': 400,
  'address-outside-cluster': 400,
  'origin-refused': 403,
  'writes-need-sign-in': 403,
  'cluster-not-found': 404,
  'name-server-not-found': 404,
  'broker-not-found': 404,
  'topic-not-found': 404,
  'queue-not-found': 404,
  'group-not-found': 404,
  'client-not-found': 404,
  'producer-group-not-found': 404,
  'message-not-found': 404,
  'job-not-found': 404,
  'not-in-this-version': 404,
  'topic-not-writable': 409,
  'group-offline': 409,
  'confirmation-stale': 409,
  'job-state': 409,
  'topic-required': 422,
  'broker-refused': 502,
  'store-failed': 503,
  'broker-unreachable': 503,
  'cluster-not-connected': 503,
  'broker-timed-out': 504,
  'client-timed-out': 504,
  'outcome-unknown': 504,
  'bad-broker-reply': 502,
  internal: 500,
} as const

export type ErrorCode = keyof typeof errorCodes

const codes = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]

/** RFC 9457 problem. `detail` is one English sentence; `params` carries its values, so that a page can say it in its own language. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(codes),
    detail: z.string(),
    requestId: z.string(),
    params: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
      .optional(),
    broker: z
      .object({
        address: z.string(),
        code: z.number().int().nullable(),
        codeName: z.string().nullable(),
        remark: z.string().nullable(),
      })
      .optional()
      .describe('The broker that refused or failed, in its own words'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Input errors by path'),
  })
  .meta({ id: 'Problem' })

export type Problem = z.infer<typeof Problem>
export type ProblemParams = NonNullable<Problem['params']>
