import { z } from 'zod'
import { json } from './body.ts'
import { ClientConnection } from './client-connection.ts'
import { defineRequest } from './define-request.ts'

/**
 * The clients of a producer group that are connected to this broker (AdminBrokerProcessor#getProducerConnectionList, all
 * versions). Nobody there: `absent` (code 1 "the producer group[…] not exist").
 */
export const getProducerConnectionList = defineRequest({
  code: 204,
  name: 'GET_PRODUCER_CONNECTION_LIST',
  target: 'broker',
  access: 'read',
  header: z.strictObject({ producerGroup: z.string() }),
  replyBody: json(z.object({ connectionSet: z.array(ClientConnection) })),
  absentCodes: [{ code: 1, remark: /producer group.*not exist/s }],
})
