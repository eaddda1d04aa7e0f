import { createParser, parseAsStringLiteral } from 'nuqs/server'

/** Ranges that the memory of the console covers. */
export const chartRanges = ['5m', '15m'] as const

export type ChartRange = (typeof chartRanges)[number]

/** `?range=5m`; the same for every chart of a page. */
export const chartRangeParser = parseAsStringLiteral(chartRanges).withDefault('15m')

/** Length of a range in milliseconds. */
export function rangeMs(range: ChartRange): number {
  return range === '5m' ? 300_000 : 900_000
}

/** `2026-11-21T10:02:10Z`: a moment in the URL, to the second; anything else is none. */
export const parseAsMoment = createParser<number>({
  parse: (text) => {
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return null
    const ms = Date.parse(text)
    return Number.isNaN(ms) ? null : ms
  },
  serialize: (ms) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z'),
})

/** `?from=…&to=…`: the times between which the charts of a page were zoomed in. */
export const chartZoomParsers = { from: parseAsMoment, to: parseAsMoment }

/** All that the charts of a page read of the address. */
export const chartParams = { range: chartRangeParser, ...chartZoomParsers }
