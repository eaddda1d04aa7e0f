import { z } from 'zod'
import { int64 } from './values.ts'

/**
 * What a client subscribes to (SubscriptionData, all versions). `expressionType` is TAG or SQL92; clients in other
 * languages print less, so all but the topic is optional.
 */
export const SubscriptionData = z.object({
  topic: z.string(),
  subString: z.string().optional(),
  expressionType: z.string().optional(),
  tagsSet: z.array(z.string()).optional(),
  codeSet: z.array(z.number()).optional(),
  classFilterMode: z.boolean().optional(),
  subVersion: int64.optional(),
})
export type SubscriptionData = z.output<typeof SubscriptionData>
