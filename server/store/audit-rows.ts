import 'server-only'
import { type JsonObject, parseObject, parseObjectOrNull } from './json.ts'
import type { Store } from './store.ts'

/** `done`: as asked. `refused`: the broker said no. `failed`: nothing was changed. Null: not known. */
export type AuditOutcome = 'done' | 'refused' | 'failed' | null

export type AuditIntent = {
  /** Milliseconds since 1970 UTC. */
  at: number
  requestId: string
  /** Who asked; without sign-in the address it came from. */
  actor: string
  actorAddress: string | null
  /** Null: of no cluster. */
  cluster: string | null
  /** The contract's audit action, `messages.send`. */
  action: string
  /** What it was done to, as the address names it: `topics/orders`. */
  target: string
  intent: JsonObject
}

export type AuditRow = AuditIntent & {
  id: number
  outcome: AuditOutcome
  /** Null: under way, or the console ended before it was over. */
  outcomeAt: number | null
  result: JsonObject | null
}

/** Writes what is about to be done and gives the row's number. On the disk when it resolves. */
export async function insertIntent(store: Store, { intent, ...row }: AuditIntent): Promise<number> {
  const values = { ...row, intent: JSON.stringify(intent) }
  const { id } = await store.write((db) =>
    db.insertInto('audit').values(values).returning('id').executeTakeFirstOrThrow(),
  )
  return id
}

/** Writes what became of it, once: throws when the row has an outcome already or does not exist. */
export async function insertOutcome(
  store: Store,
  id: number,
  { outcome, at, result }: { outcome: AuditOutcome; at: number; result: JsonObject },
): Promise<void> {
  const { numUpdatedRows } = await store.write((db) =>
    db
      .updateTable('audit')
      .set({ outcome, outcomeAt: at, result: JSON.stringify(result) })
      .where('id', '=', id)
      .where('outcomeAt', 'is', null)
      .executeTakeFirst(),
  )
  if (numUpdatedRows !== 1n) throw new Error(`audit row ${id} awaits no outcome`)
}

/** Rows, newest first, at most `limit` (1,000); `beforeId` goes on from the last row of the page before. */
export async function readAuditRows(
  store: Store,
  { cluster, beforeId, limit = 100 }: { cluster?: string; beforeId?: number; limit?: number } = {},
): Promise<AuditRow[]> {
  let query = store.read.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(Math.min(limit, 1_000))
  if (cluster !== undefined) query = query.where('cluster', '=', cluster)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  const rows = await query.execute()
  return rows.map((row) => ({
    ...row,
    outcome: row.outcome as AuditOutcome,
    intent: parseObject(row.intent),
    result: parseObjectOrNull(row.result),
  }))
}
