import 'server-only'
import type { z } from 'zod'
import { readBrokerConfig as endpoint } from '@/lib/contract/brokers'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { iso, isoOrNull, whyNot } from '@/server/metrics/sides'
import { type ReplicaState, replicaKey } from '@/server/metrics/state'
import { Aborted, DriverError } from '@/server/rocketmq/errors.ts'
import { getBrokerConfig } from '@/server/rocketmq/requests/get-broker-config.ts'
import { implement, type VerbContext } from '../implement'
import { truthOfCalls } from '../truth'
import { brokerNotFound } from './broker-not-found'
import { configDefault, hasDefaults } from './config-defaults'
import { type ConfigValue, configWithDifferences } from './config-differences'

type Own = { entries: readonly ConfigValue[]; dataVersion: string | null; asOf: string | null; outcome: TargetOutcome }

/**
 * The replica is asked now; when it does not answer, its last known configuration is shown with its age. Compared with
 * the other replicas of its name and the masters of its cluster name as the collector last read them (every 5 minutes).
 */
export const readBrokerConfig = implement(endpoint, async ({ ctx, input }) => {
  const { state } = ctx.cluster
  const replica = state.replicas.get(replicaKey(input.broker, input.brokerId))
  if (!replica) throw brokerNotFound(ctx, input.broker, input.brokerId)
  const own = await readOwn(ctx, replica)
  const others = [...state.replicas.values()]
    .filter((other) => other !== replica && other.clusterName === replica.clusterName)
    .filter((other) => other.brokerName === replica.brokerName || other.brokerId === 0)
  const version = versionOf(replica)
  const compared = configWithDifferences(
    { target: keyOf(replica), version, entries: own.entries },
    others.map((other) => ({ target: keyOf(other), version: versionOf(other), entries: other.config.value })),
  )
  const items: z.infer<typeof endpoint.response>['items'] = compared.map((entry) => ({
    ...entry,
    default: entry.secret ? { kind: 'unknown' as const, value: null } : configDefault(version, entry.key),
  }))
  const truth = truthOfCalls(ctx.now(), [own.outcome, ...others.map(outcomeOf)])
  return {
    brokerName: replica.brokerName,
    brokerId: replica.brokerId,
    address: replica.address,
    dataVersion: own.dataVersion,
    items,
    defaultsOf: hasDefaults(version) ? version : null,
    ...truth,
    asOf: own.asOf,
  }
})

async function readOwn(ctx: VerbContext, replica: ReplicaState): Promise<Own> {
  const target = keyOf(replica)
  const lastGoodAt = isoOrNull(replica.config.asOf)
  try {
    const { body, header } = await ctx.cluster.client.call(replica.address, getBrokerConfig, {}, { signal: ctx.signal })
    return {
      entries: body.map((entry) => ({ key: entry.key, value: entry.value ?? null, secret: entry.secret ?? false })),
      dataVersion: header.version ? versionText(header.version) : null,
      asOf: iso(ctx.now()),
      outcome: { target, reason: null, lastGoodAt },
    }
  } catch (error) {
    if (error instanceof Aborted || !(error instanceof DriverError)) throw error
    // Nothing to show instead: the broker's failure is the answer.
    if (replica.config.value === null) throw error
    return {
      entries: replica.config.value,
      dataVersion: null,
      asOf: lastGoodAt,
      outcome: { target, reason: error.message, lastGoodAt },
    }
  }
}

/** Counts changes of the configuration; equal texts mean the same content of the same process. */
const versionText = (version: { counter: bigint; timestamp: bigint }) => `${version.counter}@${version.timestamp}`

const keyOf = (replica: ReplicaState) => replicaKey(replica.brokerName, replica.brokerId)
const versionOf = (replica: ReplicaState) => replica.runtime.value?.version ?? null

/** A replica whose configuration was read takes part, even if that was before it went down. */
function outcomeOf(other: ReplicaState): TargetOutcome {
  const reason = other.config.value === null ? (other.config.error?.reason ?? whyNot(other)) : null
  return { target: keyOf(other), reason, lastGoodAt: isoOrNull(other.config.asOf) }
}
