import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { OffsetHeader } from './offset-value.ts'

/** The first offset that a queue still has (AdminBrokerProcessor#getMinOffset, all versions); −1 or 0 when it is empty. */
export const getMinOffset = defineRequest({
  code: 31,
  name: 'GET_MIN_OFFSET',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ topic: z.string(), queueId: z.int() }),
  replyHeader: OffsetHeader,
})
