import { Aborted, type DriverError, QueueFull, TimedOut } from '../errors.ts'
import type { Clock } from './clock.ts'

type Waiter = { start(): void; fail(error: DriverError): void }

/**
 * Lets `limit` calls through at a time; the others wait in order of arrival, at most `maxWaiting` of them.
 * A waiting call leaves the queue at its deadline or when its signal fires.
 */
export class Gate {
  readonly #address: string
  readonly #limit: number
  readonly #maxWaiting: number
  readonly #clock: Clock
  readonly #waiting = new Set<Waiter>()
  #inFlight = 0
  #closed = false

  constructor(options: { address: string; limit: number; maxWaiting: number; clock: Clock }) {
    this.#address = options.address
    this.#limit = options.limit
    this.#maxWaiting = options.maxWaiting
    this.#clock = options.clock
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Runs `task` when it is its turn, with the milliseconds that are left of `timeoutMs`. */
  async run<T>(
    limits: { timeoutMs: number; signal?: AbortSignal | undefined },
    task: (timeoutLeftMs: number) => Promise<T>,
  ): Promise<T> {
    const enteredAt = this.#clock.now()
    if (this.#inFlight >= this.#limit || this.#waiting.size > 0 || this.#closed) await this.#turn(limits)
    else this.#inFlight += 1
    try {
      return await task(Math.max(1, Math.ceil(limits.timeoutMs - (this.#clock.now() - enteredAt))))
    } finally {
      this.#inFlight -= 1
      this.#startNext()
    }
  }

  /** Fails everything that waits; what is in flight ends by itself. */
  close(): void {
    this.#closed = true
    for (const waiter of [...this.#waiting]) waiter.fail(this.#closedError())
  }

  #turn(limits: { timeoutMs: number; signal?: AbortSignal | undefined }): Promise<void> {
    const { signal, timeoutMs } = limits
    return new Promise<void>((resolve, reject) => {
      if (this.#closed) return reject(this.#closedError())
      if (signal?.aborted) return reject(new Aborted({ address: this.#address, cause: signal.reason }))
      if (this.#waiting.size >= this.#maxWaiting) {
        return reject(new QueueFull({ address: this.#address, limit: this.#maxWaiting }))
      }
      const leave = () => {
        this.#waiting.delete(waiter)
        this.#clock.clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
      }
      const waiter: Waiter = {
        start: () => {
          leave()
          this.#inFlight += 1
          resolve()
        },
        fail: (error) => {
          leave()
          reject(error)
        },
      }
      const onAbort = () => waiter.fail(new Aborted({ address: this.#address, cause: signal?.reason }))
      const timer = this.#clock.setTimeout(
        () => waiter.fail(new TimedOut({ address: this.#address, timeoutMs, phase: 'queue' })),
        timeoutMs,
      )
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#waiting.add(waiter)
    })
  }

  #startNext(): void {
    if (this.#inFlight >= this.#limit) return
    const [next] = this.#waiting
    next?.start()
  }

  #closedError(): Aborted {
    return new Aborted({ address: this.#address, reason: 'the client was closed' })
  }
}
