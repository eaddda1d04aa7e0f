import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { addressesOf, BrokerData } from './get-broker-cluster-info.ts'

/**
 * The replicas of one broker name as this name server sees them (DefaultRequestProcessor#getBrokerMemberGroup, 5.0+).
 * Never to be tried on an older one: 4.x name servers leave a code that they do not know without any answer (4.9.7,
 * DefaultRequestProcessor#processRequest returns null), so it would time out; 106 says the same. Bare numeric keys. An unknown name has no `brokerAddrs`.
 */
export const getBrokerMemberGroup = defineRequest({
  code: 901,
  name: 'GET_BROKER_MEMBER_GROUP',
  target: 'name-server',
  access: 'read',
  header: z.strictObject({ clusterName: z.string(), brokerName: z.string() }),
  replyBody: json(z.object({ brokerMemberGroup: BrokerData.nullable().default(null) })),
  announces: (body) => (body.brokerMemberGroup === null ? [] : addressesOf(body.brokerMemberGroup)),
})
