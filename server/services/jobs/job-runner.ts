import 'server-only'
import type { Logger } from 'pino'
import type { AuditLog } from '@/server/audit/audit-log'
import type { Config } from '@/server/config'
import type { LoopClock } from '@/server/metrics/loop'
import type { ClusterRegistry } from '@/server/metrics/registry'
import { type Job, listJobs, listJobsWithIntended, readJob } from '@/server/store/jobs'
import type { Store } from '@/server/store/store'
import { jobViews } from './job-view'
import { ResendRun } from './resend-run'

export type RunnerDeps = {
  registry: ClusterRegistry
  config: Config
  store: Store
  audit: AuditLog
  log: Logger
  clock: LoopClock
}

/** Jobs that work at once; the others wait their turn, the oldest first. */
const AT_ONCE = 4
const MAX_AT_START = 1_000
const MAX_TOLD = 1_000

type Active = { run: ResendRun | null; again: boolean; over: Promise<void> }

/**
 * Works off the jobs that are running in the store, from where they stand. The store is the truth: a job is changed
 * there, and `look` only says that it has been.
 */
export class JobRunner {
  readonly #deps: RunnerDeps
  readonly #stop = new AbortController()
  readonly #active = new Map<number, Active>()
  /** Ids in the order of their turn. */
  readonly #waiting = new Set<number>()
  readonly #startedAt: number
  /** Ends that have their row. */
  readonly #told = new Set<string>()

  constructor(deps: RunnerDeps) {
    this.#deps = deps
    this.#startedAt = deps.clock.now()
  }

  /** Goes on with what ran, and settles what was on its way, when the console ended. */
  async start(): Promise<void> {
    const { store } = this.#deps
    const running = await listJobs(store, { state: 'running', limit: MAX_AT_START })
    const ids = new Set([...running.map(({ id }) => id), ...(await listJobsWithIntended(store))])
    for (const id of [...ids].sort((a, b) => a - b)) this.#waiting.add(id)
    this.#fill()
  }

  /** A job is new, or was changed. */
  look(jobId: number): void {
    if (this.#stop.signal.aborted) return
    const active = this.#active.get(jobId)
    if (active) {
      active.again = true
      active.run?.wake()
      return
    }
    this.#waiting.add(jobId)
    this.#fill()
  }

  /** Begins nothing more; what is on its way gets its answer and its row. */
  async close(): Promise<void> {
    this.#stop.abort()
    this.#waiting.clear()
    await Promise.all([...this.#active.values()].map(({ over }) => over))
  }

  /** Resolves when nothing is being worked on and nothing waits. */
  async idle(): Promise<void> {
    while (this.#active.size > 0) await Promise.race([...this.#active.values()].map(({ over }) => over))
  }

  #fill(): void {
    for (const jobId of this.#waiting) {
      if (this.#active.size >= AT_ONCE) return
      this.#waiting.delete(jobId)
      const active: Active = { run: null, again: false, over: Promise.resolve() }
      this.#active.set(jobId, active)
      active.over = this.#work(jobId, active).finally(() => {
        this.#active.delete(jobId)
        if (active.again && !this.#stop.signal.aborted) this.#waiting.add(jobId)
        this.#fill()
      })
    }
  }

  async #work(jobId: number, active: Active): Promise<void> {
    const { log, store } = this.#deps
    try {
      const job = await readJob(store, jobId)
      if (job === null) return
      active.run = new ResendRun(this.#deps, job, this.#stop.signal)
      await active.run.run()
      const after = await readJob(store, jobId)
      if (after && isOver(after) && after.stateAt >= job.stateAt && this.#isNew(after)) await this.#summarize(after)
    } catch (error) {
      // The store fails, or a fault of the program: the job stays as it stands in the store.
      if (!this.#stop.signal.aborted) log.error({ err: error, jobId }, 'working on a job failed')
    }
  }

  /** It ended just now: one that had ended when the console started has its row. */
  #isNew(job: Job): boolean {
    const end = `${job.id} ${job.stateAt}`
    if (job.stateAt < this.#startedAt || this.#told.has(end)) return false
    this.#told.add(end)
    for (const old of this.#told) if (this.#told.size > MAX_TOLD) this.#told.delete(old)
    return true
  }

  /** A row of the audit log for what came of it: the row of its request says only that it was started. */
  async #summarize(job: Job): Promise<void> {
    const [view] = await jobViews(this.#deps.store, [job])
    const { group, inDoubt, notSent, read, reason, sent, skipped, state, target } = view!
    const entry = await this.#deps.audit.begin({
      requestId: `job-${job.id}`,
      actor: job.createdBy,
      actorAddress: null,
      cluster: job.cluster,
      action: 'dead-letters.resend-finished',
      target: `jobs/${job.id}`,
      intent: { group, target, startedBy: job.auditId },
    })
    await entry.finish(state === 'failed' ? 'failed' : 'done', {
      state,
      reason,
      ...{ read, skipped, sent, notSent, inDoubt },
    })
  }
}

const isOver = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'cancelled'
