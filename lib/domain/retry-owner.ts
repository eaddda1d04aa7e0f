import { DLQ_PREFIX, RETRY_PREFIX } from './topic-kind.ts'

/** What is known of a cluster; sets, so that resolving a name costs a few look-ups however many groups there are. */
export type KnownNames = { groups: ReadonlySet<string>; topics: ReadonlySet<string> }

/**
 * Whose retry or dead-letter topic it is. `group` null = owner unknown. `topic` is the source topic where the name
 * carries it (retry topics of pop consumers), else null: the messages may come from any topic of the group.
 */
export type RetryOwner = { kind: 'retry' | 'dlq'; group: string | null; topic: string | null }

/**
 * Owner of a `%RETRY%…` or `%DLQ%…` topic; null for any other topic.
 *
 * `%RETRY%a_b` may be group `a_b`, or group `a` with topic `b` (pop; newer brokers write `a+b`): a known group of
 * exactly that name comes first, then `<group>+<topic>`, then `<group>_<topic>`, longest known group first; else
 * unknown. With `+`, which no name may hold, the group alone decides (its topic may be deleted); with `_` both halves
 * must be known. Dead-letter topics always carry the bare group (MixAll#getDLQTopic; pop too).
 * KeyBuilder#buildPopRetryTopicV1 and #buildPopRetryTopicV2, 5.2.
 */
export function retryOwner(topicName: string, known: KnownNames): RetryOwner | null {
  if (topicName.startsWith(DLQ_PREFIX)) {
    const group = topicName.slice(DLQ_PREFIX.length)
    return { kind: 'dlq', group: known.groups.has(group) ? group : null, topic: null }
  }
  if (!topicName.startsWith(RETRY_PREFIX)) return null
  const rest = topicName.slice(RETRY_PREFIX.length)
  if (known.groups.has(rest)) return { kind: 'retry', group: rest, topic: null }
  for (const separator of ['+', '_']) {
    for (let at = rest.lastIndexOf(separator); at > 0; at = rest.lastIndexOf(separator, at - 1)) {
      const group = rest.slice(0, at)
      const topic = rest.slice(at + 1)
      if (topic === '' || !known.groups.has(group)) continue
      if (separator === '+' || known.topics.has(topic)) return { kind: 'retry', group, topic }
    }
  }
  return { kind: 'retry', group: null, topic: null }
}

/** Retry and dead-letter topics of one group, each list in the order the topics were given. */
export type OwnedTopics = { retryTopics: string[]; dlqTopics: string[] }

/** All retry and dead-letter topics by owning group, and those whose owner is unknown. One pass over the topics. */
export function ownedTopics(
  topicNames: Iterable<string>,
  known: KnownNames,
): { byGroup: Map<string, OwnedTopics>; unknown: string[] } {
  const byGroup = new Map<string, OwnedTopics>()
  const unknown: string[] = []
  for (const topicName of topicNames) {
    const owner = retryOwner(topicName, known)
    if (owner === null) continue
    if (owner.group === null) {
      unknown.push(topicName)
      continue
    }
    let owned = byGroup.get(owner.group)
    if (!owned) {
      owned = { retryTopics: [], dlqTopics: [] }
      byGroup.set(owner.group, owned)
    }
    ;(owner.kind === 'retry' ? owned.retryTopics : owned.dlqTopics).push(topicName)
  }
  return { byGroup, unknown }
}
