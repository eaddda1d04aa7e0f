import type { ChartSeries } from './prepare/types'

/** The token of a series' colour. */
export function seriesColor(color: ChartSeries['color']): string {
  return `var(--chart-${color})`
}
