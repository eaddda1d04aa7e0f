import { fitStream, type LiveEvent, pick, type SeriesByName, snapshotOf, withEvent } from './series'

/** What a page knows of its series: as old as the last point while `lostSinceMs` is set. */
export interface HubState {
  series: SeriesByName
  stepMs: number
  lostSinceMs: number | null
}

/** What tabs say to each other. One of them leads: it has the stream. */
type Message =
  | { kind: 'want'; tab: string; names: string[] }
  | { kind: 'who wants' }
  | { kind: 'who leads' }
  | { kind: 'I lead' }
  | { kind: 'event'; event: LiveEvent; to: string | null }
  | { kind: 'lost'; lost: boolean }
  | { kind: 'no room'; tab: string; names: string[] }
  | { kind: 'reopen' }

export type Channel = Pick<BroadcastChannel, 'onmessage' | 'postMessage' | 'close'>
export type Stream = Pick<EventSource, 'onmessage' | 'onerror' | 'readyState' | 'close'>
export interface Surroundings {
  tab: string
  /** Opens the stream of these series. */
  open(names: readonly string[]): Stream
  /** Null where the browser cannot share: each tab then has a stream of its own. */
  shared: { locks: Pick<LockManager, 'request' | 'query'>; channel: () => Channel; name: string } | null
}

const LIMITS = { names: 50, chars: 7_500 }
/** Wants that come at once lead to one opening. */
const GATHER_MS = 60
/** A page that is left and the next one: the stream stays. */
const LINGER_MS = 2_000
/** Names nobody wants any more go with the next opening, or after this. */
const SHRINK_MS = 30_000
const RETRY_MS = 5_000
const LOOK_ROUND_MS = 15_000
/** Events come every 5 s: a leader silent for this long is asked, and replaced when it does not answer (a frozen tab). */
const SILENT_MS = 20_000
const ANSWER_MS = 3_000
const CLOSED = 2

/**
 * The live series of one cluster for every part of this tab, over one stream for all tabs of the browser: the tab that
 * holds the lock has the stream and passes events on; when it goes, the next one takes over. Runs while somebody
 * subscribes.
 */
export class LiveHub {
  readonly #around: Surroundings
  readonly #subscribers = new Map<(state: HubState) => void, readonly string[]>()
  readonly #watchers = new Set<() => void>()
  #state: HubState = { series: {}, stepMs: 5_000, lostSinceMs: null }
  #running: Running | null = null
  #lingering: ReturnType<typeof setTimeout> | undefined

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** Follows series; `listener` gets those that are known at once, and again with each event. */
  subscribe(names: readonly string[], listener: (state: HubState) => void): () => void {
    clearTimeout(this.#lingering)
    this.#subscribers.set(listener, names)
    if (this.#running) this.#running.want(this.#names())
    else this.#start()
    listener(this.#of(names))
    return () => {
      this.#subscribers.delete(listener)
      if (this.#subscribers.size > 0) this.#running?.want(this.#names())
      else this.#lingering = setTimeout(() => this.stop(), LINGER_MS)
    }
  }

  /** Since when the stream is lost; null while it runs or nobody follows anything. */
  get lostSinceMs(): number | null {
    return this.#running ? this.#state.lostSinceMs : null
  }

  /** Called when `lostSinceMs` changes. */
  watch(listener: () => void): () => void {
    this.#watchers.add(listener)
    return () => this.#watchers.delete(listener)
  }

  /** Tries again now. */
  reconnect(): void {
    this.#running?.reopen()
  }

  /** Leaves the stream to the other tabs. */
  stop(): void {
    clearTimeout(this.#lingering)
    this.#running?.end()
    this.#running = null
    this.#set({ series: {}, stepMs: this.#state.stepMs, lostSinceMs: null })
  }

  /** Starts again what `stop` ended, if somebody still follows something. */
  resume(): void {
    if (!this.#running && this.#subscribers.size > 0) this.#start()
  }

  #start(): void {
    this.#running = new Running(this.#around, {
      event: (event) => {
        this.#set({ series: withEvent(this.#state.series, event.series), stepMs: event.stepMs, lostSinceMs: null })
        for (const [listener, names] of this.#subscribers) listener(this.#of(names))
      },
      lost: (lost) => {
        if (lost === (this.#state.lostSinceMs !== null)) return
        this.#set({ ...this.#state, lostSinceMs: lost ? Date.now() : null })
        for (const [listener, names] of this.#subscribers) listener(this.#of(names))
      },
      held: () => this.#state.series,
      isLost: () => this.#state.lostSinceMs !== null,
    })
    this.#running.want(this.#names())
  }

  #set(state: HubState): void {
    const changed = state.lostSinceMs !== this.#state.lostSinceMs
    this.#state = state
    if (changed) for (const watcher of this.#watchers) watcher()
  }

  #names(): string[] {
    return [...new Set([...this.#subscribers.values()].flat())]
  }

  #of(names: readonly string[]): HubState {
    return { ...this.#state, series: pick(this.#state.series, names) }
  }
}

interface Hearer {
  event(event: LiveEvent): void
  lost(lost: boolean): void
  held(): SeriesByName
  isLost(): boolean
}

/** One time of running: everything it opens ends with `end`. */
class Running {
  readonly #around: Surroundings
  readonly #hear: Hearer
  readonly #channel: Channel | null
  readonly #ended = new AbortController()
  readonly #wants = new Map<string, readonly string[]>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #own: readonly string[] = []
  #leads = false
  #stream: Stream | null = null
  #carried: readonly string[] = []
  #last: LiveEvent | null = null
  #private: Stream | null = null

  constructor(around: Surroundings, hear: Hearer) {
    this.#around = around
    this.#hear = hear
    const { shared } = around
    this.#channel = shared?.channel() ?? null
    if (!shared || !this.#channel) {
      this.#lead()
      return
    }
    this.#channel.onmessage = ({ data }) => this.#told(data as Message)
    // Held for as long as this tab takes part: the leader forgets the wants of tabs without it.
    void this.#hold(`${shared.name} tab ${around.tab}`, () => {})
    this.#stand()
    this.#expectLeader()
  }

  want(names: readonly string[]): void {
    this.#own = names
    if (this.#leads) this.#plan()
    else this.#say({ kind: 'want', tab: this.#around.tab, names: [...names] })
  }

  reopen(): void {
    if (this.#leads) this.#openStream()
    else this.#say({ kind: 'reopen' })
  }

  end(): void {
    this.#say({ kind: 'want', tab: this.#around.tab, names: [] })
    this.#ended.abort()
    this.#follow()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#private?.close()
    this.#channel?.close()
  }

  /** Waits for its turn to lead. */
  #stand(steal = false): void {
    const { shared } = this.#around
    if (!shared) return
    void this.#hold(`${shared.name} leader`, () => this.#lead(), steal).then(() => {
      if (this.#ended.signal.aborted) return
      // Another tab took the stream, because this one seemed not to answer.
      this.#follow()
      this.#expectLeader()
      this.#stand()
    })
  }

  /** Resolves when the lock was taken away, or with the end of this run. */
  async #hold(name: string, got: () => void, steal = false): Promise<void> {
    const { signal } = this.#ended
    const options: LockOptions = steal ? { steal } : { signal }
    try {
      await this.#around.shared?.locks.request(name, options, () => {
        if (signal.aborted) return
        got()
        return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      })
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error
    }
  }

  #lead(): void {
    this.#leads = true
    this.#after('silent', null)
    this.#after('answer', null)
    this.#say({ kind: 'I lead' })
    this.#say({ kind: 'who wants' })
    this.#plan()
    this.#lookRound()
  }

  #follow(): void {
    this.#leads = false
    this.#stream?.close()
    this.#stream = null
    this.#carried = []
    this.#wants.clear()
    for (const timer of ['plan', 'shrink', 'retry', 'look']) this.#after(timer, null)
  }

  #told(message: Message): void {
    if (message.kind === 'want' || message.kind === 'reopen' || message.kind === 'who leads') {
      if (this.#leads) this.#asked(message)
      return
    }
    if (this.#leads) return
    if (message.kind === 'who wants') this.want(this.#own)
    if (message.kind === 'lost') this.#hear.lost(message.lost)
    if (message.kind === 'event' && (message.to === null || message.to === this.#around.tab)) {
      const own = new Set(this.#own)
      const series = message.event.series.filter(({ name }) => own.has(name))
      this.#hear.event({ ...message.event, series })
    }
    if (message.kind === 'no room' && message.tab === this.#around.tab) this.#openPrivate(message.names)
    this.#expectLeader()
  }

  #asked(message: Message): void {
    if (message.kind === 'who leads') this.#say({ kind: 'I lead' })
    if (message.kind === 'reopen') this.#openStream()
    if (message.kind !== 'want') return
    if (message.names.length > 0) this.#wants.set(message.tab, message.names)
    else this.#wants.delete(message.tab)
    this.#tell(message.tab, message.names)
    if (this.#hear.isLost()) this.#say({ kind: 'lost', lost: true })
    this.#plan()
  }

  /** What the leader holds already of the names a tab wants. */
  #tell(tab: string, names: readonly string[]): void {
    const series = snapshotOf(
      this.#hear.held(),
      names.filter((name) => this.#carried.includes(name)),
    )
    if (series.length === 0 || !this.#last) return
    this.#say({ kind: 'event', event: { ...this.#last, series }, to: tab })
  }

  #plan(): void {
    this.#after('plan', GATHER_MS, () => {
      const { fit, rest } = this.#wanted()
      for (const [tab, names] of this.#wants) {
        const left = names.filter((name) => rest.includes(name))
        if (left.length > 0) this.#say({ kind: 'no room', tab, names: left })
      }
      if (fit.some((name) => !this.#carried.includes(name))) this.#openStream(fit)
      else if (fit.length < this.#carried.length) this.#after('shrink', SHRINK_MS, () => this.#openStream())
      else this.#after('shrink', null)
    })
  }

  /** What this tab and the others want: as much as one stream carries, and the rest. */
  #wanted(): ReturnType<typeof fitStream> {
    return fitStream([...new Set([this.#own, ...this.#wants.values()].flat())], LIMITS)
  }

  #openStream(names = this.#wanted().fit): void {
    this.#after('shrink', null)
    this.#after('retry', null)
    this.#stream?.close()
    this.#stream = null
    this.#carried = names
    if (names.length === 0) return
    const stream = this.#around.open(names)
    this.#stream = stream
    stream.onmessage = ({ data }) => {
      const event = JSON.parse(data) as LiveEvent
      this.#last = event
      this.#hear.event(event)
      this.#say({ kind: 'event', event, to: null })
    }
    stream.onerror = () => {
      this.#hear.lost(true)
      this.#say({ kind: 'lost', lost: true })
      // The browser connects again by itself, unless the answer was an error.
      if (stream.readyState === CLOSED) this.#after('retry', RETRY_MS, () => this.#openStream())
    }
  }

  /** A stream of this tab alone, for what the shared one has no room for. */
  #openPrivate(names: readonly string[]): void {
    this.#private?.close()
    this.#private = this.#around.open(names.slice(0, LIMITS.names))
    this.#private.onmessage = ({ data }) => this.#hear.event(JSON.parse(data) as LiveEvent)
  }

  /** Forgets the wants of tabs that are gone without a word. */
  #lookRound(): void {
    const { shared } = this.#around
    if (!shared || this.#channel === null) return
    this.#after('look', LOOK_ROUND_MS, () => {
      this.#lookRound()
      if (this.#wants.size === 0) return
      void shared.locks.query().then(({ held = [] }) => {
        const here = new Set(held.map((lock) => lock.name))
        const gone = [...this.#wants.keys()].filter((tab) => !here.has(`${shared.name} tab ${tab}`))
        for (const tab of gone) this.#wants.delete(tab)
        if (gone.length > 0 && this.#leads) this.#plan()
      })
    })
  }

  #expectLeader(): void {
    this.#after('answer', null)
    if (this.#leads) return
    this.#after('silent', SILENT_MS, () => {
      this.#say({ kind: 'who leads' })
      this.#after('answer', ANSWER_MS + Math.random() * ANSWER_MS, () => this.#stand(true))
    })
  }

  #say(message: Message): void {
    this.#channel?.postMessage(message)
  }

  /** One timer a name; null stops it. */
  #after(name: string, ms: number | null, act: () => void = () => {}): void {
    clearTimeout(this.#timers.get(name))
    this.#timers.delete(name)
    if (ms === null || this.#ended.signal.aborted) return
    this.#timers.set(
      name,
      setTimeout(() => {
        this.#timers.delete(name)
        act()
      }, ms),
    )
  }
}
