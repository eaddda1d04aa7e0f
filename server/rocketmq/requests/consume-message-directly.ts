import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { bool, int64 } from './values.ts'

/**
 * Lets one connected client of a group consume a stored message now, beside its queues: business code runs, no offset
 * moves (AdminBrokerProcessor#consumeMessageDirectly, all versions). It goes to the broker that holds the message; the
 * client must be connected to that broker and answers within 10 s, else 207. Nobody there: code 1 "… not online" or 206.
 * `consumeResult`: CR_SUCCESS, CR_LATER, CR_ROLLBACK, CR_COMMIT, CR_THROW_EXCEPTION (`remark` has the stack), CR_RETURN_NULL.
 */
export const consumeMessageDirectly = defineRequest({
  code: 309,
  name: 'CONSUME_MESSAGE_DIRECTLY',
  target: 'broker',
  access: 'write',
  timeout: 'relayed',
  header: z.strictObject({
    consumerGroup: z.string(),
    clientId: z.string(),
    /** The offset message id. */
    msgId: z.string(),
    topic: z.string(),
    brokerName: z.string(),
  }),
  replyBody: json(
    z.object({
      consumeResult: z.string().nullable().default(null),
      remark: z.string().nullable().default(null),
      spentTimeMills: int64.optional(),
      order: bool.default(false),
      autoCommit: bool.default(true),
    }),
  ),
})
