import { expect } from '@playwright/test'
import { readMessageByOffset } from '@/lib/contract/messages'
import { readTopicQueues } from '@/lib/contract/topics'
import type { Api } from './api'
import { busyTopic, cluster } from './names'

/** The newest message of the topic's first queue that has one. */
export async function newestMessage(api: Api) {
  const { items } = await api.read(readTopicQueues, { cluster, topic: busyTopic })
  const queue = items.find((each) => (each.messagesKept ?? 0) > 0 && !each.stale)
  expect(queue, `a queue of ${busyTopic} with messages`).toBeDefined()
  const { item } = await api.read(readMessageByOffset, {
    cluster,
    topic: busyTopic,
    broker: queue?.brokerName ?? '',
    queueId: queue?.queueId ?? 0,
    offset: (queue?.maxOffset ?? 1) - 1,
  })
  return { ...item, messageId: item.messageId ?? '' }
}
