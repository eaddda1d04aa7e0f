import 'server-only'
import { searchMessages as endpoint } from '@/lib/contract/message-search'
import { implementEvents } from '../../implement'
import { numbered } from './numbered'
import { openSearch } from './open-search'
import { runSearch } from './run-search'

/** What is wrong with the input, and a topic nobody answers for, are problems; after the first event nothing is. */
export const searchMessages = implementEvents(endpoint, async ({ ctx, input }) => {
  const stop = new AbortController()
  const signal = AbortSignal.any([ctx.signal, stop.signal])
  try {
    const search = await openSearch(ctx, input, signal)
    return numbered(runSearch(ctx, input, search, { signal, stop: () => stop.abort() }))
  } catch (error) {
    stop.abort()
    throw error
  }
})
