import 'server-only'
import type { z } from 'zod'
import { type Endpoint, type OutputOf, type ParsedInputOf, pathParams } from '@/lib/contract/endpoint'
import type { AuditLog } from '@/server/audit/audit-log'
import type { Config } from '@/server/config'
import type { ClusterHandle, ClusterRegistry } from '@/server/metrics/registry'
import type { Store } from '@/server/store/store'
import { StoreError } from '@/server/store/store-error'
import { type Audited, withAudit } from './audited'
import { ServiceError } from './errors'

/** What verbs need of the runner of jobs: to be told that one is new or has been changed. */
export type Jobs = { look(jobId: number): void }

/** Who asks and with what. Built once per request by `route` or `prefetch`. */
export type CallContext = {
  registry: ClusterRegistry
  config: Config
  store: Store
  audit: AuditLog
  jobs: Jobs
  requestId: string
  /** Where the request came from; null: there is none, a page is prefetched, and nothing that is audited may run. */
  caller: { address: string } | null
  signal: AbortSignal
  now: () => number
}

/**
 * What a verb gets: the cluster named in the path is already resolved, and the audit row of what is audited stands.
 * Asking for `ctx.cluster` or `ctx.audited()` elsewhere throws.
 */
export type VerbContext = Omit<CallContext, 'audit'> & { cluster: ClusterHandle; audited: () => Audited }

export type Verb<E extends Endpoint, R> = { endpoint: E; run: (context: CallContext, input: unknown) => Promise<R> }

/**
 * Bytes with their HTTP dress, for endpoints with `transport: 'bytes'`. Several parts are taken as fast as the client
 * takes them; whoever gets them must read to the end or call `return`.
 */
export type BytesAnswer = { bytes: Uint8Array | AsyncIterable<Uint8Array>; fileName: string; contentType: string }

function parsePart(schema: z.ZodType | undefined, input: Record<string, unknown>): Record<string, unknown> {
  if (!schema) return {}
  const result = schema.safeParse(input)
  if (result.success) return result.data as Record<string, unknown>
  const inputErrors = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const first = inputErrors[0]
  throw new ServiceError('invalid-input', `${first?.path || 'input'}: ${first?.message ?? 'not valid'}`, {
    inputErrors,
  })
}

function clusterOf(endpoint: Endpoint, call: CallContext, input: Record<string, unknown>): ClusterHandle | null {
  const id = endpoint.path.includes('{cluster}') ? String(input.cluster) : null
  const cluster = id === null ? null : call.registry.get(id)
  if (id !== null && !cluster) {
    const known = call.registry.all().map((c) => c.id)
    throw new ServiceError(
      'cluster-not-found',
      `There is no cluster "${id}"; configured: ${known.join(', ') || 'none'}`,
      {
        params: { cluster: id, known },
      },
    )
  }
  cluster?.looked(call.now())
  return cluster
}

function contextOf(
  endpoint: Endpoint,
  { audit: _, ...call }: CallContext,
  cluster: ClusterHandle | null,
  audited: Audited | null,
): VerbContext {
  return {
    ...call,
    get cluster(): ClusterHandle {
      if (!cluster) throw new Error(`${endpoint.id} has no {cluster} in its path`)
      return cluster
    },
    audited: () => {
      if (!audited) throw new Error(`${endpoint.id} names no audit action`)
      return audited
    },
  }
}

/** Before every verb: writes need a mode that allows them, and input is parsed. */
function enter<E extends Endpoint>(
  endpoint: E,
  call: CallContext,
  raw: unknown,
): { cluster: ClusterHandle | null; input: ParsedInputOf<E> } {
  if (endpoint.method !== 'GET' && call.config.authMode !== 'off') {
    throw new ServiceError(
      'writes-need-sign-in',
      'This version has no sign-in, so changes are refused. Set ROCKETDECK_AUTH=off to allow them without sign-in.',
    )
  }
  const given = (raw ?? {}) as Record<string, unknown>
  const input = {
    ...parsePart(endpoint.params, given),
    ...parsePart(endpoint.query, given),
    ...parsePart(endpoint.body, withoutPathAndQuery(endpoint, given)),
  }
  return { cluster: clusterOf(endpoint, call, input), input: input as ParsedInputOf<E> }
}

/** What is left for the body, which may refuse names that it does not know. */
function withoutPathAndQuery(endpoint: Endpoint, given: Record<string, unknown>): Record<string, unknown> {
  const query = Object.keys((endpoint.query as { shape?: object } | undefined)?.shape ?? {})
  const named = new Set([...pathParams(endpoint), ...query])
  return Object.fromEntries(Object.entries(given).filter(([name]) => !named.has(name)))
}

type Body<E extends Endpoint, R> = (call: { ctx: VerbContext; input: ParsedInputOf<E> }) => R | Promise<R>

/** The policy around every verb: `enter`, then the audit row where the endpoint names an action, then the body. */
async function runBody<E extends Endpoint, R>(
  endpoint: E,
  call: CallContext,
  raw: unknown,
  body: Body<E, R>,
): Promise<R> {
  const { cluster, input } = enter(endpoint, call, raw)
  const run = async (audited: Audited | null) => body({ ctx: contextOf(endpoint, call, cluster, audited), input })
  try {
    return await (endpoint.audit ? withAudit(endpoint, call, input as Record<string, unknown>, run) : run(null))
  } catch (error) {
    if (error instanceof StoreError) throw new ServiceError('store-failed', error.message, { cause: error })
    throw error
  }
}

/**
 * Binds a verb to its endpoint. Routes, pages and scripts all enter through `run`, so none can skip the policy: what is
 * allowed, what input looks like, and the audit. The answer is parsed on the way out in tests and development.
 */
export function implement<E extends Endpoint>(endpoint: E, body: Body<E, OutputOf<E>>): Verb<E, OutputOf<E>> {
  return {
    endpoint,
    async run(call, raw) {
      const answer = await runBody(endpoint, call, raw, body)
      if (!call.config.verifyResponses) return answer
      return endpoint.response.parse(answer) as OutputOf<E>
    },
  }
}

/** A verb that answers raw bytes (`transport: 'bytes'`). */
export function implementBytes<E extends Endpoint>(endpoint: E, body: Body<E, BytesAnswer>): Verb<E, BytesAnswer> {
  return { endpoint, run: (call, raw) => runBody(endpoint, call, raw, body) }
}

export type LiveEventOf<E> = { id: string; data: OutputOf<E> }

/**
 * A verb that answers a stream of events until the caller's signal aborts. What fails before the body has given its
 * stream is a problem like that of any verb.
 */
export function implementEvents<E extends Endpoint>(
  endpoint: E,
  body: Body<E, AsyncIterable<LiveEventOf<E>>>,
): Verb<E, AsyncIterable<LiveEventOf<E>>> {
  return { endpoint, run: (call, raw) => runBody(endpoint, call, raw, body) }
}
