import 'server-only'
import { configDrift } from '@/lib/domain/config-diff.ts'
import type { Found, LampFinding, RuleInput } from './problems'
import { type ReplicaState, replicaKey } from './state'

/**
 * Keys that differ between replicas and masters of one RocketMQ cluster and one version (a newer broker has keys an
 * older one lacks: that is an upgrade, not drift). Secrets cannot be compared and take no part.
 */
export function configDriftProblems({ state, memory, now }: RuleInput): LampFinding {
  const read = [...state.replicas.values()].filter((r) => r.config.value !== null)
  const groups = new Map<string, ReplicaState[]>()
  for (const replica of read) {
    const key = `${replica.clusterName}\n${replica.runtime.value?.version ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), replica])
  }
  const items: Found[] = []
  for (const replicas of groups.values()) {
    if (replicas.length < 2) continue
    const { clusterName } = replicas[0]!
    for (const difference of configDrift(replicas.map(configOf))) {
      const values = difference.values.map((v) => ({ target: v.target, value: v.value ?? 'not set' }))
      items.push({
        lamp: 'configDrift',
        kind: 'config-drift',
        severity: 'warning',
        subject: { kind: 'cluster', name: clusterName, brokerId: null },
        facts: { key: difference.key, ...spell(values) },
        sinceMs: memory.shownSince(memory.since(`config ${clusterName} ${difference.key}`, now)),
      })
    }
  }
  return { items, unknown: read.length === 0 }
}

function configOf(replica: ReplicaState) {
  const entries = (replica.config.value ?? []).filter((e) => !e.secret && e.value !== null)
  return {
    target: replicaKey(replica.brokerName, replica.brokerId),
    values: Object.fromEntries(entries.map((e) => [e.key, e.value!])),
  }
}

/** How many values there are, and who has which: `true: broker-a/0, broker-a/1; false: broker-b/0`. */
function spell(values: ReadonlyArray<{ target: string; value: string }>): { values: number; detail: string } {
  const byValue = new Map<string, string[]>()
  for (const { target, value } of values) byValue.set(value, [...(byValue.get(value) ?? []), target])
  const detail = [...byValue].map(([value, targets]) => `${value}: ${targets.sort().join(', ')}`).join('; ')
  return { values: byValue.size, detail }
}
