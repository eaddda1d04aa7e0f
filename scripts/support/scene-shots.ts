import { pages } from '../../lib/url/pages.ts'
import { type Scene, sceneNames } from './scene.ts'

/** One page of the scene; `until` is what must be drawn before its picture is taken. */
export type Shot = { name: string; url: string; until?: string }

const chart = 'main svg.recharts-surface'

/** Every page of the console on the scene, tabs included. */
export async function sceneShots({ url, unconnectedUrl, clusterId: cluster }: Scene): Promise<Shot[]> {
  const { growingGroup, growingTopic, oddTopic } = sceneNames
  const topic = pages.topic(cluster, 'order-events')
  const failing = pages.group(cluster, 'coupon-issuer')
  const message = await newestMessage(url, cluster, growingTopic)
  const at = (name: string, address: string, until?: string): Shot => ({
    name,
    url: `${url}${address}`,
    ...(until === undefined ? {} : { until }),
  })
  return [
    { name: 'first-run', url: unconnectedUrl },
    at('clusters', pages.home()),
    at('unreachable', pages.overview('legacy')),
    at('overview', pages.overview(cluster), chart),
    at('topics', pages.topics(cluster)),
    at('topic', topic, chart),
    at('topic-queues', `${topic}?tab=queues`),
    at('topic-groups', `${topic}?tab=groups`),
    at('topic-producers', `${topic}?tab=producers`),
    at('topic-config', `${topic}?tab=config`),
    at('topic-odd-name', pages.topic(cluster, oddTopic), chart),
    at('groups', pages.groups(cluster)),
    at('group', pages.group(cluster, growingGroup), chart),
    at('group-clients', `${pages.group(cluster, 'order-service')}?tab=clients`),
    at('group-subscriptions', `${failing}?tab=subscriptions`),
    at('group-retry', `${failing}?tab=retry`),
    at('group-config', `${failing}?tab=config`),
    at('messages', pages.messages(cluster)),
    at('message-by-offset', pages.messageAt(cluster, growingTopic, message.broker, message.queueId, message.offset)),
    at('message', pages.message(cluster, message.id, growingTopic)),
    at('brokers', pages.brokers(cluster)),
    at('not-found', pages.topic(cluster, 'order-evnets')),
  ]
}

async function newestMessage(url: string, cluster: string, topic: string) {
  const base = `${url}/api/v1/clusters/${cluster}/topics/${topic}/queues`
  type Queues = { items: { brokerName: string; queueId: number; maxOffset: number | null }[] }
  const { items } = await json<Queues>(base)
  const queue = items.find(
    ({ brokerName, maxOffset }) => brokerName !== sceneNames.stoppedBroker && (maxOffset ?? 0) > 0,
  )
  if (!queue) throw new Error(`${topic} has no message on a broker that answers.`)
  const place = { broker: queue.brokerName, queueId: queue.queueId, offset: (queue.maxOffset ?? 1) - 1 }
  const { item } = await json<{ item: { messageId: string } }>(
    `${base}/${place.broker}/${place.queueId}/messages/${place.offset}`,
  )
  return { ...place, id: item.messageId }
}

async function json<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}
