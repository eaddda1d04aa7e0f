import 'server-only'
import { listJobItems as endpoint } from '@/lib/contract/jobs'
import { iso } from '@/server/metrics/sides'
import { readItems } from '@/server/store/ledger'
import { implement } from '../implement'
import { findJob } from './find-job'
import { itemView } from './job-view'

export const listJobItems = implement(endpoint, async ({ ctx, input: { jobId, state, beforeSeq, limit } }) => {
  const { id } = await findJob(ctx, jobId)
  const items = await readItems(ctx.store, id, {
    newestFirst: true,
    limit: limit + 1,
    ...(state === undefined ? {} : { states: [state] }),
    ...(beforeSeq === undefined ? {} : { beforeSeq }),
  })
  return { items: items.slice(0, limit).map(itemView), more: items.length > limit, asOf: iso(ctx.now()) }
})
