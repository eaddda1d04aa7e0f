'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ApiError, call } from '@/lib/api/call'
import type { Endpoint, InputOf, OutputOf } from '@/lib/contract/endpoint'

/**
 * A call that changes something: `mutate(input)` sends it once, never again by itself; `data` is its answer and `error`
 * the problem, until `reset()`. `refreshes`: endpoints whose answers it makes old; they are asked again after it, failed
 * or not, for a call whose answer was lost may have been carried out.
 */
export function useCommand<E extends Endpoint>(endpoint: E, options: { refreshes?: readonly Endpoint[] } = {}) {
  const client = useQueryClient()
  return useMutation<OutputOf<E>, ApiError, InputOf<E>>({
    mutationKey: [endpoint.id],
    mutationFn: (input) => call(endpoint, input),
    retry: false,
    // Offline it fails at once: sent later, by itself, nobody would expect it any more.
    networkMode: 'always',
    onSettled: () => {
      for (const { id } of options.refreshes ?? []) void client.invalidateQueries({ queryKey: [id] })
    },
  })
}
