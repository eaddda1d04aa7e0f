import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { SubscriptionData } from './subscription-data.ts'

/**
 * What a group that is online subscribes to on one topic (AdminBrokerProcessor#querySubscriptionByConsumer, 5.0+; older
 * brokers refuse with code 3: read it from 203). Group offline: `subscriptionData` is null.
 */
export const querySubscriptionByConsumer = defineRequest({
  code: 345,
  name: 'QUERY_SUBSCRIPTION_BY_CONSUMER',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ group: z.string(), topic: z.string() }),
  replyBody: json(
    z.object({ group: z.string(), topic: z.string(), subscriptionData: SubscriptionData.nullable().default(null) }),
  ),
})
