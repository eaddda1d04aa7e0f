import 'server-only'
import { type JsonObject, parseObjectOrNull } from './json.ts'
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
  /** The topic it goes to. */
  target: string
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

/**
 * Writes that these messages are about to be sent, and how far the job has come, in one transaction: on the disk when it
 * resolves. Throws, and writes nothing, when the job is not running or has handled one of the source messages.
 */
export async function intendItems(
  store: Store,
  jobId: number,
  items: readonly NewItem[],
  { at, progress }: { at: number; progress?: JsonObject },
): Promise<void> {
  await store.write(async (db) => {
    const job = await db.selectFrom('jobs').select('state').where('id', '=', jobId).executeTakeFirst()
    if (job?.state !== 'running') throw new Error(`job ${jobId} is ${job?.state ?? 'not there'}: nothing may be sent`)
    if (items.length > 0)
      await db
        .insertInto('jobItems')
        .values(items.map((item) => rowOf(jobId, item, at)))
        .execute()
    if (progress !== undefined)
      await db
        .updateTable('jobs')
        .set({ progress: JSON.stringify(progress) })
        .where('id', '=', jobId)
        .execute()
  })
}

/** Before another attempt of a message that surely was not sent, under the same id. Throws when it is in another state. */
export async function intendAgain(store: Store, jobId: number, seq: number, at: number): Promise<void> {
  const { numUpdatedRows } = await store.write((db) =>
    db
      .updateTable('jobItems')
      .set((eb) => ({
        state: 'intended',
        attempts: eb('attempts', '+', 1),
        intendedAt: at,
        settledAt: null,
        result: null,
        error: null,
      }))
      .where('jobId', '=', jobId)
      .where('seq', '=', seq)
      .where('state', '=', 'not-sent')
      .executeTakeFirst(),
  )
  if (numUpdatedRows !== 1n) throw new Error(`item ${seq} of job ${jobId} is not known to be unsent`)
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

/** Items of a job by number, those in these states, at most `limit` (10,000); `afterSeq` goes on. */
export async function readItems(
  store: Store,
  jobId: number,
  { states, afterSeq, limit = 1_000 }: { states?: readonly ItemState[]; afterSeq?: number; limit?: number } = {},
): Promise<LedgerItem[]> {
  let query = store.read
    .selectFrom('jobItems')
    .selectAll()
    .where('jobId', '=', jobId)
    .orderBy('seq')
    .limit(Math.min(limit, 10_000))
  if (states !== undefined) query = query.where('state', 'in', states)
  if (afterSeq !== undefined) query = query.where('seq', '>', afterSeq)
  return (await query.execute()).map(itemOf)
}

/** How many items of a job are in each state. */
export async function countItems(store: Store, jobId: number): Promise<Record<ItemState, number>> {
  const rows = await store.read
    .selectFrom('jobItems')
    .select((eb) => ['state', eb.fn.countAll<number>().as('items')])
    .where('jobId', '=', jobId)
    .groupBy('state')
    .execute()
  const counts: Record<ItemState, number> = { intended: 0, sent: 0, 'not-sent': 0, 'in-doubt': 0 }
  for (const { state, items } of rows) counts[state as ItemState] = items
  return counts
}

/** What jobs have done with the messages of one queue from `fromOffset` to before `toOffset`, by offset and job; at most `limit` (10,000). */
export async function readItemsOfSource(
  store: Store,
  cluster: string,
  source: { topic: string; broker: string; queueId: number; fromOffset: number; toOffset: number },
  limit = 1_000,
): Promise<LedgerItem[]> {
  const rows = await store.read
    .selectFrom('jobItems')
    .innerJoin('jobs', 'jobs.id', 'jobItems.jobId')
    .selectAll('jobItems')
    .where('jobs.cluster', '=', cluster)
    .where('sourceTopic', '=', source.topic)
    .where('sourceBroker', '=', source.broker)
    .where('sourceQueueId', '=', source.queueId)
    .where('sourceOffset', '>=', source.fromOffset)
    .where('sourceOffset', '<', source.toOffset)
    .orderBy('sourceOffset')
    .orderBy('jobId')
    .limit(Math.min(limit, 10_000))
    .execute()
  return rows.map(itemOf)
}

const rowOf = (jobId: number, { seq, messageId, source, target }: NewItem, at: number) => ({
  jobId,
  seq,
  state: 'intended',
  messageId,
  sourceTopic: source.topic,
  sourceBroker: source.broker,
  sourceQueueId: source.queueId,
  sourceOffset: source.offset,
  target,
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
