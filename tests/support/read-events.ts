import { type Endpoint, type InputOf, type OutputOf, urlOf } from '../../lib/contract/endpoint.ts'

const STREAM_MS = 120_000

/**
 * Every event of a stream that ends by itself, parsed by its contract.
 * @param url - Where the console listens, without a path.
 */
export async function readEvents<E extends Endpoint>(
  url: string,
  endpoint: E,
  input: Omit<InputOf<E>, 'cluster'>,
): Promise<OutputOf<E>[]> {
  const of: Endpoint = endpoint
  const path = urlOf(of, { cluster: 'default', ...input } as InputOf<Endpoint>)
  const response = await fetch(url + path, { signal: AbortSignal.timeout(STREAM_MS) })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 2_000)}`)
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => {
    const parsed = endpoint.response.safeParse(JSON.parse(data))
    if (!parsed.success) throw new Error(`${path} sends what its contract does not know: ${parsed.error.message}`)
    return parsed.data as OutputOf<E>
  })
}
