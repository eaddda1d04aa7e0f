import 'server-only'
import type { z } from 'zod'
import type { Broker } from '@/lib/contract/brokers'
import { skewOf } from '@/server/metrics/clock-skew'
import { diskThreshold } from '@/server/metrics/disk-threshold'
import { isoOrNull, whyNot } from '@/server/metrics/sides'
import type { ClusterState, ReplicaState } from '@/server/metrics/state'

export type BrokerRow = z.infer<typeof Broker>

/** One row of the broker list: the broker's own values; those of a replica that is down are its last good ones. */
export function brokerRow(state: ClusterState, replica: ReplicaState): BrokerRow {
  const sample = replica.runtime.value
  const counters = sample?.counters ?? null
  const serves = state.brokers.get(replica.brokerName)
  const number = (value: bigint | null | undefined) => (value === null || value === undefined ? null : Number(value))
  return {
    clusterName: replica.clusterName,
    brokerName: replica.brokerName,
    brokerId: replica.brokerId,
    role: replica.brokerId === 0 ? 'master' : 'slave',
    address: replica.address,
    version: sample?.version ?? null,
    state: replica.state,
    registered: replica.registered,
    reason: replica.state === 'up' ? null : whyNot(replica),
    since: isoOrNull(replica.stateSince),
    inTps: counters?.inTps.tps10s ?? null,
    outTps: counters?.outTps.tps10s ?? null,
    inTps1m: counters?.inTps.tps1m ?? null,
    outTps1m: counters?.outTps.tps1m ?? null,
    inTps10m: counters?.inTps.tps10m ?? null,
    outTps10m: counters?.outTps.tps10m ?? null,
    putToday: counters?.put.today ?? null,
    getToday: counters?.get.today ?? null,
    putYesterday: counters?.put.yesterday ?? null,
    getYesterday: counters?.get.yesterday ?? null,
    diskRatio: counters?.diskRatio ?? null,
    diskThresholdRatio: diskThreshold(replica),
    diskTotalBytes: counters?.commitLogCapacity?.totalBytes ?? null,
    diskFreeBytes: counters?.commitLogCapacity?.freeBytes ?? null,
    putLatency99Ms: counters?.putLatency99Ms ?? null,
    putLatency999Ms: counters?.putLatency999Ms ?? null,
    commitLogMinOffset: number(counters?.commitLogMinOffset),
    commitLogMaxOffset: number(counters?.commitLogMaxOffset),
    dispatchBehindBytes: counters?.dispatchBehindBytes ?? null,
    earliestMessageAt: isoOrNull(counters?.earliestMessageAtMs ?? null),
    haLagBytes:
      replica.brokerId === 0 || replica.state !== 'up' || replica.haLagBytes.error ? null : replica.haLagBytes.value,
    clockSkewMs: serves && serves.servedBy === replica.brokerId ? skewOf(serves) : null,
    startedAt: isoOrNull(counters?.startedAtMs ?? null),
    asOf: isoOrNull(replica.runtime.asOf),
  }
}

export const sortedReplicas = (state: ClusterState): ReplicaState[] =>
  [...state.replicas.values()].sort((a, b) =>
    a.brokerName === b.brokerName ? a.brokerId - b.brokerId : a.brokerName < b.brokerName ? -1 : 1,
  )
