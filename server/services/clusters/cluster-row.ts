import 'server-only'
import type { z } from 'zod'
import type { Cluster } from '@/lib/contract/clusters'
import { producerKind } from '@/lib/domain/producer-kind.ts'
import { topicKind } from '@/lib/domain/topic-kind.ts'
import type { ClusterCollector } from '@/server/metrics/collector'
import { brokerRates } from '@/server/metrics/recorder'
import { isoOrNull } from '@/server/metrics/sides'
import { sortedReplicas } from '../brokers/rows'
import { truthOfReplicas } from '../truth'

const SPARK_POINTS = 30

type ClusterRow = z.infer<typeof Cluster>

/** One cluster as a row: what its name servers and brokers said, summed; a master that is silent makes rates "at least". */
export function clusterRow(cluster: ClusterCollector, now: number): ClusterRow {
  const { state } = cluster
  const model = cluster.model(now)
  const replicas = sortedReplicas(state)
  const masters = replicas.filter((r) => r.brokerId === 0)
  const rates = brokerRates(masters, now)
  const nameServers = [...state.nameServers.values()]
  const known = replicas.length > 0
  const producers = new Set(
    model.sides
      .flatMap((s) => (s.state.producers.value ?? []).map((p) => p.group))
      .filter((group) => producerKind(group) === 'own'),
  )
  const worst = [...model.groups.values()].reduce<ClusterRow['worstLag']>((best, group) => {
    const lag = group.lag.lagMessages
    return group.system || lag === null || lag === 0 || (best && best.lagMessages >= lag)
      ? best
      : { group: group.name, lagMessages: lag, atLeast: group.lag.atLeast }
  }, null)
  const everConnected = known || nameServers.some((ns) => ns.view.value !== null)
  return {
    id: cluster.id,
    name: cluster.name,
    nameServers: nameServers.map((ns) => ({ address: ns.address, reachable: ns.reachable, version: ns.version })),
    clusterNames: [...model.names.clusterNames].sort(),
    masters: known ? masters.length : null,
    slaves: known ? replicas.length - masters.length : null,
    brokersDown: known ? replicas.filter((r) => r.state === 'down').length : null,
    brokersAnswered: known ? replicas.filter((r) => r.state === 'up').length : null,
    versions: [...new Set(replicas.map((r) => r.runtime.value?.version ?? null).filter((v) => v !== null))].sort(),
    topics: known ? [...model.topics.keys()].filter((t) => topicKind(t, model.names) === 'user').length : null,
    groups: known ? [...model.groups.values()].filter((g) => !g.system && !g.leftover).length : null,
    producers: known ? producers.size : null,
    inTps: rates.inTps.value,
    outTps: rates.outTps.value,
    inTrend: cluster.recorder.series('cluster')?.spark('inTps', now, SPARK_POINTS) ?? [],
    worstLag: worst,
    problems: known ? cluster.problems(now).items.length : null,
    connection: {
      state: nameServers.some((ns) => ns.reachable)
        ? 'connected'
        : nameServers.every((ns) => ns.reachable === null)
          ? 'connecting'
          : everConnected
            ? 'lost'
            : 'failed',
      failures: nameServers
        .filter((ns) => ns.reachable === false)
        .map((ns) => ({
          address: ns.address,
          hop: ns.hop ?? 'protocol',
          reason: ns.view.error?.reason ?? 'No answer',
          at: isoOrNull(ns.view.error?.at ?? now)!,
        })),
    },
    atLeast: [...(rates.inTps.atLeast ? ['inTps'] : []), ...(rates.outTps.atLeast ? ['outTps'] : [])],
    ...truthOfReplicas(replicas),
  }
}
