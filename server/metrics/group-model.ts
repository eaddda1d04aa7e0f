import 'server-only'
import { type PartialSum, sumPartial } from '@/lib/domain/completeness.ts'
import { type GroupLag, type GroupQueue, groupLag, isLeftoverGroup, queueLag, queuePlace } from '@/lib/domain/lag.ts'
import { type LagTime, lagTimeFromSamples, maxLagTime } from '@/lib/domain/lag-time.ts'
import type { OwnedTopics } from '@/lib/domain/retry-owner.ts'
import type { TopicModel } from './model'
import { type CommittedPair, maxOffsetSamples, queueInRates, queueOutRate, unknownPart } from './rates'
import { isCurrent, type Side } from './sides'
import { type GroupConnections, NO_OFFSET, type Subscription } from './state'

/** A queue a group consumes, joined from committed offsets, broker offsets and definitions. */
export type GroupQueueModel = GroupQueue & {
  leftover: boolean
  /** The group never committed here; `committedOffset` then says where it would start in an empty queue, else 'never'. */
  never: boolean
  lagMessages: number | null
  expiredMessages: number | null
  lagTime: LagTime
  inTps: number | null
  outTps: number | null | undefined
  fromReplicaId: number | null
  /** The broker is silent: values are its last good ones and count in no sum. */
  stale: boolean
  lastMessageAt: number | null
  asOf: number | null
}

export type JoinedConnections = {
  state: 'online' | 'offline' | 'unknown'
  clients: Array<{
    clientId: string
    address: string
    language: string | null
    version: string | null
    brokers: string[]
  }>
  consumeType: GroupConnections['consumeType']
  messageModel: GroupConnections['messageModel']
  consumeFromWhere: string | null
  subscriptions: Subscription[]
  /** Members are a lower bound: a broker that may hold more did not answer. */
  atLeast: boolean
  asOf: number | null
}

export type GroupModel = {
  name: string
  system: boolean
  connections: JoinedConnections
  leftover: boolean
  defined: boolean
  topics: string[]
  leftoverTopics: string[]
  retryTopics: string[]
  lag: GroupLag<GroupQueueModel>
  lagTime: LagTime
  includesFiltered: boolean
  neverCommitted: boolean
  brokerSilent: boolean
  fromReplica: boolean
  inTps: PartialSum
  outTps: PartialSum
  outByTopic: ReadonlyMap<string, PartialSum>
  dlqMessages: PartialSum
  queues: GroupQueueModel[]
}

type Base = {
  sides: readonly Side[]
  topics: ReadonlyMap<string, TopicModel>
  owned: ReadonlyMap<string, OwnedTopics>
  connections: ReadonlyMap<string, JoinedConnections>
  pairs: ReadonlyMap<string, CommittedPair | null>
}

const nobody: JoinedConnections = {
  state: 'unknown',
  clients: [],
  consumeType: 'unknown',
  messageModel: 'unknown',
  consumeFromWhere: null,
  subscriptions: [],
  atLeast: false,
  asOf: null,
}

/** What all brokers say of each group's clients, merged by client id. Offline only when every broker that may hold clients said so. */
export function joinConnections(sides: readonly Side[], now: number): Map<string, JoinedConnections> {
  const joined = new Map<string, JoinedConnections & { asked: number; answered: number }>()
  const entryOf = (group: string) => {
    let entry = joined.get(group)
    if (!entry) {
      entry = { ...nobody, clients: [], subscriptions: [], asked: 0, answered: 0 }
      joined.set(group, entry)
    }
    return entry
  }
  for (const side of sides) {
    // Known here, but its turn to be asked for clients has not come yet: it may hold some.
    for (const group of groupsHeld(side)) if (!side.state.connections.has(group)) entryOf(group).asked++
    for (const [group, reading] of side.state.connections) {
      const entry = entryOf(group)
      entry.asked++
      const value = reading.value
      // One failed attempt does not make what was said before it untrue; silence does.
      if (side.silent || value === null || (reading.error !== null && !isCurrent(reading, now))) continue
      entry.answered++
      entry.asOf = entry.asOf === null ? reading.asOf : Math.min(entry.asOf, reading.asOf ?? entry.asOf)
      if (value.online) merge(entry, value, side.brokerName)
    }
  }
  for (const entry of joined.values()) {
    const partial = entry.answered < entry.asked
    entry.atLeast = partial && entry.clients.length > 0
    entry.state = entry.clients.length > 0 ? 'online' : partial || entry.asked === 0 ? 'unknown' : 'offline'
  }
  return joined
}

function groupsHeld({ state }: Side): Set<string> {
  return new Set([...(state.groups.value?.keys() ?? []), ...(state.committed.value?.groups.keys() ?? [])])
}

function merge(entry: JoinedConnections, value: GroupConnections, brokerName: string): void {
  entry.consumeType = value.consumeType
  entry.messageModel = value.messageModel
  entry.consumeFromWhere = value.consumeFromWhere
  for (const client of value.clients) {
    const known = entry.clients.find((c) => c.clientId === client.clientId)
    if (known) known.brokers.push(brokerName)
    else entry.clients.push({ ...client, brokers: [brokerName] })
  }
  for (const subscription of value.subscriptions) {
    if (!entry.subscriptions.some((s) => s.topic === subscription.topic)) entry.subscriptions.push(subscription)
  }
}

export function buildGroup(name: string, system: boolean, base: Base, now: number): GroupModel {
  const connections = base.connections.get(name) ?? nobody
  const owned = base.owned.get(name) ?? { retryTopics: [], dlqTopics: [] }
  const online = connections.state === 'online'
  const retryTopics = new Set(owned.retryTopics)
  const subscribed = online ? new Set(connections.subscriptions.map((s) => s.topic)) : null
  const defined = base.sides.some((s) => s.state.groups.value?.has(name))
  const queues = queuesOf(name, base, retryTopics, subscribed, connections.state, now)
  const counted = queues.filter((q) => !q.leftover)
  const lag = groupLag({
    state: connections.state,
    messageModel: connections.messageModel,
    subscribedTopics: subscribed,
    // A silent broker's queues count as unknown, not with their last good values.
    queues: queues.map((q) => (q.stale ? { ...q, minOffset: null, maxOffset: null, committedOffset: null } : q)),
    complete: true,
  })
  const ownTopics = new Set(counted.filter((q) => !q.isRetry).map((q) => q.topic))
  for (const topic of subscribed ?? []) if (!retryTopics.has(topic) && base.topics.has(topic)) ownTopics.add(topic)
  const leftoverTopics = [...new Set(queues.filter((q) => q.leftover).map((q) => q.topic))].sort()
  // Broadcasting clients keep their offsets: what they consume cannot be seen from the broker.
  const broadcasting = connections.messageModel === 'broadcasting'
  const outByTopic = new Map<string, PartialSum>()
  for (const topic of new Set(counted.map((q) => q.topic)))
    outByTopic.set(topic, broadcasting ? unknownPart : outOf(counted.filter((q) => q.topic === topic)))
  const normal = counted.filter((q) => !q.isRetry)
  return {
    name,
    system,
    connections,
    defined,
    leftover:
      isLeftoverGroup({
        hasDefinition: defined,
        members: connections.state === 'unknown' ? null : connections.clients.length,
        hasCommittedOffsets: queues.some((q) => typeof q.committedOffset === 'bigint'),
      }) ?? false,
    topics: [...ownTopics].sort(),
    leftoverTopics,
    retryTopics: [...retryTopics].sort(),
    lag,
    lagTime:
      lag.lagMessages === null
        ? { lagMs: null, atLeast: false }
        : lag.lagMessages === 0 && !lag.atLeast
          ? { lagMs: 0, atLeast: false }
          : maxLagTime(counted.map((q) => (q.stale ? { lagMs: null, atLeast: false } : q.lagTime))),
    includesFiltered: connections.subscriptions.some(
      (s) => !retryTopics.has(s.topic) && (s.expressionType !== 'TAG' || (s.expression !== '*' && s.expression !== '')),
    ),
    neverCommitted: counted.some((q) => q.committedOffset === 'never' && q.lagMessages === null),
    brokerSilent: counted.some((q) => q.stale),
    fromReplica: counted.some((q) => q.fromReplicaId !== null),
    inTps:
      normal.length === 0
        ? unknownPart
        : sumPartial(normal.map((q) => ({ value: q.stale ? null : q.inTps, atLeast: false }))),
    outTps: broadcasting ? unknownPart : outOf(normal),
    outByTopic,
    dlqMessages: dlqOf(owned.dlqTopics, base),
    queues,
  }
}

/** Sum of measured out-rates. Queues that were never committed consumed nothing and add nothing. */
function outOf(queues: readonly GroupQueueModel[]): PartialSum {
  const rates = queues.filter((q) => q.stale || q.outTps !== undefined)
  if (rates.length === 0) return queues.length === 0 ? unknownPart : { value: 0, atLeast: false }
  return sumPartial(
    rates.map((q) => ({ value: q.stale ? null : (q.outTps ?? null), atLeast: q.fromReplicaId !== null })),
  )
}

function dlqOf(dlqTopics: readonly string[], base: Base): PartialSum {
  if (dlqTopics.length > 0)
    return sumPartial(dlqTopics.map((topic) => base.topics.get(topic)?.messagesKept ?? unknownPart))
  // No dead-letter topic anywhere we looked: none, unless a silent broker has one.
  const silent = base.sides.some((s) => s.silent)
  return { value: 0, atLeast: silent }
}

function queuesOf(
  group: string,
  base: Base,
  retryTopics: ReadonlySet<string>,
  subscribed: ReadonlySet<string> | null,
  state: 'online' | 'offline' | 'unknown',
  now: number,
): GroupQueueModel[] {
  const queues: GroupQueueModel[] = []
  for (const side of base.sides) {
    const committed = side.state.committed.value?.groups.get(group)
    const topics = new Set<string>([...(committed?.keys() ?? []), ...retryTopics, ...(subscribed ?? [])])
    const definitions = side.state.topics.value
    const committedKnown = side.state.committed.value !== null
    const stale = side.silent || (committedKnown && !isCurrent(side.state.committed, now))
    for (const topic of topics) {
      const definition = definitions?.get(topic)
      const offsets = side.state.offsets.get(topic)
      const ofTopic = committed?.get(topic)
      // The topic is neither here nor was it ever consumed here.
      if (!definition && !ofTopic) continue
      const readQueues = definitions ? (definition?.readQueues ?? 0) : null
      const count = Math.max(readQueues ?? 0, ofTopic?.length ?? 0)
      const inRates = side.silent || side.fromReplica !== null ? [] : queueInRates(offsets, now)
      for (let queueId = 0; queueId < count; queueId++) {
        const minOffset = known(offsets?.newest?.min[queueId])
        const maxOffset = known(offsets?.newest?.max[queueId])
        const own = ofTopic?.[queueId] ?? NO_OFFSET
        const never = own === NO_OFFSET
        const place = queuePlace(
          { topic, queueId, isRetry: retryTopics.has(topic), readQueues },
          { state, subscribedTopics: subscribed },
        )
        const leftover = place !== 'counted' && place !== 'unknown'
        if (leftover && never) continue
        // A queue that holds nothing cannot be behind, wherever the group will start.
        const empty = minOffset !== null && maxOffset !== null && minOffset >= maxOffset
        // A slave's table may lack what its master holds: only the master can say "never".
        const unsaid = side.fromReplica === null ? 'never' : null
        const committedOffset = !committedKnown ? null : never ? (empty ? maxOffset : unsaid) : own
        const lag = queueLag({ minOffset, maxOffset, committedOffset })
        queues.push({
          topic,
          brokerName: side.brokerName,
          queueId,
          isRetry: retryTopics.has(topic),
          readQueues,
          minOffset,
          maxOffset,
          committedOffset,
          fromReplica: side.fromReplica !== null,
          leftover,
          never,
          lagMessages: lag.lagMessages,
          expiredMessages: lag.expiredMessages,
          lagTime:
            lag.lagMessages === 0
              ? { lagMs: 0, atLeast: false }
              : offsets
                ? lagTimeFromSamples(maxOffsetSamples(offsets, queueId), { minOffset, committedOffset }, now)
                : { lagMs: null, atLeast: false },
          inTps: inRates[queueId] ?? null,
          outTps: queueOutRate(base.pairs.get(side.brokerName) ?? null, group, topic, queueId),
          fromReplicaId: side.fromReplica,
          stale,
          lastMessageAt: finite(offsets?.newest?.lastAt[queueId]),
          asOf: oldest(offsets?.newest?.at ?? null, side.state.committed.asOf),
        })
      }
    }
  }
  return queues
}

const known = (offset: bigint | undefined): bigint | null =>
  offset === undefined || offset === NO_OFFSET ? null : offset
const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null
const oldest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))
