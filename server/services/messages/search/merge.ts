import 'server-only'
import type { Order, QueueReader } from './queue-reader'

/** Newest first, at least so many queues are read into at once before the first message is known. */
const AHEAD = 64

/**
 * Many queues as one sequence in store-time order (then broker name, queue, offset); newest first is exactly the other way
 * round. A queue that fails ends there: what it had is given, the rest of the sequence goes on without it. Newest first,
 * a queue whose newest message is older than what was given last is not read yet.
 */
export class Merge {
  readonly #order: Order
  readonly #before: (a: QueueReader, b: QueueReader) => boolean
  /** A binary heap: first is what comes next. */
  readonly #heap: QueueReader[] = []
  #hasBegun = false

  constructor(readers: readonly QueueReader[], order: Order) {
    this.#order = order
    this.#before = (a, b) => (order === 'oldest' ? isEarlier(a, b) : isEarlier(b, a))
    for (const reader of readers) if (reader.place.state === 'open') this.#push(reader)
  }

  /** Nothing is left in any queue, as far as it is known. */
  get isEmpty(): boolean {
    return this.#heap.length === 0
  }

  /** `next` can answer without reading. */
  get isReady(): boolean {
    const top = this.#heap[0]
    return top === undefined || (this.#hasBegun && !top.isBlind)
  }

  /** The queue whose head comes next; null at the end. Rejects only when reading is aborted. */
  async next(): Promise<QueueReader | null> {
    for (;;) {
      const top = this.#heap[0]
      if (top === undefined) return null
      if (top.head !== undefined && this.#hasBegun) return top
      const wanted = this.#hasBegun ? [top] : this.#first()
      this.#hasBegun = true
      await Promise.all(wanted.map((reader) => reader.fill()))
      this.#sort(wanted)
    }
  }

  /** The head of the first queue was taken, so it may stand elsewhere now. */
  taken(): void {
    const top = this.#heap[0]
    if (top?.head !== undefined) this.#sink(0)
  }

  /** Those without which the first message is not known, and some that are likely to follow. */
  #first(): QueueReader[] {
    if (this.#order === 'oldest') return [...this.#heap]
    const sorted = [...this.#heap].sort((a, b) => (this.#before(a, b) ? -1 : 1))
    return sorted.filter((reader, index) => index < AHEAD || !Number.isFinite(reader.notAfterMs))
  }

  /** Puts queues whose head changed in their place, and drops those that are over. */
  #sort(changed: readonly QueueReader[]): void {
    if (changed.length === 1 && changed[0] === this.#heap[0]) {
      if (changed[0]?.head === undefined) this.#dropFirst()
      else this.#sink(0)
      return
    }
    const left = this.#heap.filter((reader) => reader.head !== undefined || !changed.includes(reader))
    this.#heap.length = 0
    for (const reader of left) this.#push(reader)
  }

  #push(reader: QueueReader): void {
    let at = this.#heap.push(reader) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#before(reader, this.#heap[parent]!)) break
      this.#swap(at, parent)
      at = parent
    }
  }

  #dropFirst(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    this.#heap[0] = last
    this.#sink(0)
  }

  #sink(from: number): void {
    let at = from
    for (;;) {
      const left = 2 * at + 1
      let first = at
      for (const child of [left, left + 1])
        if (child < this.#heap.length && this.#before(this.#heap[child]!, this.#heap[first]!)) first = child
      if (first === at) return
      this.#swap(at, first)
      at = first
    }
  }

  #swap(a: number, b: number): void {
    const held = this.#heap[a]!
    this.#heap[a] = this.#heap[b]!
    this.#heap[b] = held
  }
}

/** A queue without a head stands where its newest message may be, after all messages of that millisecond. */
function isEarlier(a: QueueReader, b: QueueReader): boolean {
  const timeA = a.head?.storedAt ?? a.notAfterMs
  const timeB = b.head?.storedAt ?? b.notAfterMs
  if (timeA !== timeB) return timeA < timeB
  const isKnownA = a.head !== undefined
  if (isKnownA !== (b.head !== undefined)) return isKnownA
  if (a.brokerName !== b.brokerName) return a.brokerName < b.brokerName
  return a.queueId < b.queueId
}
