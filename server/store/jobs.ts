import 'server-only'
import { type JsonObject, parseObject } from './json.ts'
import type { Store } from './store.ts'

/** `running` jobs go on after a restart; `paused` ones wait for somebody. The other three are ends. */
export type JobState = 'running' | 'paused' | 'done' | 'failed' | 'cancelled'

export type NewJob = {
  kind: string
  cluster: string
  /** The audit row of the request that creates it. */
  auditId: number
  createdBy: string
  createdAt: number
  params: JsonObject
}

export type Job = NewJob & {
  id: number
  state: JobState
  /** Why it is paused or has failed. */
  reason: string | null
  /** Since when it is in this state. */
  stateAt: number
  /** Where it stands, in the words of its kind; `{}` at first. */
  progress: JsonObject
}

/** A new job, running from now on. */
export async function createJob(store: Store, { params, ...job }: NewJob): Promise<Job> {
  const values = { ...job, params: JSON.stringify(params), state: 'running', stateAt: job.createdAt, progress: '{}' }
  const row = await store.write((db) => db.insertInto('jobs').values(values).returningAll().executeTakeFirstOrThrow())
  return jobOf(row)
}

/** Null: there is no such job. */
export async function readJob(store: Store, id: number): Promise<Job | null> {
  const row = await store.read.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? jobOf(row) : null
}

/** Jobs, newest first, at most `limit` (1,000). */
export async function listJobs(
  store: Store,
  filter: { cluster?: string; state?: JobState; kind?: string; beforeId?: number; limit?: number } = {},
): Promise<Job[]> {
  const { cluster, state, kind, beforeId, limit = 100 } = filter
  let query = store.read.selectFrom('jobs').selectAll().orderBy('id', 'desc').limit(Math.min(limit, 1_000))
  if (cluster !== undefined) query = query.where('cluster', '=', cluster)
  if (state !== undefined) query = query.where('state', '=', state)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return (await query.execute()).map(jobOf)
}

/** Moves a job on, if it is in one of the states `from`. False: it was in another, and nothing changed. */
export async function moveJob(
  store: Store,
  id: number,
  move: { from: readonly JobState[]; to: JobState; at: number; reason?: string },
): Promise<boolean> {
  const { numUpdatedRows } = await store.write((db) =>
    db
      .updateTable('jobs')
      .set({ state: move.to, stateAt: move.at, reason: move.reason ?? null })
      .where('id', '=', id)
      .where('state', 'in', move.from)
      .executeTakeFirst(),
  )
  return numUpdatedRows === 1n
}

type JobRow = Omit<Job, 'params' | 'progress' | 'state'> & { params: string; progress: string; state: string }

const jobOf = ({ params, progress, state, ...row }: JobRow): Job => ({
  ...row,
  state: state as JobState,
  params: parseObject(params),
  progress: parseObject(progress),
})
