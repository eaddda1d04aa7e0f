import 'server-only'
import type { Transaction } from 'kysely'
import { type JsonObject, parseObjectOrNull } from './json.ts'
import type { Schema } from './schema.ts'
import type { Store } from './store.ts'

// The ledger of a job that sends messages. A row stands before its message leaves, under an id the console chose, so
// that after a crash the broker can be asked for that id.
//
//   intend → intended ─┬→ sent       the broker confirmed, or has the id
//                      ├→ not-sent   it surely never got it: may be intended again
//                      └→ in-doubt   nobody can tell: never sent again in silence
//                          └─ sent, not-sent (when it shows later)

export type ItemState = 'intended' | 'sent' | 'not-sent' | 'in-doubt'

/** Where the message that is sent again stands. */
export type SourcePosition = { topic: string; broker: string; queueId: number; offset: number }

export type NewItem = {
  seq: number
  /** The unique id chosen for the new message. */
  messageId: string
  source: SourcePosition
  /** The topic it goes to; empty when none could be chosen. */
  target: string
  /** Broker name it is sent to; null: none could be chosen. */
  targetBroker: string | null
}

export type LedgerItem = NewItem & {
  jobId: number
  state: ItemState
  attempts: number
  intendedAt: number
  settledAt: number | null
  /** Where it landed. */
  result: JsonObject | null
  error: string | null
}

export type Settlement = {
  seq: number
  state: Exclude<ItemState, 'intended'>
  at: number
  result?: JsonObject
  error?: string
}

/** `unlessHandled`: leaves out messages that another job of their cluster has sent, is sending, or may have sent. */
type Intent = { at: number; unlessHandled?: boolean }

/**
 * Writes that these messages are about to be sent, and how far the job has come, in one transaction: on the disk when it
 * resolves. Gives those that may be sent now. Throws, and writes nothing, when the job is not running or has handled one
 * of the source messages.
 */
export async function intendItems(
  store: Store,
  jobId: number,
  items: readonly NewItem[],
  { at, progress, unlessHandled = false }: Intent & { progress?: (leftOut: number) => JsonObject },
): Promise<NewItem[]> {
  return await store.write(async (db) => {
    const cluster = await clusterOfRunning(db, jobId)
    const wanted = unlessHandled ? await notHandled(db, cluster, jobId, items) : [...items]
    if (wanted.length > 0)
      await db
        .insertInto('jobItems')
        .values(wanted.map((item) => rowOf(jobId, item, at)))
        .execute()
    if (progress !== undefined)
      await db
        .updateTable('jobs')
        .set({ progress: JSON.stringify(progress(items.length - wanted.length)) })
        .where('id', '=', jobId)
        .execute()
    return wanted
  })
}

/** Where a message is sent when it is tried again. */
export type Retry = Pick<NewItem, 'seq' | 'source' | 'target' | 'targetBroker'>

/**
 * Before another attempt of messages that surely were not sent, under the same ids. Gives those that may be sent now.
 * Throws, and writes nothing, when the job is not running or one of them is not known to be unsent.
 */
export async function intendAgain<R extends Retry>(
  store: Store,
  jobId: number,
  items: readonly R[],
  { at, progress, unlessHandled = false }: Intent & { progress?: JsonObject },
): Promise<R[]> {
  return await store.write(async (db) => {
    const cluster = await clusterOfRunning(db, jobId)
    const wanted = unlessHandled ? await notHandled(db, cluster, jobId, items) : [...items]
    for (const { seq, target, targetBroker } of wanted) {
      const { numUpdatedRows } = await db
        .updateTable('jobItems')
        .set((eb) => ({
          state: 'intended',
          target,
          targetBroker,
          attempts: eb('attempts', '+', 1),
          intendedAt: at,
          settledAt: null,
          result: null,
          error: null,
        }))
        .where('jobId', '=', jobId)
        .where('seq', '=', seq)
        .where('state', '=', 'not-sent')
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) throw new Error(`item ${seq} of job ${jobId} is not known to be unsent`)
    }
    if (progress !== undefined)
      await db
        .updateTable('jobs')
        .set({ progress: JSON.stringify(progress) })
        .where('id', '=', jobId)
        .execute()
    return wanted
  })
}

async function clusterOfRunning(db: Transaction<Schema>, jobId: number): Promise<string> {
  const job = await db.selectFrom('jobs').select(['state', 'cluster']).where('id', '=', jobId).executeTakeFirst()
  if (job?.state !== 'running')
    throw new JobNotRunning(`job ${jobId} is ${job?.state ?? 'not there'}: nothing may be sent`)
  return job.cluster
}

/** The job was paused or ended: nothing may be sent. */
export class JobNotRunning extends Error {}

async function notHandled<I extends { source: SourcePosition }>(
  db: Transaction<Schema>,
  cluster: string,
  jobId: number,
  items: readonly I[],
): Promise<I[]> {
  const wanted: I[] = []
  for (const item of items) {
    const { broker, offset, queueId, topic } = item.source
    const handled = await db
      .selectFrom('jobItems')
      .innerJoin('jobs', 'jobs.id', 'jobItems.jobId')
      .select('jobItems.jobId')
      .where('sourceTopic', '=', topic)
      .where('sourceBroker', '=', broker)
      .where('sourceQueueId', '=', queueId)
      .where('sourceOffset', '=', offset)
      .where('jobItems.jobId', '!=', jobId)
      .where('jobItems.state', '!=', 'not-sent')
      .where('jobs.cluster', '=', cluster)
      .executeTakeFirst()
    if (handled === undefined) wanted.push(item)
  }
  return wanted
}

/** What became of them, in one transaction. Throws when one of them is settled already. */
export async function settleItems(store: Store, jobId: number, settlements: readonly Settlement[]): Promise<void> {
  await store.write(async (db) => {
    for (const { seq, state, at, result, error } of settlements) {
      const { numUpdatedRows } = await db
        .updateTable('jobItems')
        .set({ state, settledAt: at, result: result ? JSON.stringify(result) : null, error: error ?? null })
        .where('jobId', '=', jobId)
        .where('seq', '=', seq)
        .where('state', 'in', ['intended', 'in-doubt'])
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) throw new Error(`item ${seq} of job ${jobId} is settled already`)
    }
  })
}

/**
 * Items of a job by number, those in these states, at most `limit` (10,000); `afterSeq` goes on. `newestFirst`: the other
 * way round, and `beforeSeq` goes on.
 */
export async function readItems(
  store: Store,
  jobId: number,
  filter: {
    states?: readonly ItemState[]
    afterSeq?: number
    beforeSeq?: number
    newestFirst?: boolean
    limit?: number
  } = {},
): Promise<LedgerItem[]> {
  const { states, afterSeq, beforeSeq, newestFirst = false, limit = 1_000 } = filter
  let query = store.read
    .selectFrom('jobItems')
    .selectAll()
    .where('jobId', '=', jobId)
    .orderBy('seq', newestFirst ? 'desc' : 'asc')
    .limit(Math.min(limit, 10_000))
  if (states !== undefined) query = query.where('state', 'in', states)
  if (afterSeq !== undefined) query = query.where('seq', '>', afterSeq)
  if (beforeSeq !== undefined) query = query.where('seq', '<', beforeSeq)
  return (await query.execute()).map(itemOf)
}

export type ItemCounts = Record<ItemState, number>

/** How many items of these jobs are in each state. */
export async function countItems(store: Store, jobIds: readonly number[]): Promise<Map<number, ItemCounts>> {
  const counts = new Map(jobIds.map((id) => [id, { intended: 0, sent: 0, 'not-sent': 0, 'in-doubt': 0 }]))
  const rows = await store.read
    .selectFrom('jobItems')
    .select((eb) => ['jobId', 'state', eb.fn.countAll<number>().as('items')])
    .where('jobId', 'in', jobIds)
    .groupBy(['jobId', 'state'])
    .execute()
  for (const { jobId, state, items } of rows) counts.get(jobId)![state as ItemState] = items
  return counts
}

/** What the last job has done with each message of one queue from `fromOffset` to before `toOffset`, by offset; at most 10,000. */
export async function readItemsOfSource(
  store: Store,
  cluster: string,
  source: { topic: string; broker: string; queueId: number; fromOffset: number; toOffset: number },
): Promise<LedgerItem[]> {
  const rows = await store.read
    .selectFrom('jobItems')
    .innerJoin('jobs', 'jobs.id', 'jobItems.jobId')
    .selectAll('jobItems')
    .select((eb) => eb.fn.max('jobItems.jobId').as('lastJob'))
    .where('jobs.cluster', '=', cluster)
    .where('sourceTopic', '=', source.topic)
    .where('sourceBroker', '=', source.broker)
    .where('sourceQueueId', '=', source.queueId)
    .where('sourceOffset', '>=', source.fromOffset)
    .where('sourceOffset', '<', source.toOffset)
    // SQLite takes the other columns from the row that has the maximum.
    .groupBy('sourceOffset')
    .orderBy('sourceOffset')
    .limit(10_000)
    .execute()
  return rows.map(({ lastJob: _, ...row }) => itemOf(row))
}

const rowOf = (jobId: number, { seq, messageId, source, target, targetBroker }: NewItem, at: number) => ({
  jobId,
  seq,
  state: 'intended',
  messageId,
  sourceTopic: source.topic,
  sourceBroker: source.broker,
  sourceQueueId: source.queueId,
  sourceOffset: source.offset,
  target,
  targetBroker,
  attempts: 1,
  intendedAt: at,
})

type ItemRow = Omit<LedgerItem, 'source' | 'state' | 'result'> & {
  state: string
  result: string | null
  sourceTopic: string
  sourceBroker: string
  sourceQueueId: number
  sourceOffset: number
}

const itemOf = ({
  sourceTopic,
  sourceBroker,
  sourceQueueId,
  sourceOffset,
  state,
  result,
  ...row
}: ItemRow): LedgerItem => ({
  ...row,
  state: state as ItemState,
  source: { topic: sourceTopic, broker: sourceBroker, queueId: sourceQueueId, offset: sourceOffset },
  result: parseObjectOrNull(result),
})
