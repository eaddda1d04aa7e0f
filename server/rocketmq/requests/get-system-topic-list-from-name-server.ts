import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { TopicList } from './topic-list.ts'

/**
 * Cluster names and broker names, each of which is a topic too; `brokerAddr` is some broker to ask 305
 * (RouteInfoManager#getSystemTopicList, all versions).
 */
export const getSystemTopicListFromNameServer = defineRequest({
  code: 304,
  name: 'GET_SYSTEM_TOPIC_LIST_FROM_NS',
  target: 'name-server',
  access: 'read',
  header: z.strictObject({}),
  replyBody: json(TopicList),
})
