import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { messages } from './messages-body.ts'
import { longInput } from './offset-value.ts'
import { int32, int64 } from './values.ts'

/** A group of its own: 5.x remembers the group that pulls as a subscriber, so a user's group must never stand here. */
const TOOLS_CONSUMER = 'TOOLS_CONSUMER'
/** PullSysFlag: the subscription is in the header; nothing is committed and nothing waits. */
const SUBSCRIPTION_IN_HEADER = 4

/**
 * Messages of one queue from an offset on (PullMessageProcessor, all versions). A batch ends at 32 messages or 256 KiB
 * from memory, 8 messages or 64 KiB from disk. Outcomes: `found`, `no-new` (at the end), `no-match` and `offset-illegal`
 * (go on at `nextBeginOffset`). `offsetDelta` (5.x, static topics) is to be added to the messages' queue offsets.
 */
export const pullMessage = defineRequest({
  code: 11,
  name: 'PULL_MESSAGE',
  target: 'broker',
  access: 'read',
  header: z
    .strictObject({
      topic: z.string(),
      queueId: z.int().min(0),
      queueOffset: longInput,
      maxMsgNums: z.int().min(1).max(1024),
    })
    .transform((input) => ({
      ...input,
      consumerGroup: TOOLS_CONSUMER,
      sysFlag: SUBSCRIPTION_IN_HEADER,
      commitOffset: 0,
      suspendTimeoutMillis: 0,
      subscription: '*',
      subVersion: 0,
      expressionType: 'TAG',
    })),
  replyHeader: z.object({
    nextBeginOffset: int64,
    minOffset: int64,
    maxOffset: int64,
    suggestWhichBrokerId: int64.optional(),
    offsetDelta: int64.optional(),
    topicSysFlag: int32.optional(),
    groupSysFlag: int32.optional(),
  }),
  replyBody: messages(),
  outcomes: { 0: 'found', 19: 'no-new', 20: 'no-match', 21: 'offset-illegal' },
})
