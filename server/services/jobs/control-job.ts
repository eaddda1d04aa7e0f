import 'server-only'
import type { ParsedInputOf } from '@/lib/contract/endpoint'
import { controlJob as endpoint } from '@/lib/contract/jobs'
import { iso } from '@/server/metrics/sides'
import { type Job, type JobState, moveJob, setJobParams } from '@/server/store/jobs'
import { ServiceError } from '../errors'
import { implement, type VerbContext } from '../implement'
import { findJob } from './find-job'
import { jobViews } from './job-view'
import { asJson, paramsOf, progressOf } from './resend-job'

type Action = ParsedInputOf<typeof endpoint>['action']

/** From which states each action leads where; `rate` changes no state. */
const moves: Record<Exclude<Action, 'rate'>, { from: readonly JobState[]; to: JobState }> = {
  pause: { from: ['running'], to: 'paused' },
  continue: { from: ['paused', 'failed'], to: 'running' },
  stop: { from: ['running', 'paused', 'failed'], to: 'cancelled' },
  'retry-not-sent': { from: ['paused', 'failed', 'done', 'cancelled'], to: 'running' },
}

/** What is on its way when a job is paused or stopped still gets its answer, and its row. */
export const controlJob = implement(endpoint, async ({ ctx, input: { jobId, action, ratePerSecond } }) => {
  const job = await findJob(ctx, jobId)
  ctx.audited().note({ group: paramsOf(job).group, before: job.state })
  if (action === 'rate') await setRate(ctx, job, ratePerSecond)
  else await move(ctx, job, action)
  if (action !== 'rate' || job.state === 'running') ctx.jobs.look(job.id)
  const [item] = await jobViews(ctx.store, [await findJob(ctx, jobId)])
  return { item: item!, asOf: iso(ctx.now()) }
})

async function setRate(ctx: VerbContext, job: Job, ratePerSecond: number | undefined): Promise<void> {
  if (ratePerSecond === undefined) {
    const message = 'is needed by action "rate": how many messages a second'
    throw new ServiceError('invalid-input', `ratePerSecond: ${message}`, {
      inputErrors: [{ path: 'ratePerSecond', message }],
    })
  }
  await setJobParams(ctx.store, job.id, asJson({ ...paramsOf(job), ratePerSecond }))
}

async function move(ctx: VerbContext, job: Job, action: keyof typeof moves): Promise<void> {
  const { from, to } = moves[action]
  const reason = action === 'pause' ? `Paused by ${ctx.audited().actor}` : undefined
  const moved = await moveJob(ctx.store, job.id, {
    from: action === 'retry-not-sent' ? from.filter((state) => state === job.state) : from,
    to,
    at: ctx.now(),
    ...(reason === undefined ? {} : { reason }),
    ...(action === 'retry-not-sent' ? { progress: asJson(retried(job)) } : {}),
  })
  if (moved) return
  const { state } = await findJob(ctx, job.id)
  throw new ServiceError(
    'job-state',
    `Job ${job.id} is ${state}; "${action}" is for jobs that are ${from.join(' or ')}. Nothing was changed.`,
    { params: { jobId: job.id, state, action, expected: [...from] } },
  )
}

/** From its first row on. What a stopped job had not taken is not taken now. */
function retried(job: Job) {
  const progress = progressOf(job)
  return { ...progress, retryAfterSeq: 0, isOver: progress.isOver || job.state === 'cancelled' }
}
