import { commandOf, type Endpoint, type InputOf, type OutputOf, urlOf } from '../../lib/contract/endpoint.ts'
import { Problem } from '../../lib/contract/errors.ts'

/** `cluster` is filled in: the console under test knows one. */
type InputWithoutCluster<E> = Omit<InputOf<E>, 'cluster'>

/** What a call that was refused answered: the status and the parsed problem. */
export type Refusal = { status: number; contentType: string; problem: Problem }

/** The public API of a running console, typed by the contract: every answer is parsed with its endpoint's schema. */
export type ConsoleApi = {
  /** Throws with the status and text unless it answers 200 with what the contract says. */
  get<E extends Endpoint>(endpoint: E, input: InputWithoutCluster<E>): Promise<OutputOf<E>>
  /** The same for a call that changes something: sent once. */
  post<E extends Endpoint>(endpoint: E, input: InputWithoutCluster<E>): Promise<OutputOf<E>>
  /** The problem a bad call is answered with; throws when it is not refused, or not with a problem. */
  refusal<E extends Endpoint>(endpoint: E, input: InputWithoutCluster<E>): Promise<Refusal>
}

const ANSWER_MS = 60_000

/** @param url - Where the console listens, without a path. */
export function consoleApi(url: string, cluster = 'default'): ConsoleApi {
  const ask = async (endpoint: Endpoint, input: Record<string, unknown>) => {
    const given = { cluster, ...input } as InputOf<Endpoint>
    const { method } = endpoint
    const { url: path, body } =
      method === 'GET' ? { url: urlOf(endpoint, given), body: null } : commandOf(endpoint, given)
    const response = await fetch(url + path, { method, body, signal: AbortSignal.timeout(ANSWER_MS) })
    return { path, response, text: await response.text() }
  }
  const answer = async <E extends Endpoint>(endpoint: E, input: InputWithoutCluster<E>) => {
    const { path, response, text } = await ask(endpoint, input)
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 2_000)}`)
    const parsed = endpoint.response.safeParse(JSON.parse(text))
    if (!parsed.success) throw new Error(`${path} does not answer what its contract says: ${parsed.error.message}`)
    return parsed.data as OutputOf<typeof endpoint>
  }
  return {
    get: answer,
    post: answer,
    async refusal(endpoint, input) {
      const { path, response, text } = await ask(endpoint, input)
      if (response.ok) throw new Error(`${path} was not refused: ${response.status} ${text.slice(0, 500)}`)
      const contentType = response.headers.get('content-type') ?? ''
      const parsed = Problem.safeParse(contentType.includes('json') ? JSON.parse(text) : null)
      if (!parsed.success)
        throw new Error(`${path} answered ${response.status} without a problem: ${text.slice(0, 500)}`)
      return { status: response.status, contentType, problem: parsed.data }
    },
  }
}
