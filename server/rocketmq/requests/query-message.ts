import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { messages } from './messages-body.ts'
import { longInput } from './offset-value.ts'
import { int64 } from './values.ts'

/**
 * Messages of a topic by key or unique id, from the index of one broker (QueryMessageProcessor#queryMessage, all
 * versions): the newest at most 64, oldest first, between two *store* times in ms. None: `absent` (22). The index
 * compares hashes only: check the keys of what comes. The flag `_UNIQUE_KEY_QUERY` is never sent: it only changes the
 * limit, and brokers disagree on whether it is signed.
 */
export const queryMessage = defineRequest({
  code: 12,
  name: 'QUERY_MESSAGE',
  target: 'broker',
  access: 'read',
  header: z.strictObject({
    topic: z.string(),
    key: z.string(),
    maxNum: z.int().min(1).max(64),
    beginTimestamp: longInput,
    endTimestamp: longInput,
  }),
  replyHeader: z.object({
    indexLastUpdateTimestamp: int64.optional(),
    indexLastUpdatePhyoffset: int64.optional(),
  }),
  replyBody: messages(),
  absentCodes: [22],
})
