import 'server-only'
import { RETRY_PREFIX } from '@/lib/domain/topic-kind.ts'
import type { GroupModel } from '@/server/metrics/group-model'
import type { WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { propertyOf } from '../messages/message-row'

/** Topic and unique id of the message that a dead letter was; brokers of 4.x name only the topic and the retry's origin. */
export function originOf(message: WireMessage): { topic: string | null; messageId: string | null } {
  return {
    topic: propertyOf(message, 'DLQ_ORIGIN_TOPIC') ?? propertyOf(message, 'RETRY_TOPIC'),
    messageId:
      propertyOf(message, 'DLQ_ORIGIN_MESSAGE_ID') ??
      propertyOf(message, 'ORIGIN_MESSAGE_ID') ??
      propertyOf(message, 'UNIQ_KEY'),
  }
}

/** Whether a group consumes by pop, as its clients say; null: none is connected, or they do not say. */
export function popOf(group: Pick<GroupModel, 'connections'> | null): boolean | null {
  if (group === null || group.connections.state !== 'online') return null
  const { consumeType } = group.connections
  return consumeType === 'unknown' ? null : consumeType === 'pop'
}

/**
 * The topic from which a group, and nobody else, gets a message of `origin` again. Push consumers: `%RETRY%group`, where
 * the client takes the topic from RETRY_TOPIC (DefaultMQPushConsumerImpl#resetRetryAndNamespace). Pop consumers: one per
 * topic, `%RETRY%group_topic` or since 5.2 `%RETRY%group+topic`, whichever the brokers have (KeyBuilder).
 * `retryTopics`: those of the group that exist.
 */
export function retryTopicOf(
  group: string,
  origin: string,
  { pop, retryTopics }: { pop: boolean | null; retryTopics: readonly string[] },
): string {
  const push = `${RETRY_PREFIX}${group}`
  const first = `${push}_${origin}`
  const second = `${push}+${origin}`
  const existing = [second, first].find((topic) => retryTopics.includes(topic))
  if (pop === true) return existing ?? first
  if (pop === null && !retryTopics.includes(push)) return existing ?? push
  return push
}
