import 'server-only'
import type { Sample } from '@/lib/domain/sample.ts'
import { GROWING_LAG, isLagGrowing } from '@/lib/domain/trend.ts'
import type { GroupModel } from './group-model'
import type { ClusterModel } from './model'
import type { Found, LampFinding, RuleInput } from './problems'
import type { Recorder } from './recorder'
import { NO_OFFSET } from './state'

const NO_CONSUMER_MS = 60_000
const DANGER_LAG_MS = 3_600_000

const ofGroup = (group: GroupModel): Found['subject'] => ({ kind: 'group', name: group.name, brokerId: null })

/** Groups that a person looks after: not RocketMQ's own, and not those that are only left-over offsets. */
const live = (model: ClusterModel): GroupModel[] =>
  [...model.groups.values()].filter((group) => !group.system && !group.leftover)

/** The recorded lag of a group since `sinceMs`. */
export function lagSamples(recorder: Recorder, group: string, now: number, sinceMs?: number): Sample[] {
  const points = recorder.series(`group:${group}`)?.points(now, sinceMs) ?? []
  return points.map(({ at, values }) => ({ atMs: at, value: values.lagMessages ?? null }))
}

/** Lag ≥ 1,000, risen in 4 of the last 5 minutes, and more in than out. */
export function growingLagProblems({ model, recorder, memory, now }: RuleInput): LampFinding {
  const items: Found[] = []
  let undecided = model.sides.length === 0
  const reachMs = (GROWING_LAG.ofMinutes + 1) * 60_000
  for (const group of live(model)) {
    const lagNow = group.lag.lagMessages
    if (group.lag.unknown === 'nothing-known') undecided = true
    if (lagNow === null || lagNow < GROWING_LAG.minLagMessages) continue
    const growing = isLagGrowing({
      lag: lagSamples(recorder, group.name, now, now - reachMs),
      inTps: group.inTps.value,
      outTps: group.outTps.value,
      nowMs: now,
    })
    if (growing === null) undecided = true
    if (growing !== true) continue
    items.push({
      lamp: 'growingLag',
      kind: 'lag-growing',
      severity: (group.lagTime.lagMs ?? 0) >= DANGER_LAG_MS ? 'danger' : 'warning',
      subject: ofGroup(group),
      facts: {
        lagMessages: lagNow,
        atLeast: group.lag.atLeast,
        lagMs: group.lagTime.lagMs === null ? null : Math.round(group.lagTime.lagMs),
        inTps: group.inTps.value,
        outTps: group.outTps.value,
      },
      sinceMs: memory.shownSince(memory.since(`lag-growing ${group.name}`, now)),
    })
  }
  return { items, unknown: undecided }
}

/** Lag above 0, and nobody connected for 60 s. */
export function noConsumerProblems({ model, memory, now }: RuleInput): LampFinding {
  const items: Found[] = []
  const groups = live(model)
  for (const group of groups) {
    const lagMessages = group.lag.lagMessages
    if (group.connections.state !== 'offline' || lagMessages === null || lagMessages === 0) continue
    const since = memory.since(`no-consumer ${group.name}`, now)
    if (now - since < NO_CONSUMER_MS) continue
    items.push({
      lamp: 'noConsumer',
      kind: 'no-consumer',
      severity: 'warning',
      subject: ofGroup(group),
      facts: { lagMessages, atLeast: group.lag.atLeast },
      sinceMs: memory.shownSince(since),
    })
  }
  const asked = groups.some((g) => g.connections.state !== 'unknown')
  return { items, unknown: model.sides.length === 0 || (groups.length > 0 && !asked) }
}

/** Dead-letter counts that rose in the last 15 minutes. */
export function deadLetterProblems({ model, memory, deadLetters, now }: RuleInput): LampFinding {
  const totals = new Map<string, number | null>()
  for (const [group, { dlqTopics }] of model.owned)
    if (dlqTopics.length > 0) totals.set(group, everDeadLettered(model, dlqTopics))
  const complete =
    model.sides.length > 0 && model.sides.every((side) => !side.silent && side.state.firstSweepDoneAt !== null)
  const grown = deadLetters.note(totals, complete, now)
  const items: Found[] = []
  for (const [name, newMessages] of grown) {
    const group = model.groups.get(name)
    if (!group || newMessages <= 0) continue
    items.push({
      lamp: 'deadLetters',
      kind: 'dead-letters',
      severity: 'warning',
      subject: ofGroup(group),
      facts: { newMessages, dlqMessages: group.dlqMessages.value, windowMs: 15 * 60_000 },
      sinceMs: memory.shownSince(memory.since(`dead-letters ${name}`, now)),
    })
  }
  const undecided = grown.size < totals.size || (totals.size === 0 && !complete)
  return { items, unknown: undecided }
}

/**
 * Sum of the topics' largest offsets; null while a broker that may hold one was never read, or is read from a slave,
 * whose copy may be behind. A broker gone silent keeps its last count: it adds no growth.
 */
function everDeadLettered(model: ClusterModel, topics: readonly string[]): number | null {
  let sum = 0n
  for (const side of model.sides) {
    const definitions = side.state.topics.value
    if (definitions === null) return null
    for (const topic of topics) {
      if (!definitions.has(topic)) continue
      const newest = side.state.offsets.get(topic)?.newest
      if (side.fromReplica !== null || !newest) return null
      for (const max of newest.max) if (max !== NO_OFFSET) sum += max
    }
  }
  return Number(sum)
}
