import 'server-only'
import { type PartialSum, sumPartial } from '@/lib/domain/completeness.ts'
import { type LagTime, lagTimeFromStoreTime, maxLagTime } from '@/lib/domain/lag-time.ts'
import { skewOf } from '@/server/metrics/clock-skew'
import type { GroupFacts } from '@/server/metrics/group-facts'
import { type OwnedQueue, queueKey } from '@/server/metrics/group-facts-convert'
import type { GroupModel, GroupQueueModel } from '@/server/metrics/group-model'
import type { Side } from '@/server/metrics/sides'

/** A 303 answer older than this says less than our own samples. */
const SPAN_MAX_AGE_MS = 20_000

const keyOf = (queue: GroupQueueModel) => queueKey(queue.topic, queue.brokerName, queue.queueId)

/**
 * Age of the first unconsumed message: as the broker measured it (303), else from the store time of the oldest message
 * where what was unread expired, else from our samples.
 */
export function queueLagTime(
  queue: GroupQueueModel,
  facts: GroupFacts | null,
  sides: readonly Side[],
  now: number,
): LagTime {
  const reading = facts?.spans.get(queue.brokerName)
  if (queue.lagMessages === 0 || queue.stale || !reading?.value || now - (reading.asOf ?? 0) > SPAN_MAX_AGE_MS)
    return queue.lagTime
  const span = reading.value.get(keyOf(queue))
  if (!span) return queue.lagTime
  if (span.delayMs !== null) return { lagMs: span.delayMs, atLeast: false }
  const side = sides.find((s) => s.brokerName === queue.brokerName)
  const fromStoreTime = lagTimeFromStoreTime((queue.expiredMessages ?? 0) > 0 ? span.firstKeptAt : null, {
    nowMs: reading.asOf ?? now,
    clockSkewMs: side ? skewOf(side.state) : null,
  })
  return fromStoreTime === null ? queue.lagTime : { lagMs: fromStoreTime, atLeast: false }
}

/** Lag time of the whole group with what the brokers said on request. */
export function groupLagTime(
  group: GroupModel,
  facts: GroupFacts | null,
  sides: readonly Side[],
  now: number,
): LagTime {
  const { lagMessages, atLeast } = group.lag
  if (lagMessages === null || (lagMessages === 0 && !atLeast)) return group.lagTime
  return maxLagTime(
    group.queues
      .filter((q) => !q.leftover)
      .map((q) => (q.stale ? { lagMs: null, atLeast: false } : queueLagTime(q, facts, sides, now))),
  )
}

/** When the last consumed message of a queue was stored, with the broker's clock skew taken out; null = unknown. */
export function lastConsumedAt(
  queue: GroupQueueModel,
  facts: GroupFacts | null,
  sides: readonly Side[],
): number | null {
  const at = facts?.stats.get(queue.brokerName)?.value?.get(keyOf(queue))?.consumedAt ?? null
  const side = sides.find((s) => s.brokerName === queue.brokerName)
  return at === null ? null : at - ((side && skewOf(side.state)) ?? 0)
}

/** Delivered and not yet acknowledged (208); unknown on brokers that do not say, and for broadcasting groups. */
export function inFlightOf(group: GroupModel, facts: GroupFacts | null): PartialSum {
  if (!facts || group.connections.messageModel === 'broadcasting') return sumPartial([])
  const counted = group.queues.filter((q) => !q.leftover)
  return sumPartial(
    counted.map((queue) => {
      const reading = facts.stats.get(queue.brokerName)
      if (queue.stale || !reading || reading.error) return null
      const stats = reading.value?.get(keyOf(queue))
      // Never committed: the broker counts from 0, which says nothing of what was delivered.
      if (queue.committedOffset === 'never') return null
      // Not named: the broker skips queues the group has no offset on, so nothing was delivered from them.
      return stats === undefined ? 0 : stats.inFlight
    }),
  )
}

/**
 * clientId by queue. Two clients that both claim a queue (a rebalance under way) are told apart by who pulled last; of
 * pop clients several may share a queue, which then has no single owner. Broadcasting: every client has every queue.
 */
export function ownersOf(group: GroupModel, facts: GroupFacts | null): Map<string, string> {
  const owners = new Map<string, { clientId: string; queue: OwnedQueue }>()
  const shared = new Set<string>()
  if (!facts || group.connections.messageModel === 'broadcasting') return new Map()
  const present = new Set(group.connections.clients.map((c) => c.clientId))
  for (const [clientId, { value, error }] of facts.clients) {
    if (!value || error || !present.has(clientId)) continue
    for (const queue of value.queues) {
      const holder = owners.get(queue.key)
      if (holder && (queue.pop || holder.queue.pop)) shared.add(queue.key)
      if (!holder || queue.pulledAt > holder.queue.pulledAt) owners.set(queue.key, { clientId, queue })
    }
  }
  return new Map([...owners].filter(([key]) => !shared.has(key)).map(([key, { clientId }]) => [key, clientId]))
}

export const ownerOf = (owners: ReadonlyMap<string, string>, queue: GroupQueueModel): string | null =>
  owners.get(keyOf(queue)) ?? null

/** When the oldest of the clients' answers was given; null while none has answered. */
export function ownersAsOf(facts: GroupFacts | null): number | null {
  const times = [...(facts?.clients.values() ?? [])].filter((r) => r.value && !r.error).map((r) => r.asOf!)
  return times.length > 0 ? Math.min(...times) : null
}
