import type { Client } from '../client.ts'
import { type BrokerData, type ClusterInfo, getBrokerClusterInfo } from '../requests/get-broker-cluster-info.ts'
import { getRouteInfoByTopic, type TopicRoute } from '../requests/get-route-info-by-topic.ts'

type Options = { signal?: AbortSignal | undefined }

/** Every broker the name servers know (of the first that answers); their addresses become callable. */
export async function getClusterInfo(client: Client, options: Options = {}): Promise<ClusterInfo> {
  return (await client.callNameServer(getBrokerClusterInfo, {}, options)).body
}

/** Where a topic lives, null when the name server does not know it. */
export async function getTopicRoute(client: Client, topic: string, options: Options = {}): Promise<TopicRoute | null> {
  return (await client.callNameServer(getRouteInfoByTopic, { topic }, options)).body
}

/** The address of the master (broker id 0), null while there is none. */
export function masterAddress(broker: BrokerData): string | null {
  return broker.brokerAddrs.find(([brokerId]) => brokerId === 0)?.[1] ?? null
}
