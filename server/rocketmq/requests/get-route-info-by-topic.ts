import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { addressesOf, BrokerData } from './get-broker-cluster-info.ts'
import { record } from './values.ts'

/** How many queues of a topic one broker name has, and what is allowed (QueueData; `topicSynFlag` up to 4.8). */
export const QueueData = z.object({
  brokerName: z.string(),
  readQueueNums: z.number(),
  writeQueueNums: z.number(),
  /** Bits: 4 read, 2 write, 1 inherit. */
  perm: z.number(),
  topicSysFlag: z.number().optional(),
})
export type QueueData = z.output<typeof QueueData>

/** TopicRouteData. `brokerDatas` may hold brokers without a master (no id 0). */
export const TopicRoute = z.object({
  queueDatas: z.array(QueueData),
  brokerDatas: z.array(BrokerData),
  orderTopicConf: z.string().optional(),
  filterServerTable: record(z.array(z.string())).optional(),
})
export type TopicRoute = z.output<typeof TopicRoute>

/**
 * Where a topic lives (ClientRequestProcessor#getRouteInfoByTopic, all versions). Unknown topic: `absent` (17). 5.x name
 * servers may refuse with code 1 "name server not ready" in their first 45 s. With supportActingMaster a slave may stand
 * under id 0 here, but not in 106. Proxies answer with proxy addresses.
 */
export const getRouteInfoByTopic = defineRequest({
  code: 105,
  name: 'GET_ROUTEINFO_BY_TOPIC',
  target: 'name-server',
  access: 'read',
  header: z.strictObject({ topic: z.string(), acceptStandardJsonOnly: z.boolean().optional() }),
  replyBody: json(TopicRoute),
  absentCodes: [17],
  announces: (body) => body.brokerDatas.flatMap(addressesOf),
})
