import 'server-only'
import { readJob as endpoint } from '@/lib/contract/jobs'
import { iso } from '@/server/metrics/sides'
import { implement } from '../implement'
import { findJob } from './find-job'
import { jobViews } from './job-view'

export const readJob = implement(endpoint, async ({ ctx, input }) => {
  const [item] = await jobViews(ctx.store, [await findJob(ctx, input.jobId)])
  return { item: item!, asOf: iso(ctx.now()) }
})
