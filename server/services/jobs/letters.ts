import 'server-only'
import { readQueueStep } from '@/server/rocketmq/admin/read-queue.ts'
import type { WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import type { NewItem, SourcePosition } from '@/server/store/ledger'
import { originOf, popOf, retryTopicOf } from '../dead-letters/resend-target'
import type { VerbContext } from '../implement'
import { copyOf } from '../messages/copy-of'
import type { StoredCopy } from '../messages/message-row'
import { BrokerVoice } from '../messages/search/broker-voice'
import { writableQueue } from '../messages/writable-queue'
import type { ResendParams } from './resend-job'

/** What is sent for one dead letter. */
export type Outgoing = {
  address: string
  brokerName: string
  queueId: number
  topic: string
  isRetry: boolean
  sysFlag: number
  flag: number
  properties: string
  body: Buffer
}

/** A dead letter with its row of the ledger. Without `outgoing` it cannot be sent, for the reason `why`. */
export type Letter = { item: NewItem; message: WireMessage | null } & (
  | { outgoing: Outgoing; why: null }
  | { outgoing: null; why: string }
)

export const sourceOf = ({ brokerName, message }: StoredCopy, topic: string): SourcePosition => ({
  topic,
  broker: brokerName,
  queueId: message.queueId,
  offset: Number(message.queueOffset),
})

/**
 * Where a letter goes and what of it: to the group's own retry topic, or back to the topic that it came from if that
 * was confirmed; on the broker that holds it, else on one that takes messages of that topic.
 */
export function letterOf(
  ctx: VerbContext,
  params: ResendParams,
  id: { seq: number; messageId: string },
  source: SourcePosition,
  message: WireMessage,
): Letter {
  const refused = (why: string, target = ''): Letter => ({
    item: { ...id, source, target, targetBroker: null },
    message,
    outgoing: null,
    why,
  })
  const origin = originOf(message)
  if (origin.topic === null)
    return refused('It does not say which topic it came from: neither DLQ_ORIGIN_TOPIC nor RETRY_TOPIC')
  const isRetry = params.target === 'group'
  if (!isRetry && !params.origins.includes(origin.topic))
    return refused(`It came from ${origin.topic}, which was not confirmed as a target`, origin.topic)
  const group = ctx.cluster.model(ctx.now()).groups.get(params.group) ?? null
  const known = { pop: popOf(group), retryTopics: group?.retryTopics ?? [] }
  const topic = isRetry ? retryTopicOf(params.group, origin.topic, known) : origin.topic
  const options = { prefer: source.broker, ...(isRetry ? { createdBy: params.group } : {}) }
  const queue = writableQueue(ctx.cluster.state, topic, options)
  if (queue === null) return refused(`No broker takes messages of ${topic} now`, topic)
  const more: Array<[string, string]> = isRetry ? [['RETRY_TOPIC', origin.topic]] : []
  if (isRetry && origin.messageId !== null) more.push(['ORIGIN_MESSAGE_ID', origin.messageId])
  return {
    item: { ...id, source, target: topic, targetBroker: queue.brokerName },
    message,
    outgoing: { ...queue, topic, isRetry, ...copyOf(message, id.messageId, more) },
    why: null,
  }
}

/** The letter at one place; null: nothing is stored there any more. Rejects when its broker does not answer. */
export async function letterAt(ctx: VerbContext, source: SourcePosition): Promise<WireMessage | null> {
  const voice = new BrokerVoice(ctx, source.broker, ctx.signal)
  const at = BigInt(source.offset)
  const { messages } = await readQueueStep(voice.pullOf(source.topic, source.queueId), at, at + 1n, 1)
  return messages.find(({ queueOffset }) => queueOffset === at) ?? null
}
