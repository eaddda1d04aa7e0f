/** Where the driver gets time and timers from. Tests pass one that they drive themselves. */
export type Clock = {
  /** Milliseconds; only differences are used. */
  now(): number
  setTimeout(run: () => void, delayMs: number): unknown
  clearTimeout(handle: unknown): void
}

/** Monotonic time, so that a step of the wall clock cannot expire or revive a call. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (run, delayMs) => setTimeout(run, delayMs),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
}
