import 'server-only'
import type { Client } from '@/server/rocketmq/client.ts'
import { type DriverError, Unreachable } from '@/server/rocketmq/errors.ts'
import { type ClusterInfo, getBrokerClusterInfo } from '@/server/rocketmq/requests/get-broker-cluster-info.ts'
import { versionName } from '@/server/rocketmq/wire/mq-version.ts'
import { failed, good, noReading } from './reading'
import { type ClusterState, type NameServerState, newBrokerState, type ReplicaState, replicaKey } from './state'

/** A replica nobody has heard of for a day is forgotten (until it can be dismissed by hand). */
const FORGET_MS = 24 * 3_600_000

type View = ReadonlyMap<string, { clusterName: string; addresses: ReadonlyMap<number, string> }>

/**
 * Asks every name server for its broker table (106) and merges the answers into the state. An empty or shrunken
 * answer removes nothing: a killed broker leaves the table within seconds, and a restarted name server answers an
 * empty one for up to 30 s. Such replicas stay, not `registered`.
 */
export async function discover(state: ClusterState, client: Client, now: number, signal: AbortSignal): Promise<void> {
  const answers = await client.callEachNameServer(getBrokerClusterInfo, {}, { signal })
  for (const answer of answers) {
    const nameServer = state.nameServers.get(answer.address)
    if (!nameServer) continue
    if (answer.error) recordFailure(nameServer, answer.error, now)
    else {
      nameServer.reachable = true
      nameServer.hop = null
      nameServer.version = answer.value.serverVersion === null ? null : versionName(answer.value.serverVersion)
      nameServer.view = good(viewOf(answer.value.body), now)
    }
  }
  mergeReplicas(state, now)
  state.version++
}

function recordFailure(nameServer: NameServerState, error: DriverError, now: number): void {
  nameServer.reachable = false
  nameServer.view = failed(nameServer.view, error.message, now)
  if (error instanceof Unreachable) nameServer.hop = error.hop === 'closed' ? 'protocol' : error.hop
  else nameServer.hop = 'protocol'
}

function viewOf(body: ClusterInfo): View {
  return new Map(
    Object.entries(body.brokerAddrTable).map(([name, data]) => [
      name,
      { clusterName: data.cluster, addresses: new Map(data.brokerAddrs) },
    ]),
  )
}

/** Pure part of discovery: what all current name-server views say together, laid over what is known. */
export function mergeReplicas(state: ClusterState, now: number): void {
  const current = [...state.nameServers.values()].filter((ns) => ns.reachable === true && ns.view.value !== null)
  const listed = new Set<string>()
  for (const nameServer of current) {
    for (const [brokerName, { clusterName, addresses }] of nameServer.view.value ?? []) {
      if (!state.brokers.has(brokerName)) state.brokers.set(brokerName, newBrokerState(brokerName, clusterName))
      for (const [brokerId, address] of addresses) {
        const key = replicaKey(brokerName, brokerId)
        listed.add(key)
        const known = state.replicas.get(key)
        if (known) {
          known.address = address
          known.lastSeenAt = now
        } else state.replicas.set(key, newReplica(clusterName, brokerName, brokerId, address, now))
      }
    }
  }
  for (const [key, replica] of state.replicas) {
    // With no name server answering nothing is known about registration; what was seen stays as it was.
    if (current.length > 0) replica.registered = listed.has(key)
    if (replica.state === 'up') replica.lastSeenAt = now
    if (now - replica.lastSeenAt > FORGET_MS) state.replicas.delete(key)
  }
  for (const brokerName of state.brokers.keys()) {
    if (![...state.replicas.values()].some((r) => r.brokerName === brokerName)) state.brokers.delete(brokerName)
  }
}

function newReplica(
  clusterName: string,
  brokerName: string,
  brokerId: number,
  address: string,
  now: number,
): ReplicaState {
  return {
    clusterName,
    brokerName,
    brokerId,
    address,
    registered: true,
    state: 'unknown',
    stateSince: now,
    lastSeenAt: now,
    runtime: noReading(),
    consecutiveFailures: 0,
    config: noReading(),
    haLagBytes: noReading(),
    inSyncSlaves: noReading(),
  }
}
