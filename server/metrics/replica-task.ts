import 'server-only'
import type { Client } from '@/server/rocketmq/client.ts'
import { DriverError, Unreachable } from '@/server/rocketmq/errors.ts'
import { getBrokerConfig } from '@/server/rocketmq/requests/get-broker-config.ts'
import { getBrokerHaStatus } from '@/server/rocketmq/requests/get-broker-ha-status.ts'
import { getBrokerRuntimeInfo } from '@/server/rocketmq/requests/get-broker-runtime-info.ts'
import { runtimeSample } from './convert'
import { failed, good } from './reading'
import type { ClusterState, ReplicaState } from './state'

const CONFIG_EVERY_MS = 300_000
const HA_STATUS_EVERY_MS = 30_000
/** A 4.x broker never learns 907; one that has no HA service may get it with a restart. */
const HA_STATUS_AFTER_REFUSAL_MS = 300_000

/** A refused or closed connection is certain at once; a single time-out may be a slow moment, two are not. */
const TIMEOUTS_UNTIL_DOWN = 2

/** Reads the runtime values (28) of one replica, decides whether it is up, and now and then its configuration (26). */
export async function tickReplica(
  state: ClusterState,
  replica: ReplicaState,
  client: Client,
  now: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    const reply = await client.call(replica.address, getBrokerRuntimeInfo, {}, { signal })
    replica.runtime = good(runtimeSample(reply.body.table, reply.serverVersion, now), now)
    replica.consecutiveFailures = 0
    setState(replica, 'up', now)
    measureHaLag(state, replica, now)
  } catch (error) {
    if (signal.aborted) return
    if (!(error instanceof DriverError)) throw error
    replica.runtime = failed(replica.runtime, error.message, now)
    replica.consecutiveFailures++
    const certain = error instanceof Unreachable || replica.registered === false
    if (certain || replica.consecutiveFailures >= TIMEOUTS_UNTIL_DOWN) setState(replica, 'down', now)
  }
  state.version++
  if (replica.state !== 'up') return
  await readConfig(replica, client, now, signal)
  if (hasSlaves(state, replica)) await readHaStatus(replica, client, now, signal)
}

const hasSlaves = (state: ClusterState, replica: ReplicaState) =>
  replica.brokerId === 0 &&
  [...state.replicas.values()].some((r) => r.brokerName === replica.brokerName && r.brokerId !== 0)

async function readHaStatus(replica: ReplicaState, client: Client, now: number, signal: AbortSignal): Promise<void> {
  const { asOf, error } = replica.inSyncSlaves
  if (error ? now - error.at < HA_STATUS_AFTER_REFUSAL_MS : asOf !== null && now - asOf < HA_STATUS_EVERY_MS) return
  try {
    const reply = await client.call(replica.address, getBrokerHaStatus, {}, { signal })
    replica.inSyncSlaves = good(reply.body.inSyncSlaveNums, now)
  } catch (error) {
    if (signal.aborted) return
    if (!(error instanceof DriverError)) throw error
    replica.inSyncSlaves = failed(replica.inSyncSlaves, error.message, now)
  }
}

function setState(replica: ReplicaState, next: ReplicaState['state'], now: number): void {
  if (replica.state === next) return
  replica.state = next
  replica.stateSince = now
}

/** Log bytes a slave has still to copy: its master's log end minus its own, when both answered within a minute. */
function measureHaLag(state: ClusterState, replica: ReplicaState, now: number): void {
  if (replica.brokerId === 0) return
  const master = [...state.replicas.values()].find((r) => r.brokerName === replica.brokerName && r.brokerId === 0)
  const masterEnd = master?.runtime.value?.counters.commitLogMaxOffset ?? null
  const ownEnd = replica.runtime.value?.counters.commitLogMaxOffset ?? null
  const fresh = master?.state === 'up' && master.runtime.asOf !== null && now - master.runtime.asOf < 60_000
  if (!fresh || masterEnd === null || ownEnd === null) {
    replica.haLagBytes = failed(replica.haLagBytes, 'The master does not answer', now)
    return
  }
  replica.haLagBytes = good(Math.max(0, Number(masterEnd - ownEnd)), now)
}

async function readConfig(replica: ReplicaState, client: Client, now: number, signal: AbortSignal): Promise<void> {
  const last = Math.max(replica.config.asOf ?? 0, replica.config.error?.at ?? 0)
  if (last !== 0 && now - last < CONFIG_EVERY_MS) return
  try {
    const reply = await client.call(replica.address, getBrokerConfig, {}, { signal })
    replica.config = good(
      reply.body.map((entry) => ({ key: entry.key, value: entry.value ?? null, secret: entry.secret ?? false })),
      now,
    )
  } catch (error) {
    if (signal.aborted) return
    if (!(error instanceof DriverError)) throw error
    replica.config = failed(replica.config, error.message, now)
  }
}
