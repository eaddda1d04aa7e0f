import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/**
 * Hands what `load` prefetched to the hooks below it, under their own keys: the page is complete in its first HTML
 * and the browser asks again only at its next turn.
 */
export async function Hydrated({
  load,
  children,
}: {
  load: (client: QueryClient) => Promise<unknown>
  children: ReactNode
}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await load(client)
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
}
