/**
 * A clock that stands still until a test moves it. Fits every `{ now, setTimeout, clearTimeout }` of the product:
 *
 *     const clock = new ManualClock(); …; clock.advance(3000)
 */
export class ManualClock {
  #now: number
  #timers = new Map<number, { at: number; run: () => void }>()
  #lastHandle = 0

  constructor(startMs = 1_700_000_000_000) {
    this.#now = startMs
  }

  /** Timers that have not fired and were not cleared. */
  get pendingTimers(): number {
    return this.#timers.size
  }

  now = (): number => this.#now

  setTimeout = (run: () => void, delayMs: number): number => {
    this.#lastHandle += 1
    this.#timers.set(this.#lastHandle, { at: this.#now + Math.max(0, delayMs), run })
    return this.#lastHandle
  }

  clearTimeout = (handle: unknown): void => {
    this.#timers.delete(handle as number)
  }

  /** Moves time on and runs what falls due, in order of time; what those start may fall due as well. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      let due: [handle: number, timer: { at: number; run: () => void }] | null = null
      for (const entry of this.#timers) {
        if (entry[1].at <= end && (due === null || entry[1].at < due[1].at)) due = entry
      }
      if (due === null) break
      this.#timers.delete(due[0])
      this.#now = due[1].at
      due[1].run()
    }
    this.#now = end
  }
}
