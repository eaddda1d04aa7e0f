import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'

/**
 * The groups that consume a topic on this broker: those online that subscribe to it and those with committed offsets
 * (AdminBrokerProcessor#queryTopicConsumeByWho, all versions). Brokers differ: ask every master.
 */
export const queryTopicConsumeByWho = defineRequest({
  code: 300,
  name: 'QUERY_TOPIC_CONSUME_BY_WHO',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ topic: z.string() }),
  replyBody: json(z.object({ groupList: z.array(z.string()) })),
})
