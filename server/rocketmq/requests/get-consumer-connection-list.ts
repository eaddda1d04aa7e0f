import { z } from 'zod'
import { json } from './body.ts'
import { ClientConnection } from './client-connection.ts'
import { defineRequest } from './define-request.ts'
import { SubscriptionData } from './subscription-data.ts'
import { record } from './values.ts'

/** ConsumerConnection. The three enum names are those of Java, e.g. CONSUME_PASSIVELY (push), CLUSTERING. */
export const ConsumerConnection = z.object({
  connectionSet: z.array(ClientConnection),
  subscriptionTable: record(SubscriptionData),
  consumeType: z.string().optional(),
  messageModel: z.string().optional(),
  consumeFromWhere: z.string().optional(),
})
export type ConsumerConnection = z.output<typeof ConsumerConnection>

/**
 * The clients of a consumer group that are connected to this broker or proxy
 * (AdminBrokerProcessor#getConsumerConnectionList, all versions). Nobody there: `absent` (206). Clients send heartbeats
 * only to brokers of their topics: ask every master, and every proxy, and merge by client id.
 */
export const getConsumerConnectionList = defineRequest({
  code: 203,
  name: 'GET_CONSUMER_CONNECTION_LIST',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ consumerGroup: z.string() }),
  replyBody: json(ConsumerConnection),
  absentCodes: [206],
})
