import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { int64, record } from './values.ts'

/** One producer client (ProducerInfo); `remoteIP` is `ip:port` as the broker prints its channel, with or without `/`. */
export const ProducerInfo = z.object({
  clientId: z.string(),
  remoteIP: z.string(),
  language: z.string().nullable().default(null),
  version: z.number(),
  lastUpdateTimestamp: int64,
})
export type ProducerInfo = z.output<typeof ProducerInfo>

/**
 * Every producer group on this broker with its clients (AdminBrokerProcessor#getAllProducerInfo, 4.9.4+; older brokers
 * refuse with code 3). Includes CLIENT_INNER_PRODUCER, which every consumer client opens.
 */
export const getAllProducerInfo = defineRequest({
  code: 328,
  name: 'GET_ALL_PRODUCER_INFO',
  target: 'broker',
  access: 'read',
  header: z.strictObject({}),
  replyBody: json(z.object({ data: record(z.array(ProducerInfo)) })),
})
