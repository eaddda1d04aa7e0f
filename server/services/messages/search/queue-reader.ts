import 'server-only'
import { setImmediate as turn } from 'node:timers/promises'
import {
  MAX_PULL,
  type Pull,
  type QueueFinding,
  type QueueStep,
  readQueueStep,
  readQueueWindow,
} from '@/server/rocketmq/admin/read-queue.ts'
import { Aborted } from '@/server/rocketmq/errors.ts'
import type { WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import type { MessageRow } from '../message-row'
import type { QueuePlace } from './cursor'

export type Order = 'newest' | 'oldest'

/** A message that was read: without a row it does not match. `message`, and its body, only for who sends or writes it. */
export type Entry = { offset: number; storedAt: number; row: MessageRow | null; message: WireMessage | null }

export type ReaderOptions = {
  brokerName: string
  pull: Pull
  order: Order
  place: QueuePlace
  /** Where its range ends: oldest first the offset before which it ends, newest first the lowest one. */
  until: number
  /** Only messages stored at or after, and before (epoch ms). */
  fromMs: number
  toMs: number
  /** Nothing that is left was stored later; known only newest first. */
  notAfterMs: number
  /** The first window, newest first. */
  window: number
  judge: (message: WireMessage) => MessageRow | null
  /** Entries that match have their message. */
  keepsMessages: boolean
  onFinding: (finding: QueueFinding) => void
}

/** Windows over stretches without any message grow up to this many offsets. */
const MAX_EMPTY_WINDOW = 1 << 20
/** As long as judging a batch may hold up everybody else. */
const MAX_BUSY_MS = 10

/**
 * Reads one queue in one direction, one window ahead of who takes from it. Newest first, windows are walked back from the
 * end, each read forward to its end and turned around, because a broker gives messages forward only.
 */
export class QueueReader {
  readonly brokerName: string
  readonly queueId: number
  /** The queue as a cursor has it: all that was taken is behind it. */
  readonly place: QueuePlace
  reason: string | null = null
  notAfterMs: number
  readonly #options: ReaderOptions
  #entries: Entry[] = []
  #taken = 0
  /** Where the next window begins (oldest first) or ends (newest first). */
  #next: number
  #isRead = false
  #failure: Error | null = null
  #window: number
  #fetching: Promise<void> | null = null

  constructor(options: ReaderOptions) {
    this.#options = options
    this.brokerName = options.brokerName
    this.queueId = options.place.queueId
    this.place = options.place
    this.notAfterMs = options.notAfterMs
    this.#next = options.place.at
    this.#window = options.window
    if (this.#isAtEnd()) this.#isRead = true
  }

  get head(): Entry | undefined {
    return this.#entries[this.#taken]
  }

  get buffered(): number {
    return this.#entries.length - this.#taken
  }

  /** The next message, which leaves the reader. */
  take(): Entry {
    const entry = this.head
    if (entry === undefined) throw new Error('nothing was read')
    this.#taken += 1
    this.place.at = this.#options.order === 'newest' ? entry.offset : entry.offset + 1
    return entry
  }

  /** Resolves when there is a head, or the queue is done or has failed. Rejects only when it is aborted. */
  async fill(): Promise<void> {
    while (this.head === undefined && this.place.state === 'open') {
      if (this.#failure !== null) {
        this.place.state = 'failed'
        this.reason = this.#failure.message
      } else if (this.#isRead) this.place.state = 'done'
      else await this.#fetch()
    }
  }

  /** Without a head, and only a call can tell what comes next. */
  get isBlind(): boolean {
    return this.head === undefined && this.place.state === 'open' && !this.#isRead && this.#failure === null
  }

  /** No more than half a window is left, and nobody reads on yet. */
  get wantsMore(): boolean {
    return !this.#isRead && this.#failure === null && this.#fetching === null && this.buffered <= MAX_PULL / 2
  }

  /** Begins to read on. */
  prefetch(): void {
    // An abort rejects here as well as where it is waited for.
    if (this.wantsMore) this.#fetch().catch(() => {})
  }

  #fetch(): Promise<void> {
    this.#fetching ??= this.#read().finally(() => {
      this.#fetching = null
    })
    return this.#fetching
  }

  async #read(): Promise<void> {
    try {
      if (this.#options.order === 'newest') await this.#readBack()
      else await this.#readOn()
    } catch (error) {
      if (isAbort(error) || !(error instanceof Error)) throw error
      this.#failure = error
    }
  }

  async #readOn(): Promise<void> {
    const { pull, toMs, until } = this.#options
    const step = await readQueueStep(pull, BigInt(this.#next), BigInt(until))
    const last = step.messages.at(-1)
    this.#next = Number(step.next)
    await this.#keep(step)
    if (this.#isAtEnd() || (last !== undefined && Number(last.storeTimestamp) >= toMs)) this.#isRead = true
  }

  async #readBack(): Promise<void> {
    const { fromMs, until } = this.#options
    const end = this.#next
    const start = Math.max(until, end - this.#window)
    const step = await this.#readWindow(start, end)
    if (step === null) return
    const first = step.messages[0]
    const deleted = step.findings.find(({ kind }) => kind === 'deleted')
    // All below is gone as well.
    if (deleted) deleted.from = BigInt(until)
    this.#next = start
    await this.#keep(step)
    if (this.#isAtEnd() || deleted !== undefined || (first !== undefined && Number(first.storeTimestamp) < fromMs))
      this.#isRead = true
  }

  /** One window forward to its end. A wide one, grown over emptiness, is given up (null) when it turns out to be full. */
  async #readWindow(start: number, end: number): Promise<QueueStep | null> {
    const { pull } = this.#options
    if (end - start > MAX_PULL) {
      const step = await readQueueStep(pull, BigInt(start), BigInt(end))
      if (step.next < BigInt(end)) {
        this.#window = MAX_PULL
        return null
      }
      this.#window = step.messages.length > 0 ? MAX_PULL : Math.min(this.#window * 2, MAX_EMPTY_WINDOW)
      return step
    }
    const { largestStep, steps, ...step } = await readQueueWindow(pull, BigInt(start), BigInt(end))
    // As large as the broker's batches are: 32 from memory, 8 from disk, fewer of large messages.
    if (steps > 1 && largestStep > 0) this.#window = largestStep
    else this.#window = Math.min(this.#window * 2, step.messages.length > 0 ? MAX_PULL : MAX_EMPTY_WINDOW)
    return step
  }

  async #keep({ findings, messages }: QueueStep): Promise<void> {
    const { fromMs, judge, keepsMessages, onFinding, order, toMs } = this.#options
    for (const finding of findings) onFinding(finding)
    const entries: Entry[] = []
    let since = performance.now()
    for (const message of messages) {
      const storedAt = Number(message.storeTimestamp)
      if (storedAt < fromMs || storedAt >= toMs) continue
      const row = judge(message)
      const kept = keepsMessages && row !== null ? message : null
      entries.push({ offset: Number(message.queueOffset), storedAt, row, message: kept })
      if (performance.now() - since < MAX_BUSY_MS) continue
      await turn()
      since = performance.now()
    }
    if (order === 'newest') entries.reverse()
    this.#entries = [...this.#entries.slice(this.#taken), ...entries]
    this.#taken = 0
  }

  #isAtEnd(): boolean {
    const { order, until } = this.#options
    return order === 'newest' ? this.#next <= until : this.#next >= until
  }
}

export const isAbort = (error: unknown): boolean =>
  error instanceof Aborted || (error instanceof Error && error.name === 'AbortError')
