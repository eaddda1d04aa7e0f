import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { OffsetHeader } from './offset-value.ts'

/**
 * The end of a queue: the next offset to be written (AdminBrokerProcessor#getMaxOffset, all versions). An unknown queue
 * is answered 0, and 4.x creates consume-queue objects for it: ask only for queues that exist.
 */
export const getMaxOffset = defineRequest({
  code: 30,
  name: 'GET_MAX_OFFSET',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ topic: z.string(), queueId: z.int(), committed: z.boolean().optional() }),
  replyHeader: OffsetHeader,
})
