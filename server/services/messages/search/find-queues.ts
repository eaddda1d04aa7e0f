import 'server-only'
import { getMaxOffset } from '@/server/rocketmq/requests/get-max-offset.ts'
import { getMinOffset } from '@/server/rocketmq/requests/get-min-offset.ts'
import { getTopicStatsInfo } from '@/server/rocketmq/requests/get-topic-stats-info.ts'
import type { BrokerVoice } from './broker-voice'

/** What one queue holds; `lastMs` is the store time of its newest message, null when it is not known. */
export type QueueEnds = { queueId: number; min: number; max: number; lastMs: number | null }

/**
 * The ends of all queues of a topic on one broker by one call (202); null when the broker does not have the topic.
 * Brokers before 5.3.0 leave out queues that are only read (read queues beyond the write queues): those are asked for
 * one by one. `readQueues` null = not known.
 */
export async function findQueues(
  voice: BrokerVoice,
  topic: string,
  readQueues: number | null,
): Promise<QueueEnds[] | null> {
  const { client } = voice
  const { body } = await voice.ask((address, signal) => client.call(address, getTopicStatsInfo, { topic }, { signal }))
  if (body === null) return null
  const queues = body.offsetTable
    .filter(([queue]) => queue.topic === topic)
    .map(([{ queueId }, { lastUpdateTimestamp, maxOffset, minOffset }]): QueueEnds => {
      const last = Number(lastUpdateTimestamp)
      const max = Math.max(0, Number(maxOffset))
      return { queueId, min: Math.min(max, Math.max(0, Number(minOffset))), max, lastMs: last > 0 ? last : null }
    })
  const named = new Set(queues.map((queue) => queue.queueId))
  const others = Array.from({ length: readQueues ?? 0 }, (_, id) => id).filter((id) => !named.has(id))
  const read = await Promise.all(others.map((queueId) => endsOf(voice, topic, queueId)))
  return [...queues, ...read].sort((a, b) => a.queueId - b.queueId)
}

async function endsOf(voice: BrokerVoice, topic: string, queueId: number): Promise<QueueEnds> {
  const { client } = voice
  const header = { topic, queueId }
  const [max, min] = await Promise.all([
    voice.ask((address, signal) => client.call(address, getMaxOffset, header, { signal })),
    voice.ask((address, signal) => client.call(address, getMinOffset, header, { signal })),
  ])
  const end = Math.max(0, Number(max.header.offset))
  return { queueId, min: Math.min(end, Math.max(0, Number(min.header.offset))), max: end, lastMs: null }
}
