import 'server-only'
import { randomUUID } from 'node:crypto'
import type { QueryClient } from '@tanstack/react-query'
import { queryKeyOf } from '@/lib/api/query'
import type { Endpoint, InputOf, OutputOf } from '@/lib/contract/endpoint'
import { runtime } from '@/server/runtime'
import type { Verb } from '@/server/services/implement'

/**
 * Runs a verb in process (no HTTP hop) and puts its answer under the key that the page's own hook uses. A failure is
 * left to the hook: the browser asks again and shows the problem with its request id.
 */
export async function prefetch<E extends Endpoint>(
  client: QueryClient,
  verb: Verb<E, OutputOf<E>>,
  input: InputOf<E>,
): Promise<void> {
  await client.prefetchQuery({ queryKey: queryKeyOf(verb.endpoint, input), queryFn: () => runVerb(verb, input) })
}

/** Runs a verb in process for a server component. Throws what the verb throws. */
export async function runVerb<E extends Endpoint>(verb: Verb<E, OutputOf<E>>, input: InputOf<E>): Promise<OutputOf<E>> {
  const signal = AbortSignal.timeout(15_000)
  return await verb.run({ ...runtime(), requestId: randomUUID(), caller: null, signal, now: Date.now }, input)
}

/** Whether this console has the page of all parts. */
export const showsParts = (): boolean => !runtime().config.hidesParts
