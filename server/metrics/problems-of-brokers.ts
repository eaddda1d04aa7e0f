import 'server-only'
import { diskThreshold } from './disk-threshold'
import type { Found, LampFinding, RuleInput } from './problems'
import { whyNot } from './sides'
import { type ClusterState, type NameServerState, type ReplicaState, replicaKey } from './state'

/** A slave further behind than this. */
const REPLICA_BEHIND_BYTES = 64 * 1024 * 1024
/** MessageStoreConfig#diskMaxUsedSpaceRatio, all versions: at this the broker begins to delete early. */
const DISK_DEFAULT_RATIO = 0.75
/** MessageStoreConfig, system property rocketmq.broker.diskSpaceWarningLevelRatio: at this the broker refuses writes. */
const DISK_FULL_RATIO = 0.9

const ofBroker = (replica: ReplicaState): Found['subject'] => ({
  kind: 'broker',
  name: replica.brokerName,
  brokerId: replica.brokerId,
})

/** Any replica down; a master is worse than a slave. A replica that never answered is named as well. */
export function brokerProblems({ state, memory, now }: RuleInput): LampFinding {
  const items: Found[] = []
  const replicas = [...state.replicas.values()]
  for (const replica of replicas) {
    if (replica.state === 'up') continue
    const down = replica.state === 'down'
    const since = memory.since(`broker ${replicaKey(replica.brokerName, replica.brokerId)}`, now)
    // A replica just found has not been asked yet; that is no problem.
    if (!down && now - since < 30_000) continue
    items.push({
      lamp: 'brokers',
      kind: down ? 'broker-down' : 'broker-unknown',
      severity: down && replica.brokerId === 0 ? 'danger' : 'warning',
      subject: ofBroker(replica),
      facts: {
        address: replica.address,
        role: replica.brokerId === 0 ? 'master' : 'slave',
        reason: whyNot(replica),
        registered: replica.registered,
      },
      sinceMs: down ? replica.stateSince : memory.shownSince(since),
    })
  }
  return { items, unknown: !replicas.some((r) => r.state !== 'unknown') }
}

/** One name server unreachable, or two that name different brokers in two looks one after the other. */
export function nameServerProblems({ state, memory, now }: RuleInput): LampFinding {
  const items: Found[] = []
  const nameServers = [...state.nameServers.values()]
  const noneReachable = nameServers.every((ns) => ns.reachable !== true)
  for (const nameServer of nameServers) {
    if (nameServer.reachable !== false) continue
    items.push({
      lamp: 'nameServers',
      kind: 'name-server-down',
      severity: noneReachable ? 'danger' : 'warning',
      subject: { kind: 'name-server', name: nameServer.address, brokerId: null },
      facts: { reason: nameServer.view.error?.reason ?? 'No answer', hop: nameServer.hop },
      sinceMs: memory.shownSince(memory.since(`name-server ${nameServer.address}`, now)),
    })
  }
  const differing = differences(nameServers)
  if (differing.length > 0) {
    // The look itself is the moment: views are fetched together, and a broker registers with one after the other.
    const looked = Math.max(...nameServers.map((ns) => ns.view.asOf ?? 0))
    const since = memory.since('name-servers-differ', looked)
    if (looked > since)
      items.push({
        lamp: 'nameServers',
        kind: 'name-servers-differ',
        severity: 'warning',
        subject: { kind: 'cluster', name: state.id, brokerId: null },
        facts: { replicas: differing.length, first: differing.slice(0, 10).join('; ') },
        sinceMs: memory.shownSince(since),
      })
  }
  return { items, unknown: nameServers.every((ns) => ns.reachable === null) }
}

/** Replicas that some reachable name servers list and others do not, or with another address. */
function differences(nameServers: readonly NameServerState[]): string[] {
  const views = nameServers.filter((ns) => ns.reachable === true && ns.view.value !== null)
  if (views.length < 2) return []
  const said = new Map<string, Map<string, string>>()
  for (const nameServer of views) {
    for (const [brokerName, { addresses }] of nameServer.view.value ?? []) {
      for (const [brokerId, address] of addresses) {
        const key = replicaKey(brokerName, brokerId)
        const entry = said.get(key) ?? new Map<string, string>()
        entry.set(nameServer.address, address)
        said.set(key, entry)
      }
    }
  }
  const differing: string[] = []
  for (const [key, byServer] of said) {
    const addresses = new Set(byServer.values())
    const missing = views.filter((ns) => !byServer.has(ns.address)).map((ns) => ns.address)
    if (missing.length > 0) differing.push(`${key} is not listed by ${missing.join(', ')}`)
    else if (addresses.size > 1) differing.push(`${key} is ${[...addresses].sort().join(' or ')}`)
  }
  return differing.sort()
}

/**
 * A slave more than 64 MB behind its master, one that was seen and no name server lists any more, or a master that has
 * counted fewer slaves in sync than are up, for a minute.
 */
export function replicaProblems(input: RuleInput): LampFinding {
  const { state, memory, now } = input
  const items: Found[] = []
  const slaves = [...state.replicas.values()].filter((r) => r.brokerId !== 0)
  let measured = 0
  for (const slave of slaves) {
    const key = replicaKey(slave.brokerName, slave.brokerId)
    if (slave.registered === false)
      items.push({
        lamp: 'replicas',
        kind: 'replica-missing',
        severity: 'warning',
        subject: ofBroker(slave),
        facts: { address: slave.address, masterUp: masterOf(state, slave)?.state === 'up' },
        sinceMs: memory.shownSince(memory.since(`replica-missing ${key}`, now)),
      })
    if (slave.state !== 'up' || slave.haLagBytes.error || slave.haLagBytes.value === null) continue
    measured++
    if (slave.haLagBytes.value <= REPLICA_BEHIND_BYTES) continue
    items.push({
      lamp: 'replicas',
      kind: 'replica-behind',
      severity: 'warning',
      subject: ofBroker(slave),
      facts: { haLagBytes: slave.haLagBytes.value, thresholdBytes: REPLICA_BEHIND_BYTES },
      sinceMs: memory.shownSince(memory.since(`replica-behind ${key}`, now)),
    })
  }
  items.push(...outOfSync(input))
  return { items, unknown: state.replicas.size === 0 || (slaves.length > 0 && measured === 0) }
}

const OUT_OF_SYNC_MS = 60_000

function outOfSync({ state, memory, now }: RuleInput): Found[] {
  const items: Found[] = []
  for (const master of state.replicas.values()) {
    const inSync = master.inSyncSlaves
    if (master.brokerId !== 0 || master.state !== 'up' || inSync.error || inSync.value === null) continue
    const slavesUp = [...state.replicas.values()].filter(
      ({ brokerName, brokerId, state: now }) => brokerName === master.brokerName && brokerId !== 0 && now === 'up',
    ).length
    if (inSync.value >= slavesUp) continue
    const since = memory.since(`replica-out-of-sync ${master.brokerName}`, now)
    if (now - since < OUT_OF_SYNC_MS) continue
    items.push({
      lamp: 'replicas',
      kind: 'replica-out-of-sync',
      severity: 'warning',
      subject: ofBroker(master),
      facts: { inSyncSlaves: inSync.value, slaves: slavesUp },
      sinceMs: memory.shownSince(since),
    })
  }
  return items
}

const masterOf = (state: ClusterState, slave: ReplicaState) => state.replicas.get(replicaKey(slave.brokerName, 0))

/** A disk at the broker's own diskMaxUsedSpaceRatio. */
export function diskProblems({ state, memory, now }: RuleInput): LampFinding {
  const items: Found[] = []
  let measured = 0
  for (const replica of state.replicas.values()) {
    const ratio = replica.state === 'up' ? (replica.runtime.value?.counters.diskRatio ?? null) : null
    if (ratio === null) continue
    measured++
    const thresholdRatio = diskThreshold(replica) ?? DISK_DEFAULT_RATIO
    if (ratio < thresholdRatio) continue
    items.push({
      lamp: 'disk',
      kind: 'disk-high',
      severity: ratio >= DISK_FULL_RATIO ? 'danger' : 'warning',
      subject: ofBroker(replica),
      facts: { diskRatio: ratio, thresholdRatio },
      sinceMs: memory.shownSince(memory.since(`disk ${replicaKey(replica.brokerName, replica.brokerId)}`, now)),
    })
  }
  return { items, unknown: measured === 0 }
}
