import { z } from 'zod'
import {
  AtLeast,
  CountOrUnknown,
  clusterParams,
  IsoTime,
  listOf,
  listQuery,
  RateOrUnknown,
  ResourceName,
  Spark,
  truth,
} from './common'
import { defineEndpoint } from './endpoint'

const groupParams = { ...clusterParams, group: ResourceName }

export const GroupState = z.enum(['online', 'offline', 'unknown'])
export const ConsumeType = z.enum(['push', 'pull', 'pop', 'unknown'])
export const MessageModel = z.enum(['clustering', 'broadcasting', 'unknown'])

/** Why a lag is not a plain number. */
export const LagNote = z.enum([
  'includes-filtered',
  'broadcasting',
  'never-committed',
  'broker-silent',
  'from-replica',
  'no-queues',
])

/**
 * A consumer group. `lagMessages` includes the retry topics; `retryMessages` is that part. `leftover` = known only from
 * committed offsets, without definition or client. Expired-unread messages are not in the lag.
 */
export const Group = z
  .object({
    name: z.string(),
    system: z.boolean(),
    state: GroupState,
    members: CountOrUnknown,
    leftover: z.boolean(),
    consumeType: ConsumeType,
    messageModel: MessageModel,
    topics: z.array(z.string()),
    lagMessages: CountOrUnknown,
    lagMs: CountOrUnknown,
    expiredMessages: CountOrUnknown,
    inFlight: CountOrUnknown,
    outTps: RateOrUnknown,
    retryMessages: CountOrUnknown,
    dlqMessages: CountOrUnknown,
    clientVersions: z.array(z.string()),
    trend: z.enum(['rising', 'falling', 'steady']).nullable(),
    lagTrend: Spark,
    notes: z.array(LagNote),
    stateAsOf: IsoTime.nullable().describe('When its clients were last asked for'),
    atLeast: AtLeast,
  })
  .meta({ id: 'Group' })

export const listGroups = defineEndpoint({
  id: 'groups.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups',
  summary: 'Consumer groups; system and left-over ones by filter',
  permission: 'group:read',
  params: z.object(clusterParams),
  query: z.object({
    ...listQuery,
    state: z.string().max(100).optional().describe('Comma-separated: online, offline, unknown'),
    kind: z.string().max(100).optional().describe('Comma-separated: own (default), leftover, system; or all'),
    topic: z.string().optional(),
  }),
  response: listOf(Group).extend({
    kinds: z.object({ own: z.number().int(), leftover: z.number().int(), system: z.number().int() }),
  }),
})

export const readGroup = defineEndpoint({
  id: 'groups.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}',
  summary: 'One consumer group',
  permission: 'group:read',
  params: z.object(groupParams),
  response: Group.extend({
    inTps: RateOrUnknown,
    catchUpMs: z.number().nonnegative().nullable().describe('Estimate; needs 5 minutes of samples'),
    leftoverTopics: z
      .array(z.string())
      .describe('Topics with committed offsets that its online clients no longer subscribe to'),
    subscriptionDifferences: z.number().int().nullable(),
    retryMaxTimes: z.number().int().nullable(),
    ...truth,
  }),
})

/** Lag of one queue. Stale rows are last good values of a silent broker, true at `asOf`. */
export const QueueLag = z
  .object({
    topic: z.string(),
    kind: z.enum(['user', 'retry', 'dlq', 'system']),
    leftover: z.boolean(),
    brokerName: z.string(),
    queueId: z.number().int(),
    brokerOffset: CountOrUnknown,
    minOffset: CountOrUnknown,
    consumerOffset: CountOrUnknown,
    lagMessages: CountOrUnknown,
    expiredMessages: CountOrUnknown,
    lagMs: CountOrUnknown,
    lastConsumedAt: IsoTime.nullable(),
    inTps: RateOrUnknown,
    outTps: RateOrUnknown,
    clientId: z.string().nullable(),
    fromReplica: z.number().int().nullable(),
    stale: z.boolean(),
    asOf: IsoTime.nullable(),
    atLeast: AtLeast,
  })
  .meta({ id: 'QueueLag' })

export const readGroupLag = defineEndpoint({
  id: 'groups.lag',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}/lag',
  summary: 'Lag of a consumer group, by queue, with the owning client',
  permission: 'group:read',
  params: z.object(groupParams),
  query: z.object({ topic: z.string().optional() }),
  response: z.object({
    items: z.array(QueueLag),
    lagMessages: CountOrUnknown,
    retryMessages: CountOrUnknown,
    inFlight: CountOrUnknown,
    ownersAsOf: IsoTime.nullable(),
    atLeast: AtLeast,
    ...truth,
  }),
})

export const Client = z
  .object({
    clientId: z.string(),
    address: z.string(),
    language: z.string().nullable(),
    version: z.string().nullable(),
    brokers: z.array(z.string()),
    subscriptions: z
      .array(z.object({ topic: z.string(), expressionType: z.string(), expression: z.string() }))
      .nullable()
      .describe('null = this client was not asked or did not answer'),
    reason: z.string().nullable().describe('Why its subscriptions are not known'),
  })
  .meta({ id: 'Client' })

export const readGroupClients = defineEndpoint({
  id: 'groups.clients',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}/clients',
  summary: 'Connected clients of a group and what the members subscribe to',
  permission: 'group:read',
  params: z.object(groupParams),
  response: z.object({
    items: z.array(Client),
    subscriptions: z
      .array(z.object({ topic: z.string(), expressionType: z.string(), expression: z.string() }))
      .describe('As the broker holds them for the group: the last heartbeat wins'),
    differences: z.array(
      z.object({
        topic: z.string(),
        values: z.array(
          z.object({
            clientId: z.string(),
            expressionType: z.string().nullable(),
            expression: z.string().nullable().describe('null = this member does not subscribe to the topic'),
          }),
        ),
      }),
    ),
    consumeFromWhere: z.string().nullable(),
    ...truth,
  }),
})

export const readGroupClient = defineEndpoint({
  id: 'groups.client',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}/clients/{clientId}',
  summary: 'What one client says of itself; `stack=1` for a thread dump',
  permission: 'group:read',
  params: z.object({ ...groupParams, clientId: z.string().min(1).max(512) }),
  query: z.object({ stack: z.enum(['0', '1']).optional() }),
  response: z.object({
    clientId: z.string(),
    properties: z.array(
      z.object({
        key: z.string(),
        value: z.string().nullable().describe('null = a secret, which is never shown'),
        secret: z.boolean(),
      }),
    ),
    subscriptions: z.array(z.object({ topic: z.string(), expressionType: z.string(), expression: z.string() })),
    queues: z.array(
      z.object({
        topic: z.string(),
        brokerName: z.string(),
        queueId: z.number().int(),
        committedOffset: CountOrUnknown,
        cachedMessages: CountOrUnknown,
        locked: z.boolean().nullable(),
        lastPulledAt: IsoTime.nullable(),
        lastConsumedAt: IsoTime.nullable(),
      }),
    ),
    topics: z.array(
      z.object({
        topic: z.string(),
        pullTps: RateOrUnknown,
        pullRtMs: RateOrUnknown,
        consumeOkTps: RateOrUnknown,
        consumeFailedTps: RateOrUnknown,
        consumeRtMs: RateOrUnknown,
        consumeFailedMessages: CountOrUnknown,
      }),
    ),
    stack: z.string().nullable(),
    ...truth,
  }),
})

export const readGroupConfig = defineEndpoint({
  id: 'groups.config',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}/config',
  summary: 'Definition of a group on each broker, with differences',
  permission: 'group:read',
  params: z.object(groupParams),
  response: z.object({
    items: z.array(
      z.object({
        brokerName: z.string(),
        values: z.array(z.object({ key: z.string(), value: z.string() })),
        asOf: IsoTime.nullable(),
      }),
    ),
    differences: z.array(
      z.object({
        field: z.string(),
        values: z.array(z.object({ brokerName: z.string(), value: z.string().nullable() })),
      }),
    ),
    missingOn: z.array(z.string()),
    ...truth,
  }),
})

/** A group as a row of a topic's page. */
export const GroupOnTopic = z
  .object({
    name: z.string(),
    state: GroupState,
    leftover: z.boolean(),
    members: CountOrUnknown,
    messageModel: MessageModel,
    lagMessages: CountOrUnknown,
    lagMs: CountOrUnknown,
    outTps: RateOrUnknown,
    notes: z.array(LagNote),
    atLeast: AtLeast,
  })
  .meta({ id: 'GroupOnTopic' })
