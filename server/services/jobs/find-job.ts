import 'server-only'
import { type Job, readJob } from '@/server/store/jobs'
import { ServiceError } from '../errors'
import type { VerbContext } from '../implement'

/** The job a request names; `job-not-found` when there is none in this cluster. */
export async function findJob(ctx: VerbContext, jobId: number): Promise<Job> {
  const job = await readJob(ctx.store, jobId)
  if (job !== null && job.cluster === ctx.cluster.id) return job
  throw new ServiceError('job-not-found', `There is no job ${jobId} in cluster ${ctx.cluster.id}`, {
    params: { jobId, cluster: ctx.cluster.id },
  })
}
