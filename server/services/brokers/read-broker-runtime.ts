import 'server-only'
import { readBrokerRuntime as endpoint } from '@/lib/contract/brokers'
import { isoOrNull } from '@/server/metrics/sides'
import { replicaKey } from '@/server/metrics/state'
import { implement } from '../implement'
import { truthOfReplicas } from '../truth'
import { brokerNotFound } from './broker-not-found'
import { runtimeGroup } from './runtime-group'

/** From memory: the newest 28 reply, seconds old; the last good one of a replica that is down. */
export const readBrokerRuntime = implement(endpoint, ({ ctx, input }) => {
  const replica = ctx.cluster.state.replicas.get(replicaKey(input.broker, input.brokerId))
  if (!replica) throw brokerNotFound(ctx, input.broker, input.brokerId)
  const values = Object.entries(replica.runtime.value?.values ?? {})
  return {
    brokerName: replica.brokerName,
    brokerId: replica.brokerId,
    address: replica.address,
    values: values
      .map(([key, value]) => ({ key, value, group: runtimeGroup(key) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    ...truthOfReplicas([replica]),
    asOf: isoOrNull(replica.runtime.asOf),
  }
})
