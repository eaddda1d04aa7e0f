import 'server-only'
import type { Client } from '@/server/rocketmq/client.ts'
import { DriverError } from '@/server/rocketmq/errors.ts'
import { getAllConsumerOffset } from '@/server/rocketmq/requests/get-all-consumer-offset.ts'
import { getAllProducerInfo } from '@/server/rocketmq/requests/get-all-producer-info.ts'
import { getAllSubscriptionGroupConfig } from '@/server/rocketmq/requests/get-all-subscription-group-config.ts'
import { getAllTopicConfig } from '@/server/rocketmq/requests/get-all-topic-config.ts'
import { getConsumerConnectionList } from '@/server/rocketmq/requests/get-consumer-connection-list.ts'
import { getSystemTopicListFromBroker } from '@/server/rocketmq/requests/get-system-topic-list-from-broker.ts'
import { getTopicStatsInfo } from '@/server/rocketmq/requests/get-topic-stats-info.ts'
import { type CallBudget, eachLimited } from './budget'
import { observeSkew } from './clock-skew'
import {
  committedTable,
  connectionsOf,
  groupDefinitions,
  producerClients,
  queueOffsets,
  topicDefinitions,
} from './convert'
import type { LoopClock } from './loop'
import { failed, good, noReading, type Reading } from './reading'
import { withCommittedCopy, withCopy } from './slave-copy'
import {
  type BrokerState,
  type ClusterState,
  type GroupConnections,
  type ReadingSource,
  type ReplicaState,
  servingReplica,
} from './state'
import { isSettled, planConnections, planSweep, quietKeyOf, withOffsets } from './sweep'
import type { Viewers } from './viewers'

const DEFINITIONS_EVERY_MS = 30_000
const PRODUCERS_EVERY_MS = 30_000
const SYSTEM_TOPICS_EVERY_MS = 300_000
const COMMITTED_HISTORY_GAP_MS = 10_000
const COMMITTED_HISTORY_MS = 75_000
const IN_FLIGHT = 8

export type BrokerTaskDeps = {
  client: Client
  viewers: Viewers
  budget: CallBudget
  clock: Pick<LoopClock, 'now'>
  signal: AbortSignal
}

/**
 * One turn of a broker name's loop: reads what is due from its serving replica, bulk calls first. A call that fails
 * leaves the last good value with the error beside it and costs the others nothing.
 */
export async function tickBroker(
  state: ClusterState,
  broker: BrokerState,
  deps: BrokerTaskDeps,
  now: number,
  tickMs: number,
): Promise<void> {
  const replica = servingReplica(state, broker.brokerName)
  broker.servedBy = replica?.brokerId ?? null
  if (!replica) {
    state.version++
    return
  }
  const source = turnTo(broker, replica, now)
  const { client, viewers, signal } = deps
  const address = replica.address
  const fromSlave = replica.brokerId !== 0
  // What the log was like when the runtime values were read: nothing is proven of the time since.
  const quiet = { key: quietKeyOf(replica), at: replica.runtime.asOf ?? 0 }
  const due = (reading: Reading<unknown>, everyMs: number) =>
    reading.error !== null ||
    reading.asOf === null ||
    reading.asOf < source.since ||
    now - reading.asOf >= everyMs - 500

  await Promise.all([
    due(broker.topics, DEFINITIONS_EVERY_MS) &&
      read(broker.topics, now, signal, async () => {
        const given = topicDefinitions((await client.call(address, getAllTopicConfig, {}, { signal })).body)
        return fromSlave ? withCopy(broker.topics.value, given) : given
      }).then((r) => {
        broker.topics = r
      }),
    due(broker.groups, DEFINITIONS_EVERY_MS) &&
      read(broker.groups, now, signal, async () => {
        const given = groupDefinitions((await client.call(address, getAllSubscriptionGroupConfig, {}, { signal })).body)
        return fromSlave ? withCopy(broker.groups.value, given) : given
      }).then((r) => {
        broker.groups = r
      }),
    due(broker.committed, tickMs) &&
      read(broker.committed, now, signal, async () => {
        const given = committedTable((await client.call(address, getAllConsumerOffset, {}, { signal })).body, now)
        return fromSlave ? withCommittedCopy(broker.committed.value, given) : given
      }).then((r) => {
        keepCommitted(broker, r)
      }),
    // Producers send heartbeats to masters only: what a slave lists says nothing, and what the master listed stays.
    !fromSlave &&
      due(broker.producers, PRODUCERS_EVERY_MS) &&
      read(broker.producers, now, signal, async () =>
        producerClients((await client.call(address, getAllProducerInfo, {}, { signal })).body),
      ).then((r) => {
        broker.producers = r
      }),
    due(broker.systemTopics, SYSTEM_TOPICS_EVERY_MS) &&
      read(
        broker.systemTopics,
        now,
        signal,
        async () =>
          new Set((await client.call(address, getSystemTopicListFromBroker, {}, { signal })).body?.topicList ?? []),
      ).then((r) => {
        broker.systemTopics = r
      }),
  ])
  state.version++
  await sweepTopics(broker, address, quiet, deps, now, tickMs)
  if (!signal.aborted && isReadSince(broker, source.since)) broker.source = { ...source, before: null }
  state.version++
  await askConnections(broker, replica, deps, now, tickMs, viewers)
  state.version++
}

/** Remembers from which replica the readings come from now on. */
function turnTo(broker: BrokerState, replica: ReplicaState, now: number): ReadingSource {
  const { source } = broker
  if (source?.brokerId === replica.brokerId && source.address === replica.address) return source
  const before = source === null ? null : (source.before ?? source.brokerId)
  broker.source = { brokerId: replica.brokerId, address: replica.address, since: now, before }
  return broker.source
}

const isReadSince = (broker: BrokerState, since: number): boolean =>
  [broker.topics, broker.groups, broker.committed].every((reading) => (reading.asOf ?? 0) >= since)

/** Runs one read; a driver error becomes a failed reading, anything else is a fault of ours and is thrown. */
async function read<T>(
  previous: Reading<T>,
  now: number,
  signal: AbortSignal,
  run: () => Promise<T>,
): Promise<Reading<T>> {
  try {
    return good(await run(), now)
  } catch (error) {
    if (signal.aborted) return previous
    if (!(error instanceof DriverError)) throw error
    return failed(previous, error.message, now)
  }
}

function keepCommitted(broker: BrokerState, next: BrokerState['committed']): void {
  const previous = broker.committed.value
  if (next.error === null && next.value && previous && previous.at !== next.value.at) {
    const last = broker.committedHistory[broker.committedHistory.length - 1]
    if (!last || previous.at - last.at >= COMMITTED_HISTORY_GAP_MS - 500) broker.committedHistory.push(previous)
    const newest = next.value.at
    broker.committedHistory = broker.committedHistory.filter((table) => newest - table.at <= COMMITTED_HISTORY_MS)
  }
  broker.committed = next
}

async function sweepTopics(
  broker: BrokerState,
  address: string,
  quiet: { key: string | null; at: number },
  deps: BrokerTaskDeps,
  now: number,
  tickMs: number,
): Promise<void> {
  const quietKey = quiet.key
  const definitions = broker.topics.value
  if (!definitions) return
  for (const topic of broker.offsets.keys()) if (!definitions.has(topic)) broker.offsets.delete(topic)
  for (const offsets of broker.offsets.values()) {
    if (isSettled(offsets, quietKey, now)) offsets.verifiedAt = Math.max(offsets.verifiedAt, quiet.at)
  }

  const { client, viewers, budget, signal } = deps
  const plan = planSweep({
    topics: definitions.keys(),
    offsets: broker.offsets,
    viewed: viewers.topics(now),
    since: broker.source?.since ?? 0,
    quietKey,
    tickMs,
    now,
  })
  await eachLimited(plan, IN_FLIGHT, signal, async (topic) => {
    await budget.take(signal)
    if (signal.aborted) return
    const sentAt = deps.clock.now()
    try {
      const reply = await client.call(address, getTopicStatsInfo, { topic }, { signal })
      // Deleted between the definition table and this call: the next table says so too. Or a slave knows nothing of it.
      if (reply.outcome === 'absent') {
        if (broker.source?.brokerId === 0) broker.offsets.delete(topic)
        return
      }
      const offsets = queueOffsets(reply.body, broker.brokerName, sentAt)
      const previous = broker.offsets.get(topic)
      const since = broker.source?.since ?? 0
      const before = previous?.newest && previous.newest.at >= since ? previous.newest : null
      broker.skew = observeSkew(broker.skew, before, offsets, deps.clock.now())
      broker.offsets.set(topic, withOffsets(previous, offsets, quietKey, since))
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof DriverError)) throw error
      const previous = broker.offsets.get(topic)
      const failure = { reason: error.message, at: sentAt }
      broker.offsets.set(
        topic,
        previous
          ? { ...previous, error: failure }
          : { newest: null, error: failure, history: [], quietKey: null, changedAt: null, verifiedAt: 0 },
      )
    }
  })
  if (!signal.aborted) broker.firstSweepDoneAt ??= deps.clock.now()
}

/** Groups this broker may hold clients of: those defined here and those with committed offsets here. */
function groupsOf(broker: BrokerState): Set<string> {
  return new Set([...(broker.groups.value?.keys() ?? []), ...(broker.committed.value?.groups.keys() ?? [])])
}

async function askConnections(
  broker: BrokerState,
  { address, brokerId }: ReplicaState,
  deps: BrokerTaskDeps,
  now: number,
  tickMs: number,
  viewers: Viewers,
): Promise<void> {
  const groups = groupsOf(broker)
  for (const group of broker.connections.keys()) if (!groups.has(group)) broker.connections.delete(group)
  const askedAt = (group: string) => {
    const reading = broker.connections.get(group)
    return reading ? Math.max(reading.asOf ?? 0, reading.error?.at ?? 0) : null
  }
  const plan = planConnections({
    groups,
    askedAt,
    viewed: viewers.groups(now),
    looking: viewers.looking(now),
    tickMs,
    now,
  })
  const { client, budget, signal } = deps
  await eachLimited(plan, IN_FLIGHT, signal, async (group) => {
    await budget.take(signal)
    if (signal.aborted) return
    const previous = broker.connections.get(group) ?? noReading<GroupConnections>()
    const said = await read(previous, deps.clock.now(), signal, async () =>
      connectionsOf(await client.call(address, getConsumerConnectionList, { consumerGroup: group }, { signal })),
    )
    // Consumers send heartbeats to slaves too, but some reach the master alone: "nobody" from a slave proves nothing.
    const doubtful = brokerId !== 0 && said !== previous && said.value?.online === false && previous.value?.online
    broker.connections.set(
      group,
      doubtful ? failed(previous, 'The master does not answer and its slave knows no client', deps.clock.now()) : said,
    )
  })
}
