import type { ChartSeries } from './prepare/types'

/** The token of a series' colour. */
export function seriesColor(color: ChartSeries['color']): string {
  return `var(${colorToken(color)})`
}

/** The custom property that holds it. */
export function colorToken(color: ChartSeries['color']): string {
  return color === 'others' ? '--text-3' : `--chart-${color}`
}
