import type { ChartEnd, ChartRow, ChartSeries } from './types'

/**
 * The values now, at the right ends of their lines, with places for their labels: at the height of the value, moved
 * apart by `gap` (a part of the plot's height) where they would stand on each other. Those of hidden lines lie at the foot.
 */
export function chartEnds(
  rows: readonly ChartRow[],
  series: readonly ChartSeries[],
  top: number,
  gap: number,
  hidden: ReadonlySet<string> = new Set(),
): ChartEnd[] {
  const last = rows.at(-1)
  const ends = series.map(({ key }) => {
    const bound = last?.atLeast[key] ?? null
    const value = bound ?? last?.whole[key] ?? null
    const off = hidden.has(key)
    return {
      key,
      value,
      atLeast: bound !== null,
      hidden: off,
      top: value === null || off ? 1 : 1 - Math.min(1, value / top),
    }
  })
  return spread(ends, gap)
}

function spread(ends: readonly ChartEnd[], gap: number): ChartEnd[] {
  const sorted = ends.map((end, index) => ({ end, index })).sort((a, b) => a.end.top - b.end.top || a.index - b.index)
  const places: number[] = []
  for (const { end } of sorted) {
    const above = places.at(-1)
    places.push(above === undefined ? end.top : Math.max(end.top, above + gap))
  }
  // What was pushed out at the bottom pushes the others back up.
  for (let i = places.length - 1, floor = 1; i >= 0; i--, floor = places[i + 1]! - gap)
    places[i] = Math.min(places[i]!, floor)
  const placed = sorted.map(({ end, index }, i) => ({ index, end: { ...end, top: places[i]! } }))
  return placed.sort((a, b) => a.index - b.index).map(({ end }) => end)
}
