import { z } from 'zod'
import {
  AtLeast,
  CountOrUnknown,
  clusterParams,
  IsoTime,
  listOf,
  listQuery,
  Permission,
  RateOrUnknown,
  ResourceName,
  Spark,
  truth,
} from './common'
import { defineEndpoint } from './endpoint'
import { GroupOnTopic } from './groups'

const topicParams = { ...clusterParams, topic: ResourceName }

/**
 * A topic. `type` is `message.type` as the broker gives it (any value is shown); absent it is NORMAL on 5.x and UNSPECIFIED on 4.x;
 * RETRY, DLQ and SYSTEM by name. `permission` null = brokers differ.
 */
export const Topic = z
  .object({
    name: z.string(),
    type: z.string(),
    brokers: z.array(z.string()),
    readQueues: CountOrUnknown,
    writeQueues: CountOrUnknown,
    permission: Permission.nullable(),
    inTps: RateOrUnknown,
    outTps: RateOrUnknown,
    messagesKept: CountOrUnknown,
    groups: CountOrUnknown,
    lastMessageAt: IsoTime.nullable(),
    inTrend: Spark,
    silentBrokers: z
      .array(z.string())
      .describe('Of its brokers, those that did not answer and have no replica that does'),
    lastGood: z.array(z.string()).describe('Fields that show the last good value, true at lastGoodAt'),
    lastGoodAt: IsoTime.nullable(),
    atLeast: AtLeast,
  })
  .meta({ id: 'Topic' })

/** Kinds for the filter row, each with its count over the whole cluster. */
export const topicTypeCounts = z.record(z.string(), z.number().int())

export const listTopics = defineEndpoint({
  id: 'topics.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics',
  summary: 'Topics; all of a user’s topics by default, retry, dead-letter and system ones by `type`',
  permission: 'topic:read',
  params: z.object(clusterParams),
  query: z.object({
    ...listQuery,
    type: z
      .string()
      .max(400)
      .optional()
      .describe(
        'Comma-separated types, e.g. NORMAL,RETRY; `all` for every topic; default: every type but RETRY, DLQ, SYSTEM',
      ),
    broker: z.string().optional(),
  }),
  response: listOf(Topic).extend({ types: topicTypeCounts }),
})

export const readTopic = defineEndpoint({
  id: 'topics.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}',
  summary: 'One topic',
  permission: 'topic:read',
  params: z.object(topicParams),
  response: Topic.extend({
    in24h: CountOrUnknown,
    out24h: CountOrUnknown,
    attributes: z.record(z.string(), z.string()),
    configDiffers: z.boolean(),
    ...truth,
  }),
})

export const readTopicRoute = defineEndpoint({
  id: 'topics.route',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/route',
  summary: 'Where clients are sent for this topic, as a name server says',
  permission: 'topic:read',
  params: z.object(topicParams),
  response: z.object({
    brokers: z.array(
      z.object({ brokerName: z.string(), clusterName: z.string(), addresses: z.record(z.string(), z.string()) }),
    ),
    queues: z.array(
      z.object({
        brokerName: z.string(),
        readQueues: z.number().int(),
        writeQueues: z.number().int(),
        permission: Permission,
      }),
    ),
    orderConfig: z.string().nullable(),
    ...truth,
  }),
})

export const TopicQueue = z
  .object({
    brokerName: z.string(),
    queueId: z.number().int(),
    minOffset: CountOrUnknown,
    maxOffset: CountOrUnknown,
    messagesKept: CountOrUnknown,
    lastMessageAt: IsoTime.nullable(),
    inTps: RateOrUnknown,
    fromReplica: z
      .number()
      .int()
      .nullable()
      .describe('Broker id of the slave it was read from while the master is silent'),
    stale: z.boolean().describe('The broker does not answer: these are its last good values, true at asOf'),
    asOf: IsoTime.nullable(),
    atLeast: AtLeast,
  })
  .meta({ id: 'TopicQueue' })

export const readTopicQueues = defineEndpoint({
  id: 'topics.queues',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/queues',
  summary: 'Message queues of a topic with offsets, as brokers count them',
  permission: 'topic:read',
  params: z.object(topicParams),
  response: z.object({
    items: z.array(TopicQueue),
    skew: z.object({ brokerName: z.string(), queueId: z.number().int(), share: z.number() }).nullable(),
    ...truth,
  }),
})

export const readTopicConfig = defineEndpoint({
  id: 'topics.config',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/config',
  summary: 'Definition of a topic on each broker, with differences',
  permission: 'topic:read',
  params: z.object(topicParams),
  response: z.object({
    items: z.array(
      z.object({
        brokerName: z.string(),
        readQueues: z.number().int(),
        writeQueues: z.number().int(),
        permission: Permission,
        order: z.boolean(),
        topicSysFlag: z.number().int(),
        topicFilterType: z.string(),
        attributes: z.record(z.string(), z.string()),
        asOf: IsoTime.nullable(),
      }),
    ),
    differences: z.array(
      z.object({
        field: z.string(),
        values: z.array(z.object({ brokerName: z.string(), value: z.string().nullable() })),
      }),
    ),
    missingOn: z.array(z.string()).describe('Broker names of the cluster that do not have it (may be on purpose)'),
    ...truth,
  }),
})

export const readTopicGroups = defineEndpoint({
  id: 'topics.groups',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/groups',
  summary: 'Groups that consume a topic, with their lag on it',
  permission: 'topic:read',
  params: z.object(topicParams),
  response: z.object({ items: z.array(GroupOnTopic), ...truth }),
})

export const ProducerConnection = z
  .object({
    group: z.string(),
    clientId: z.string(),
    address: z.string(),
    language: z.string().nullable(),
    version: z.string().nullable(),
    lastSeenAt: IsoTime.nullable(),
    brokers: z.array(z.string()),
  })
  .meta({ id: 'ProducerConnection' })

export const readTopicProducers = defineEndpoint({
  id: 'topics.producers',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/producers',
  summary: 'Producer connections on the brokers of a topic. RocketMQ does not record which topic a producer writes to.',
  permission: 'producer:read',
  params: z.object(topicParams),
  response: z.object({ items: z.array(ProducerConnection), perTopicKnown: z.literal(false), ...truth }),
})

export const listProducers = defineEndpoint({
  id: 'producers.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/producers',
  summary: 'Producer groups seen on the brokers, with how many there are of each kind',
  permission: 'producer:read',
  params: z.object(clusterParams),
  query: z.object({
    ...listQuery,
    kind: z
      .string()
      .max(100)
      .optional()
      .describe('Comma-separated: own, internal (those that clients run for themselves); default: both'),
    state: z
      .string()
      .max(100)
      .optional()
      .describe('Comma-separated: mixed (its clients have several versions), unknown (only silent brokers know it)'),
  }),
  response: listOf(
    z
      .object({
        group: z.string(),
        kind: z.enum(['own', 'internal']),
        clients: CountOrUnknown.describe(
          'Connected to a broker that answers; null = only silent brokers know the group',
        ),
        clientsLastKnown: z.number().int().describe('With those that a broker named before it went silent'),
        clientVersions: z.array(z.string()),
        languages: z.array(z.string()),
        brokers: z.array(z.string()),
        silentBrokers: z.array(z.string()).describe('Of its brokers, those whose producers are not current'),
        lastSeenAt: IsoTime.nullable(),
        atLeast: AtLeast,
      })
      .meta({ id: 'ProducerGroup' }),
  ).extend({
    kinds: z.object({ own: z.number().int(), internal: z.number().int() }).describe('Over the whole cluster'),
    states: z
      .object({ mixed: z.number().int(), unknown: z.number().int() })
      .describe('Of own ones, over the whole cluster'),
  }),
})

export const readProducer = defineEndpoint({
  id: 'producers.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/producers/{group}',
  summary: 'Connections of one producer group',
  permission: 'producer:read',
  params: z.object({ ...clusterParams, group: ResourceName }),
  response: z.object({ group: z.string(), items: z.array(ProducerConnection), ...truth }),
})
