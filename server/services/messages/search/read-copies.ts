import 'server-only'
import type { VerbContext } from '../../implement'
import type { StoredCopy } from '../message-row'
import { writeCursor } from './cursor'
import { Merge } from './merge'
import { type OpenSearch, openSearch } from './open-search'
import { identityOf, type SearchInput } from './search-input'
import { type Notice, placeOf, totalOf } from './tally'

/** Messages that match, with their bodies, and how many were looked at for them. */
export type ReadCopies = { copies: StoredCopy[]; read: number; isOver: boolean }

/** So many that do not match are looked at before an answer without any. */
const MAX_READ = 2_000

/**
 * A search that is read in parts by who needs the messages themselves. The range ends where the queues end when it is
 * opened without a cursor.
 */
export class CopyReader {
  readonly #search: OpenSearch
  readonly #input: SearchInput
  readonly #merge: Merge
  #found: number

  private constructor(search: OpenSearch, input: SearchInput) {
    this.#search = search
    this.#input = input
    this.#found = search.found
    this.#merge = new Merge(
      search.brokers.flatMap((broker) => broker.readers),
      input.order,
    )
  }

  /** @throws what `openSearch` throws. `signal` ends all reading. */
  static async open(ctx: VerbContext, input: SearchInput, signal: AbortSignal): Promise<CopyReader> {
    return new CopyReader(await openSearch(ctx, input, signal, { keepsMessages: true }), input)
  }

  /** The next ones that match, at most `most`. Rejects only when reading is aborted: see `failures`. */
  async next(most: number): Promise<ReadCopies> {
    const copies: StoredCopy[] = []
    let read = 0
    while (copies.length < most && read < MAX_READ) {
      const reader = await this.#merge.next()
      if (reader === null) return { copies, read, isOver: true }
      const { message } = reader.take()
      this.#merge.taken()
      if (reader.wantsMore) reader.prefetch()
      read += 1
      const broker = this.#search.brokers.find(({ readers }) => readers.includes(reader))
      if (broker) broker.scanned += 1
      if (message !== null) copies.push({ message, brokerName: reader.brokerName })
    }
    this.#found += copies.length
    return { copies, read, isOver: false }
  }

  /** Goes on after all that `next` has given. */
  get cursor(): string {
    return writeCursor(placeOf(this.#search, this.#found), identityOf(this.#input))
  }

  /** Queues and brokers that could not be read, since it was opened. */
  get failures(): string[] {
    const { brokers, unread } = this.#search
    return [
      ...unread.map(({ target, reason }) => `${target}: ${reason ?? 'not read yet'}`),
      ...brokers.flatMap(({ failed, readers, voice }) => [
        ...failed.map(({ queueId, reason }) => `${placeName(voice.brokerName, queueId)}: ${reason}`),
        ...readers.flatMap(({ place, queueId, reason }) =>
          place.state === 'failed' ? [`${placeName(voice.brokerName, queueId)}: ${reason ?? 'it failed'}`] : [],
        ),
      ]),
    ]
  }

  /** Nothing of what was read so far is missing. */
  get isWhole(): boolean {
    return this.#search.notices.whole && this.failures.length === 0
  }

  /** What must be known beside the messages, as sentences; each time those that are new or have changed. */
  takeNotices(): string[] {
    return this.#search.notices.take().map(noticeText)
  }

  /** How many messages the range has, whether they match or not; null while that is not known. */
  async total(): Promise<number | null> {
    // What it cannot learn stays unknown.
    await this.#search.learnTotals().catch(() => {})
    return totalOf(this.#search.brokers)
  }
}

const placeName = (brokerName: string, queueId: number | null) =>
  queueId === null ? brokerName : `${brokerName} queue ${queueId}`

/** A notice for a file or a ledger: English, with the code that pages translate. */
export function noticeText({ brokerName, code, params, queueId }: Notice): string {
  const where = brokerName === null ? '' : ` ${placeName(brokerName, queueId)}`
  const facts = Object.entries(params).map(([name, value]) => `${name} ${value}`)
  return `${code}${where}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}`
}
