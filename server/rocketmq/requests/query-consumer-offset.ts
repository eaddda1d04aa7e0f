import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { OffsetHeader } from './offset-value.ts'

/**
 * The committed offset of a group on one queue (ConsumerManageProcessor#queryConsumerOffset, all versions). Never
 * committed: `absent` (22), provided that `setZeroIfNotFound` is false. 4.x does not know that flag and answers 0 while
 * the queue still begins at 0: where the difference matters, read 43.
 */
export const queryConsumerOffset = defineRequest({
  code: 14,
  name: 'QUERY_CONSUMER_OFFSET',
  target: 'broker',
  access: 'read',
  header: z.strictObject({
    consumerGroup: z.string(),
    topic: z.string(),
    queueId: z.int(),
    setZeroIfNotFound: z.literal(false).default(false),
  }),
  replyHeader: OffsetHeader,
  absentCodes: [22],
})
