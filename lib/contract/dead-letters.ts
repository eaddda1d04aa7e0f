import { z } from 'zod'
import { AtLeast, CountOrUnknown, clusterParams, IsoTime, listOf, listQuery } from './common'
import { defineEndpoint } from './endpoint'

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
