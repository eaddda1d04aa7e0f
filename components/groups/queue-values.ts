import type { OutputOf } from '@/lib/contract/endpoint'
import type { readGroupLag } from '@/lib/contract/groups'
import { type PartialSum, sumPartial } from '@/lib/domain/completeness'
import { naturalCompare } from '@/lib/domain/natural-sort'
import { queueSkew } from '@/lib/domain/queue-balance'
import type { QueueRow } from './group-values'

type Lag = OutputOf<typeof readGroupLag>

/** Names a queue within its group. */
export function queueKey(row: Pick<QueueRow, 'topic' | 'brokerName' | 'queueId'>): string {
  return `${row.topic}\n${row.brokerName}\n${row.queueId}`
}

/** Queues of the subscriptions, and those that only offsets remain of. */
export function splitQueues(items: readonly QueueRow[]): { current: QueueRow[]; leftover: QueueRow[] } {
  return { current: items.filter((row) => !row.leftover), leftover: items.filter((row) => row.leftover) }
}

/** Sum over queues: a queue that did not answer makes it a lower bound, whatever it last said. */
export function lagSum(rows: readonly QueueRow[]): PartialSum {
  return sumPartial(
    rows.map((row) => (row.stale ? null : { value: row.lagMessages, atLeast: row.atLeast.includes('lagMessages') })),
  )
}

/** Expired unread messages, which are in no lag. */
export function expiredSum(rows: readonly QueueRow[]): PartialSum {
  return sumPartial(rows.map((row) => (row.stale ? null : row.expiredMessages)))
}

/** The most that one queue waits for: what the bars are measured by. 0 where nothing is known or nothing waits. */
export function largestLag(rows: readonly QueueRow[]): number {
  return rows.reduce((most, row) => Math.max(most, row.lagMessages ?? 0), 0)
}

/** A queue below this is no matter, however alone it is: the lamp "growing lag" starts here too. */
const SKEW_FROM_MESSAGES = 1_000
const SKEW_SHARE = 0.5

/** The queue that holds most of its topic's lag, by topic. */
export function skewedQueues(rows: readonly QueueRow[]): ReadonlyMap<string, { key: string; share: number }> {
  const found = new Map<string, { key: string; share: number }>()
  for (const [topic, queues] of byTopic(rows)) {
    const skew = queueSkew(
      queues.map((row) => row.lagMessages),
      { maxShare: SKEW_SHARE },
    )
    const queue = skew ? queues[skew.index] : undefined
    if (!skew?.skewed || !queue || queue.kind !== 'user' || (queue.lagMessages ?? 0) < SKEW_FROM_MESSAGES) continue
    found.set(topic, { key: queueKey(queue), share: skew.share })
  }
  return found
}

/** The queue whose first waiting message is the oldest; null while none is known to wait. */
export function oldestQueue(rows: readonly QueueRow[]): QueueRow | null {
  return rows.reduce<QueueRow | null>(
    (oldest, row) => ((row.lagMs ?? 0) > (oldest?.lagMs ?? 0) && !row.stale && !row.leftover ? row : oldest),
    null,
  )
}

/** Queues whose lag nobody could say. */
export function unknownQueues(rows: readonly QueueRow[]): number {
  return rows.filter((row) => row.stale || row.lagMessages === null).length
}

/** Brokers that hold some of these queues. */
export function brokersOf(rows: readonly QueueRow[]): string[] {
  return [...new Set(rows.map((row) => row.brokerName))].sort(naturalCompare)
}

export function byTopic(rows: readonly QueueRow[]): Map<string, QueueRow[]> {
  const topics = new Map<string, QueueRow[]>()
  for (const row of rows) {
    const queues = topics.get(row.topic)
    if (queues) queues.push(row)
    else topics.set(row.topic, [row])
  }
  return topics
}

/** Queues each client holds and what waits in them. */
export function loadOfClients(rows: readonly QueueRow[]): ReadonlyMap<string, { queues: number; lag: PartialSum }> {
  const owned = new Map<string, QueueRow[]>()
  for (const row of rows) {
    if (row.clientId === null || row.leftover) continue
    owned.set(row.clientId, [...(owned.get(row.clientId) ?? []), row])
  }
  return new Map([...owned].map(([clientId, queues]) => [clientId, { queues: queues.length, lag: lagSum(queues) }]))
}

/** What stands in a queue's owner cell when no client is named. */
export type NoOwner = 'offline' | 'everybody' | 'shared' | 'notAnswered' | 'nobody'

export function whyNoOwner(
  lag: Pick<Lag, 'ownersAsOf'>,
  group: { state: string; consumeType: string; messageModel: string },
  everyClientAnswered: boolean,
): NoOwner {
  if (group.state === 'offline') return 'offline'
  if (group.messageModel === 'broadcasting') return 'everybody'
  if (lag.ownersAsOf === null || group.state === 'unknown') return 'notAnswered'
  if (group.consumeType === 'pop') return 'shared'
  return everyClientAnswered ? 'nobody' : 'notAnswered'
}
