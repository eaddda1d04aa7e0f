import 'server-only'
import { readTopicRoute as endpoint } from '@/lib/contract/topics'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import { permission } from '@/lib/domain/permission.ts'
import { isoOrNull } from '@/server/metrics/sides'
import type { Reply } from '@/server/rocketmq/client.ts'
import { Aborted, DriverError } from '@/server/rocketmq/errors.ts'
import { getRouteInfoByTopic, type TopicRoute } from '@/server/rocketmq/requests/get-route-info-by-topic.ts'
import { reasonOf } from '../driver-errors'
import { ServiceError } from '../errors'
import { implement, type VerbContext } from '../implement'
import { truthOfCalls } from '../truth'
import { topicNotFound } from './find-topic'

/**
 * The route as a name server gives it to clients (105), asked now. A topic that brokers have and the name server does
 * not know is answered with an empty route: clients are sent nowhere.
 */
export const readTopicRoute = implement(endpoint, async ({ ctx, input }) => {
  const now = ctx.now()
  const model = ctx.cluster.model(now)
  ctx.cluster.viewers.topic(input.topic, now)
  const { reply, outcomes } = await askNameServers(ctx, input.topic)
  const route = reply.outcome === 'absent' ? null : reply.body
  if (route === null && !model.topics.has(input.topic)) throw topicNotFound(ctx, model, input.topic)
  return { ...routeOf(route), ...truthOfCalls(now, outcomes) }
})

function routeOf(route: TopicRoute | null) {
  const byBroker = <T extends { brokerName: string }>(a: T, b: T) => naturalCompare(a.brokerName, b.brokerName)
  const brokers = (route?.brokerDatas ?? []).map(({ brokerName, cluster, brokerAddrs }) => ({
    brokerName,
    clusterName: cluster,
    addresses: Object.fromEntries(brokerAddrs.map(([id, address]) => [String(id), address])),
  }))
  const queues = (route?.queueDatas ?? []).map(({ brokerName, readQueueNums, writeQueueNums, perm }) => ({
    brokerName,
    readQueues: readQueueNums,
    writeQueues: writeQueueNums,
    permission: permission(perm) ?? ('none' as const),
  }))
  return {
    brokers: brokers.sort(byBroker),
    queues: queues.sort(byBroker),
    orderConfig: route?.orderTopicConf || null,
  }
}

/** Those that answered last time first; one that fails is named and the next is asked. */
async function askNameServers(
  ctx: VerbContext,
  topic: string,
): Promise<{ reply: Reply<typeof getRouteInfoByTopic>; outcomes: TargetOutcome[] }> {
  const { client, state } = ctx.cluster
  const known = [...state.nameServers.values()]
  const inTurn = [...known.filter((ns) => ns.reachable !== false), ...known.filter((ns) => ns.reachable === false)]
  const outcomes: TargetOutcome[] = []
  for (const { address, view } of inTurn) {
    try {
      const reply = await client.call(address, getRouteInfoByTopic, { topic }, { signal: ctx.signal })
      return { reply, outcomes: [...outcomes, { target: address, reason: null, lastGoodAt: null }] }
    } catch (error) {
      if (!(error instanceof DriverError) || error instanceof Aborted) throw error
      outcomes.push({ target: address, reason: reasonOf(error), lastGoodAt: isoOrNull(view.asOf) })
    }
  }
  throw new ServiceError(
    'cluster-not-connected',
    `No name server of cluster ${ctx.cluster.id} answered: ${outcomes.map(({ reason }) => reason).join('; ')}`,
    { params: { cluster: ctx.cluster.id, nameServers: inTurn.map(({ address }) => address) } },
  )
}
