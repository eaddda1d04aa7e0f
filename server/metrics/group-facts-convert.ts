import 'server-only'
import type { ConsumeStats } from '@/server/rocketmq/requests/get-consume-stats.ts'
import type { ConsumerRunningInfo } from '@/server/rocketmq/requests/get-consumer-running-info.ts'
import type { QueueTimeSpan } from '@/server/rocketmq/requests/query-consume-time-span.ts'
import type { Subscription } from './state'

/** A queue a client holds; `at` = when it last pulled, epoch ms on its own clock, 0 if unknown. */
export type OwnedQueue = { key: string; pulledAt: number; pop: boolean }
export type ClientSay = { subscriptions: readonly Subscription[]; queues: readonly OwnedQueue[] }

/** `consumedAt`: store time of the last consumed message on the broker's clock; null = unknown. */
export type QueueStats = { inFlight: number | null; consumedAt: number | null }

/**
 * `delayMs`: age of the first unconsumed message, both times taken by the broker, so no clock skew enters; null = the
 * broker does not know. `firstKeptAt`: store time of the oldest message kept, on the broker's clock.
 */
export type QueueSpan = { delayMs: number | null; firstKeptAt: number | null }

export const queueKey = (topic: string, brokerName: string, queueId: number) => `${topic}\n${brokerName}\n${queueId}`

const time = (value: bigint | undefined): number => (value !== undefined && value > 0n ? Number(value) : 0)
const timeOrNull = (value: bigint): number | null => time(value) || null

export function subscriptionsOf(info: ConsumerRunningInfo): Subscription[] {
  return (info.subscriptionSet ?? []).map((s) => ({
    topic: s.topic,
    expressionType: s.expressionType || 'TAG',
    expression: s.subString ?? '*',
  }))
}

export function clientSay(info: ConsumerRunningInfo): ClientSay {
  const queues: OwnedQueue[] = []
  for (const [queue, process] of info.mqTable ?? []) {
    // A queue that was taken away stays in the table for a moment. Pop may name queue −1: all of them.
    if (process.droped || queue.queueId < 0) continue
    const pulledAt = Math.max(time(process.lastPullTimestamp), time(process.lastConsumeTimestamp))
    queues.push({ key: queueKey(queue.topic, queue.brokerName, queue.queueId), pulledAt, pop: false })
  }
  for (const [queue, process] of info.mqPopTable ?? []) {
    if (process.droped || queue.queueId < 0) continue
    const pulledAt = time(process.lastPopTimestamp)
    queues.push({ key: queueKey(queue.topic, queue.brokerName, queue.queueId), pulledAt, pop: true })
  }
  return { subscriptions: subscriptionsOf(info), queues }
}

/** In flight = pull offset − committed offset; 4.x and 5.0 do not give a pull offset, static topics give −1. */
export function queueStats(body: ConsumeStats | null): ReadonlyMap<string, QueueStats> {
  const stats = new Map<string, QueueStats>()
  for (const [queue, offsets] of body?.offsetTable ?? []) {
    const { pullOffset, consumerOffset } = offsets
    const known = pullOffset !== undefined && pullOffset >= 0n && consumerOffset >= 0n
    const inFlight = known ? Math.max(0, Number(pullOffset - consumerOffset)) : null
    stats.set(queueKey(queue.topic, queue.brokerName, queue.queueId), {
      inFlight,
      consumedAt: timeOrNull(offsets.lastTimestamp),
    })
  }
  return stats
}

export function queueSpans(spans: readonly QueueTimeSpan[]): Map<string, QueueSpan> {
  return new Map(
    spans.map((span) => {
      const { topic, brokerName, queueId } = span.messageQueue
      // 0 where nothing is left; null where the broker has no store time for the committed offset.
      const delayMs = span.delayTime !== null && span.delayTime > 0n ? Number(span.delayTime) : null
      return [queueKey(topic, brokerName, queueId), { delayMs, firstKeptAt: timeOrNull(span.minTimeStamp) }]
    }),
  )
}
