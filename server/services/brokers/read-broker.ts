import 'server-only'
import { readBroker as endpoint } from '@/lib/contract/brokers'
import { permission } from '@/lib/domain/permission.ts'
import { replicasOf } from '@/server/metrics/state'
import { implement } from '../implement'
import { truthOfReplicas } from '../truth'
import { brokerNotFound } from './broker-not-found'
import { brokerRow } from './rows'

/** Topics are the last good ones of a broker that is silent; `completeness` says so. */
export const readBroker = implement(endpoint, ({ ctx, input }) => {
  const { state } = ctx.cluster
  const replicas = replicasOf(state, input.broker)
  const first = replicas[0]
  if (!first) throw brokerNotFound(ctx, input.broker)
  const topics = state.brokers.get(input.broker)?.topics.value ?? new Map()
  return {
    brokerName: input.broker,
    clusterName: first.clusterName,
    replicas: replicas.map((replica) => brokerRow(state, replica)),
    topics: [...topics]
      .map(([name, { perm, readQueues, writeQueues }]) => ({
        name,
        readQueues,
        writeQueues,
        permission: permission(perm) ?? ('none' as const),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...truthOfReplicas(replicas),
  }
})
