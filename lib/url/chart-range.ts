import { parseAsStringLiteral } from 'nuqs/server'

/** Ranges that the memory of the console covers. */
export const chartRanges = ['5m', '15m'] as const

export type ChartRange = (typeof chartRanges)[number]

/** `?range=5m`; the same for every chart of a page. */
export const chartRangeParser = parseAsStringLiteral(chartRanges).withDefault('15m')

/** Length of a range in milliseconds. */
export function rangeMs(range: ChartRange): number {
  return range === '5m' ? 300_000 : 900_000
}
