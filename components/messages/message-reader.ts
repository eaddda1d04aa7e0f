import { ApiError } from '@/lib/api/call'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { searchMessages } from '@/lib/contract/message-search'

export type MessageEvent = OutputOf<typeof searchMessages>
type Of<Kind extends MessageEvent['kind']> = Extract<MessageEvent, { kind: Kind }>
export type MessageRow = Of<'message'>['item']
export type MessageNotice = Of<'notice'>

/** `stopped`: by the reader, or because the console went away before the end (`error`). */
export interface ReaderState {
  phase: 'running' | 'paused' | 'stopped' | 'ended'
  /** As they came; a tail has the newest first. */
  rows: readonly MessageRow[]
  /** Rows that were here and made room. */
  cleared: number
  progress: Of<'progress'> | null
  /** Each once. */
  notices: readonly MessageNotice[]
  /** Messages that a tail left out, as it said. */
  dropped: number
  done: Of<'done'> | null
  error: ApiError | null
}

type Open = (cursor: string | undefined, signal: AbortSignal) => AsyncIterable<MessageEvent>

interface Options {
  /** Rows held at most. */
  most: number
  /** New rows stand on top and push old ones out; else a full list is emptied when the search goes on. */
  newestOnTop?: boolean
}

const nothing: ReaderState = {
  phase: 'running',
  rows: [],
  cleared: 0,
  progress: null,
  notices: [],
  dropped: 0,
  done: null,
  error: null,
}

/** Listeners hear of several events at once. */
const GATHER_MS = 80
const MOST_NOTICES = 100

/** Reads one stream of messages: starts at once, can be paused, stopped, and gone on with where it ended. */
export class MessageReader {
  readonly #open: Open
  readonly #options: Options
  readonly #listeners = new Set<() => void>()
  #state = nothing
  #abort = new AbortController()
  #resume: (() => void) | null = null
  #telling: ReturnType<typeof setTimeout> | undefined

  constructor(open: Open, options: Options) {
    this.#open = open
    this.#options = options
  }

  get state(): ReaderState {
    return this.#state
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** From the beginning, or from where the last end left off. Resolves when it ends, fails or is stopped. */
  async start(from?: { cursor: string }): Promise<void> {
    this.#abort.abort()
    const abort = new AbortController()
    this.#abort = abort
    this.#resume = null
    const { rows, cleared } = this.#state
    const full = rows.length >= this.#options.most
    this.#state = {
      ...nothing,
      ...(from ? { rows: full ? [] : rows, cleared: full ? cleared + rows.length : cleared } : {}),
    }
    this.#tell()
    try {
      for await (const event of this.#open(from?.cursor, abort.signal)) {
        if (abort.signal.aborted) return
        this.#take(event)
        if (this.#state.phase === 'paused') await this.#untilResumed(abort.signal)
      }
      if (!abort.signal.aborted && this.#state.phase !== 'ended') this.#fail(new ApiError(null))
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(error)
    }
  }

  pause(): void {
    if (this.#state.phase === 'running') this.#set({ phase: 'paused' })
  }

  resume(): void {
    if (this.#state.phase !== 'paused') return
    this.#set({ phase: 'running' })
    this.#resume?.()
  }

  /** Ends reading; the console stops asking brokers. What is shown stays. */
  stop(): void {
    this.#abort.abort()
    this.#resume?.()
    if (this.#state.phase === 'running' || this.#state.phase === 'paused') this.#set({ phase: 'stopped' })
    clearTimeout(this.#telling)
    this.#telling = undefined
  }

  #untilResumed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted || this.#state.phase !== 'paused') resolve()
      else this.#resume = resolve
    })
  }

  #take(event: MessageEvent): void {
    const state = this.#state
    if (event.kind === 'message') {
      const { most, newestOnTop } = this.#options
      const rows = newestOnTop ? [event.item, ...state.rows].slice(0, most) : [...state.rows, event.item]
      this.#later({ rows })
    } else if (event.kind === 'progress') this.#later({ progress: event })
    else if (event.kind === 'done') this.#set({ done: event, phase: 'ended' })
    else if (event.code === 'dropped') this.#later({ dropped: state.dropped + Number(event.params.count ?? 0) })
    else this.#notice(event)
  }

  /** One that comes again has the sums so far, and stands for the one before. */
  #notice(event: MessageNotice): void {
    const { notices } = this.#state
    const at = notices.findIndex((other) => same(other, event))
    if (at >= 0) this.#later({ notices: notices.with(at, event) })
    else if (notices.length < MOST_NOTICES) this.#later({ notices: [...notices, event] })
  }

  #fail(error: unknown): void {
    this.#set({ phase: 'stopped', error: error instanceof ApiError ? error : new ApiError(null, error) })
  }

  #set(part: Partial<ReaderState>): void {
    this.#state = { ...this.#state, ...part }
    this.#tell()
  }

  #later(part: Partial<ReaderState>): void {
    this.#state = { ...this.#state, ...part }
    this.#telling ??= setTimeout(() => this.#tell(), GATHER_MS)
  }

  #tell(): void {
    clearTimeout(this.#telling)
    this.#telling = undefined
    for (const listener of this.#listeners) listener()
  }
}

const same = (a: MessageNotice, b: MessageNotice) =>
  a.code === b.code && a.brokerName === b.brokerName && a.queueId === b.queueId
