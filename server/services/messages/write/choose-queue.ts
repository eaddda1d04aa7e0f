import 'server-only'
import { replicaKey } from '@/server/metrics/state'
import { getTopicRoute } from '@/server/rocketmq/admin/find-brokers.ts'
import {
  anyWriteQueue,
  queueOfShardingKey,
  type WriteQueue,
  writeQueuesOf,
} from '@/server/rocketmq/admin/write-queues.ts'
import { brokerNotFound } from '../../brokers/broker-not-found'
import { ServiceError } from '../../errors'
import type { VerbContext } from '../../implement'
import { findTopic } from '../../topics/find-topic'
import { refuse } from './message-to-send'

export type ChosenQueue = WriteQueue & { address: string }

export type QueueWish = {
  /** The queue that Java's hash selector takes for this key. */
  shardingKey?: string | undefined
  /** This broker or none. */
  broker?: string | undefined
  queueId?: number | undefined
  /** This broker name if it takes messages of the topic, else any. */
  preferred?: string | null
}

/**
 * A queue that takes messages of a topic, from the route as a name server gives it to producers now. Throws
 * `topic-not-found`, `broker-not-found`, or `topic-not-writable` with the reason.
 */
export async function chooseQueue(ctx: VerbContext, topic: string, wish: QueueWish): Promise<ChosenQueue> {
  const found = findTopic(ctx, topic)
  if (found.topic.kind === 'system') throw notWritable(topic, 'it belongs to RocketMQ itself')
  const route = await getTopicRoute(ctx.cluster.client, topic, { signal: ctx.signal })
  if (route === null) throw notWritable(topic, 'no name server has a route to it, so no producer reaches it either')
  const queues = writeQueuesOf(route)
  const takers = [...new Set(queues.flatMap(({ brokerName, address }) => (address === null ? [] : [brokerName])))]
  if (takers.length === 0)
    throw notWritable(topic, 'no broker gives write permission, write queues and a master for it')
  if (wish.broker !== undefined) return queueOnBroker(ctx, topic, { ...wish, broker: wish.broker }, queues, takers)
  if (wish.shardingKey !== undefined) return withMaster(topic, queueOfShardingKey(queues, wish.shardingKey))
  const up = queues.filter(({ brokerName }) => !isDown(ctx, brokerName))
  const queue = anyWriteQueue(up, { preferred: wish.preferred ?? null, random: Math.random() })
  if (queue) return queue
  const detail = `No master that takes messages of ${topic} answers: ${takers.join(', ')}`
  throw new ServiceError('broker-unreachable', detail, { params: { topic, brokers: takers } })
}

function queueOnBroker(
  ctx: VerbContext,
  topic: string,
  { broker, queueId }: { broker: string; queueId?: number | undefined },
  queues: readonly WriteQueue[],
  takers: readonly string[],
): ChosenQueue {
  if (!ctx.cluster.state.brokers.has(broker)) throw brokerNotFound(ctx, broker)
  const own = queues.filter(({ brokerName }) => brokerName === broker)
  if (!takers.includes(broker))
    throw notWritable(topic, `broker ${broker} takes no messages of it; these do: ${takers.join(', ')}`)
  if (queueId === undefined) return withMaster(topic, anyWriteQueue(own, { random: Math.random() }))
  const named = own.find((queue) => queue.queueId === queueId)
  if (!named) refuse([{ path: 'queueId', message: `${broker} has write queues 0 to ${own.length - 1} of ${topic}` }])
  return withMaster(topic, named ?? null)
}

function withMaster(topic: string, queue: WriteQueue | null): ChosenQueue {
  if (queue && queue.address !== null) return { ...queue, address: queue.address }
  const where = queue ? `queue ${queue.queueId} of ${queue.brokerName}, which has no master now` : 'no queue'
  throw notWritable(topic, `the message belongs into ${where}`)
}

const isDown = (ctx: VerbContext, brokerName: string) =>
  ctx.cluster.state.replicas.get(replicaKey(brokerName, 0))?.state === 'down'

function notWritable(topic: string, reason: string): ServiceError {
  return new ServiceError('topic-not-writable', `Topic ${topic} takes no message: ${reason}`, {
    params: { topic, reason },
  })
}
