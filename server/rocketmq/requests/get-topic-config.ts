import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { TopicConfig } from './topic-config.ts'

/**
 * The definition of one topic on one broker (AdminBrokerProcessor#getTopicConfig, 5.0+). No such topic: `absent` (17).
 * Brokers before 5.0 refuse with code 3: `admin/read-topic-config.ts` falls back to 21.
 */
export const getTopicConfig = defineRequest({
  code: 351,
  name: 'GET_TOPIC_CONFIG',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ topic: z.string() }),
  replyBody: json(TopicConfig),
  absentCodes: [17],
})
