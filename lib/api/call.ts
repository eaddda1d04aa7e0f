import { commandOf, type Endpoint, type InputOf, type OutputOf, urlOf } from '@/lib/contract/endpoint'
import type { Problem } from '@/lib/contract/errors'

/** An answer that is a problem, or no answer at all (`problem` null: the console itself could not be reached). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly problem: Problem | null
  constructor(problem: Problem | null, cause?: unknown) {
    super(problem?.detail ?? 'The console did not answer', { cause })
    this.problem = problem
  }
}

/** Calls one endpoint. Throws ApiError; an abort is passed on as it is. */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  signal?: AbortSignal,
): Promise<OutputOf<E>> {
  const response = await answered(
    endpoint.method === 'GET' ? ask(endpoint, input, signal) : command(endpoint, input, signal),
    signal,
  )
  const body: unknown = await response.json().catch(() => null)
  if (body === null) throw new ApiError(null)
  return body as OutputOf<E>
}

const accept = { accept: 'application/json' }

function ask<E extends Endpoint>(endpoint: E, input: InputOf<E>, signal?: AbortSignal): Promise<Response> {
  return fetch(urlOf(endpoint, input), { signal: signal ?? null, headers: accept })
}

function command<E extends Endpoint>(endpoint: E, input: InputOf<E>, signal?: AbortSignal): Promise<Response> {
  const { url, body } = commandOf(endpoint, input)
  const headers = { ...accept, 'content-type': 'application/json' }
  return fetch(url, { method: endpoint.method, signal: signal ?? null, headers, body })
}

/** A good response. Throws ApiError for a problem and for no answer; an abort is passed on as it is. */
export async function answered(asked: Promise<Response>, signal?: AbortSignal): Promise<Response> {
  let response: Response
  try {
    response = await asked
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(null, error)
  }
  if (response.ok) return response
  const body: unknown = await response.json().catch(() => null)
  throw new ApiError(isProblem(body) ? body : null)
}

/** The console's own answer, and not that of a proxy before it. Schemas are checked where answers are made. */
function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false
  const { code, detail, status } = body as Partial<Record<keyof Problem, unknown>>
  return typeof code === 'string' && typeof detail === 'string' && typeof status === 'number'
}
