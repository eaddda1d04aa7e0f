import { z } from 'zod'

/** TopicList: `brokerAddr` is set where the answer names a broker to ask further. */
export const TopicList = z.object({
  topicList: z.array(z.string()),
  brokerAddr: z.string().optional(),
})
export type TopicList = z.output<typeof TopicList>
