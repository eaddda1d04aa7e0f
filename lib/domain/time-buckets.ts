import type { Sample } from './ring.ts'

/** Start of the step a moment falls into; steps are aligned to the epoch, so every reader cuts at the same places. */
export function bucketStart(atMs: number, stepMs: number): number {
  return Math.floor(atMs / stepMs) * stepMs
}

/** What one step of a longer series says of the samples in it; `count` of measured values, 0 = a gap. */
export type Bucket = {
  atMs: number
  count: number
  min: number | null
  max: number | null
  avg: number | null
  last: number | null
}

/**
 * Samples (any order) rolled up into steps over [fromMs, toMs). A step without a measured value is a gap: nulls, never
 * 0 and never the value before; a sample that is null counts for nothing.
 */
export function rollUp(samples: Iterable<Sample>, range: { fromMs: number; toMs: number; stepMs: number }): Bucket[] {
  const first = bucketStart(range.fromMs, range.stepMs)
  const length = Math.max(0, Math.ceil((range.toMs - first) / range.stepMs))
  const buckets = Array.from({ length }, (_, index) => new Gathered(first + index * range.stepMs))
  for (const { atMs, value } of samples) {
    if (value === null || Number.isNaN(value) || atMs < range.fromMs || atMs >= range.toMs) continue
    buckets[Math.floor((atMs - first) / range.stepMs)]?.add(atMs, value)
  }
  return buckets.map((gathered) => gathered.bucket())
}

class Gathered {
  readonly #atMs: number
  #count = 0
  #sum = 0
  #min = Number.POSITIVE_INFINITY
  #max = Number.NEGATIVE_INFINITY
  #last = 0
  #lastAtMs = Number.NEGATIVE_INFINITY

  constructor(atMs: number) {
    this.#atMs = atMs
  }

  add(atMs: number, value: number): void {
    this.#count++
    this.#sum += value
    this.#min = Math.min(this.#min, value)
    this.#max = Math.max(this.#max, value)
    if (atMs >= this.#lastAtMs) {
      this.#last = value
      this.#lastAtMs = atMs
    }
  }

  bucket(): Bucket {
    const known = this.#count > 0
    return {
      atMs: this.#atMs,
      count: this.#count,
      min: known ? this.#min : null,
      max: known ? this.#max : null,
      avg: known ? this.#sum / this.#count : null,
      last: known ? this.#last : null,
    }
  }
}
