import 'server-only'
import type { BrokerCounters } from '@/lib/domain/broker-counters.ts'
import type { Reading } from './reading'
import { noReading } from './reading'

/** One 28 reply: the values as given, and what they mean. */
export type RuntimeSample = {
  values: Readonly<Record<string, string>>
  version: string | null
  counters: BrokerCounters
}

export type ReplicaState = {
  readonly clusterName: string
  readonly brokerName: string
  readonly brokerId: number
  address: string
  /** Listed by a name server now; null while no name server has answered. */
  registered: boolean | null
  state: 'up' | 'down' | 'unknown'
  stateSince: number
  lastSeenAt: number
  runtime: Reading<RuntimeSample>
  consecutiveFailures: number
  /** From the replica's own configuration: diskMaxUsedSpaceRatio as a ratio. Read rarely. */
  config: Reading<ReadonlyArray<{ key: string; value: string | null; secret: boolean }>>
  /** Bytes this slave is behind its master, by commit log offsets. */
  haLagBytes: Reading<number>
  /** Of a master: slaves whose connection is alive and within haMaxGapNotInSync (907, 5.x). */
  inSyncSlaves: Reading<number>
}

export type TopicDefinition = {
  readQueues: number
  writeQueues: number
  perm: number
  order: boolean
  topicSysFlag: number
  topicFilterType: string
  attributes: Readonly<Record<string, string>>
}

/** No value in an array of offsets: the broker did not name this queue, or the group never committed it. */
export const NO_OFFSET = -1n

/** Offsets of the queues of one topic on one broker; index = queue id; NO_OFFSET where the broker did not name the queue. */
export type QueueOffsets = {
  /** When the call was sent (the values were true then or shortly after). */
  at: number
  min: BigInt64Array
  max: BigInt64Array
  /** Store time of the newest message, epoch ms on the broker's clock; NaN = none or unknown. */
  lastAt: Float64Array
}

/** History of one topic on one broker: the newest offsets, and thinned older ones for rates and lag time (15 minutes). */
export type TopicOffsets = {
  newest: QueueOffsets | null
  error: { reason: string; at: number } | null
  /** Oldest first, without `newest`: all of the last minute, then one per 30 s. */
  history: QueueOffsets[]
  /** State of the broker's log that these offsets were read under; equal to the newest runtime's key = nothing moved since. */
  quietKey: string | null
  changedAt: number | null
  /** Samples older than this were read from another replica: no rate is measured from them. */
  sourceSince?: number
  /** Proven unchanged until then by a quiet broker. */
  verifiedAt: number
}

/** topic → committed offset by queue id; NO_OFFSET = never committed. */
export type CommittedOfGroup = ReadonlyMap<string, BigInt64Array>
export type CommittedTable = { at: number; groups: ReadonlyMap<string, CommittedOfGroup> }

export type Subscription = { topic: string; expressionType: string; expression: string }

export type GroupConnections = {
  /** false = the broker said that no client is connected (206). */
  online: boolean
  clients: ReadonlyArray<{ clientId: string; address: string; language: string | null; version: string | null }>
  consumeType: 'push' | 'pull' | 'pop' | 'unknown'
  messageModel: 'clustering' | 'broadcasting' | 'unknown'
  consumeFromWhere: string | null
  subscriptions: ReadonlyArray<Subscription>
}

export type ProducerClient = {
  group: string
  clientId: string
  address: string
  language: string | null
  version: string | null
  lastSeenAt: number | null
}

/**
 * The replica that a broker name is read from. Readings older than `since` came from another one, whose log and offsets
 * may be elsewhere: nothing is measured across that moment.
 */
export type ReadingSource = {
  readonly brokerId: number
  readonly address: string
  readonly since: number
  /** Broker id of the replica that some readings still come from, until everything was read anew. */
  readonly before: number | null
}

/** What a broker name holds, read from its serving replica: the master, or the most advanced slave while it is silent. */
export type BrokerState = {
  readonly brokerName: string
  readonly clusterName: string
  /** Broker id of the replica that speaks now; null while nobody does. */
  servedBy: number | null
  /** Which replica the readings come from; null before the first turn. Kept while nobody speaks. */
  source: ReadingSource | null
  topics: Reading<ReadonlyMap<string, TopicDefinition>>
  groups: Reading<ReadonlyMap<string, GroupDefinition>>
  committed: Reading<CommittedTable>
  /** Older tables, about 10 s apart, oldest first: out-rates need at least 30 s. */
  committedHistory: CommittedTable[]
  producers: Reading<ReadonlyArray<ProducerClient>>
  offsets: Map<string, TopicOffsets>
  connections: Map<string, Reading<GroupConnections>>
  /** Names this broker calls system topics (305). */
  systemTopics: Reading<ReadonlySet<string>>
  /** Bounds of the broker's clock minus ours, ms; null until a message was seen to arrive between two reads. */
  skew: { lowMs: number; highMs: number; at: number } | null
  /** When every topic of the definition table had been asked for at least once. */
  firstSweepDoneAt: number | null
}

export type GroupDefinition = Readonly<Record<string, unknown>> & { readonly groupName: string }

export type NameServerState = {
  readonly address: string
  version: string | null
  /** brokerName → { clusterName, addresses by broker id }. */
  view: Reading<ReadonlyMap<string, { clusterName: string; addresses: ReadonlyMap<number, string> }>>
  reachable: boolean | null
  hop: 'name' | 'connect' | 'tls' | 'protocol' | null
}

/** Everything known of one cluster. Mutated only by the collector's tasks; `version` grows with each change. */
export type ClusterState = {
  readonly id: string
  nameServers: Map<string, NameServerState>
  replicas: Map<string, ReplicaState>
  brokers: Map<string, BrokerState>
  version: number
  startedAt: number
}

export const replicaKey = (brokerName: string, brokerId: number) => `${brokerName}/${brokerId}`

export function newClusterState(id: string, nameServers: readonly string[], now: number): ClusterState {
  return {
    id,
    nameServers: new Map(
      nameServers.map((address) => [
        address,
        { address, version: null, view: noReading(), reachable: null, hop: null },
      ]),
    ),
    replicas: new Map(),
    brokers: new Map(),
    version: 0,
    startedAt: now,
  }
}

export function newBrokerState(brokerName: string, clusterName: string): BrokerState {
  return {
    brokerName,
    clusterName,
    servedBy: null,
    source: null,
    topics: noReading(),
    groups: noReading(),
    committed: noReading(),
    committedHistory: [],
    producers: noReading(),
    offsets: new Map(),
    connections: new Map(),
    systemTopics: noReading(),
    skew: null,
    firstSweepDoneAt: null,
  }
}

export const replicasOf = (state: ClusterState, brokerName: string): ReplicaState[] =>
  [...state.replicas.values()].filter((r) => r.brokerName === brokerName).sort((a, b) => a.brokerId - b.brokerId)

/**
 * The replica that speaks for a broker name: the master while it is up, else the slave with the largest commit log
 * among those that are up, else none.
 */
export function servingReplica(state: ClusterState, brokerName: string): ReplicaState | null {
  const replicas = replicasOf(state, brokerName)
  const master = replicas.find((r) => r.brokerId === 0)
  if (master?.state === 'up') return master
  const up = replicas.filter((r) => r.brokerId !== 0 && r.state === 'up')
  const logEnd = (replica: ReplicaState) => replica.runtime.value?.counters.commitLogMaxOffset ?? -1n
  return up.reduce<ReplicaState | null>((best, r) => (best === null || logEnd(r) > logEnd(best) ? r : best), null)
}
