import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { messages } from './messages-body.ts'
import { longInput } from './offset-value.ts'

/**
 * The message at a commit-log offset (QueryMessageProcessor#viewMessageById, all versions; 5.3+ needs `topic` for ACL).
 * Nothing there: `absent` (code 1 "can not find message by the offset"). An offset inside another message may give
 * garbage: compare `commitLogOffset` of the result with the one asked for.
 */
export const viewMessageById = defineRequest({
  code: 33,
  name: 'VIEW_MESSAGE_BY_ID',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ offset: longInput, topic: z.string().optional() }),
  replyBody: messages(),
  absentCodes: [{ code: 1, remark: /can not find message/i }],
})
