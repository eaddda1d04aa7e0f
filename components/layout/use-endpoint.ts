'use client'

import { useQuery } from '@tanstack/react-query'
import { endpointQuery } from '@/lib/api/query'
import type { Endpoint, InputOf } from '@/lib/contract/endpoint'
import { useLive } from './live'

/**
 * What an endpoint answers, asked again at the page's pace and not while it is paused. What is shown stays while it
 * refreshes and after a failure (`data` with `error`: the data is stale).
 */
export function useEndpoint<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: { once?: boolean; enabled?: boolean } = {},
) {
  const { refetchInterval } = useLive()
  return useQuery({
    ...endpointQuery(endpoint, input, { everyMs: options.once ? false : refetchInterval }),
    enabled: options.enabled ?? true,
  })
}
