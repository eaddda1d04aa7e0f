import 'server-only'
import { brokerCounters } from '@/lib/domain/broker-counters.ts'
import { mqVersionFromDescription, mqVersionName } from '@/lib/domain/mq-version-name.ts'
import type { Reply } from '@/server/rocketmq/client.ts'
import type { ConsumerOffsetTable } from '@/server/rocketmq/requests/get-all-consumer-offset.ts'
import type { getAllProducerInfo } from '@/server/rocketmq/requests/get-all-producer-info.ts'
import type { SubscriptionGroupTable } from '@/server/rocketmq/requests/get-all-subscription-group-config.ts'
import type { TopicConfigTable } from '@/server/rocketmq/requests/get-all-topic-config.ts'
import type { getConsumerConnectionList } from '@/server/rocketmq/requests/get-consumer-connection-list.ts'
import type { TopicStatsTable } from '@/server/rocketmq/requests/get-topic-stats-info.ts'
import {
  type CommittedTable,
  type GroupConnections,
  type GroupDefinition,
  NO_OFFSET,
  type ProducerClient,
  type QueueOffsets,
  type RuntimeSample,
  type TopicDefinition,
} from './state'

// Replies of the driver as the collector keeps them. Offsets stay bigint; times become numbers.

export function runtimeSample(
  values: Record<string, string>,
  serverVersion: number | null,
  now: number,
): RuntimeSample {
  const counters = brokerCounters(values, now)
  return {
    values,
    counters,
    version: mqVersionFromDescription(counters.versionDescription) ?? mqVersionName(serverVersion),
  }
}

export function topicDefinitions(body: TopicConfigTable | null): ReadonlyMap<string, TopicDefinition> {
  const topics = new Map<string, TopicDefinition>()
  for (const [name, config] of Object.entries(body?.topicConfigTable ?? {})) {
    topics.set(name, {
      readQueues: config.readQueueNums,
      writeQueues: config.writeQueueNums,
      perm: config.perm,
      order: config.order ?? false,
      topicSysFlag: config.topicSysFlag ?? 0,
      topicFilterType: config.topicFilterType ?? 'SINGLE_TAG',
      attributes: config.attributes ?? {},
    })
  }
  return topics
}

export function groupDefinitions(body: SubscriptionGroupTable | null): ReadonlyMap<string, GroupDefinition> {
  return new Map(Object.entries(body?.subscriptionGroupTable ?? {}))
}

export function committedTable(body: ConsumerOffsetTable | null, at: number): CommittedTable {
  const groups = new Map<string, Map<string, BigInt64Array>>()
  for (const { topic, group, offsets } of body?.offsetTable ?? []) {
    let topics = groups.get(group)
    if (!topics) {
      topics = new Map()
      groups.set(group, topics)
    }
    topics.set(topic, byQueue(offsets))
  }
  return { at, groups }
}

/** A broker names at most 65,536 queues of a topic; an id beyond that is not a queue. */
const MAX_QUEUE_ID = 65_535

function byQueue(pairs: ReadonlyArray<readonly [queueId: number, offset: bigint]>): BigInt64Array {
  const valid = pairs.filter(([queueId]) => queueId >= 0 && queueId <= MAX_QUEUE_ID)
  const length = valid.reduce((most, [queueId]) => Math.max(most, queueId + 1), 0)
  const array = new BigInt64Array(length).fill(NO_OFFSET)
  for (const [queueId, offset] of valid) array[queueId] = offset
  return array
}

/** Queues of other brokers (static topics name them) are left out: each broker speaks for its own. */
export function queueOffsets(body: TopicStatsTable | null, brokerName: string, at: number): QueueOffsets {
  const own = (body?.offsetTable ?? []).filter(([queue]) => queue.brokerName === brokerName)
  const min = byQueue(own.map(([queue, offsets]) => [queue.queueId, offsets.minOffset]))
  const max = byQueue(own.map(([queue, offsets]) => [queue.queueId, offsets.maxOffset]))
  const lastAt = new Float64Array(max.length).fill(Number.NaN)
  for (const [queue, offsets] of own) {
    // 0 and −1: nothing is kept, or the store time is not known.
    if (offsets.lastUpdateTimestamp > 0n && queue.queueId < lastAt.length)
      lastAt[queue.queueId] = Number(offsets.lastUpdateTimestamp)
  }
  return { at, min, max, lastAt }
}

export function producerClients(body: Reply<typeof getAllProducerInfo>['body']): ProducerClient[] {
  return Object.entries(body?.data ?? {}).flatMap(([group, clients]) =>
    clients.map((client) => ({
      group,
      clientId: client.clientId,
      // Java prints a socket address as `/127.0.0.1:52942`, or `host/127.0.0.1:52942` once its name was looked up.
      address: client.remoteIP.slice(client.remoteIP.lastIndexOf('/') + 1),
      language: client.language ?? null,
      version: mqVersionName(client.version),
      lastSeenAt: client.lastUpdateTimestamp > 0n ? Number(client.lastUpdateTimestamp) : null,
    })),
  )
}

const consumeTypes: Record<string, GroupConnections['consumeType']> = {
  CONSUME_ACTIVELY: 'pull',
  CONSUME_PASSIVELY: 'push',
  CONSUME_POP: 'pop',
}
const messageModels: Record<string, GroupConnections['messageModel']> = {
  CLUSTERING: 'clustering',
  BROADCASTING: 'broadcasting',
}

/** 206 (nobody online) is an answer too: `online: false`. */
export function connectionsOf(reply: Reply<typeof getConsumerConnectionList>): GroupConnections {
  const body = reply.body
  if (reply.outcome === 'absent' || body === null) {
    return {
      online: false,
      clients: [],
      consumeType: 'unknown',
      messageModel: 'unknown',
      consumeFromWhere: null,
      subscriptions: [],
    }
  }
  return {
    online: true,
    clients: body.connectionSet.map((c) => ({
      clientId: c.clientId,
      address: c.clientAddr,
      language: c.language ?? null,
      version: mqVersionName(c.version),
    })),
    consumeType: consumeTypes[body.consumeType ?? ''] ?? 'unknown',
    messageModel: messageModels[body.messageModel ?? ''] ?? 'unknown',
    consumeFromWhere: body.consumeFromWhere ?? null,
    subscriptions: Object.values(body.subscriptionTable).map((s) => ({
      topic: s.topic,
      expressionType: s.expressionType ?? 'TAG',
      expression: s.subString ?? '*',
    })),
  }
}
