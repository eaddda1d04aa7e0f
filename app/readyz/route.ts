import { runtime } from '@/server/runtime'

/**
 * Is the configuration valid, the store open and collecting under way? A cluster that cannot be reached does not make the
 * console unready, nor does a store that takes no writes: pages are served, changes are refused with the reason.
 */
export const GET = async () => {
  const { open, failing } = await runtime().store.health()
  if (!open) return new Response(`not ready: the store is not open (${failing})\n`, { status: 503 })
  return new Response(failing === null ? 'ready\n' : `ready, but the store takes no writes: ${failing}\n`)
}
export const dynamic = 'force-dynamic'
