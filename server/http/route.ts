import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Endpoint, type OutputOf, pathParams } from '@/lib/contract/endpoint'
import { runtime } from '@/server/runtime'
import { ServiceError } from '@/server/services/errors'
import type { BytesAnswer, CallContext, LiveEventOf, Verb } from '@/server/services/implement'
import { byteStream } from './bytes'
import { eventStream } from './events'
import { problemOf, problemResponse } from './problem'

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>

const MAX_BODY_BYTES = 1024 * 1024
/** Longer than any IPv6 address with zone and port. */
const MAX_ADDRESS = 100

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text()
  if (text.length > MAX_BODY_BYTES) throw new ServiceError('invalid-input', `body: at most ${MAX_BODY_BYTES} bytes`)
  if (text === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ServiceError('invalid-input', 'body: not JSON', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ServiceError('invalid-input', 'body: expected a JSON object')
  return value as Record<string, unknown>
}

/** Writes must come from our own pages: browsers send Origin on them, and it must be this host. */
function checkOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const host = request.headers.get('host')
  const foreign =
    origin !== null
      ? !URL.canParse(origin) || new URL(origin).host !== host
      : site !== null && site !== 'same-origin' && site !== 'none'
  if (foreign)
    throw new ServiceError(
      'origin-refused',
      `A change must come from this console's own pages; the request came from ${origin ?? site}`,
    )
}

/** Path parts as they stand in the URL, decoded exactly once. Route handlers get them decoded already. */
async function inputOf(
  endpoint: Endpoint,
  request: Request,
  params: Record<string, string | string[] | undefined>,
): Promise<Record<string, unknown>> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const path = Object.fromEntries(pathParams(endpoint).map((name) => [name, params[name]]))
  const body = request.method === 'GET' ? {} : await readBody(request)
  return { ...body, ...query, ...path }
}

const isEvents = (value: unknown): value is AsyncIterable<LiveEventOf<Endpoint>> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/**
 * The address a request came from: the last entry of x-forwarded-for. The start wrapper writes the header itself unless a
 * proxy is trusted, and a proxy appends what it saw, so that what stands before is the client's own word.
 */
function callerOf(request: Request): { address: string } {
  const address = request.headers
    .get('x-forwarded-for')
    ?.split(',')
    .at(-1)
    ?.trim()
    .replace(/^::ffff:/, '')
  return { address: address?.slice(0, MAX_ADDRESS) || 'unknown' }
}

/**
 * HTTP around a verb: request id, origin check, input from path, query and body, error to problem+json, `Server-Timing`.
 * `export const GET = route(readGroupLag)` is all a route file holds.
 */
export function route<E extends Endpoint>(
  verb: Verb<E, OutputOf<E> | BytesAnswer | AsyncIterable<LiveEventOf<E>>>,
): Handler {
  return async (request, { params }) => {
    const requestId = randomUUID()
    const startedMs = performance.now()
    try {
      if (request.method !== 'GET') checkOrigin(request)
      const { registry, config, store, audit, jobs } = runtime()
      const caller = callerOf(request)
      const call: CallContext = {
        registry,
        config,
        store,
        audit,
        jobs,
        requestId,
        caller,
        signal: request.signal,
        now: Date.now,
      }
      const answer = await verb.run(call, await inputOf(verb.endpoint, request, await params))
      const timing = {
        'x-request-id': requestId,
        'server-timing': `app;dur=${(performance.now() - startedMs).toFixed(1)}`,
      }
      if (isEvents(answer)) return eventStream(answer, request.signal, timing)
      if (verb.endpoint.transport === 'bytes') {
        const { bytes, fileName, contentType } = answer as BytesAnswer
        return new Response(bytes instanceof Uint8Array ? new Uint8Array(bytes) : byteStream(bytes, request.signal), {
          headers: {
            ...timing,
            'content-type': contentType,
            'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
            'x-content-type-options': 'nosniff',
            'cache-control': 'no-store',
          },
        })
      }
      return Response.json(answer, { headers: { ...timing, 'cache-control': 'no-store' } })
    } catch (error) {
      return problemResponse(problemOf(error, requestId))
    }
  }
}
