import 'server-only'

/** What a loop needs of the world; tests drive the clock instead. */
export type LoopClock = { now: () => number; sleep: (ms: number, signal: AbortSignal) => Promise<void> }

export const systemLoopClock: LoopClock = {
  now: Date.now,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal.addEventListener('abort', done)
    }),
}

/**
 * Runs `tick` again and again until `signal` aborts. `waitMs` says how long to rest after each tick; up to a tenth
 * more is added at random so that loops do not fall into step. A tick that throws is given to `onError` and the loop
 * goes on: a tick owns its errors, so this is a fault of the program and is logged as one. `wake` cuts a rest short.
 */
export function startLoop(options: {
  tick: (now: number) => Promise<void>
  waitMs: () => number
  signal: AbortSignal
  clock: LoopClock
  onError: (error: unknown) => void
}): { done: Promise<void>; wake: () => void } {
  const { tick, waitMs, signal, clock, onError } = options
  let nap = new AbortController()
  const run = async () => {
    while (!signal.aborted) {
      try {
        await tick(clock.now())
      } catch (error) {
        if (!signal.aborted) onError(error)
      }
      if (signal.aborted) return
      await clock.sleep(waitMs() * (1 + Math.random() * 0.1), AbortSignal.any([signal, nap.signal]))
      if (nap.signal.aborted) nap = new AbortController()
    }
  }
  return { done: run(), wake: () => nap.abort() }
}
