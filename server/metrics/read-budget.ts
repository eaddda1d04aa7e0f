import 'server-only'
import type { LoopClock } from './loop'

export type ReadLimits = { messagesPerSecond: number; bytesPerSecond: number }

const MAX_PULLS_PER_BROKER = 4

/**
 * How fast the messages of one cluster may be read by everybody together, and how many pulls one broker has at once, so
 * that searching does not hurt it. A pull's size is known only when it came: it is paid afterwards, and whoever comes
 * next waits until the debt is worked off. What was not used is saved up for one second.
 */
export class ReadBudget {
  readonly #messages: Bucket
  readonly #bytes: Bucket
  readonly #clock: LoopClock
  readonly #slots = new Map<string, Slots>()

  constructor(limits: ReadLimits, clock: LoopClock) {
    this.#messages = new Bucket(limits.messagesPerSecond, clock)
    this.#bytes = new Bucket(limits.bytesPerSecond, clock)
    this.#clock = clock
  }

  /** Runs one pull when it is its turn. Rejects with the signal's reason when that fires before; `cost` is paid at the end. */
  async run<T>(
    brokerName: string,
    signal: AbortSignal,
    pull: () => Promise<T>,
    cost: (value: T) => { messages: number; bytes: number },
  ): Promise<T> {
    const slots = this.#slotsOf(brokerName)
    await slots.take(signal)
    try {
      for (let wait = this.#waitMs(); wait > 0; wait = this.#waitMs()) {
        await this.#clock.sleep(wait, signal)
        signal.throwIfAborted()
      }
      const value = await pull()
      const { bytes, messages } = cost(value)
      // A call that gives nothing is work for the broker, too.
      this.#messages.pay(Math.max(1, messages))
      this.#bytes.pay(bytes)
      return value
    } finally {
      slots.free()
      if (slots.isIdle) this.#slots.delete(brokerName)
    }
  }

  #waitMs(): number {
    return Math.max(this.#messages.waitMs(), this.#bytes.waitMs())
  }

  #slotsOf(brokerName: string): Slots {
    const slots = this.#slots.get(brokerName) ?? new Slots(MAX_PULLS_PER_BROKER)
    this.#slots.set(brokerName, slots)
    return slots
  }
}

class Bucket {
  readonly #perSecond: number
  readonly #clock: LoopClock
  #tokens: number
  #at: number

  constructor(perSecond: number, clock: LoopClock) {
    this.#perSecond = perSecond
    this.#clock = clock
    this.#tokens = perSecond
    this.#at = clock.now()
  }

  /** 0 while there is something left. */
  waitMs(): number {
    const now = this.#clock.now()
    // A clock that was set back gives nothing, and takes nothing away.
    const gained = (Math.max(0, now - this.#at) / 1000) * this.#perSecond
    this.#tokens = Math.min(this.#perSecond, this.#tokens + gained)
    this.#at = now
    return this.#tokens > 0 ? 0 : Math.max(1, Math.ceil((-this.#tokens / this.#perSecond) * 1000))
  }

  pay(amount: number): void {
    this.#tokens -= amount
  }
}

/** A limit of things at once; who waits is served in order and may leave. */
class Slots {
  #free: number
  readonly #limit: number
  readonly #waiting = new Set<() => void>()

  constructor(limit: number) {
    this.#limit = limit
    this.#free = limit
  }

  get isIdle(): boolean {
    return this.#free === this.#limit && this.#waiting.size === 0
  }

  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#free > 0) {
      this.#free -= 1
      return
    }
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(start)
        reject(signal.reason)
      }
      const start = () => {
        signal.removeEventListener('abort', leave)
        this.#waiting.delete(start)
        resolve()
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#waiting.add(start)
    })
  }

  /** The next in line takes the place over. */
  free(): void {
    const [next] = this.#waiting
    if (next) next()
    else this.#free += 1
  }
}
