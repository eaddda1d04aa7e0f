import 'server-only'

const KEEP_MS = 15 * 60_000

export type SeriesPoint = { at: number; values: Record<string, number | null>; atLeast: string[] }

/**
 * Points of the last 15 minutes of one thing, oldest first, in typed columns. A missing value is a gap (NaN inside,
 * null outside), never 0.
 */
export class Series {
  readonly fields: readonly string[]
  readonly #size: number
  readonly #at: Float64Array
  readonly #values: Float64Array
  readonly #atLeast: Uint8Array
  #next = 0
  #count = 0

  constructor(fields: readonly string[], stepMs: number) {
    this.fields = fields
    this.#size = Math.ceil(KEEP_MS / stepMs) + 1
    this.#at = new Float64Array(this.#size)
    this.#values = new Float64Array(this.#size * fields.length)
    this.#atLeast = new Uint8Array(this.#size)
  }

  add(point: SeriesPoint): void {
    const slot = this.#next
    this.#next = (slot + 1) % this.#size
    this.#count = Math.min(this.#count + 1, this.#size)
    this.#at[slot] = point.at
    let bits = 0
    this.fields.forEach((field, i) => {
      this.#values[slot * this.fields.length + i] = point.values[field] ?? Number.NaN
      if (point.atLeast.includes(field)) bits |= 1 << i
    })
    this.#atLeast[slot] = bits
  }

  /** Points after `since` (exclusive) and not older than 15 minutes before `now`. */
  points(now: number, since = Number.NEGATIVE_INFINITY): SeriesPoint[] {
    const from = Math.max(since, now - KEEP_MS - 1)
    const points: SeriesPoint[] = []
    for (let i = 0; i < this.#count; i++) {
      const slot = (this.#next - this.#count + i + this.#size) % this.#size
      const at = this.#at[slot]!
      if (at <= from) continue
      points.push(this.#point(slot, at))
    }
    return points
  }

  /** One field thinned to at most `most` values, oldest first, for a spark line. */
  spark(field: string, now: number, most: number): Array<number | null> {
    const values = this.points(now).map((p) => p.values[field] ?? null)
    if (values.length <= most) return values
    const step = values.length / most
    return Array.from(
      { length: most },
      (_, i) => values[Math.min(values.length - 1, Math.floor((i + 1) * step) - 1)] ?? null,
    )
  }

  #point(slot: number, at: number): SeriesPoint {
    const values: Record<string, number | null> = {}
    const atLeast: string[] = []
    this.fields.forEach((field, i) => {
      const value = this.#values[slot * this.fields.length + i]!
      values[field] = Number.isNaN(value) ? null : value
      if (this.#atLeast[slot]! & (1 << i)) atLeast.push(field)
    })
    return { at, values, atLeast }
  }
}
