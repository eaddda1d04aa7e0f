import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { longInput, OffsetHeader } from './offset-value.ts'

/**
 * The queue offset at a store time in ms (AdminBrokerProcessor#searchOffsetByTimestamp, all versions). 5.1.4+ honours
 * `boundaryType`: `lower` = first offset stored at or after (past the newest: end offset), `upper` = last one at or
 * before. Older brokers answer the offset whose store time is *nearest*, which may be earlier.
 */
export const searchOffsetByTimestamp = defineRequest({
  code: 29,
  name: 'SEARCH_OFFSET_BY_TIMESTAMP',
  target: 'broker',
  access: 'read',
  header: z.strictObject({
    topic: z.string(),
    queueId: z.int(),
    timestamp: longInput,
    boundaryType: z.enum(['lower', 'upper']).optional(),
  }),
  replyHeader: OffsetHeader,
})
