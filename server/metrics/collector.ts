import 'server-only'
import type { Logger } from 'pino'
import type { ClusterConfig } from '@/server/config'
import type { Client } from '@/server/rocketmq/client.ts'
import { tickBroker } from './broker-task'
import { CallBudget } from './budget'
import { discover } from './discovery'
import { GroupFactsCache } from './group-facts'
import { type LoopClock, startLoop } from './loop'
import { buildModel, type ClusterModel } from './model'
import { type Problems, ProblemWatch } from './problems'
import { ReadBudget } from './read-budget'
import { Recorder, STEP_MS } from './recorder'
import { tickReplica } from './replica-task'
import { type BrokerState, type ClusterState, newClusterState, type ReplicaState, servingReplica } from './state'
import { Viewers } from './viewers'

/** How often a broker is asked while somebody looks at its cluster. */
export const LOOKED_AT_TICK_MS = 5_000
const QUIET_TICK_MS = 15_000
const DISCOVER_MS = 10_000
const DISCOVER_FAST_MS = 1_000
const MODEL_MAX_AGE_MS = 1_000
const CALLS_PER_SECOND = 500
const CALLS_BURST = 10_000

type Owned = { stop: AbortController; done: Promise<void>; wake: () => void }

/**
 * Learns one cluster and keeps it in memory: a loop for the name servers, one for each replica, one for each broker
 * name, and one that records a sample every 5 s. A slow or dead broker delays only its own loops.
 */
export class ClusterCollector {
  readonly id: string
  readonly name: string
  readonly config: ClusterConfig
  readonly client: Client
  readonly viewers = new Viewers()
  readonly recorder = new Recorder()
  readonly state: ClusterState
  /** What groups that people look at say beyond the tables. */
  readonly groupFacts: GroupFactsCache
  /** What everybody who reads messages of this cluster shares. */
  readonly reads: ReadBudget
  readonly #problems: ProblemWatch
  readonly #log: Logger
  readonly #clock: LoopClock
  readonly #stop = new AbortController()
  readonly #loops = new Map<string, Owned>()
  /** What the loop of each broker name is at. */
  readonly #turns = new Map<string, { replica: ReplicaState | null; stop: AbortController }>()
  readonly #listeners = new Set<() => void>()
  #model: ClusterModel | null = null

  constructor(options: { config: ClusterConfig; client: Client; log: Logger; clock: LoopClock }) {
    this.config = options.config
    this.id = options.config.id
    this.name = options.config.name
    this.client = options.client
    this.reads = new ReadBudget(options.config.reads, options.clock)
    this.#log = options.log.child({ cluster: options.config.id })
    this.#clock = options.clock
    this.state = newClusterState(this.id, options.config.nameServers, this.#clock.now())
    this.#problems = new ProblemWatch(this.#clock.now())
    this.groupFacts = new GroupFactsCache({
      client: options.client,
      signal: this.#stop.signal,
      now: () => this.#clock.now(),
      onError: (err) => this.#log.error({ err }, 'asking for the facts of a group failed'),
    })
  }

  start(): void {
    this.#own(
      'name-servers',
      async (now, signal) => {
        await discover(this.state, this.client, now, signal)
        this.#keepLoops()
      },
      () => (this.state.brokers.size === 0 ? DISCOVER_FAST_MS : DISCOVER_MS),
    )
    this.#own(
      'record',
      async (now) => {
        const model = this.model(now)
        if (this.state.brokers.size > 0) this.recorder.record(this.state, model, now)
        this.#problems.look(this.state, model, this.recorder, now)
        for (const listener of this.#listeners) listener()
      },
      () => STEP_MS,
    )
  }

  async close(): Promise<void> {
    this.#stop.abort()
    this.client.close()
    await Promise.all([this.groupFacts.settled(), ...[...this.#loops.values()].map((loop) => loop.done)])
  }

  now(): number {
    return this.#clock.now()
  }

  /** Somebody asks for this cluster: it is kept fresh for a while. */
  looked(now: number): void {
    const idle = !this.viewers.looking(now)
    this.viewers.looked(now)
    if (idle) for (const loop of this.#loops.values()) loop.wake()
  }

  /** The joined view, at most one second behind the newest reading. */
  model(now: number = this.now()): ClusterModel {
    const held = this.#model
    if (held && (held.version === this.state.version || now - held.at < MODEL_MAX_AGE_MS)) return held
    this.#model = buildModel(this.state, now)
    return this.#model
  }

  /** The lamps and what is behind them, as of the last recorded sample. */
  problems(now: number = this.now()): Problems {
    return this.#problems.newest ?? this.#problems.look(this.state, this.model(now), this.recorder, now)
  }

  /** Called after each recorded sample. Returns a function that stops it. */
  onSample(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tickMs(): number {
    return this.viewers.looking(this.#clock.now()) ? LOOKED_AT_TICK_MS : QUIET_TICK_MS
  }

  /** One loop for each replica and each broker name there is; loops of what was forgotten end. */
  #keepLoops(): void {
    const wanted = new Set(['name-servers', 'record'])
    for (const [key, replica] of this.state.replicas) wanted.add(this.#replicaLoop(key, replica))
    for (const broker of this.state.brokers.values()) wanted.add(this.#brokerLoop(broker))
    for (const [key, loop] of this.#loops) {
      if (wanted.has(key)) continue
      loop.stop.abort()
      this.#loops.delete(key)
    }
  }

  #replicaLoop(key: string, replica: ReplicaState): string {
    const loopKey = `replica ${key}`
    if (this.#loops.has(loopKey)) return loopKey
    this.#own(
      loopKey,
      async (now, signal) => {
        const before = replica.state
        await tickReplica(this.state, replica, this.client, now, signal)
        if (replica.state !== before) this.#replicaChanged(replica.brokerName)
      },
      () => (replica.consecutiveFailures === 1 ? 1_000 : this.#tickMs()),
    )
    return loopKey
  }

  /**
   * A replica came or went. The broker's own loop need not wait for its next turn to learn of it, nor for the answers of
   * one that does not speak any more: a sweep of thousands of topics would outlast each of their time-outs.
   */
  #replicaChanged(brokerName: string): void {
    const turn = this.#turns.get(brokerName)
    if (turn && turn.replica !== servingReplica(this.state, brokerName)) turn.stop.abort()
    this.#loops.get(`broker ${brokerName}`)?.wake()
  }

  async #brokerTurn(broker: BrokerState, budget: CallBudget, now: number, signal: AbortSignal): Promise<void> {
    const stop = new AbortController()
    this.#turns.set(broker.brokerName, { replica: servingReplica(this.state, broker.brokerName), stop })
    try {
      const deps = { client: this.client, viewers: this.viewers, budget, clock: this.#clock }
      const either = AbortSignal.any([signal, stop.signal])
      await tickBroker(this.state, broker, { ...deps, signal: either }, now, this.#tickMs())
    } finally {
      this.#turns.delete(broker.brokerName)
    }
  }

  #brokerLoop(broker: BrokerState): string {
    const loopKey = `broker ${broker.brokerName}`
    if (this.#loops.has(loopKey)) return loopKey
    const budget = new CallBudget({ perSecond: CALLS_PER_SECOND, burst: CALLS_BURST, clock: this.#clock })
    this.#own(
      loopKey,
      (now, signal) => this.#brokerTurn(broker, budget, now, signal),
      () => (broker.servedBy === null ? 1_000 : this.#tickMs()),
    )
    return loopKey
  }

  #own(key: string, tick: (now: number, signal: AbortSignal) => Promise<void>, waitMs: () => number): void {
    const stop = new AbortController()
    const signal = AbortSignal.any([stop.signal, this.#stop.signal])
    const loop = startLoop({
      tick: (now) => tick(now, signal),
      waitMs,
      signal,
      clock: this.#clock,
      onError: (err) => this.#log.error({ err, loop: key }, 'a collector loop failed; it goes on'),
    })
    this.#loops.set(key, { stop, ...loop })
  }
}
