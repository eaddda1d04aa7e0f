import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { TopicList } from './topic-list.ts'

/**
 * The topics on which a group has committed offsets on this broker
 * (AdminBrokerProcessor#queryTopicsByConsumer, 5.0+; older brokers refuse with code 3: read them from 43).
 */
export const queryTopicsByConsumer = defineRequest({
  code: 343,
  name: 'QUERY_TOPICS_BY_CONSUMER',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ group: z.string() }),
  replyBody: json(TopicList),
})
