import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { TopicList } from './topic-list.ts'

/**
 * Names of the topics of one `clusterName` (RouteInfoManager#getTopicsByCluster, all versions).
 * An unknown cluster is answered with success and an empty list.
 */
export const getTopicsByCluster = defineRequest({
  code: 224,
  name: 'GET_TOPICS_BY_CLUSTER',
  target: 'name-server',
  access: 'read',
  header: z.strictObject({ cluster: z.string() }),
  replyBody: json(TopicList),
})
