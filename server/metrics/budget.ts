import 'server-only'
import type { LoopClock } from './loop'

/**
 * Calls a second one broker may be asked by the collector. A bucket: what was not used is saved up to `burst`, so that
 * the first sweep after a start is quick and the steady pace stays low.
 */
export class CallBudget {
  readonly #perSecond: number
  readonly #burst: number
  readonly #clock: LoopClock
  #tokens: number
  #at: number

  constructor(options: { perSecond: number; burst: number; clock: LoopClock }) {
    this.#perSecond = options.perSecond
    this.#burst = options.burst
    this.#clock = options.clock
    this.#tokens = options.burst
    this.#at = options.clock.now()
  }

  /** Waits until one more call fits. Returns at once, without taking, when `signal` aborts. */
  async take(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.#clock.now()
      this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond)
      this.#at = now
      if (this.#tokens >= 1) {
        this.#tokens--
        return
      }
      await this.#clock.sleep(Math.ceil(((1 - this.#tokens) / this.#perSecond) * 1000), signal)
    }
  }
}

/** Runs `work` over `items` with at most `limit` at once, in order of start; stops starting when `signal` aborts. */
export async function eachLimited<T>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < items.length && !signal.aborted) await work(items[next++]!)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane))
}
