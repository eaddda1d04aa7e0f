import 'server-only'
import type { z } from 'zod'
import type { readBroker } from '@/lib/contract/brokers'
import { type PartialSum, sumPartial } from '@/lib/domain/completeness.ts'
import { permission } from '@/lib/domain/permission.ts'
import { ratePerSecond } from '@/lib/domain/rate.ts'
import type { ClusterModel } from '@/server/metrics/model'
import { type CommittedPair, queueOutRate, topicInRate, unknownPart } from '@/server/metrics/rates'
import type { Side } from '@/server/metrics/sides'
import { NO_OFFSET, type QueueOffsets, type TopicOffsets } from '@/server/metrics/state'

export type HostedTopic = z.infer<typeof readBroker.response>['topics'][number]

/** A line of the last 15 minutes is drawn for this many topics. */
const WITH_TREND = 20

/** The topics of one broker with what they hold and how they move there, by name. Last good values while it is silent. */
export function hostedTopics(side: Side, model: ClusterModel, now: number): HostedTopic[] {
  const out = outRates(model.pairs.get(side.brokerName) ?? null)
  const topics = [...(side.state.topics.value ?? [])].map(([name, definition]): HostedTopic => {
    const offsets = side.state.offsets.get(name)
    // A slave's log may be behind and is not where producers write: what comes into it is not the topic's rate.
    const inRate = side.silent || side.fromReplica !== null ? unknownPart : topicInRate(offsets, now)
    const outRate = side.silent || !out ? unknownPart : sumPartial(out.get(name) ?? [NOTHING])
    const kept = keptOn(offsets?.newest ?? null)
    const parts = { inTps: inRate, outTps: outRate, messagesKept: { ...kept, atLeast: side.fromReplica !== null } }
    return {
      name,
      readQueues: definition.readQueues,
      writeQueues: definition.writeQueues,
      permission: permission(definition.perm) ?? 'none',
      type: model.topics.get(name)?.type ?? 'UNKNOWN',
      inTps: inRate.value,
      outTps: outRate.value,
      messagesKept: kept.value,
      inTrend: null,
      atLeast: Object.entries(parts).flatMap(([field, part]) => (part.value !== null && part.atLeast ? [field] : [])),
    }
  })
  const busiest = [...topics].sort((a, b) => (b.inTps ?? 0) - (a.inTps ?? 0)).slice(0, WITH_TREND)
  for (const topic of busiest) if (topic.inTps) topic.inTrend = inTrend(side.state.offsets.get(topic.name))
  return topics.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Nobody consumes it here: zero. */
const NOTHING = 0

/** Each topic's out-rates by group and queue of one broker; null while there is nothing to measure from. */
function outRates(pair: CommittedPair | null): Map<string, (number | null)[]> | null {
  if (!pair) return null
  const rates = new Map<string, (number | null)[]>()
  for (const [group, topics] of pair.to.groups) {
    for (const [topic, queues] of topics) {
      const list = rates.get(topic) ?? []
      for (let queueId = 0; queueId < queues.length; queueId++) {
        const rate = queueOutRate(pair, group, topic, queueId)
        if (rate !== undefined) list.push(rate)
      }
      if (list.length > 0) rates.set(topic, list)
    }
  }
  return rates
}

function keptOn(offsets: QueueOffsets | null): { value: number | null } {
  if (!offsets) return { value: null }
  let sum = 0n
  offsets.max.forEach((max, queueId) => {
    const min = offsets.min[queueId]!
    if (max !== NO_OFFSET) sum += max - (min > 0n ? min : 0n)
  })
  return { value: Number(sum) }
}

/** In-rates between the samples that are kept, oldest first. What an other replica gave is a gap. */
function inTrend(offsets: TopicOffsets | undefined): (number | null)[] {
  if (!offsets?.newest) return []
  const samples = thinned([...offsets.history, offsets.newest])
  return samples.slice(1).map((to, i): number | null => {
    const from: QueueOffsets = samples[i]!
    if (from.at < (offsets.sourceSince ?? 0) || from.max.length !== to.max.length) return null
    const sum: PartialSum = sumPartial(
      Array.from(to.max, (max, queueId) => {
        const before = from.max[queueId]!
        if (max === NO_OFFSET || before === NO_OFFSET) return null
        return ratePerSecond({ atMs: from.at, offset: before }, { atMs: to.at, offset: max })
      }),
    )
    return sum.atLeast ? null : sum.value
  })
}

const TREND_STEP_MS = 25_000

/** Samples at least 25 s apart: the last minute is kept more densely than the time before. */
function thinned(samples: readonly QueueOffsets[]): QueueOffsets[] {
  const kept: QueueOffsets[] = []
  for (const sample of samples) {
    const last = kept.at(-1)
    if (!last || sample.at - last.at >= TREND_STEP_MS) kept.push(sample)
  }
  return kept
}
