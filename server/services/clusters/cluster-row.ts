import 'server-only'
import type { z } from 'zod'
import type { Cluster } from '@/lib/contract/clusters'
import { producerKind } from '@/lib/domain/producer-kind.ts'
import { topicKind } from '@/lib/domain/topic-kind.ts'
import { type ClusterCollector, LOOKED_AT_TICK_MS } from '@/server/metrics/collector'
import type { GroupModel } from '@/server/metrics/group-model'
import type { ClusterModel } from '@/server/metrics/model'
import { brokerRates } from '@/server/metrics/recorder'
import { isoOrNull } from '@/server/metrics/sides'
import { sortedReplicas } from '../brokers/rows'
import { groupRow } from '../groups/row'
import { truthOfReplicas } from '../truth'

const SPARK_POINTS = 30
const PROBLEMS_SHOWN = 3

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
  const problems = known ? cluster.problems(now).items : null
  const versions = replicas.map((r) => r.runtime.value?.version ?? null).filter((v) => v !== null)
  const slaves = replicas.filter((r) => r.brokerId !== 0)
  const series = cluster.recorder.series('cluster')
  const everConnected = known || nameServers.some((ns) => ns.view.value !== null)
  return {
    id: cluster.id,
    name: cluster.name,
    nameServers: nameServers.map((ns) => ({ address: ns.address, reachable: ns.reachable, version: ns.version })),
    clusterNames: [...model.names.clusterNames].sort(),
    masters: known ? masters.length : null,
    slaves: known ? slaves.length : null,
    mastersUp: known ? masters.filter((r) => r.state === 'up').length : null,
    slavesUp: known ? slaves.filter((r) => r.state === 'up').length : null,
    brokersDown: known ? replicas.filter((r) => r.state === 'down').length : null,
    brokersAnswered: known ? replicas.filter((r) => r.state === 'up').length : null,
    versions: [...new Set(versions)].sort(),
    versionCounts: [...Map.groupBy(versions, (version) => version)]
      .map(([version, all]) => ({ version, brokers: all.length }))
      .sort((a, b) => b.brokers - a.brokers || (a.version < b.version ? 1 : -1)),
    topics: known ? [...model.topics.keys()].filter((t) => topicKind(t, model.names) === 'user').length : null,
    groups: known ? [...model.groups.values()].filter((g) => !g.system && !g.leftover).length : null,
    producers: known ? producers.size : null,
    inTps: rates.inTps.value,
    outTps: rates.outTps.value,
    inTrend: series?.spark('inTps', now, SPARK_POINTS) ?? [],
    outTrend: series?.spark('outTps', now, SPARK_POINTS) ?? [],
    lastGood: rates.inTps.value === null && rates.outTps.value === null ? lastGoodRates(cluster, now) : null,
    worstLag: worstLag(cluster, model, now),
    problems: problems?.length ?? null,
    dangers: problems?.filter((problem) => problem.severity === 'danger').length ?? null,
    worstProblems: (problems ?? [])
      .slice(0, PROBLEMS_SHOWN)
      .map(({ sinceMs, ...item }) => ({ ...item, since: isoOrNull(sinceMs) })),
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
    asked: { everyMs: LOOKED_AT_TICK_MS, timeoutMs: cluster.config.timeoutMs },
    atLeast: [...(rates.inTps.atLeast ? ['inTps'] : []), ...(rates.outTps.atLeast ? ['outTps'] : [])],
    ...truthOfReplicas(replicas),
  }
}

function worstLag(cluster: ClusterCollector, model: ClusterModel, now: number): ClusterRow['worstLag'] {
  const worst = [...model.groups.values()].reduce<GroupModel | null>((best, group) => {
    const lag = group.lag.lagMessages
    return group.system || lag === null || lag === 0 || (best && best.lag.lagMessages! >= lag) ? best : group
  }, null)
  if (worst === null) return null
  const { name, lagMs, trend } = groupRow(cluster, worst, now)
  return { group: name, lagMessages: worst.lag.lagMessages!, atLeast: worst.lag.atLeast, lagMs, trend }
}

function lastGoodRates(cluster: ClusterCollector, now: number): ClusterRow['lastGood'] {
  const point = cluster.recorder
    .series('cluster')
    ?.points(now)
    .findLast(({ values }) => typeof values.inTps === 'number' || typeof values.outTps === 'number')
  if (!point) return null
  return { at: isoOrNull(point.at)!, inTps: point.values.inTps ?? null, outTps: point.values.outTps ?? null }
}
