import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { TopicList } from './topic-list.ts'

/**
 * Names of all topics that brokers registered, retry, dead-letter and system topics included
 * (RouteInfoManager#getAllTopicList, all versions). 5.x refuses with code 1 "disable" if enableAllTopicList is off.
 */
export const getAllTopicListFromNameServer = defineRequest({
  code: 206,
  name: 'GET_ALL_TOPIC_LIST_FROM_NAMESERVER',
  target: 'name-server',
  access: 'read',
  header: z.strictObject({}),
  replyBody: json(TopicList),
})
