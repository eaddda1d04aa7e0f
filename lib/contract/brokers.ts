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

const brokerParams = { ...clusterParams, broker: ResourceName }
const replicaParams = { ...brokerParams, brokerId: queryId() }
function queryId() {
  return z.coerce.number<number | string>().int().min(0).max(Number.MAX_SAFE_INTEGER)
}

/** One row per replica. Values of a replica that is down are its last good ones, true at `asOf`. */
export const Broker = z
  .object({
    clusterName: z.string(),
    brokerName: z.string(),
    brokerId: z.number().int(),
    role: z.enum(['master', 'slave', 'unknown']),
    address: z.string(),
    version: z.string().nullable(),
    state: z.enum(['up', 'down', 'unknown']),
    registered: z.boolean().nullable().describe('Does a name server list it now?'),
    reason: z.string().nullable().describe('Why it is not up'),
    since: IsoTime.nullable().describe('When the state began'),
    inTps: RateOrUnknown,
    outTps: RateOrUnknown,
    inTps1m: RateOrUnknown,
    outTps1m: RateOrUnknown,
    inTps10m: RateOrUnknown,
    outTps10m: RateOrUnknown,
    putToday: CountOrUnknown,
    getToday: CountOrUnknown,
    putYesterday: CountOrUnknown,
    getYesterday: CountOrUnknown,
    diskRatio: RateOrUnknown,
    diskThresholdRatio: RateOrUnknown.describe("The broker's own diskMaxUsedSpaceRatio, as a ratio"),
    diskTotalBytes: CountOrUnknown.describe('Of the disk that holds the commit log, as exact as the broker prints it'),
    diskFreeBytes: CountOrUnknown,
    putLatency99Ms: RateOrUnknown.describe('Of the last whole minute; null = nothing was put in it, or not given'),
    putLatency999Ms: RateOrUnknown,
    commitLogMinOffset: CountOrUnknown,
    commitLogMaxOffset: CountOrUnknown,
    dispatchBehindBytes: CountOrUnknown,
    earliestMessageAt: IsoTime.nullable(),
    haLagBytes: CountOrUnknown,
    clockSkewMs: z.number().nullable().describe("The broker's clock minus ours; null = not known"),
    startedAt: IsoTime.nullable(),
    asOf: IsoTime.nullable(),
  })
  .meta({ id: 'Broker' })

export const listBrokers = defineEndpoint({
  id: 'brokers.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/brokers',
  summary: 'Every replica ever seen, up or down',
  permission: 'broker:read',
  params: z.object(clusterParams),
  query: z.object({
    ...listQuery,
    clusterName: z.string().optional(),
    role: z.enum(['master', 'slave', 'unknown']).optional(),
    state: z.enum(['up', 'down', 'unknown']).optional(),
  }),
  response: listOf(Broker),
})

export const readBroker = defineEndpoint({
  id: 'brokers.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/brokers/{broker}',
  summary: 'One broker name: its replicas and the topics it hosts',
  permission: 'broker:read',
  params: z.object(brokerParams),
  response: z.object({
    brokerName: z.string(),
    clusterName: z.string(),
    replicas: z.array(Broker),
    topics: z.array(
      z.object({
        name: z.string(),
        readQueues: z.number().int(),
        writeQueues: z.number().int(),
        permission: z.enum(['rw', 'r', 'w', 'none']),
        type: z.string(),
        inTps: RateOrUnknown.describe('Into the queues of this broker'),
        outTps: RateOrUnknown.describe('Committed by all groups on the queues of this broker'),
        messagesKept: CountOrUnknown,
        inTrend: Spark.nullable().describe('Only the 20 topics with the highest in-rate have one'),
        atLeast: AtLeast,
      }),
    ),
    fromReplica: z
      .number()
      .int()
      .nullable()
      .describe('Id of the slave that the topics are read from; null = the master'),
    ...truth,
  }),
})

export const readBrokerRuntime = defineEndpoint({
  id: 'brokers.runtime',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/brokers/{broker}/{brokerId}/runtime',
  summary: 'Runtime values of one replica, as it gives them, grouped',
  permission: 'broker:read',
  params: z.object(replicaParams),
  response: z.object({
    brokerName: z.string(),
    brokerId: z.number().int(),
    address: z.string(),
    values: z.array(
      z.object({
        key: z.string(),
        value: z.string(),
        group: z.enum(['traffic', 'storage', 'threads', 'replication', 'schedule', 'process', 'other']),
      }),
    ),
    ...truth,
  }),
})

/** A value that is a secret has `secret: true` and no value: the driver drops it. */
export const ConfigEntry = z
  .object({ key: z.string(), value: z.string().nullable(), secret: z.boolean() })
  .meta({ id: 'ConfigEntry' })

export const readBrokerConfig = defineEndpoint({
  id: 'brokers.config',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/brokers/{broker}/{brokerId}/config',
  summary: 'Configuration of one replica, with its differences from the other replicas of its name',
  permission: 'broker:read',
  params: z.object(replicaParams),
  response: z.object({
    brokerName: z.string(),
    brokerId: z.number().int(),
    address: z.string(),
    dataVersion: z.string().nullable(),
    items: z.array(
      ConfigEntry.extend({
        others: z
          .array(z.object({ target: z.string(), value: z.string().nullable() }))
          .describe('Replicas of this name, and masters, whose value differs'),
        difference: z.enum(['same', 'by-nature', 'drift']),
        default: z
          .object({ kind: z.enum(['value', 'none', 'detected', 'unknown']), value: z.string().nullable() })
          .describe('Without a configuration file: a value, none, what the broker finds on its machine, or not known'),
      }),
    ),
    defaultsOf: z.string().nullable().describe('RocketMQ version of the defaults; null = none known for this one'),
    ...truth,
  }),
})

export const listNameServers = defineEndpoint({
  id: 'nameServers.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/name-servers',
  summary: 'Each name server, and whether their views agree',
  permission: 'cluster:read',
  params: z.object(clusterParams),
  response: z.object({
    items: z.array(
      z.object({
        address: z.string(),
        reachable: z.boolean().nullable(),
        version: z.string().nullable(),
        brokers: CountOrUnknown,
        topics: CountOrUnknown,
        reason: z.string().nullable(),
        asOf: IsoTime.nullable(),
      }),
    ),
    agree: z.boolean().nullable().describe('null = fewer than two answered'),
    differences: z.array(
      z.object({
        kind: z.enum(['broker', 'topic']),
        name: z.string(),
        missingAt: z.array(z.string()),
        values: z.array(z.object({ nameServer: z.string(), value: z.string().nullable() })),
      }),
    ),
    differencesTotal: z.number().int().nonnegative().describe('All there are; at most 200 are listed'),
    ...truth,
  }),
})

export const readNameServerConfig = defineEndpoint({
  id: 'nameServers.config',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/name-servers/{address}/config',
  summary: 'Configuration of one name server',
  permission: 'cluster:read',
  params: z.object({ ...clusterParams, address: z.string().min(1).max(300) }),
  response: z.object({ address: z.string(), items: z.array(ConfigEntry), ...truth }),
})
