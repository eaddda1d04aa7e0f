import { type PartialSum, sumPartial } from './completeness.ts'

/** An ever-growing counter (an offset of one queue) at a moment. */
export type OffsetSample = { atMs: number; offset: bigint }

/**
 * Messages a second between two samples of the same queue. null (a gap, not 0) with one sample only, when no time
 * passed, and when the counter went back: the queue was recreated or the offset reset.
 */
export function ratePerSecond(previous: OffsetSample | null, current: OffsetSample | null): number | null {
  if (!previous || !current) return null
  const elapsedMs = current.atMs - previous.atMs
  if (!(elapsedMs > 0) || current.offset < previous.offset) return null
  return (Number(current.offset - previous.offset) * 1000) / elapsedMs
}

/** Rate of a topic or group from the rates of its queues; queues without a rate make it "at least". */
export function sumRates(rates: Iterable<number | null>): PartialSum {
  return sumPartial(rates)
}

export type RateWindowOptions = {
  /** Shortest time a rate is measured over; 0 = between the last two samples. */
  minWindowMs: number
  /** Samples farther apart than this are not joined: the average would be drawn at the wrong time. */
  maxGapMs: number
}

/** Topics: broker offsets move with each message. The collector sweeps even a quiet broker every 5 minutes. */
export const IN_RATE: RateWindowOptions = Object.freeze({ minWindowMs: 0, maxGapMs: 360_000 })

/** Groups: clients commit every 5 s (DefaultMQPushConsumer#persistConsumerOffsetInterval), so at least 30 s. */
export const OUT_RATE: RateWindowOptions = Object.freeze({ minWindowMs: 30_000, maxGapMs: 360_000 })

/**
 * Rolling rate of one queue's counter. Keeps two samples beside the newest, whatever the pace: the rate is measured
 * from the newest sample at least `minWindowMs` old among those kept, so over `minWindowMs` to about twice that.
 * A counter that went back, a jump that is not consumption and a gap over `maxGapMs` begin a new series.
 */
export class RateWindow {
  readonly #options: RateWindowOptions
  #base: OffsetSample | null = null
  #next: OffsetSample | null = null
  #last: OffsetSample | null = null
  #answered = false

  constructor(options: RateWindowOptions) {
    this.#options = options
  }

  /**
   * Adds a sample; null = no answer in this tick, which makes `rate()` null until the next answer but keeps the
   * series. `jump`: the offset was moved by something other than consumption (reset, clone, a write of ours).
   * A sample not newer than the last is dropped.
   */
  add(sample: OffsetSample | null, { jump = false }: { jump?: boolean } = {}): void {
    this.#answered = sample !== null
    if (jump) this.restart(null)
    if (!sample) return
    const last = this.#last
    if (!last || sample.offset < last.offset || sample.atMs - last.atMs > this.#options.maxGapMs) {
      this.restart(sample)
      return
    }
    if (sample.atMs <= last.atMs) return
    if (this.#options.minWindowMs <= 0) {
      this.#base = last
    } else {
      const next = this.#next ?? last
      if (sample.atMs - next.atMs >= this.#options.minWindowMs) {
        this.#base = next
        this.#next = sample
      } else {
        this.#next = next
      }
    }
    this.#last = sample
  }

  /** Messages a second up to the newest sample; null while the series is too short or the last tick had no answer. */
  rate(): number | null {
    return this.#answered ? ratePerSecond(this.#base, this.#last) : null
  }

  private restart(sample: OffsetSample | null): void {
    this.#base = null
    this.#next = null
    this.#last = sample
  }
}
