import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { TopicList } from './topic-list.ts'

/**
 * The topics a broker keeps for itself (AdminBrokerProcessor#getSystemTopicListFromBroker, all versions).
 */
export const getSystemTopicListFromBroker = defineRequest({
  code: 305,
  name: 'GET_SYSTEM_TOPIC_LIST_FROM_BROKER',
  target: 'broker',
  access: 'read',
  header: z.strictObject({}),
  replyBody: json(TopicList),
})
