import 'server-only'
import { readMessageByOffset as endpoint } from '@/lib/contract/messages'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { replicasOf } from '@/server/metrics/state'
import { type QueuePosition, readMessageAtQueueOffset } from '@/server/rocketmq/admin/read-message.ts'
import { BrokerRefused } from '@/server/rocketmq/errors.ts'
import { brokerNotFound } from '../brokers/broker-not-found'
import { ServiceError } from '../errors'
import { implement, type VerbContext } from '../implement'
import { truthOfCalls } from '../truth'
import { askBrokerName } from './ask-broker-name'
import { consumptionOf } from './consumption'
import { mayBeAt } from './find-message'
import { messageView } from './message-view'
import { topicNotFound } from './topic-not-found'

type Place = { topic: string; broker: string; queueId: number; offset: number }

/** The broker is asked even for a topic or queue that memory does not know: it may be seconds old. */
export const readMessageByOffset = implement(endpoint, async ({ ctx, input }) => {
  const { topic, broker, queueId } = input
  if (replicasOf(ctx.cluster.state, broker).length === 0) throw brokerNotFound(ctx, broker)
  const position = { topic, queueId, offset: BigInt(input.offset) }
  const answer = await askBrokerName(ctx, broker, (address) =>
    readMessageAtQueueOffset(ctx.cluster.client, address, position, { signal: ctx.signal }),
  )
  if (answer.error) throw refusal(ctx, input, answer.error)
  const { value } = answer
  if (value.outcome !== 'found') throw notThere(input, value, answer.outcomes)
  const copy = { message: value.message, brokerName: broker }
  const { consumption, outcomes } = await consumptionOf(ctx, copy)
  return {
    item: messageView(copy, consumption),
    minOffset: Math.max(0, Number(value.minOffset)),
    maxOffset: Math.max(0, Number(value.maxOffset)),
    ...truthOfCalls(ctx.now(), [...answer.outcomes, ...outcomes]),
  }
})

/** 17 TOPIC_NOT_EXIST; an illegal queue id is code 1, in later versions 29 with the same words (PullMessageProcessor). */
function refusal(ctx: VerbContext, { topic, broker, queueId }: Place, error: Error): Error {
  if (!(error instanceof BrokerRefused)) return error
  if (error.code === 17) {
    const elsewhere = ctx.cluster.model(ctx.now()).topics.get(topic)
    if (!elsewhere || elsewhere.definitions.size === 0) return topicNotFound(ctx, topic)
    const holders = [...elsewhere.definitions.keys()]
    return new ServiceError('topic-not-found', `Topic ${topic} is not on ${broker}; it is on ${holders.join(', ')}`, {
      params: { topic, brokerName: broker, holders },
    })
  }
  if (/queueId/i.test(error.remark ?? '')) {
    const queues = ctx.cluster.state.brokers.get(broker)?.topics.value?.get(topic)?.readQueues ?? null
    const known = queues === null ? '' : `; its queues are 0 to ${queues - 1}`
    return new ServiceError('queue-not-found', `Topic ${topic} has no queue ${queueId} on ${broker}${known}`, {
      params: { topic, brokerName: broker, queueId, readQueues: queues },
    })
  }
  return error
}

function notThere(
  { topic, broker, queueId, offset }: Place,
  at: Exclude<QueuePosition, { outcome: 'found' }>,
  outcomes: readonly TargetOutcome[],
) {
  const min = Math.max(0, Number(at.minOffset))
  const max = Math.max(0, Number(at.maxOffset))
  const queue = `Queue ${queueId} of ${topic} on ${broker}`
  const may = mayBeAt(outcomes)
  const notAnswered = outcomes.filter(({ reason }) => reason !== null).map(({ target }) => target)
  const params = { topic, brokerName: broker, queueId, offset, minOffset: min, maxOffset: max, notAnswered }
  if (at.outcome === 'out-of-range') {
    const holds = min >= max ? `is empty (its next offset is ${max})` : `holds offsets ${min} to ${max - 1}`
    return new ServiceError('offset-out-of-range', `${queue} ${holds}; ${offset} is outside${may}`, { params })
  }
  return new ServiceError(
    'message-not-found',
    `${queue} has no message at offset ${offset} any more; the next one is at ${at.nextOffset}${may}`,
    { params: { ...params, nextOffset: Number(at.nextOffset) } },
  )
}
