import 'server-only'
import type { z } from 'zod'
import type { Message } from '@/lib/contract/messages'
import { innerMessages } from './inner-messages'
import { messageBody } from './message-body'
import { hostText, messageRow, type StoredCopy } from './message-row'

export type MessageView = z.infer<typeof Message>

/** A stored message in the words of the API. */
export function messageView(copy: StoredCopy, consumption: MessageView['consumption']): MessageView {
  const { message } = copy
  const { bodySizeBytes: _, ...row } = messageRow(copy)
  return {
    ...row,
    commitLogOffset: Number(message.commitLogOffset),
    storeHost: hostText(message.storeHost),
    bodyCrc: message.bodyCrc,
    bodyCrcMatches: message.bodyCrcMatches,
    flag: message.flag,
    sysFlag: message.sysFlag,
    preparedTransactionOffset:
      message.preparedTransactionOffset < 0n ? null : Number(message.preparedTransactionOffset),
    body: messageBody(message),
    innerMessages: innerMessages(message),
    consumption,
  }
}
