import type { SamplePoint } from '@/components/charts/prepare/types'
import type { readBroker } from '@/lib/contract/brokers'
import type { OutputOf } from '@/lib/contract/endpoint'

export type BrokerDetail = OutputOf<typeof readBroker>
export type Replica = BrokerDetail['replicas'][number]
export type HostedTopic = BrokerDetail['topics'][number]

/** Bytes from which on a slave counts as behind: the lamp's own measure. */
const BEHIND_BYTES = 64 * 1024 * 1024

/** The chosen replica, or all; a number that is none of them chooses all. */
export function chosenReplicas(replicas: readonly Replica[], choice: number | null): readonly Replica[] {
  const one = replicas.filter((replica) => replica.brokerId === choice)
  return one.length > 0 ? one : replicas
}

/** Whose rates stand for what is chosen: the master's, else the first one's. */
export function subjectOf(chosen: readonly Replica[]): Replica | null {
  return chosen.find((replica) => replica.brokerId === 0) ?? chosen[0] ?? null
}

/** The worst that is known of these replicas, and of which. */
export function worstState(replicas: readonly Replica[]): {
  state: 'down' | 'unknown' | 'behind' | 'up'
  replica: Replica | null
} {
  const down = replicas.find((replica) => replica.state === 'down')
  if (down) return { state: 'down', replica: down }
  const unknown = replicas.find((replica) => replica.state === 'unknown')
  if (unknown) return { state: 'unknown', replica: unknown }
  const behind = replicas.find((replica) => (replica.haLagBytes ?? 0) > BEHIND_BYTES)
  return behind ? { state: 'behind', replica: behind } : { state: 'up', replica: null }
}

/** The lag of the worst slave among these (all slaves when a master is among them); null while none is known. */
export function haLagOf(chosen: readonly Replica[], all: readonly Replica[]) {
  const slaves = chosen.some((replica) => replica.brokerId === 0)
    ? all.filter((replica) => replica.brokerId !== 0)
    : chosen
  const known = slaves.map((slave) => slave.haLagBytes).filter((lag) => lag !== null)
  return {
    slaves: slaves.length,
    bytes: known.length === 0 ? null : Math.max(...known),
    atLeast: known.length > 0 && known.length < slaves.length,
    reason: slaves.find((slave) => slave.haLagBytes === null)?.reason ?? null,
  }
}

export const isBehind = (bytes: number | null): boolean => bytes !== null && bytes > BEHIND_BYTES

const PACE_MS = 60_000
/** Below a megabyte it is the noise of what is on its way. */
const STEADY_BYTES = 1024 * 1024

/** Bytes a second by which the lag grew over the last minute; null without whole samples, or while it is small. */
export function lagPace(points: readonly SamplePoint[]): number | null {
  const known = points.filter((p) => typeof p.values.haLagBytes === 'number' && !p.atLeast.includes('haLagBytes'))
  const last = known.at(-1)
  if (!last) return null
  const from = known.find((point) => Date.parse(last.at) - Date.parse(point.at) <= PACE_MS)
  const ms = from ? Date.parse(last.at) - Date.parse(from.at) : 0
  if (!from || ms < PACE_MS / 2) return null
  const now = last.values.haLagBytes ?? 0
  const grown = now - (from.values.haLagBytes ?? 0)
  return now < STEADY_BYTES || Math.abs(grown) < STEADY_BYTES ? null : (grown * 1000) / ms
}

/** Series of several slaves side by side, under keys of their own: samples of one moment stand in one point. */
export function joinSlaves(
  slaves: readonly { key: string; points: readonly SamplePoint[] }[],
  field: string,
): SamplePoint[] {
  const joined = new Map<string, { at: string; values: Record<string, number | null>; atLeast: string[] }>()
  for (const { key, points } of slaves) {
    for (const point of points) {
      const held = joined.get(point.at) ?? { at: point.at, values: {}, atLeast: [] }
      held.values[key] = point.values[field] ?? null
      joined.set(point.at, held)
    }
  }
  return [...joined.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** By in-rate; what is not known goes last. */
export function byInRate(topics: readonly HostedTopic[]): HostedTopic[] {
  return [...topics].sort((a, b) => (b.inTps ?? -1) - (a.inTps ?? -1) || (a.name < b.name ? -1 : 1))
}

/** A topic's part of all that comes in here; null while either is not known. */
export function shareOfIn(topic: HostedTopic, topics: readonly HostedTopic[]): number | null {
  const all = topics.reduce((sum, { inTps }) => sum + (inTps ?? 0), 0)
  return topic.inTps === null || all === 0 ? null : topic.inTps / all
}
