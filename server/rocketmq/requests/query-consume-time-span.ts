import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { MessageQueue } from './message-queue.ts'
import { int64 } from './values.ts'

/** Delays beyond 20 years are "now − (−1)": the broker found no message and counted from its marker for that. */
const MAX_DELAY_MS = 20n * 365n * 86_400_000n

/**
 * One queue (QueueTimeSpan): store times of the first, the last and the last consumed message, −1 where there is none.
 * `delayTime` is measured by the broker's clock: now − store time of the first message not consumed, 0 if none is left,
 * null where nothing was ever committed (AdminBrokerProcessor#queryConsumeTimeSpan asks for the time of offset −1 then).
 */
export const QueueTimeSpan = z.object({
  messageQueue: MessageQueue,
  minTimeStamp: int64,
  maxTimeStamp: int64,
  consumeTimeStamp: int64,
  delayTime: int64.transform((delayMs) => (delayMs > MAX_DELAY_MS ? null : delayMs)),
})
export type QueueTimeSpan = z.output<typeof QueueTimeSpan>

/** How far behind a group is in time, by queue (AdminBrokerProcessor#queryConsumeTimeSpan, all versions). 17: no such topic here. */
export const queryConsumeTimeSpan = defineRequest({
  code: 303,
  name: 'QUERY_CONSUME_TIME_SPAN',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ topic: z.string(), group: z.string() }),
  replyBody: json(z.object({ consumeTimeSpanSet: z.array(QueueTimeSpan) })),
  absentCodes: [17],
})
