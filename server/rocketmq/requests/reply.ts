import type { z } from 'zod'
import { BadReply, BadRequest, BrokerRefused } from '../errors.ts'
import { responseCodeName } from '../wire/codes.ts'
import type { Frame } from '../wire/frame.ts'
import type { RequestDefinition } from './define-request.ts'

export type DecodedReply<Header, Body, Outcome> = {
  /** `ok`, `absent` ("there is none": header and body are null) or a name that the request declares. */
  outcome: Outcome
  code: number
  header: Header
  body: Body
  /** The server's MQVersion ordinal (see `wire/mq-version.ts`); null where it does not say (proxies, controllers). */
  serverVersion: number | null
}

/** The ext fields of a request; throws `BadRequest` when `input` does not fit the declaration. */
export function encodeRequestHeader(
  request: RequestDefinition,
  input: unknown,
  address: string,
): Record<string, string> {
  const parsed = request.header.safeParse(input)
  if (!parsed.success) throw badRequest(request, address, 'header', parsed.error)
  const extFields: Record<string, string> = {}
  for (const [key, value] of Object.entries(parsed.data as Record<string, unknown>)) {
    if (value !== undefined && value !== null) extFields[key] = String(value)
  }
  return extFields
}

/** The body of a request, if its declaration has one: JSON, or the bytes given. */
export function encodeRequestBody(request: RequestDefinition, input: unknown, address: string): Uint8Array | undefined {
  if (request.requestBody === null) return undefined
  if (request.requestBody === 'bytes') {
    if (input instanceof Uint8Array) return input
    throw badRequest(request, address, 'body', new TypeError('expected bytes'))
  }
  const parsed = request.requestBody.safeParse(input)
  if (!parsed.success) throw badRequest(request, address, 'body', parsed.error)
  return Buffer.from(JSON.stringify(parsed.data, (_key, value) => (typeof value === 'bigint' ? Number(value) : value)))
}

/**
 * A reply frame as the declaration promises it. Throws `BrokerRefused` for a code that is no answer to this request
 * and `BadReply` for content that does not fit. Pure: it may run in a worker.
 */
export function decodeReply<Header, Body, Outcome extends string>(
  request: RequestDefinition<z.ZodType, Header, Body, Outcome>,
  frame: Frame,
  address: string,
): DecodedReply<Header, Body, Outcome> {
  const { code, version } = frame.header
  const remark = frame.header.remark ?? null
  const outcome = request.outcomeOf(code, remark)
  if (outcome === null) throw new BrokerRefused({ code, codeName: responseCodeName(code), remark, address })
  const serverVersion = version > 0 ? version : null
  if (outcome === 'absent') {
    const body = (request.absentBody?.() ?? null) as Body
    return { outcome, code, header: null as Header, body, serverVersion }
  }
  try {
    const header = request.replyHeader?.parse(frame.header.extFields) as Header
    const body = request.replyBody?.decode(frame.body) as Body
    return { outcome, code, header, body, serverVersion }
  } catch (cause) {
    throw new BadReply({ address, reason: `${request.name}: ${reasonOf(cause)}`, cause })
  }
}

function badRequest(request: RequestDefinition, address: string, part: string, cause: Error): BadRequest {
  return new BadRequest({ address, request: request.name, reason: `${part}: ${reasonOf(cause)}`, cause })
}

/** The first problem with its place: a broken table of 10,000 entries would fill a page with the same sentence. */
function reasonOf(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null && 'issues' in cause && Array.isArray(cause.issues)) {
    const issue = cause.issues[0] as { message?: string; path?: PropertyKey[] } | undefined
    const path = (issue?.path ?? []).map(String).join('.')
    return `${path === '' ? '' : `${path}: `}${issue?.message ?? 'unexpected content'}`
  }
  return cause instanceof Error ? cause.message : String(cause)
}
