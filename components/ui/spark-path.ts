export interface SparkShape {
  /** Outline of the ground under the line, closed. */
  area: string
  line: string
  /** Where nobody answered: from x, width. */
  gaps: { x: number; width: number }[]
  /** The last point, where it is known. */
  end: { x: number; y: number } | null
}

/**
 * The drawing of a trend: zero-based, straight segments, oldest left, `null` a gap that is never joined across.
 * Two pixels stay free above so that the dot at the end is whole.
 */
export function sparkShape(points: readonly (number | null)[], width: number, height: number): SparkShape {
  const shape: SparkShape = { area: '', line: '', gaps: [], end: null }
  if (points.length === 0) return shape
  const max = points.reduce<number>((top, p) => (p !== null && p > top ? p : top), 0)
  const step = points.length > 1 ? width / (points.length - 1) : 0
  const x = (index: number) => round(index * step)
  const y = (value: number) => round(max === 0 ? height - 0.5 : height - (Math.max(0, value) / max) * (height - 2))
  let start = -1
  for (let i = 0; i <= points.length; i++) {
    const value = points[i]
    if (value !== null && value !== undefined) {
      if (start < 0) start = i
      continue
    }
    if (start >= 0) {
      const run = points.slice(start, i).map((p, k) => `${x(start + k)} ${y(p ?? 0)}`)
      shape.line += `M${run.join('L')}`
      if (run.length === 1) shape.line += 'h0.01'
      shape.area += `M${x(start)} ${height}L${run.join('L')}L${x(i - 1)} ${height}Z`
      start = -1
    }
  }
  for (let i = 0; i < points.length; i++) {
    if (points[i] !== null) continue
    let last = i
    while (last + 1 < points.length && points[last + 1] === null) last++
    const from = x(Math.max(0, i - 1))
    const to = x(Math.min(points.length - 1, last + 1))
    shape.gaps.push({ x: from, width: round(to - from) })
    i = last
  }
  const final = points[points.length - 1]
  if (final !== null && final !== undefined) shape.end = { x: x(points.length - 1), y: y(final) }
  return shape
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
