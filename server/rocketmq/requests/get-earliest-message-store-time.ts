import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { int64 } from './values.ts'

/** Store time in ms of the oldest message in a queue, −1 if there is none (AdminBrokerProcessor#getEarliestMsgStoretime, all versions). */
export const getEarliestMessageStoreTime = defineRequest({
  code: 32,
  name: 'GET_EARLIEST_MSG_STORETIME',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ topic: z.string(), queueId: z.int() }),
  replyHeader: z.object({ timestamp: int64 }),
})
