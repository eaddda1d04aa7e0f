import 'server-only'
import { type PartialSum, sumPartial } from '@/lib/domain/completeness.ts'
import type { ClusterModel } from './model'
import { Series } from './series'
import { isCurrent } from './sides'
import { type ClusterState, type ReplicaState, replicaKey } from './state'

export const STEP_MS = 5_000

/** A time in which some replicas gave nothing, for the hatched bands. `to` null = still so. */
export type Gap = { from: number; to: number | null; targets: string[] }

const MAX_GAPS = 60

/** The last 15 minutes of everything that is drawn: cluster, brokers, topics, groups. Forgets what is gone. */
export class Recorder {
  readonly #series = new Map<string, Series>()
  #gaps: Gap[] = []
  #replicaGaps: Gap[] = []

  series(name: string): Series | undefined {
    return this.#series.get(name)
  }

  /** Of masters, by broker name. */
  gaps(now: number): Gap[] {
    return stillInWindow(this.#gaps, now)
  }

  /** Of every replica, by `<brokerName>/<brokerId>`. */
  replicaGaps(now: number): Gap[] {
    return stillInWindow(this.#replicaGaps, now)
  }

  /** Takes one sample of the model. Called once per step. */
  record(state: ClusterState, model: ClusterModel, now: number): void {
    const seen = new Set<string>()
    const add = (name: string, fields: readonly string[], parts: Record<string, PartialSum>) => {
      seen.add(name)
      let series = this.#series.get(name)
      if (!series) {
        series = new Series(fields, STEP_MS)
        this.#series.set(name, series)
      }
      const values: Record<string, number | null> = {}
      const atLeast: string[] = []
      for (const field of fields) {
        values[field] = parts[field]?.value ?? null
        if (parts[field]?.atLeast) atLeast.push(field)
      }
      series.add({ at: now, values, atLeast })
    }

    const replicas = [...state.replicas.values()]
    const masters = replicas.filter((r) => r.brokerId === 0)
    for (const replica of replicas) {
      const own = replicaValues(replica, now)
      add(`replica:${replicaKey(replica.brokerName, replica.brokerId)}`, REPLICA_FIELDS, own)
    }
    for (const replica of masters) {
      const slaves = replicas.filter((r) => r.brokerName === replica.brokerName && r.brokerId !== 0)
      const lags = slaves.map((slave) => replicaValues(slave, now).haLagBytes)
      add(`broker:${replica.brokerName}`, REPLICA_FIELDS, { ...replicaValues(replica, now), haLagBytes: worst(lags) })
    }
    add('cluster', RATES, brokerRates(masters, now))
    for (const topic of model.topics.values())
      add(`topic:${topic.name}`, RATES, { inTps: topic.inTps, outTps: topic.outTps })
    for (const group of model.groups.values()) {
      add(`group:${group.name}`, GROUP_FIELDS, {
        lagMessages: { value: group.lag.lagMessages, atLeast: group.lag.atLeast },
        inTps: group.inTps,
        outTps: group.outTps,
      })
    }
    for (const name of this.#series.keys()) if (!seen.has(name)) this.#series.delete(name)
    const silent = replicas.filter((r) => r.state === 'down' || r.runtime.error !== null)
    const silentMasters = silent.filter((r) => r.brokerId === 0).map((r) => r.brokerName)
    this.#gaps = withGap(this.#gaps, silentMasters, now)
    this.#replicaGaps = withGap(
      this.#replicaGaps,
      silent.map((r) => replicaKey(r.brokerName, r.brokerId)),
      now,
    )
  }
}

const stillInWindow = (gaps: readonly Gap[], now: number): Gap[] =>
  gaps.filter((gap) => (gap.to ?? now) > now - 15 * 60_000)

/** Goes on with the open gap, or ends it and begins another, as those who are silent now differ. */
function withGap(gaps: readonly Gap[], silent: string[], now: number): Gap[] {
  const open = gaps[gaps.length - 1]
  const isOpen = open !== undefined && open.to === null
  if (isOpen ? open.targets.join() === silent.join() : silent.length === 0) return [...gaps]
  const ended = isOpen ? [...gaps.slice(0, -1), { ...open, to: now }] : gaps
  const all = silent.length === 0 ? ended : [...ended, { from: now, to: null, targets: silent }]
  return stillInWindow(all, now).slice(-MAX_GAPS)
}

/** What a replica says of itself now; nothing while it is silent. */
function replicaValues(replica: ReplicaState, now: number): Record<(typeof REPLICA_FIELDS)[number], PartialSum> {
  const current = replica.state === 'up' && isCurrent(replica.runtime, now)
  const counters = current ? replica.runtime.value?.counters : null
  const lag = current && replica.brokerId !== 0 && replica.haLagBytes.error === null ? replica.haLagBytes.value : null
  const whole = (value: number | null | undefined): PartialSum => ({ value: value ?? null, atLeast: false })
  return {
    ...brokerRates([replica], now),
    putLatency99Ms: whole(counters?.putLatency99Ms),
    putLatency999Ms: whole(counters?.putLatency999Ms),
    haLagBytes: whole(lag),
  }
}

/** The largest of what is known; "at least" while one is not known. */
function worst(parts: readonly PartialSum[]): PartialSum {
  const known = parts.map((part) => part.value).filter((value) => value !== null)
  if (known.length === 0) return { value: null, atLeast: false }
  return { value: Math.max(...known), atLeast: known.length < parts.length }
}

const REPLICA_FIELDS = ['inTps', 'outTps', 'putLatency99Ms', 'putLatency999Ms', 'haLagBytes'] as const
const RATES = ['inTps', 'outTps'] as const
const GROUP_FIELDS = ['lagMessages', 'inTps', 'outTps'] as const

/** The brokers' own 10 s rates of these replicas; one that does not answer makes the sum "at least". */
export function brokerRates(replicas: readonly ReplicaState[], now: number): { inTps: PartialSum; outTps: PartialSum } {
  const counters = replicas.map((r) =>
    r.state === 'up' && isCurrent(r.runtime, now) ? (r.runtime.value?.counters ?? null) : null,
  )
  return {
    inTps: sumPartial(counters.map((c) => c?.inTps.tps10s ?? null)),
    outTps: sumPartial(counters.map((c) => c?.outTps.tps10s ?? null)),
  }
}
