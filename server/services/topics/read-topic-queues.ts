import 'server-only'
import type { z } from 'zod'
import { readTopicQueues as endpoint, type TopicQueue } from '@/lib/contract/topics'
import { queueSkew } from '@/lib/domain/queue-balance.ts'
import { skewOf } from '@/server/metrics/clock-skew'
import { queueInRates } from '@/server/metrics/rates'
import { iso, isoOrNull, type Side } from '@/server/metrics/sides'
import { NO_OFFSET } from '@/server/metrics/state'
import { implement } from '../implement'
import { sidesOfTopic, truthOfSides } from '../truth'
import { findTopic } from './find-topic'

/** One queue that keeps over 40 % of the messages (and over one and a half times its even part) is worth a word. */
const MAX_SHARE = 0.4
/** A cold topic is read once a minute; offsets older than this, followed by failures, are no longer those of now. */
const STALE_AFTER_MS = 100_000

type QueueRow = z.infer<typeof TopicQueue>

/** Each queue a broker has of the topic, by broker name and queue id, from memory. */
export const readTopicQueues = implement(endpoint, ({ ctx, input }) => {
  const { topic, model } = findTopic(ctx, input.topic)
  const sides = sidesOfTopic(model, topic.name)
  const items = sides.flatMap((side) => queuesOf(side, topic.name, model.at))
  const skew = queueSkew(
    items.map((row) => (row.stale ? null : row.messagesKept)),
    { maxShare: MAX_SHARE },
  )
  const fullest = skew?.skewed ? items[skew.index] : undefined
  const truth = truthOfSides(sides)
  const times = items.flatMap((row) => (row.stale || row.asOf === null ? [] : [Date.parse(row.asOf)]))
  return {
    items,
    skew: skew && fullest ? { brokerName: fullest.brokerName, queueId: fullest.queueId, share: skew.share } : null,
    ...truth,
    asOf: times.length > 0 ? iso(Math.min(...times)) : truth.asOf,
  }
})

function queuesOf(side: Side, topic: string, now: number): QueueRow[] {
  const definition = side.state.topics.value?.get(topic)
  if (!definition) return []
  const offsets = side.state.offsets.get(topic)
  const newest = offsets?.newest ?? null
  // The time the values were true: a quiet broker proves that they still hold.
  const trueAt = offsets && newest ? Math.max(newest.at, offsets.verifiedAt) : null
  const stale = side.silent || (!!offsets?.error && trueAt !== null && now - trueAt > STALE_AFTER_MS)
  const inRates = stale || side.fromReplica !== null ? [] : queueInRates(offsets, now)
  const skewMs = skewOf(side.state) ?? 0
  const count = Math.max(definition.readQueues, definition.writeQueues, newest?.max.length ?? 0)
  return Array.from({ length: count }, (_, queueId) => {
    const minOffset = numberOf(newest?.min[queueId])
    const maxOffset = numberOf(newest?.max[queueId])
    const kept = minOffset === null || maxOffset === null ? null : Math.max(0, maxOffset - minOffset)
    const lastAt = newest?.lastAt[queueId] ?? Number.NaN
    return {
      brokerName: side.brokerName,
      queueId,
      minOffset,
      maxOffset,
      messagesKept: kept,
      lastMessageAt: isoOrNull(Number.isFinite(lastAt) ? lastAt - skewMs : null),
      inTps: inRates[queueId] ?? null,
      fromReplica: side.fromReplica,
      stale,
      asOf: isoOrNull(trueAt),
      // A slave's copy may be behind.
      atLeast: side.fromReplica !== null && maxOffset !== null ? ['maxOffset', 'messagesKept'] : [],
    }
  })
}

function numberOf(offset: bigint | undefined): number | null {
  return offset === undefined || offset === NO_OFFSET ? null : Number(offset)
}
