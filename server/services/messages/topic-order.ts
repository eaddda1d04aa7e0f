import 'server-only'
import type { TopicModel } from '@/server/metrics/model'

/** Where a message with an unknown topic is looked for. `last`: topics of RocketMQ's own, where copies of it may be. */
export type TopicToAsk = { name: string; last: boolean; brokerNames: string[] }

type Known = Pick<TopicModel, 'name' | 'kind' | 'inTps' | 'messagesKept' | 'lastMessageAt' | 'definitions'>

// Delayed messages, retries that wait, half messages and timers are indexed under the topic they are parked in.
const PARKED_IN = ['SCHEDULE_TOPIC_XXXX', 'RMQ_SYS_TRANS_HALF_TOPIC', 'rmq_sys_wheel_timer']

/**
 * Every topic of a cluster, the likeliest first: users' topics by what they take in now, then by their newest message,
 * those known to be empty after the others; retry, dead-letter and system topics last, by name.
 */
export function topicsByActivity(topics: Iterable<Known>, brokerNames: readonly string[]): TopicToAsk[] {
  const known = [...topics]
  const rank = (topic: Known) => [
    topic.kind === 'user' ? 0 : 1,
    topic.messagesKept.value === 0 && !topic.messagesKept.atLeast ? 1 : 0,
    -(topic.kind === 'user' ? (topic.inTps.value ?? 0) : 0),
    -(topic.kind === 'user' ? (topic.lastMessageAt ?? 0) : 0),
  ]
  const ranked = known
    .map((topic) => ({ topic, rank: rank(topic) }))
    .sort((a, b) => {
      const differs = a.rank.findIndex((value, index) => value !== b.rank[index])
      if (differs !== -1) return a.rank[differs]! - b.rank[differs]!
      return a.topic.name < b.topic.name ? -1 : 1
    })
    .map(({ topic }) => ({ name: topic.name, last: topic.kind !== 'user', brokerNames: [...topic.definitions.keys()] }))
  const names = new Set(known.map(({ name }) => name))
  const parked = PARKED_IN.filter((name) => !names.has(name))
  return [...ranked, ...parked.map((name) => ({ name, last: true, brokerNames: [...brokerNames] }))]
}

/** The same topics in an order that does not change while one reads on: users' first, by name. */
export function topicsByName(topics: readonly TopicToAsk[]): TopicToAsk[] {
  return topics.toSorted((a, b) => (a.last === b.last ? (a.name < b.name ? -1 : 1) : a.last ? 1 : -1))
}
