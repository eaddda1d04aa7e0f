'use client'

import { useQueries } from '@tanstack/react-query'
import { useLive } from '@/components/layout/live'
import { endpointQuery } from '@/lib/api/query'
import { readBrokerConfig, readBrokerRuntime } from '@/lib/contract/brokers'
import type { Replica } from './broker-values'

const replicaOf = (cluster: string, { brokerName, brokerId }: Replica) => ({ cluster, broker: brokerName, brokerId })

/** The runtime values of each replica, in their order; null: not there (yet). */
export function useRuntimes(cluster: string, replicas: readonly Replica[]) {
  const { refetchInterval } = useLive()
  const queries = useQueries({
    queries: replicas.map((replica) =>
      endpointQuery(readBrokerRuntime, replicaOf(cluster, replica), { everyMs: refetchInterval }),
    ),
  })
  return queries.map((query) => query.data ?? null)
}

/** Configurations change when a person changes them: each is asked of its broker once a minute. */
const CONFIG_EVERY_MS = 60_000

/** The configuration of each replica, in their order; null: not there (yet). A silent replica's is its last known one. */
export function useConfigs(cluster: string, replicas: readonly Replica[]) {
  const { paused } = useLive()
  const queries = useQueries({
    queries: replicas.map((replica) =>
      endpointQuery(readBrokerConfig, replicaOf(cluster, replica), { everyMs: paused ? false : CONFIG_EVERY_MS }),
    ),
  })
  const errors = queries.flatMap(({ data, error }) => (data === undefined && error ? [error] : []))
  return {
    configs: queries.map((query) => query.data ?? null),
    /** Why nothing is known of any of them; null while something is, or may come. */
    failed: errors.length === queries.length ? (errors[0]?.problem?.detail ?? '') : null,
  }
}
