import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { longInput } from './offset-value.ts'

/** MessageSysFlag: what becomes of a half message. */
const FLAG = { commit: 8, rollback: 12 } as const

/**
 * Ends a transaction (EndTransactionProcessor, all versions): the half message becomes visible in its topic, or never.
 * It goes to the broker that holds the half message; producer group, queue offset and commit-log offset must be the half
 * message's own. There is no way to say "unknown": the broker would not answer that, it asks the producer group later anyway.
 */
export const endTransaction = defineRequest({
  code: 37,
  name: 'END_TRANSACTION',
  target: 'broker',
  access: 'write',
  header: z
    .strictObject({
      producerGroup: z.string(),
      topic: z.string(),
      /** Offset of the half message in its queue (queueOffset of the send reply). */
      tranStateTableOffset: longInput,
      commitLogOffset: longInput,
      end: z.enum(['commit', 'rollback']),
      msgId: z.string(),
      transactionId: z.string(),
      brokerName: z.string(),
    })
    .transform(({ end, brokerName, ...header }) => ({
      ...header,
      commitOrRollback: FLAG[end],
      fromTransactionCheck: false,
      bname: brokerName,
    })),
})
