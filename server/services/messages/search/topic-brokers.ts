import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { replicasOf } from '@/server/metrics/state'
import { getTopicRoute } from '@/server/rocketmq/admin/find-brokers.ts'
import { DriverError } from '@/server/rocketmq/errors.ts'
import { brokerNotFound } from '../../brokers/broker-not-found'
import { ServiceError } from '../../errors'
import type { VerbContext } from '../../implement'
import { sidesOfTopic } from '../../truth'
import { topicNotFound } from '../topic-not-found'

/** A broker that has the topic. `readQueues` null = not known; `isCompacted`: old copies of a key are removed on purpose. */
export type TopicBroker = { brokerName: string; readQueues: number | null; isCompacted: boolean }

/**
 * The brokers of a topic: from memory, for a topic younger than that from the name server. `unread`: brokers never read
 * yet, which may have it. With `only`, that broker alone, whether it is known to have the topic or not.
 */
export async function brokersOfTopic(
  ctx: VerbContext,
  topic: string,
  only: string | undefined,
): Promise<{ brokers: TopicBroker[]; unread: TargetOutcome[] }> {
  if (only !== undefined && replicasOf(ctx.cluster.state, only).length === 0) throw brokerNotFound(ctx, only)
  const model = ctx.cluster.model(ctx.now())
  const known = sidesOfTopic(model, topic).map(({ brokerName, state }): TopicBroker => {
    const definition = state.topics.value?.get(topic)
    return {
      brokerName,
      readQueues: definition?.readQueues ?? null,
      isCompacted: definition?.attributes['cleanup.policy']?.toUpperCase() === 'COMPACTION',
    }
  })
  const unread = model.sides.filter((side) => side.state.topics.value === null).flatMap((side) => [...side.outcomes])
  const brokers = known.length > 0 ? known : await routed(ctx, topic)
  if (only === undefined) {
    if (brokers.length === 0) throw topicNotFound(ctx, topic)
    return { brokers, unread }
  }
  const chosen = brokers.filter((broker) => broker.brokerName === only)
  if (chosen.length > 0) return { brokers: chosen, unread: [] }
  if (brokers.length === 0) throw topicNotFound(ctx, topic)
  const holders = brokers.map((broker) => broker.brokerName)
  throw new ServiceError('topic-not-found', `Topic ${topic} is not on ${only}; it is on ${holders.join(', ')}`, {
    params: { topic, brokerName: only, holders },
  })
}

async function routed(ctx: VerbContext, topic: string): Promise<TopicBroker[]> {
  try {
    const route = await getTopicRoute(ctx.cluster.client, topic, { signal: ctx.signal })
    return (route?.queueDatas ?? [])
      .filter(({ brokerName }) => replicasOf(ctx.cluster.state, brokerName).length > 0)
      .map(({ brokerName, readQueueNums }) => ({ brokerName, readQueues: readQueueNums, isCompacted: false }))
  } catch (error) {
    // No name server that answers: what memory says is all there is.
    if (error instanceof DriverError) return []
    throw error
  }
}
