/** A value of a series at a moment; null = gap: nothing was measured. */
export type Sample = { atMs: number; value: number | null }

/**
 * The last stretch of one series at a fixed step, e.g. 15 minutes at 5 s. A step without a sample reads as a gap
 * (null), never as 0 and never as the value before; a step with several keeps the last one measured. Its size is fixed
 * when it is made (8 bytes a step), however long it lives. Give a sample the planned time of its tick, so that a tick
 * that ran a little late does not leave its step empty.
 */
export class SampleRing {
  readonly stepMs: number
  readonly capacity: number
  readonly #values: Float64Array
  /** Number of the newest step written (`atMs / stepMs`); −1 while empty. */
  #newest = -1

  constructor({ spanMs, stepMs }: { spanMs: number; stepMs: number }) {
    if (!(stepMs > 0) || !(spanMs >= stepMs)) throw new RangeError(`ring of ${spanMs} ms in steps of ${stepMs} ms`)
    this.stepMs = stepMs
    this.capacity = Math.ceil(spanMs / stepMs)
    this.#values = new Float64Array(this.capacity).fill(Number.NaN)
  }

  /** Notes a value; null = asked, no answer, which leaves a gap. A sample older than the ring reaches is dropped. */
  add(atMs: number, value: number | null): void {
    const step = Math.floor(atMs / this.stepMs)
    if (step <= this.#newest - this.capacity || step < 0) return
    if (step > this.#newest) {
      const from = Math.max(this.#newest + 1, step - this.capacity + 1)
      for (let each = from; each <= step; each++) this.#values[each % this.capacity] = Number.NaN
      this.#newest = step
    }
    if (value !== null) this.#values[step % this.capacity] = value
  }

  /**
   * Every step that touches [fromMs, toMs], at most the ring's own length before `toMs`; gaps as null. `everyMs` reads
   * coarser (rounded up to whole steps), each step with its last measured value: a series that was sampled every 15 s
   * into 5 s steps has no gaps at 15 s.
   */
  read(fromMs: number, toMs: number, { everyMs = this.stepMs }: { everyMs?: number } = {}): Sample[] {
    const width = Math.max(1, Math.ceil(everyMs / this.stepMs))
    const last = Math.floor(toMs / this.stepMs)
    const reach = Math.max(Math.floor(fromMs / this.stepMs), last - this.capacity + 1, 0)
    const samples: Sample[] = []
    for (let step = reach - (reach % width); step <= last; step += width) {
      samples.push({ atMs: step * this.stepMs, value: this.#lastOf(step, step + width) })
    }
    return samples
  }

  /** The newest measured value, gaps passed over; null when there is none. */
  latest(): Sample | null {
    if (this.#newest < 0) return null
    const oldest = Math.max(0, this.#newest - this.capacity + 1)
    for (let step = this.#newest; step >= oldest; step--) {
      const value = this.#at(step)
      if (value !== null) return { atMs: step * this.stepMs, value }
    }
    return null
  }

  /** From here on the series has nothing of before (its subject was recreated). */
  clear(): void {
    this.#values.fill(Number.NaN)
    this.#newest = -1
  }

  #lastOf(fromStep: number, endStep: number): number | null {
    for (let step = endStep - 1; step >= fromStep; step--) {
      const value = this.#at(step)
      if (value !== null) return value
    }
    return null
  }

  #at(step: number): number | null {
    if (step > this.#newest || step <= this.#newest - this.capacity) return null
    const value = this.#values[step % this.capacity]!
    return Number.isNaN(value) ? null : value
  }
}
