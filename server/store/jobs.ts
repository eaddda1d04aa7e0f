import 'server-only'
import { sql } from 'kysely'
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

/** A new job, running from now on; `progress` is where it begins. */
export async function createJob(store: Store, { params, ...job }: NewJob, progress: JsonObject = {}): Promise<Job> {
  const texts = { params: JSON.stringify(params), progress: JSON.stringify(progress) }
  const values = { ...job, ...texts, state: 'running', stateAt: job.createdAt }
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
  filter: { cluster?: string; state?: JobState; kind?: string; group?: string; beforeId?: number; limit?: number } = {},
): Promise<Job[]> {
  const { cluster, state, kind, group, beforeId, limit = 100 } = filter
  let query = store.read.selectFrom('jobs').selectAll().orderBy('id', 'desc').limit(Math.min(limit, 1_000))
  if (cluster !== undefined) query = query.where('cluster', '=', cluster)
  if (state !== undefined) query = query.where('state', '=', state)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (group !== undefined) query = query.where(sql<string>`json_extract(params, '$.group')`, '=', group)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return (await query.execute()).map(jobOf)
}

/** Jobs of which a message may be on its way: the console ended before it knew. Oldest first, at most 1,000. */
export async function listJobsWithIntended(store: Store): Promise<number[]> {
  const rows = await store.read
    .selectFrom('jobs')
    .select('id')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('jobItems')
          .select('seq')
          .whereRef('jobItems.jobId', '=', 'jobs.id')
          .where('jobItems.state', '=', 'intended'),
      ),
    )
    .orderBy('id')
    .limit(1_000)
    .execute()
  return rows.map(({ id }) => id)
}

/** Changes what a job was asked, whatever its state. */
export async function setJobParams(store: Store, id: number, params: JsonObject): Promise<void> {
  const text = JSON.stringify(params)
  await store.write((db) => db.updateTable('jobs').set({ params: text }).where('id', '=', id).execute())
}

/** How far a running job has come, where no row of its ledger goes with it. False: it does not run any more. */
export async function setJobProgress(store: Store, id: number, progress: JsonObject): Promise<boolean> {
  const { numUpdatedRows } = await store.write((db) =>
    db
      .updateTable('jobs')
      .set({ progress: JSON.stringify(progress) })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst(),
  )
  return numUpdatedRows === 1n
}

/** Moves a job on, if it is in one of the states `from`. False: it was in another, and nothing changed. */
export async function moveJob(
  store: Store,
  id: number,
  move: { from: readonly JobState[]; to: JobState; at: number; reason?: string; progress?: JsonObject },
): Promise<boolean> {
  const { numUpdatedRows } = await store.write((db) =>
    db
      .updateTable('jobs')
      .set({
        state: move.to,
        stateAt: move.at,
        reason: move.reason ?? null,
        ...(move.progress ? { progress: JSON.stringify(move.progress) } : {}),
      })
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
