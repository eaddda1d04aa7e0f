import type { ChartRow } from './types'

/**
 * At most `most` rows, evenly in time: each keeps the mean of its slice. A slice is unknown where nothing in it is
 * known, and at least where anything in it is: thinning never makes an answer look more whole than it was.
 */
export function thinRows(rows: readonly ChartRow[], most: number, keys: readonly string[]): readonly ChartRow[] {
  if (rows.length <= most) return rows
  const size = Math.ceil(rows.length / most)
  const thin: ChartRow[] = []
  for (let start = 0; start < rows.length; start += size) {
    const slice = rows.slice(start, start + size)
    const whole: Record<string, number | null> = {}
    const atLeast: Record<string, number | null> = {}
    for (const key of keys) {
      const wholes = slice.map((r) => r.whole[key] ?? null).filter((v) => v !== null)
      const bounds = slice.map((r) => r.atLeast[key] ?? null).filter((v) => v !== null)
      whole[key] = bounds.length === 0 ? mean(wholes) : null
      atLeast[key] = bounds.length === 0 ? null : mean([...wholes, ...bounds])
    }
    thin.push({ atMs: slice.at(-1)!.atMs, whole, atLeast })
  }
  return thin
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length
}
