import type { TopicRoute } from '../requests/get-route-info-by-topic.ts'
import { masterAddress } from './find-brokers.ts'

/** A queue that producers send to. `address`: of the broker's master; null while an order configuration names a broker without one. */
export type WriteQueue = { brokerName: string; address: string | null; queueId: number }
type ReachableQueue = WriteQueue & { address: string }

const PERM_WRITE = 2

/**
 * The queues of a topic as Java's producers list them (MQClientInstance#topicRouteData2TopicPublishInfo, 4.9.7 and 5.3.3):
 * those of the order configuration as they stand, else of every broker with write permission and a master, by broker name.
 * The order matters: a sharding key is mapped onto this list.
 */
export function writeQueuesOf(route: TopicRoute): WriteQueue[] {
  const masters = new Map(route.brokerDatas.map((broker) => [broker.brokerName, masterAddress(broker)]))
  const queues = (brokerName: string, count: number): WriteQueue[] =>
    Array.from({ length: count }, (_, queueId) => ({ brokerName, address: masters.get(brokerName) ?? null, queueId }))
  if (route.orderTopicConf) {
    return route.orderTopicConf.split(';').flatMap((entry) => {
      const [brokerName = '', count = ''] = entry.split(':')
      return /^\d+$/.test(count) ? queues(brokerName, Number(count)) : []
    })
  }
  return route.queueDatas
    .filter(({ perm, brokerName }) => (perm & PERM_WRITE) !== 0 && masters.get(brokerName))
    .sort((a, b) => (a.brokerName < b.brokerName ? -1 : a.brokerName > b.brokerName ? 1 : 0))
    .flatMap(({ brokerName, writeQueueNums }) => queues(brokerName, writeQueueNums))
}

/** The queue of a sharding key (SelectMessageQueueByHash#select: Java's hash of the text, modulo, absolute); null of none. */
export function queueOfShardingKey(queues: readonly WriteQueue[], shardingKey: string): WriteQueue | null {
  if (queues.length === 0) return null
  return queues[Math.abs(javaHashCode(shardingKey) % queues.length)] ?? null
}

/**
 * One of the queues: on `preferred` if there is one, else on any other broker. `random`: from 0 to below 1, decides among
 * equals. Null when no broker with a master takes messages of the topic.
 */
export function anyWriteQueue(
  queues: readonly WriteQueue[],
  { preferred, random }: { preferred?: string | null; random: number },
): ReachableQueue | null {
  const reachable = queues.filter((queue): queue is ReachableQueue => queue.address !== null)
  const near = reachable.filter(({ brokerName }) => brokerName === preferred)
  const among = near.length > 0 ? near : reachable
  return among[Math.floor(random * among.length)] ?? null
}

/** String#hashCode: over UTF-16 units, in 32 bits. */
export function javaHashCode(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0
  return hash
}
