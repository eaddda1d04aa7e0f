import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import type { Reading } from './reading'
import { type BrokerState, type ClusterState, type ReplicaState, replicaKey, replicasOf, servingReplica } from './state'

const CURRENT_MS = 75_000

/** A broker name as views see it: who speaks for it now, and whether its values count in sums. */
export type Side = {
  readonly brokerName: string
  readonly state: BrokerState
  readonly master: ReplicaState | null
  readonly serving: ReplicaState | null
  /** Id of the slave that speaks for a silent master: its values are "at least". */
  readonly fromReplica: number | null
  /** Nobody speaks for it: its values are the last good ones and count in no sum. */
  readonly silent: boolean
  readonly outcomes: readonly TargetOutcome[]
}

/** Is a reading recent enough to count? One failed attempt does not make it old; silence does. */
export const isCurrent = (reading: Reading<unknown>, now: number): boolean =>
  reading.asOf !== null && now - reading.asOf <= CURRENT_MS

export const iso = (ms: number): string => new Date(ms).toISOString()
export const isoOrNull = (ms: number | null): string | null => (ms === null || !Number.isFinite(ms) ? null : iso(ms))

/** Each broker name of the cluster, by name. */
export function sidesOf(state: ClusterState, now: number): Side[] {
  return [...state.brokers.values()]
    .map((broker) => sideOf(state, broker, now))
    .sort((a, b) => (a.brokerName < b.brokerName ? -1 : 1))
}

function sideOf(state: ClusterState, broker: BrokerState, now: number): Side {
  const replicas = replicasOf(state, broker.brokerName)
  const master = replicas.find((r) => r.brokerId === 0) ?? null
  const serving = servingReplica(state, broker.brokerName)
  const read = isCurrent(broker.topics, now)
  const silent = serving === null || !read
  const asked = serving && serving !== master ? [master, serving] : [master ?? serving ?? replicas[0] ?? null]
  const outcomes = asked
    .filter((r) => r !== null)
    .map((replica) => ({
      target: replicaKey(replica.brokerName, replica.brokerId),
      reason: replica === serving ? (read ? null : (broker.topics.error?.reason ?? 'No answer yet')) : whyNot(replica),
      lastGoodAt: isoOrNull(replica.runtime.asOf),
    }))
  return {
    brokerName: broker.brokerName,
    state: broker,
    master,
    serving,
    fromReplica: serving && slaveRead(serving, broker),
    silent,
    outcomes,
  }
}

/** Id of the slave that values come from: the one that speaks, or one read before a master that is not read whole yet. */
function slaveRead(serving: ReplicaState, { source }: BrokerState): number | null {
  return [serving.brokerId, source?.brokerId, source?.before].find((id) => id) ?? null
}

/** Why a replica does not answer, in one sentence. */
export function whyNot(replica: ReplicaState): string {
  if (replica.runtime.error) return replica.runtime.error.reason
  if (replica.state === 'unknown') return 'No answer yet'
  return replica.registered === false ? 'Not listed by any name server' : 'No answer'
}
