import { z } from 'zod'
import { lampIds, problemKinds } from '@/lib/domain/problems'
import { AtLeast, CountOrUnknown, clusterParams, IsoTime, RateOrUnknown, Spark, truth } from './common'
import { defineEndpoint } from './endpoint'
import { Group } from './groups'

/** The step at which reaching the cluster failed. */
export const Hop = z.enum(['name', 'connect', 'tls', 'protocol'])

export const LampId = z.enum(lampIds)
export const Severity = z.enum(['warning', 'danger'])

/** One thing that is wrong now. The sentence is made by the page from `kind` and `facts`, in the reader's language. */
export const ProblemItem = z
  .object({
    lamp: LampId,
    kind: z.enum(problemKinds),
    severity: Severity,
    subject: z.object({
      kind: z.enum(['broker', 'name-server', 'topic', 'group', 'cluster']),
      name: z.string(),
      brokerId: z.number().int().nullable(),
    }),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    since: IsoTime.nullable(),
  })
  .meta({ id: 'ProblemItem' })

export const Cluster = z
  .object({
    id: z.string(),
    name: z.string(),
    nameServers: z.array(
      z.object({ address: z.string(), reachable: z.boolean().nullable(), version: z.string().nullable() }),
    ),
    clusterNames: z.array(z.string()),
    masters: CountOrUnknown,
    slaves: CountOrUnknown,
    mastersUp: CountOrUnknown,
    slavesUp: CountOrUnknown,
    brokersDown: CountOrUnknown,
    brokersAnswered: CountOrUnknown,
    versions: z.array(z.string()),
    versionCounts: z
      .array(z.object({ version: z.string(), brokers: z.number().int() }))
      .describe('Replicas by version'),
    topics: CountOrUnknown,
    groups: CountOrUnknown,
    producers: CountOrUnknown,
    inTps: RateOrUnknown,
    outTps: RateOrUnknown,
    inTrend: Spark,
    outTrend: Spark,
    lastGood: z
      .object({ at: IsoTime, inTps: RateOrUnknown, outTps: RateOrUnknown })
      .nullable()
      .describe('Rates of the last sample that had any, while there are none now; null after 15 minutes'),
    worstLag: z
      .object({
        group: z.string(),
        lagMessages: z.number(),
        atLeast: z.boolean(),
        lagMs: CountOrUnknown,
        trend: Group.shape.trend,
      })
      .nullable(),
    problems: CountOrUnknown,
    dangers: CountOrUnknown.describe('Of the problems, those of severity danger'),
    worstProblems: z.array(ProblemItem).describe('At most three, worst first'),
    connection: z.object({
      state: z.enum(['connecting', 'connected', 'lost', 'failed']),
      failures: z.array(z.object({ address: z.string(), hop: Hop, reason: z.string(), at: IsoTime })),
    }),
    asked: z
      .object({ everyMs: z.number().int(), timeoutMs: z.number().int() })
      .describe('How often its brokers are asked while somebody looks, and how long each may take'),
    atLeast: AtLeast,
    ...truth,
  })
  .meta({ id: 'Cluster' })

export const listClusters = defineEndpoint({
  id: 'clusters.list',
  method: 'GET',
  path: '/api/v1/clusters',
  summary: 'Every registered cluster',
  permission: 'cluster:read',
  response: z.object({ items: z.array(Cluster) }),
})

export const readCluster = defineEndpoint({
  id: 'clusters.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}',
  summary: 'One cluster: name servers, brokers by role, rates, counts',
  permission: 'cluster:read',
  params: z.object(clusterParams),
  response: Cluster,
})

export const readProblems = defineEndpoint({
  id: 'clusters.problems',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/problems',
  summary: 'The eight lamps and the problems behind them, worst first',
  permission: 'cluster:read',
  params: z.object(clusterParams),
  response: z.object({
    lamps: z.array(
      z.object({ id: LampId, state: z.enum(['ok', 'warning', 'danger', 'unknown']), count: CountOrUnknown }),
    ),
    items: z.array(ProblemItem),
    ...truth,
  }),
})

/** One point of a live series. A `null` value is a gap: nobody answered. `atLeast` names values that are lower bounds. */
export const LivePoint = z.object({
  at: IsoTime,
  values: z.record(z.string(), z.number().nullable()),
  atLeast: AtLeast,
})

/**
 * `name=cluster`, `broker:<brokerName>`, `replica:<brokerName>/<brokerId>`, `topic:<name>`, `group:<name>`; values: inTps,
 * outTps, lagMessages, putLatency99Ms, putLatency999Ms, haLagBytes as they apply.
 */
export const LiveEvent = z
  .object({
    series: z.array(
      z.object({
        name: z.string(),
        /** Replaces what the reader holds (first event, or after a gap in the stream). */
        reset: z.boolean(),
        points: z.array(LivePoint),
        /**
         * Times without an answer, and whose: for the hatched bands. Those that touch the time since the last event; one
         * that was told before comes again with the same `from` when it ends.
         */
        gaps: z.array(z.object({ from: IsoTime, to: IsoTime.nullable(), targets: z.array(z.string()) })),
      }),
    ),
    stepMs: z.number().int(),
    ...truth,
  })
  .meta({ id: 'LiveEvent' })

export const live = defineEndpoint({
  id: 'clusters.live',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/live',
  summary: 'Live in/out rates and lag as server-sent events, from the last 15 minutes on',
  permission: 'cluster:read',
  transport: 'events',
  params: z.object(clusterParams),
  query: z.object({
    series: z
      .string()
      .max(8000)
      .default('cluster')
      .describe('Comma-separated, at most 50: cluster, broker:<name>, replica:<name>/<id>, topic:<name>, group:<name>'),
  }),
  response: LiveEvent,
})

export const readAbout = defineEndpoint({
  id: 'about.read',
  method: 'GET',
  path: '/api/v1/about',
  summary: 'Version, sign-in mode, and whether a cluster is configured',
  permission: 'public',
  response: z.object({
    version: z.string(),
    authMode: z
      .enum(['none', 'off'])
      .describe('none = sign-in does not exist yet and writes are refused; off = switched off on purpose'),
    clusters: z.array(z.object({ id: z.string(), name: z.string() })),
    build: z.string().nullable().describe('Id of the production build; null = a development server'),
    node: z.string().describe('Version of the Node that runs the console'),
  }),
})
