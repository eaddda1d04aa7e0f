import 'server-only'
import { type PartialSum, sumPartial } from '@/lib/domain/completeness.ts'
import { majorVersion } from '@/lib/domain/mq-version-name.ts'
import { type OwnedTopics, ownedTopics } from '@/lib/domain/retry-owner.ts'
import {
  isSystemGroup,
  mergeTopicTypes,
  type TopicKind,
  type TopicNames,
  topicKind,
  topicType,
} from '@/lib/domain/topic-kind.ts'
import { skewOf } from './clock-skew'
import { buildGroup, type GroupModel, type JoinedConnections, joinConnections } from './group-model'
import { type CommittedPair, committedPair, topicInRate, unknownPart } from './rates'
import { type Side, sidesOf } from './sides'
import { type ClusterState, NO_OFFSET, type TopicDefinition } from './state'

export type TopicModel = {
  name: string
  kind: TopicKind
  type: string
  typeDiffers: boolean
  definitions: ReadonlyMap<string, TopicDefinition>
  /** Its brokers nobody speaks for. */
  silentBrokers: string[]
  inTps: PartialSum
  outTps: PartialSum
  messagesKept: PartialSum
  /** The last good sum of a topic none of whose brokers answers. */
  keptLastGood: number | null
  lastMessageAt: number | null
  lastGoodAt: number | null
  groups: Set<string>
}

/** Everything lists and pages need, joined once from what the brokers said. Immutable after `buildModel`. */
export type ClusterModel = {
  at: number
  version: number
  names: TopicNames
  sides: Side[]
  side: ReadonlyMap<string, Side>
  topics: ReadonlyMap<string, TopicModel>
  groups: ReadonlyMap<string, GroupModel>
  owned: ReadonlyMap<string, OwnedTopics>
  connections: ReadonlyMap<string, JoinedConnections>
  pairs: ReadonlyMap<string, CommittedPair | null>
}

/** Joins the brokers' tables into topics and groups. Pure; a few milliseconds for thousands of names. */
export function buildModel(state: ClusterState, now: number): ClusterModel {
  const sides = sidesOf(state, now)
  const names: TopicNames = {
    clusterNames: new Set(sides.map((s) => s.state.clusterName)),
    brokerNames: new Set(sides.map((s) => s.brokerName)),
    systemTopics: new Set(sides.flatMap((s) => [...(s.state.systemTopics.value ?? [])])),
  }
  const topics = new Map<string, TopicModel>()
  for (const name of topicNames(sides)) topics.set(name, buildTopic(name, sides, names, now))

  const connections = joinConnections(sides, now)
  const groupNames = new Set<string>(connections.keys())
  for (const { state: broker } of sides) {
    for (const name of broker.groups.value?.keys() ?? []) groupNames.add(name)
    for (const name of broker.committed.value?.groups.keys() ?? []) groupNames.add(name)
  }
  const owned = ownedTopics(topics.keys(), { groups: groupNames, topics: new Set(topics.keys()) }).byGroup
  const pairs = new Map(sides.map((s) => [s.brokerName, s.silent ? null : committedPair(s.state)]))
  const base = {
    at: now,
    version: state.version,
    names,
    sides,
    side: new Map(sides.map((s) => [s.brokerName, s])),
    topics,
    owned,
    connections,
    pairs,
  }
  const groups = new Map<string, GroupModel>()
  for (const name of groupNames) groups.set(name, buildGroup(name, isSystemGroup(name), base, now))
  linkGroups(topics, groups)
  return { ...base, groups }
}

function topicNames(sides: readonly Side[]): Set<string> {
  const names = new Set<string>()
  for (const { state } of sides) for (const name of state.topics.value?.keys() ?? []) names.add(name)
  return names
}

function buildTopic(name: string, sides: readonly Side[], names: TopicNames, now: number): TopicModel {
  const kind = topicKind(name, names)
  const definitions = new Map<string, TopicDefinition>()
  const types: Array<string | null> = []
  const silentBrokers: string[] = []
  const rates: PartialSum[] = []
  const kept: Array<{ value: PartialSum; counts: boolean }> = []
  let lastMessageAt: number | null = null
  let lastGoodAt: number | null = null
  for (const side of sides) {
    const definition = side.state.topics.value?.get(name)
    if (!definition) continue
    definitions.set(side.brokerName, definition)
    const brokerMajor = majorVersion(
      side.serving?.runtime.value?.version ?? side.master?.runtime.value?.version ?? null,
    )
    types.push(topicType({ kind, messageType: definition.attributes['message.type'] ?? null, brokerMajor }))
    const offsets = side.state.offsets.get(name)
    if (side.silent) silentBrokers.push(side.brokerName)
    // A slave's log may be behind and is not where producers write: its own in-rate says nothing of the topic.
    rates.push(side.silent || side.fromReplica !== null ? unknownPart : topicInRate(offsets, now))
    kept.push({ value: keptMessages(offsets?.newest ?? null, side.fromReplica !== null), counts: !side.silent })
    const skewMs = skewOf(side.state) ?? 0
    for (const at of offsets?.newest?.lastAt ?? []) if (at - skewMs > (lastMessageAt ?? 0)) lastMessageAt = at - skewMs
    lastGoodAt = Math.max(lastGoodAt ?? 0, offsets?.newest?.at ?? 0) || null
  }
  const merged = mergeTopicTypes(types)
  const lastGood = sumPartial(kept.map((k) => k.value))
  return {
    name,
    kind,
    type: merged.type ?? 'UNKNOWN',
    typeDiffers: merged.differs,
    definitions,
    silentBrokers,
    inTps: sumPartial(rates),
    outTps: unknownPart,
    messagesKept: sumPartial(kept.map((k) => (k.counts ? k.value : unknownPart))),
    keptLastGood: lastGood.value,
    lastMessageAt,
    lastGoodAt,
    groups: new Set(),
  }
}

/** Messages kept on one broker: max − min over its queues; null while it never gave offsets. */
function keptMessages(offsets: { min: BigInt64Array; max: BigInt64Array } | null, atLeast: boolean): PartialSum {
  if (!offsets) return unknownPart
  let sum = 0n
  for (let i = 0; i < offsets.max.length; i++) {
    const min = offsets.min[i]!
    const max = offsets.max[i]!
    if (max !== NO_OFFSET) sum += max - (min > 0n ? min : 0n)
  }
  return { value: Number(sum), atLeast }
}

/** Which groups consume a topic, and at what rate all of them together take messages from it. */
function linkGroups(topics: ReadonlyMap<string, TopicModel>, groups: ReadonlyMap<string, GroupModel>): void {
  const rates = new Map<string, PartialSum[]>()
  for (const group of groups.values()) {
    for (const topic of group.topics) topics.get(topic)?.groups.add(group.name)
    for (const [topic, rate] of group.outByTopic) {
      topics.get(topic)?.groups.add(group.name)
      const list = rates.get(topic)
      if (list) list.push(rate)
      else rates.set(topic, [rate])
    }
  }
  for (const topic of topics.values()) {
    const parts = rates.get(topic.name)
    // Nobody consumes it: zero, as far as the brokers that answer know.
    topic.outTps = parts
      ? sumPartial(parts)
      : topic.silentBrokers.length === 0
        ? { value: 0, atLeast: false }
        : unknownPart
  }
}
