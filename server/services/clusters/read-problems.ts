import 'server-only'
import { readProblems as endpoint } from '@/lib/contract/clusters'
import { isoOrNull } from '@/server/metrics/sides'
import { sortedReplicas } from '../brokers/rows'
import { implement } from '../implement'
import { truthOfReplicas } from '../truth'

/** The lamps as of the last recorded sample, a few seconds ago at most. */
export const readProblems = implement(endpoint, ({ ctx }) => {
  const { lamps, items } = ctx.cluster.problems(ctx.now())
  return {
    lamps,
    items: items.map(({ sinceMs, ...item }) => ({ ...item, since: isoOrNull(sinceMs) })),
    ...truthOfReplicas(sortedReplicas(ctx.cluster.state)),
  }
})
