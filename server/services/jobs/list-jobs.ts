import 'server-only'
import { listJobs as endpoint } from '@/lib/contract/jobs'
import { iso } from '@/server/metrics/sides'
import { listJobs as readJobs } from '@/server/store/jobs'
import { implement } from '../implement'
import { jobViews } from './job-view'
import { RESEND } from './resend-job'

const MOST = 1_000

export const listJobs = implement(endpoint, async ({ ctx, input: { group, state, beforeId, limit } }) => {
  const given = {
    ...(group === undefined ? {} : { group }),
    ...(state === undefined ? {} : { state }),
    ...(beforeId === undefined ? {} : { beforeId }),
  }
  const filter = { cluster: ctx.cluster.id, kind: RESEND, ...given }
  const jobs = await readJobs(ctx.store, { ...filter, limit: Math.min(limit + 1, MOST) })
  const items = jobs.slice(0, limit)
  const last = items.at(-1)
  const more = jobs.length > limit || (limit === MOST && last !== undefined && (await hasBefore(last.id)))
  return { items: await jobViews(ctx.store, items), more, asOf: iso(ctx.now()) }

  async function hasBefore(id: number): Promise<boolean> {
    return (await readJobs(ctx.store, { ...filter, beforeId: id, limit: 1 })).length > 0
  }
})
