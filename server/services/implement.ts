import 'server-only'
import type { z } from 'zod'
import type { Endpoint, OutputOf, ParsedInputOf } from '@/lib/contract/endpoint'
import type { Config } from '@/server/config'
import type { ClusterHandle, ClusterRegistry } from '@/server/metrics/registry'
import { ServiceError } from './errors'

/** Who asks and with what. Built once per request by `route` or `prefetch`. */
export type CallContext = {
  registry: ClusterRegistry
  config: Config
  requestId: string
  signal: AbortSignal
  now: () => number
}

/** What a verb gets: the cluster named in the path is already resolved (asking for `ctx.cluster` elsewhere throws). */
export type VerbContext = CallContext & { cluster: ClusterHandle }

export type Verb<E extends Endpoint, R> = { endpoint: E; run: (context: CallContext, input: unknown) => Promise<R> }

/** Bytes with their HTTP dress, for endpoints with `transport: 'bytes'`. */
export type BytesAnswer = { bytes: Uint8Array; fileName: string; contentType: string }

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

function contextOf(endpoint: Endpoint, call: CallContext, input: Record<string, unknown>): VerbContext {
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
  return {
    ...call,
    get cluster(): ClusterHandle {
      if (!cluster) throw new Error(`${endpoint.id} has no {cluster} in its path`)
      return cluster
    },
  }
}

/** The policy around every verb: writes need a mode that allows them; input is parsed; then the body runs. */
function enter<E extends Endpoint>(
  endpoint: E,
  call: CallContext,
  raw: unknown,
): { ctx: VerbContext; input: ParsedInputOf<E> } {
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
    ...parsePart(endpoint.body, given),
  }
  return { ctx: contextOf(endpoint, call, input), input: input as ParsedInputOf<E> }
}

/**
 * Binds a verb to its endpoint. Routes, pages and scripts all enter through `run`, so none can skip
 * the policy. The answer is parsed on the way out in tests and development.
 */
export function implement<E extends Endpoint>(
  endpoint: E,
  body: (call: { ctx: VerbContext; input: ParsedInputOf<E> }) => OutputOf<E> | Promise<OutputOf<E>>,
): Verb<E, OutputOf<E>> {
  return {
    endpoint,
    async run(call, raw) {
      const answer = await body(enter(endpoint, call, raw))
      if (!call.config.verifyResponses) return answer
      return endpoint.response.parse(answer) as OutputOf<E>
    },
  }
}

/** A verb that answers raw bytes (`transport: 'bytes'`). */
export function implementBytes<E extends Endpoint>(
  endpoint: E,
  body: (call: { ctx: VerbContext; input: ParsedInputOf<E> }) => Promise<BytesAnswer>,
): Verb<E, BytesAnswer> {
  return { endpoint, run: async (call, raw) => body(enter(endpoint, call, raw)) }
}

export type LiveEventOf<E> = { id: string; data: OutputOf<E> }

/**
 * A verb that answers a stream of events until the caller's signal aborts. What fails before the body has given its
 * stream is a problem like that of any verb.
 */
export function implementEvents<E extends Endpoint>(
  endpoint: E,
  body: (call: {
    ctx: VerbContext
    input: ParsedInputOf<E>
  }) => AsyncIterable<LiveEventOf<E>> | Promise<AsyncIterable<LiveEventOf<E>>>,
): Verb<E, AsyncIterable<LiveEventOf<E>>> {
  return { endpoint, run: async (call, raw) => body(enter(endpoint, call, raw)) }
}
