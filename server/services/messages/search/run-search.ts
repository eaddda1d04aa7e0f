import 'server-only'
import type { z } from 'zod'
import type { MessageEvent } from '@/lib/contract/message-search'
import { isComplete } from '@/lib/domain/completeness.ts'
import type { VerbContext } from '../../implement'
import { truthOfCalls } from '../../truth'
import { writeCursor } from './cursor'
import { hasFilters } from './filters'
import { Merge } from './merge'
import type { OpenSearch } from './open-search'
import { isAbort } from './queue-reader'
import { identityOf, type SearchInput } from './search-input'
import { placeOf, progressOf, totalOf } from './tally'

export type SearchEvent = z.infer<typeof MessageEvent>

const PROGRESS_MS = 250
/** Said while nothing comes, so that a reader knows that the search is alive. */
const WAITING_MS = 1000
/** How much there is may take calls of its own: after so many messages, or when a page ends before its range does. */
const LEARN_TOTALS_AFTER = 1000

/**
 * Reads an opened search up to its limit and says what it does. The last event is `done`, however many brokers fail on
 * the way; after an abort there is none. `reading.stop` ends what is still being read.
 */
export async function* runSearch(
  ctx: VerbContext,
  input: SearchInput,
  search: OpenSearch,
  reading: { signal: AbortSignal; stop: () => void },
): AsyncGenerator<SearchEvent> {
  const { brokers, notices } = search
  const readers = brokers.flatMap((broker) => broker.readers)
  const brokerOf = new Map(brokers.flatMap((broker) => broker.readers.map((reader) => [reader, broker] as const)))
  const merge = new Merge(readers, input.order)
  const isFiltered = hasFilters(input)
  let found = 0
  let scanned = 0
  let progressAt = ctx.now()
  let totals: Promise<void> | null = null
  // What it cannot learn stays unknown.
  const learnTotals = () => {
    totals ??= search.learnTotals().catch(() => {})
    return totals
  }
  const progress = () => {
    progressAt = ctx.now()
    sayFailures(search)
    return [...notices.take(), progressOf(brokers, search.found + found)]
  }
  /** Whether more will be needed than what is read already: unfiltered pages end soon. */
  const readsOn = () => isFiltered || found + readers.reduce((sum, reader) => sum + reader.buffered, 0) < input.limit

  try {
    yield* progress()
    let reason: 'end' | 'limit' | 'budget' | null = null
    while (reason === null) {
      if (!merge.isReady) {
        const waiting = merge.next()
        // Whoever takes the events may leave while this waits.
        waiting.catch(() => {})
        while (!(await endsWithin(waiting, WAITING_MS))) yield* progress()
      }
      const reader = await merge.next()
      if (reader === null) reason = 'end'
      else if (found >= input.limit) reason = 'limit'
      else if (scanned >= input.maxScanned) reason = 'budget'
      if (reader === null || reason !== null) break

      const { row } = reader.take()
      merge.taken()
      if (reader.wantsMore && readsOn()) reader.prefetch()
      scanned += 1
      const broker = brokerOf.get(reader)
      if (broker) broker.scanned += 1
      if (row !== null) {
        found += 1
        yield { kind: 'message', item: row }
      }
      if (found >= input.limit && !merge.isReady) reason = 'limit'
      if (scanned === LEARN_TOTALS_AFTER) learnTotals()
      if (ctx.now() - progressAt >= PROGRESS_MS) yield* progress()
    }
    if (reason === 'end') settleTotals(search)
    else if (totalOf(brokers) === null) await endsWithin(learnTotals(), WAITING_MS)
    yield* progress()
    yield done(ctx, input, search, reason ?? 'end', found)
  } catch (error) {
    // Who asked is gone: nobody reads an event.
    if (!isAbort(error) || !reading.signal.aborted) throw error
  } finally {
    reading.stop()
  }
}

/** True when it has ended, one way or the other, within the time. */
async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false)
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Queues that failed since they were begun, and brokers that are read from a slave or from disk. */
function sayFailures({ brokers, notices }: OpenSearch): void {
  for (const { readers, voice } of brokers) {
    const { fromReplica } = voice
    if (voice.isFromDisk) notices.once('cold-read', voice.brokerName, null, {})
    if (fromReplica !== null) notices.once('from-replica', voice.brokerName, null, { address: fromReplica })
    for (const { place, queueId, reason } of readers) {
      if (place.state !== 'failed' || reason === null) continue
      notices.once('queue-failed', voice.brokerName, voice.gone === null ? queueId : null, { reason })
    }
  }
}

/** Everything was read: there was as much as that. */
function settleTotals({ brokers }: OpenSearch): void {
  for (const broker of brokers) {
    const isWhole = broker.failed.length === 0 && broker.readers.every((reader) => reader.place.state === 'done')
    if (isWhole) broker.of ??= broker.scanned
  }
}

function done(
  ctx: VerbContext,
  input: SearchInput,
  search: OpenSearch,
  reason: 'end' | 'limit' | 'budget',
  foundNow: number,
): SearchEvent {
  const { brokers, notices, unread } = search
  const scanned = brokers.reduce((sum, broker) => sum + broker.scanned, 0)
  const found = search.found + foundNow
  const truth = truthOfCalls(ctx.now(), [...unread, ...brokers.flatMap((b) => [...b.voice.outcomes.values()])])
  const isOver = reason === 'end'
  const place = placeOf(search, found)
  return {
    kind: 'done',
    reason,
    complete: notices.whole && isComplete(truth.completeness),
    cursor: isOver ? null : writeCursor(place, identityOf(input)),
    scanned,
    of: totalOf(brokers),
    found,
    ...truth,
  }
}
