import 'server-only'
import { type PartialSum, sumPartial } from '@/lib/domain/completeness.ts'
import type { ClusterModel } from './model'
import { Series } from './series'
import { isCurrent } from './sides'
import type { ClusterState, ReplicaState } from './state'

export const STEP_MS = 5_000

/** A time in which some replicas gave nothing, for the hatched bands. `to` null = still so. */
export type Gap = { from: number; to: number | null; targets: string[] }

const MAX_GAPS = 60

/** The last 15 minutes of everything that is drawn: cluster, brokers, topics, groups. Forgets what is gone. */
export class Recorder {
  readonly #series = new Map<string, Series>()
  #gaps: Gap[] = []

  series(name: string): Series | undefined {
    return this.#series.get(name)
  }

  gaps(now: number): Gap[] {
    return this.#gaps.filter((gap) => (gap.to ?? now) > now - 15 * 60_000)
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

    const masters = [...state.replicas.values()].filter((r) => r.brokerId === 0)
    for (const replica of masters) add(`broker:${replica.brokerName}`, RATES, brokerRates([replica], now))
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
    this.#recordGaps(masters, now)
  }

  #recordGaps(masters: readonly ReplicaState[], now: number): void {
    const silent = masters.filter((r) => r.state === 'down' || r.runtime.error !== null).map((r) => r.brokerName)
    const open = this.#gaps[this.#gaps.length - 1]
    const same = open && open.to === null && open.targets.join() === silent.join()
    if (same) return
    if (open && open.to === null) open.to = now
    if (silent.length > 0) this.#gaps.push({ from: now, to: null, targets: silent })
    this.#gaps = this.gaps(now).slice(-MAX_GAPS)
  }
}

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
