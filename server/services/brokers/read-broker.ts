import 'server-only'
import { readBroker as endpoint } from '@/lib/contract/brokers'
import { replicasOf } from '@/server/metrics/state'
import { implement } from '../implement'
import { truthOfReplicas } from '../truth'
import { brokerNotFound } from './broker-not-found'
import { hostedTopics } from './hosted-topics'
import { brokerRow } from './rows'

/** Topics are the last good ones of a broker that is silent; `completeness` says so. */
export const readBroker = implement(endpoint, ({ ctx, input }) => {
  const { state } = ctx.cluster
  const replicas = replicasOf(state, input.broker)
  const first = replicas[0]
  if (!first) throw brokerNotFound(ctx, input.broker)
  const model = ctx.cluster.model(ctx.now())
  const side = model.side.get(input.broker)
  return {
    brokerName: input.broker,
    clusterName: first.clusterName,
    replicas: replicas.map((replica) => brokerRow(state, replica)),
    topics: side ? hostedTopics(side, model, ctx.now()) : [],
    fromReplica: side?.fromReplica ?? null,
    ...truthOfReplicas(replicas),
  }
})
