import 'server-only'
import { eachLimited } from '@/server/metrics/budget'
import { type LedgerItem, readItems, type Settlement } from '@/server/store/ledger'
import type { VerbContext } from '../implement'
import { indexedUpTo, lookUp } from './look-up'

/** A message under way when the console ended has arrived by then, or never will. */
const ARRIVED_MS = 10_000
const ROUNDS = 6
const BETWEEN_MS = 5_000
const PAGE = 200
const AT_ONCE = 4

type Open = {
  ctx: VerbContext
  jobId: number
  sleep: (ms: number) => Promise<void>
  settle: (settlements: readonly Settlement[]) => Promise<void>
  isStopped: () => boolean
}

/**
 * Finds out what became of rows whose message may have been sent, by its id: sent, not sent, or, when nobody can tell
 * after several rounds, in doubt. Gives those that were `intended` and surely were not sent.
 */
export async function settleOpen(
  open: Open,
  states: ReadonlyArray<'intended' | 'in-doubt'>,
  rounds = ROUNDS,
): Promise<LedgerItem[]> {
  const absent: LedgerItem[] = []
  for (let afterSeq = -1; !open.isStopped(); ) {
    const rows = await readItems(open.ctx.store, open.jobId, { states, afterSeq, limit: PAGE })
    const last = rows.at(-1)
    if (last === undefined) break
    afterSeq = last.seq
    absent.push(...(await settlePage(open, rows, rounds)))
  }
  return absent
}

async function settlePage({ ctx, isStopped, settle, sleep }: Open, rows: readonly LedgerItem[], rounds: number) {
  const absent: LedgerItem[] = []
  const since = Math.max(...rows.map(({ intendedAt }) => intendedAt))
  while (ctx.now() < since + ARRIVED_MS && !isStopped()) await sleep(since + ARRIVED_MS - ctx.now())
  let left = [...rows]
  for (let round = 1; left.length > 0 && !isStopped(); round++) {
    const names = left.flatMap(({ targetBroker }) => targetBroker ?? [...ctx.cluster.state.brokers.keys()])
    const indexed = await indexedUpTo(ctx, names, () => sleep(1_000))
    const settlements: Settlement[] = []
    const unsure: Array<{ row: LedgerItem; why: string }> = []
    await eachLimited(left, AT_ONCE, ctx.signal, async (row) => {
      const { seq } = row
      const found = await lookUp(ctx, row, indexed)
      const at = ctx.now()
      if (found.state === 'there') settlements.push({ seq, state: 'sent', at, result: found.landed })
      else if (found.state === 'unsure') unsure.push({ row, why: found.why })
      else {
        const why = row.error ?? 'The console ended before it was sent'
        settlements.push({ seq, state: 'not-sent', at, error: `${why} (its broker does not have it)` })
        if (row.state === 'intended') absent.push(row)
      }
    })
    if (isStopped()) return absent
    const isLast = round >= rounds
    // What was in doubt before stays as it is.
    if (isLast)
      for (const { row, why } of unsure)
        if (row.state === 'intended') settlements.push({ seq: row.seq, state: 'in-doubt', at: ctx.now(), error: why })
    if (settlements.length > 0) await settle(settlements)
    if (isLast) break
    left = unsure.map(({ row }) => row)
    if (left.length > 0) await sleep(BETWEEN_MS)
  }
  return absent
}
