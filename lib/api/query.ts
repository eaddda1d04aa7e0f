import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Endpoint, InputOf, OutputOf } from '@/lib/contract/endpoint'
import { ApiError, call } from './call'

/** The cache key of a call: the same on the server (prefetch) and in the browser. */
export const queryKeyOf = <E extends Endpoint>(endpoint: E, input: InputOf<E>) => [endpoint.id, input] as const

/**
 * react-query options of a GET endpoint. Polls every `everyMs` (default 5 s) and keeps what is shown while it refreshes;
 * `everyMs: false` asks once. Problems with a status below 500 are answers and are not retried.
 */
export function endpointQuery<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: { everyMs?: number | false } = {},
) {
  return queryOptions<OutputOf<E>, ApiError, OutputOf<E>, readonly [string, InputOf<E>]>({
    queryKey: queryKeyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, signal),
    refetchInterval: options.everyMs ?? 5_000,
    staleTime: 2_000,
    placeholderData: keepPreviousData,
    retry: (count, error) => count < 2 && (!(error instanceof ApiError) || (error.problem?.status ?? 503) >= 500),
  })
}

/** One page of a list for a table that is scrolled through: the same cache entry as `useEndpoint` of that input. */
export function pageQuery<E extends Endpoint>(endpoint: E, input: InputOf<E>) {
  return {
    queryKey: queryKeyOf(endpoint, input) as readonly unknown[],
    queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, input, signal),
  }
}
