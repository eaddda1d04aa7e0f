import 'server-only'
import { type Completeness, completenessOf } from '@/lib/domain/completeness.ts'
import type { ClusterModel } from '@/server/metrics/model'
import { iso, isoOrNull, type Side, whyNot } from '@/server/metrics/sides'
import { type ReplicaState, replicaKey } from '@/server/metrics/state'

export type Truth = { asOf: string | null; completeness: Completeness }

/** Truth of an answer joined from these broker names: the replicas that speak for them, and the age of the oldest part. */
export function truthOfSides(sides: readonly Side[]): Truth {
  const times = sides
    .filter((s) => !s.silent)
    .flatMap((s) => [s.state.topics.asOf, s.state.committed.asOf].filter((t) => t !== null))
  return {
    asOf: times.length > 0 ? iso(Math.min(...times)) : null,
    completeness: completenessOf(sides.flatMap((s) => s.outcomes)),
  }
}

/** Truth of an answer that names every replica. */
export function truthOfReplicas(replicas: readonly ReplicaState[]): Truth {
  const times = replicas.filter((r) => r.state === 'up' && r.runtime.asOf !== null).map((r) => r.runtime.asOf!)
  return {
    asOf: times.length > 0 ? iso(Math.min(...times)) : null,
    completeness: completenessOf(
      replicas.map((r) => ({
        target: replicaKey(r.brokerName, r.brokerId),
        reason: r.state === 'up' ? null : whyNot(r),
        lastGoodAt: isoOrNull(r.runtime.asOf),
      })),
    ),
  }
}

/** Truth of an answer asked for just now. */
export function truthOfCalls(
  now: number,
  outcomes: ReadonlyArray<{ target: string; reason: string | null; lastGoodAt?: string | null }>,
): Truth {
  return { asOf: iso(now), completeness: completenessOf(outcomes.map((o) => ({ lastGoodAt: null, ...o }))) }
}

/** The sides that hold a topic. */
export function sidesOfTopic(model: ClusterModel, topic: string): Side[] {
  return model.sides.filter((s) => s.state.topics.value?.has(topic))
}
