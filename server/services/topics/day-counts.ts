import 'server-only'
import { type PartialSum, sumPartial, type TargetOutcome } from '@/lib/domain/completeness.ts'
import type { ClusterModel, TopicModel } from '@/server/metrics/model'
import type { ClusterHandle } from '@/server/metrics/registry'
import { isoOrNull, whyNot } from '@/server/metrics/sides'
import { type ReplicaState, replicaKey } from '@/server/metrics/state'
import { askEach } from '@/server/rocketmq/admin/ask-each.ts'
import { type BrokerStatsItem, viewBrokerStatsData } from '@/server/rocketmq/requests/view-broker-stats-data.ts'
import { reasonOf } from '../driver-errors'

/** Messages put into a topic and handed to all its groups in the last 24 hours, as its masters count. */
export type DayCounts = { in24h: PartialSum; out24h: PartialSum; outcomes: TargetOutcome[] }

/** The counters are sampled by the broker every 10 s at best: asking again within this time tells nothing new. */
const KEEP_MS = 30_000
const MAX_KEPT = 200
/** The rest of the answer is in memory; a broker that hangs must not hold it back for long. */
const TIMEOUT_MS = 1_500
const DAY_MS = 24 * 3_600_000

const kept = new WeakMap<ClusterHandle, Map<string, { at: number; counts: DayCounts }>>()

/**
 * Asks each master of the topic (315): TOPIC_PUT_NUMS of the topic and GROUP_GET_NUMS of each `topic@group`. A counter
 * that a broker does not have counted nothing since that broker started: 0. A master that is not up is not asked.
 */
export async function dayCounts(
  cluster: ClusterHandle,
  model: ClusterModel,
  topic: TopicModel,
  call: { now: number; signal: AbortSignal },
): Promise<DayCounts> {
  let byTopic = kept.get(cluster)
  if (!byTopic) {
    byTopic = new Map()
    kept.set(cluster, byTopic)
  }
  const held = byTopic.get(topic.name)
  if (held && call.now - held.at < KEEP_MS) return held.counts
  const counts = await askMasters(cluster, model, topic, call)
  byTopic.delete(topic.name)
  // Only what everyone answered is worth keeping; a master that failed is asked again next time.
  if (counts.outcomes.every((outcome) => outcome.reason === null)) byTopic.set(topic.name, { at: call.now, counts })
  if (byTopic.size > MAX_KEPT) byTopic.delete(byTopic.keys().next().value!)
  return counts
}

type Question = { master: ReplicaState; statsName: 'TOPIC_PUT_NUMS' | 'GROUP_GET_NUMS'; statsKey: string }

async function askMasters(
  cluster: ClusterHandle,
  model: ClusterModel,
  topic: TopicModel,
  call: { now: number; signal: AbortSignal },
): Promise<DayCounts> {
  const groups = groupsEverOn(topic, model)
  const outcomes: TargetOutcome[] = []
  const questions: Question[] = []
  let silentMasters = 0
  for (const brokerName of topic.definitions.keys()) {
    const master = model.side.get(brokerName)?.master ?? null
    if (master?.state !== 'up') {
      silentMasters++
      outcomes.push({
        target: replicaKey(brokerName, 0),
        reason: master ? whyNot(master) : 'No master is known',
        lastGoodAt: isoOrNull(master?.runtime.asOf ?? null),
      })
      continue
    }
    questions.push({ master, statsName: 'TOPIC_PUT_NUMS', statsKey: topic.name })
    for (const group of groups)
      questions.push({ master, statsName: 'GROUP_GET_NUMS', statsKey: `${topic.name}@${group}` })
  }
  const answers = await askEach(questions, async ({ master, statsName, statsKey }) => {
    const options = { signal: call.signal, timeoutMs: Math.min(TIMEOUT_MS, cluster.config.timeoutMs) }
    const { body } = await cluster.client.call(master.address, viewBrokerStatsData, { statsName, statsKey }, options)
    return body
  })
  const parts: Record<Question['statsName'], Array<PartialSum | null>> = { TOPIC_PUT_NUMS: [], GROUP_GET_NUMS: [] }
  for (const { target, value } of answers.answered) {
    parts[target.statsName].push(windowSum(value, target.master, call.now))
    outcomes.push({ ...nameOf(target.master), reason: null })
  }
  for (const { target, error } of answers.failed) {
    parts[target.statsName].push(null)
    outcomes.push({ ...nameOf(target.master), reason: reasonOf(error) })
  }
  const unknown = Array.from<null>({ length: silentMasters }).fill(null)
  return {
    in24h: sumPartial([...parts.TOPIC_PUT_NUMS, ...unknown]),
    // No group has ever consumed it: nothing was handed out, as far as the masters that answer know.
    out24h: sumPartial([...(groups.length === 0 && questions.length > 0 ? [0] : parts.GROUP_GET_NUMS), ...unknown]),
    outcomes,
  }
}

const nameOf = (master: ReplicaState) => ({
  target: replicaKey(master.brokerName, master.brokerId),
  lastGoodAt: isoOrNull(master.runtime.asOf),
})

/**
 * The day's sum; the hour's or minute's while the broker has none yet: it samples the day once an hour
 * (StatsItem#samplingInHour; StatsAllSubCommand#compute24HourSum reads it so too, 4.4 to 5.5). A window that does not
 * reach back 24 hours is a lower bound, and so is the count of a broker that started less than a day ago.
 */
function windowSum(
  stats: Record<'statsDay' | 'statsHour' | 'statsMinute', BrokerStatsItem> | null,
  master: ReplicaState,
  now: number,
): PartialSum | null {
  const startedAtMs = master.runtime.value?.counters.startedAtMs ?? null
  const young = startedAtMs === null || now - startedAtMs < DAY_MS
  if (stats === null) return { value: 0, atLeast: young }
  const day = Number(stats.statsDay.sum)
  const value = day || Number(stats.statsHour.sum) || Number(stats.statsMinute.sum)
  // A counter that went back was restarted in the middle of its window.
  return value < 0 ? null : { value, atLeast: young || value !== day }
}

/** Groups that consume the topic now, and those that have ever committed an offset on it. */
function groupsEverOn(topic: TopicModel, model: ClusterModel): string[] {
  const groups = new Set(topic.groups)
  for (const brokerName of topic.definitions.keys()) {
    for (const [group, topics] of model.side.get(brokerName)?.state.committed.value?.groups ?? [])
      if (topics.has(topic.name)) groups.add(group)
  }
  return [...groups]
}
