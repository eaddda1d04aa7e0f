import { z } from 'zod'
import { json } from './body.ts'
import { defineRequest } from './define-request.ts'
import { mapOf, record, safeInteger } from './values.ts'

/**
 * The replicas of one broker name: id → advertised address (id 0 = master; there may be none).
 * BrokerData, all versions; `zoneName` and `enableActingMaster` 5.x.
 */
export const BrokerData = z.object({
  cluster: z.string(),
  brokerName: z.string(),
  brokerAddrs: mapOf(safeInteger, z.string()),
  zoneName: z.string().optional(),
  enableActingMaster: z.boolean().optional(),
})
export type BrokerData = z.output<typeof BrokerData>

export const ClusterInfo = z.object({
  brokerAddrTable: record(BrokerData),
  clusterAddrTable: record(z.array(z.string())),
})
export type ClusterInfo = z.output<typeof ClusterInfo>

/** Every broker a name server knows. Never strict JSON (ClusterInfo, DefaultRequestProcessor#getBrokerClusterInfo, 4.x–5.5). */
export const getBrokerClusterInfo = defineRequest({
  code: 106,
  name: 'GET_BROKER_CLUSTER_INFO',
  target: 'name-server',
  access: 'read',
  header: z.strictObject({}),
  replyBody: json(ClusterInfo),
  announces: (body) => Object.values(body.brokerAddrTable).flatMap(addressesOf),
})

export function addressesOf(broker: BrokerData): string[] {
  return broker.brokerAddrs.map(([, address]) => address)
}
