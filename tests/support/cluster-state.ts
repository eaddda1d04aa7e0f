import { pino } from 'pino'
import { brokerCounters } from '../../lib/domain/broker-counters.ts'
import { mqVersionFromDescription } from '../../lib/domain/mq-version-name.ts'
import type { ClusterConfig, Config } from '../../server/config.ts'
import { ClusterCollector } from '../../server/metrics/collector.ts'
import { failed, good, noReading, type Reading } from '../../server/metrics/reading.ts'
import type { ClusterRegistry } from '../../server/metrics/registry.ts'
import {
  type BrokerState,
  type ClusterState,
  type CommittedTable,
  type GroupConnections,
  type GroupDefinition,
  NO_OFFSET,
  newBrokerState,
  newClusterState,
  type ProducerClient,
  type QueueOffsets,
  type ReplicaState,
  replicaKey,
  servingReplica,
  type TopicDefinition,
} from '../../server/metrics/state.ts'
import type { Client } from '../../server/rocketmq/client.ts'
import type { CallContext, VerbContext } from '../../server/services/implement.ts'
import { noStore, recordedAudit } from './recorded-audit.ts'

/** The moment every built state is "now" at, unless told otherwise: 2026-01-02T03:04:05.000Z. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5)

/** An offset; null = the broker did not name the queue, or the group never committed it. */
type Offset = number | bigint | null

export type ReplicaSpec = {
  id: number
  address?: string
  /** Default `up`. */
  state?: 'up' | 'down' | 'unknown'
  /** Why it does not answer; default for `down`: "<address> is unreachable (connect): refused". */
  reason?: string
  registered?: boolean
  /** Default 5.5.0. */
  version?: string
  /** Entries of its 28 reply; `commitLogMaxOffset` decides which slave is the most advanced. */
  runtime?: Record<string, string>
  haLagBytes?: number
  inSyncSlaves?: number
  config?: Record<string, string>
}

/** Offsets of a topic at one moment. `min` default 0 of each queue. */
export type OffsetsSpec = {
  agoMs?: number
  max: readonly Offset[]
  min?: readonly Offset[]
  lastAt?: readonly number[]
}

export type TopicSpec = Partial<TopicDefinition> & {
  /** Read and write queues; default 4, or as many as the newest offsets have. */
  queues?: number
  /** Oldest first; the last one is the newest reading. None = never read. */
  offsets?: readonly OffsetsSpec[]
  /** The newest attempt to read its offsets failed. */
  offsetsError?: string
}

/** group → topic → committed offset by queue id. */
export type CommittedSpec = Readonly<Record<string, Readonly<Record<string, readonly Offset[]>>>>

export type ConnectionsSpec = Partial<Omit<GroupConnections, 'clients'>> & {
  clients?: ReadonlyArray<Partial<GroupConnections['clients'][number]> & { clientId: string }>
  /** This broker did not answer when it was asked for the group's clients. */
  error?: string
}

export type BrokerSpec = {
  name: string
  /** Default DefaultCluster. */
  clusterName?: string
  /** Default: a master that is up. */
  replicas?: readonly ReplicaSpec[]
  /** How old its tables are; over 75,000 they count in no sum. */
  agoMs?: number
  topics?: Readonly<Record<string, TopicSpec>>
  /** Defined groups, with fields of their definitions. */
  groups?: Readonly<Record<string, Record<string, unknown>>>
  committed?: CommittedSpec
  /** Older tables, oldest first; an out-rate needs one at least 30 s old. */
  committedHistory?: ReadonlyArray<{ agoMs: number; groups: CommittedSpec }>
  connections?: Readonly<Record<string, ConnectionsSpec>>
  producers?: ReadonlyArray<Partial<ProducerClient> & { group: string; clientId: string }>
  systemTopics?: readonly string[]
  /** false = none of its tables was ever read. */
  read?: boolean
}

export type ClusterSpec = {
  now?: number
  /** Default one, reachable; null instead of a state = never answered. */
  nameServers?: ReadonlyArray<{ address: string; reachable?: boolean | null; reason?: string }>
  brokers: readonly BrokerSpec[]
}

/** A cluster's state as the collector would hold it, from a few words about each broker. */
export function buildState(spec: ClusterSpec): ClusterState {
  const now = spec.now ?? NOW
  const nameServers = spec.nameServers ?? [{ address: '127.0.0.1:9876' }]
  const state = newClusterState(
    'default',
    nameServers.map((ns) => ns.address),
    now - 3_600_000,
  )
  for (const broker of spec.brokers) addBroker(state, broker, now)
  for (const { address, reachable = true, reason } of nameServers) {
    const nameServer = state.nameServers.get(address)!
    nameServer.reachable = reachable
    nameServer.version = reachable ? 'V5_5_0' : null
    if (reachable) nameServer.view = good(viewOf(state), now)
    if (reachable === false) {
      nameServer.hop = 'connect'
      nameServer.view = failed(nameServer.view, reason ?? `${address} is unreachable (connect): refused`, now)
    }
  }
  state.version = 1
  return state
}

/** A client that must not be asked: what is answered from memory makes no call. */
export const noCalls: Client = {
  nameServers: ['127.0.0.1:9876'],
  call: (address, request) => Promise.reject(new Error(`unexpected call: ${request.name} to ${address}`)),
  callNameServer: (request) => Promise.reject(new Error(`unexpected call: ${request.name} to a name server`)),
  callEachNameServer: (request) => Promise.reject(new Error(`unexpected call: ${request.name} to name servers`)),
  announce: () => {},
  close: () => {},
  stats: () => {
    throw new Error('unexpected call: stats')
  },
}

const clusterConfig: ClusterConfig = {
  id: 'default',
  name: 'default',
  nameServers: ['127.0.0.1:9876'],
  credentials: null,
  tls: false,
  timeoutMs: 3000,
  addressMap: [],
  // The clock of a built cluster stands still, so a budget that was used up would never fill again.
  reads: { messagesPerSecond: 1e12, bytesPerSecond: 1e15 },
}

/**
 * A collector that holds this state and is not started: nothing moves by itself. Its clock stands at `now`; pass a
 * client where a verb asks brokers (`createClient({ nameServers: [fake.address] })`), and close that client.
 */
export function buildCluster(spec: ClusterSpec, options: { client?: Client } = {}): ClusterCollector {
  const now = spec.now ?? NOW
  const collector = new ClusterCollector({
    config: { ...clusterConfig },
    client: options.client ?? noCalls,
    log: pino({ level: 'silent' }),
    clock: { now: () => now, sleep: () => Promise.resolve() },
  })
  Object.assign(collector.state, buildState(spec))
  return collector
}

/**
 * What a verb is run with: `await listTopics.run(callOn(buildCluster({ brokers: […] })), { cluster: 'default' })`.
 * Answers are parsed by their contract on the way out.
 */
export function callOn(
  cluster: ClusterCollector,
  more: Partial<Pick<CallContext, 'signal' | 'now' | 'store' | 'audit' | 'jobs' | 'caller'>> & {
    authMode?: Config['authMode']
  } = {},
): CallContext {
  const registry = { get: (id: string) => (id === cluster.id ? cluster : null), all: () => [cluster] }
  const config = {
    authMode: more.authMode ?? 'none',
    clusters: [cluster.config],
    version: '0.0.0',
    verifyResponses: true,
  }
  return {
    registry: registry as Partial<ClusterRegistry> as ClusterRegistry,
    config: config as Partial<Config> as Config,
    store: more.store ?? noStore,
    audit: more.audit ?? recordedAudit().audit,
    jobs: more.jobs ?? { look: () => {} },
    caller: more.caller === undefined ? { address: '192.0.2.7' } : more.caller,
    requestId: 'test',
    signal: more.signal ?? new AbortController().signal,
    now: more.now ?? (() => cluster.now()),
  }
}

/** The same as the verb itself gets it, for the parts of a verb. They are not audited. */
export function verbOn(cluster: ClusterCollector, more: Parameters<typeof callOn>[1] = {}): VerbContext {
  return {
    ...callOn(cluster, more),
    cluster,
    audited: () => {
      throw new Error('not audited')
    },
  }
}

function addBroker(state: ClusterState, spec: BrokerSpec, now: number): void {
  const clusterName = spec.clusterName ?? 'DefaultCluster'
  const broker = newBrokerState(spec.name, clusterName)
  state.brokers.set(spec.name, broker)
  const base = 10_900 + (state.brokers.size - 1) * 20
  for (const replica of spec.replicas ?? [{ id: 0 }]) {
    state.replicas.set(
      replicaKey(spec.name, replica.id),
      replicaOf(spec, clusterName, { address: `127.0.0.1:${base + replica.id}`, ...replica }, now),
    )
  }
  broker.servedBy = servingReplica(state, spec.name)?.brokerId ?? null
  if (spec.read === false) return
  const asOf = now - (spec.agoMs ?? 0)
  broker.topics = good(definitionsOf(spec.topics ?? {}), asOf)
  broker.groups = good(groupsOf(spec.groups ?? {}), asOf)
  broker.committed = good(committedOf(spec.committed ?? {}, asOf), asOf)
  broker.committedHistory = (spec.committedHistory ?? []).map((table) => committedOf(table.groups, now - table.agoMs))
  broker.producers = good((spec.producers ?? []).map(producerOf(asOf)), asOf)
  broker.systemTopics = good(new Set(spec.systemTopics ?? []), asOf)
  broker.firstSweepDoneAt = asOf
  for (const [topic, { offsets, offsetsError }] of Object.entries(spec.topics ?? {}))
    addOffsets(broker, topic, offsets ?? [], offsetsError, now)
  for (const [group, connections] of Object.entries(spec.connections ?? {}))
    broker.connections.set(group, connectionsOf(connections, asOf))
}

function replicaOf(
  broker: BrokerSpec,
  clusterName: string,
  spec: ReplicaSpec & { address: string },
  now: number,
): ReplicaState {
  const state = spec.state ?? 'up'
  const asOf = now - (broker.agoMs ?? 0)
  const values = { brokerVersionDesc: `V${(spec.version ?? '5.5.0').replaceAll('.', '_')}`, ...spec.runtime }
  const counters = brokerCounters(values, now)
  const sample = { values, counters, version: mqVersionFromDescription(counters.versionDescription) }
  const reason = spec.reason ?? `${spec.address} is unreachable (connect): refused`
  const runtime = state === 'unknown' ? noReading<typeof sample>() : good(sample, asOf)
  return {
    clusterName,
    brokerName: broker.name,
    brokerId: spec.id,
    address: spec.address,
    registered: spec.registered ?? true,
    state,
    stateSince: now - 60_000,
    lastSeenAt: asOf,
    runtime: state === 'down' ? failed(runtime, reason, now) : runtime,
    consecutiveFailures: state === 'down' ? 2 : 0,
    config: spec.config
      ? good(
          Object.entries(spec.config).map(([key, value]) => ({ key, value, secret: false })),
          asOf,
        )
      : noReading(),
    haLagBytes: spec.haLagBytes === undefined ? noReading() : good(spec.haLagBytes, asOf),
    inSyncSlaves: spec.inSyncSlaves === undefined ? noReading() : good(spec.inSyncSlaves, asOf),
  }
}

function definitionsOf(specs: NonNullable<BrokerSpec['topics']>): Map<string, TopicDefinition> {
  return new Map(
    Object.entries(specs).map(([name, { queues, offsets, offsetsError: _, ...given }]) => {
      const count = queues ?? offsets?.at(-1)?.max.length ?? 4
      const definition: TopicDefinition = {
        readQueues: count,
        writeQueues: count,
        perm: 6,
        order: false,
        topicSysFlag: 0,
        topicFilterType: 'SINGLE_TAG',
        attributes: {},
        ...given,
      }
      return [name, definition]
    }),
  )
}

function groupsOf(specs: NonNullable<BrokerSpec['groups']>): Map<string, GroupDefinition> {
  return new Map(Object.entries(specs).map(([groupName, fields]) => [groupName, { groupName, ...fields }]))
}

const toArray = (offsets: readonly Offset[]): BigInt64Array =>
  BigInt64Array.from(offsets, (offset) => (offset === null ? NO_OFFSET : BigInt(offset)))

function committedOf(spec: CommittedSpec, at: number): CommittedTable {
  return {
    at,
    groups: new Map(
      Object.entries(spec).map(([group, topics]) => [
        group,
        new Map(Object.entries(topics).map(([topic, offsets]) => [topic, toArray(offsets)])),
      ]),
    ),
  }
}

const producerOf =
  (asOf: number) =>
  (spec: NonNullable<BrokerSpec['producers']>[number]): ProducerClient => ({
    address: '127.0.0.1:50000',
    language: 'JAVA',
    version: '5.5.0',
    lastSeenAt: asOf,
    ...spec,
  })

function offsetsAt(spec: OffsetsSpec, now: number): QueueOffsets {
  const max = toArray(spec.max)
  return {
    at: now - (spec.agoMs ?? 0),
    max,
    min: toArray(spec.min ?? spec.max.map((offset) => (offset === null ? null : 0))),
    lastAt: Float64Array.from(spec.max, (_, queueId) => spec.lastAt?.[queueId] ?? Number.NaN),
  }
}

function addOffsets(
  broker: BrokerState,
  topic: string,
  specs: readonly OffsetsSpec[],
  error: string | undefined,
  now: number,
): void {
  if (specs.length === 0 && error === undefined) return
  const samples = specs.map((spec) => offsetsAt(spec, now))
  const newest = samples.pop() ?? null
  broker.offsets.set(topic, {
    newest,
    history: samples,
    error: error === undefined ? null : { reason: error, at: now },
    quietKey: null,
    changedAt: newest?.at ?? null,
    verifiedAt: 0,
  })
}

function connectionsOf({ error, ...spec }: ConnectionsSpec, asOf: number): Reading<GroupConnections> {
  if (error !== undefined) return failed(noReading<GroupConnections>(), error, asOf)
  const clients = (spec.clients ?? []).map((client) => ({
    address: '127.0.0.1:50001',
    language: 'JAVA',
    version: '5.5.0',
    ...client,
  }))
  const online = spec.online ?? clients.length > 0
  return good(
    {
      consumeType: online ? ('push' as const) : ('unknown' as const),
      messageModel: online ? ('clustering' as const) : ('unknown' as const),
      consumeFromWhere: online ? 'CONSUME_FROM_LAST_OFFSET' : null,
      subscriptions: [],
      ...spec,
      online,
      clients,
    },
    asOf,
  )
}

function viewOf(state: ClusterState) {
  const view = new Map<string, { clusterName: string; addresses: Map<number, string> }>()
  for (const replica of state.replicas.values()) {
    if (!replica.registered) continue
    const entry = view.get(replica.brokerName) ?? { clusterName: replica.clusterName, addresses: new Map() }
    entry.addresses.set(replica.brokerId, replica.address)
    view.set(replica.brokerName, entry)
  }
  return view
}
