import { pages } from '../../lib/url/pages.ts'

/** One page of the console, or one part of it that is drawn only when it is chosen. */
export type PageAddress = {
  name: string
  /** From the root of the console. */
  address: string
  /** What must be drawn before the page counts as there, beside its heading. */
  until?: string
}

/** Things that exist in the cluster whose pages are listed. */
export type ThingsOfCluster = {
  cluster: string
  topic: string
  /** With failing clients: its retry part has something to show. */
  failingGroup: string
  /** Drawn with its lag. */
  group: string
  message: { id: string; topic: string; broker: string; queueId: number; offset: number }
}

/** A producer group of the demonstration traffic. */
const producer = 'order-producer'

const chart = 'main svg.recharts-surface'
/** Of a table that is there, not of its skeleton. */
const row = 'tbody:not([aria-hidden]) tr td'

/** Every page of a connected cluster: what the pictures are taken of, and what the accessibility tests walk. */
export function everyPage({ cluster, topic, failingGroup, group, message }: ThingsOfCluster): PageAddress[] {
  const topicPage = pages.topic(cluster, topic)
  const failing = pages.group(cluster, failingGroup)
  const lookUp = `${pages.messages(cluster)}?`
  return [
    { name: 'overview', address: pages.overview(cluster), until: chart },
    { name: 'topics', address: pages.topics(cluster) },
    { name: 'topic', address: topicPage, until: chart },
    { name: 'topic-queues', address: `${topicPage}?tab=queues` },
    { name: 'topic-groups', address: `${topicPage}?tab=groups` },
    { name: 'topic-producers', address: `${topicPage}?tab=producers` },
    { name: 'topic-config', address: `${topicPage}?tab=config` },
    { name: 'groups', address: pages.groups(cluster) },
    { name: 'group', address: pages.group(cluster, group), until: chart },
    { name: 'group-clients', address: `${failing}?tab=clients` },
    { name: 'group-subscriptions', address: `${failing}?tab=subscriptions` },
    { name: 'group-retry', address: `${failing}?tab=retry` },
    { name: 'group-config', address: `${failing}?tab=config` },
    { name: 'messages', address: pages.messages(cluster) },
    {
      name: 'message-by-offset',
      address: pages.messageAt(cluster, message.topic, message.broker, message.queueId, message.offset),
    },
    { name: 'messages-by-time', address: `${lookUp}by=time&topic=${topic}&range=15m&tag=shipped`, until: row },
    { name: 'messages-by-key', address: `${lookUp}by=key&topic=${topic}&key=ORD-100001&range=all`, until: row },
    { name: 'message', address: pages.message(cluster, message.id, message.topic) },
    { name: 'trace', address: pages.trace(cluster, message.id, message.topic) },
    { name: 'trace-empty', address: pages.trace(cluster, message.id, message.topic, 'nowhere') },
    { name: 'dead-letters', address: pages.deadLetters(cluster) },
    { name: 'dead-letters-group', address: pages.deadLetters(cluster, failingGroup), until: `main section ${row}` },
    { name: 'producers', address: pages.producers(cluster) },
    { name: 'producer', address: pages.producer(cluster, producer), until: 'main aside table' },
    { name: 'brokers', address: pages.brokers(cluster) },
    { name: 'broker', address: pages.broker(cluster, 'broker-a'), until: chart },
    { name: 'broker-topics', address: `${pages.broker(cluster, 'broker-a')}?tab=topics` },
    { name: 'broker-runtime', address: `${pages.broker(cluster, 'broker-a')}?tab=runtime` },
    { name: 'broker-config', address: `${pages.broker(cluster, 'broker-a')}?tab=config&show=all` },
    { name: 'name-servers', address: pages.nameServers(cluster) },
    { name: 'settings', address: pages.settings(cluster) },
    { name: 'licences', address: `${pages.settings(cluster)}?tab=licences` },
  ]
}

/**
 * The newest message of a topic on a broker that answers, or one that is so many messages older, asked of the API at
 * `url`. Throws when there is none.
 */
export async function newestMessage(
  url: string,
  cluster: string,
  topic: string,
  older = 0,
): Promise<ThingsOfCluster['message']> {
  const base = `${url}/api/v1/clusters/${cluster}/topics/${encodeURIComponent(topic)}/queues`
  type Queues = { items: { brokerName: string; queueId: number; maxOffset: number | null; stale: boolean }[] }
  const { items } = await json<Queues>(base)
  const queue = items.find(({ stale, maxOffset }) => !stale && (maxOffset ?? 0) > older)
  if (!queue) throw new Error(`${topic} has no message on a broker that answers.`)
  const place = { broker: queue.brokerName, queueId: queue.queueId, offset: (queue.maxOffset ?? 1) - 1 - older }
  const { item } = await json<{ item: { messageId: string | null; offsetMessageId: string } }>(
    `${base}/${place.broker}/${place.queueId}/messages/${place.offset}`,
  )
  return { ...place, topic, id: item.messageId ?? item.offsetMessageId }
}

async function json<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}
