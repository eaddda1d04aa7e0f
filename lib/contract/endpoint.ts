import type { z } from 'zod'

/** What a caller must be allowed to do. Roles (a later part) are sets of these. */
export type Permission =
  | 'public'
  | 'cluster:read'
  | 'broker:read'
  | 'topic:read'
  | 'group:read'
  | 'producer:read'
  | 'message:read'
  | 'message:body'
  | 'message:send'
  | 'message:resend'
  | 'job:read'
  | 'job:control'

type Schema = z.ZodType
type WriteMethod = 'POST' | 'PUT' | 'DELETE'

type AuditAction = `${string}.${string}`

/** How the answer travels: JSON (default), server-sent events of the response schema, or raw bytes. */
type Transport = 'json' | 'events' | 'bytes'

/**
 * A write cannot be declared without its audit action, and does not answer a stream: what takes long is a job. A read can
 * have one only where it hands out bytes: who took a message body away is worth knowing. `auditFields` are the fields of the body that the audit row shows beside path and
 * query: never a message body, never a secret.
 */
type MethodAndAudit =
  | { method: 'GET'; transport?: 'json' | 'events'; audit?: never; auditFields?: never }
  | { method: 'GET'; transport: 'bytes'; audit?: AuditAction; auditFields?: never }
  | { method: WriteMethod; transport?: 'json' | 'bytes'; audit: AuditAction; auditFields?: readonly string[] }

export type Endpoint<
  P extends Schema = Schema,
  Q extends Schema = Schema,
  B extends Schema = Schema,
  R extends Schema = Schema,
> = MethodAndAudit & {
  id: string
  path: `/${string}`
  summary: string
  permission: Permission
  transport: Transport
  params?: P
  query?: Q
  body?: B
  response: R
}

/**
 * Declares one endpoint of the public API. Everything else (route, hook, query key, OpenAPI entry, permission row)
 * derives from the value returned here; no URL or response type is written a second time.
 * `{name}` parts of the path must be keys of `params`.
 */
export function defineEndpoint<
  R extends Schema,
  P extends Schema = z.ZodUnknown,
  Q extends Schema = z.ZodUnknown,
  B extends Schema = z.ZodUnknown,
>(
  declaration: MethodAndAudit & {
    id: string
    path: `/${string}`
    summary: string
    permission: Permission
    params?: P
    query?: Q
    body?: B
    response: R
  },
): Endpoint<P, Q, B, R> {
  return { transport: 'json', ...declaration } as Endpoint<P, Q, B, R>
}

// An absent part is ZodUnknown in the type: it must add nothing to the merged input.
type Part<S, Side extends 'input' | 'output'> = S extends z.ZodUnknown
  ? unknown
  : S extends Schema
    ? Side extends 'input'
      ? z.input<S>
      : z.output<S>
    : unknown

/** What a caller passes: params, query and body merged into one flat object. */
export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, Schema> ? Part<P, 'input'> & Part<Q, 'input'> & Part<B, 'input'> : never

/** What a verb receives after parsing. */
export type ParsedInputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, Schema>
    ? Part<P, 'output'> & Part<Q, 'output'> & Part<B, 'output'>
    : never

/** What the endpoint answers (one event, for `events`). */
export type OutputOf<E> = E extends Endpoint<Schema, Schema, Schema, infer R> ? z.output<R> : never

/** Names of the `{…}` parts of an endpoint's path, in order. */
export function pathParams(endpoint: Pick<Endpoint, 'path'>): string[] {
  return [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!)
}

/**
 * The URL of a call: path parts are percent-encoded exactly once (names may hold `%` and `|`), remaining input becomes
 * the query string; `undefined` and `null` are left out. Throws when a path part is missing.
 */
export function urlOf<E extends Endpoint>(endpoint: E, input: InputOf<E>): string {
  const { path, rest } = pathOf(endpoint, input as Record<string, unknown>)
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null) query.set(key, String(value))
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/**
 * URL and body of a call that changes something: what is not in the path goes in the body, as JSON; `undefined` is left
 * out. Throws when a path part is missing.
 */
export function commandOf<E extends Endpoint>(endpoint: E, input: InputOf<E>): { url: string; body: string } {
  const { path, rest } = pathOf(endpoint, input as Record<string, unknown>)
  return { url: path, body: JSON.stringify(rest) }
}

function pathOf(endpoint: Pick<Endpoint, 'id' | 'path'>, input: Record<string, unknown>) {
  const rest = { ...input }
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name]
    if (value === undefined || value === null || value === '')
      throw new Error(`${endpoint.id}: path part "${name}" is missing`)
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  return { path, rest }
}
