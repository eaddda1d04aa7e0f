import { gapBands, silentBands } from './bands'
import { chartEnds } from './ends'
import { thinRows } from './thin'
import { byteTicks, timeTicks, valueTicks, zoneOffsetMs } from './ticks'
import type { ChartRow, ChartSeries, PreparedChart, SampleGap, SamplePoint } from './types'

interface ChartInput {
  points: readonly SamplePoint[]
  gaps: readonly SampleGap[]
  series: readonly ChartSeries[]
  /** Right edge. */
  toMs: number
  rangeMs: number
  /** Distance of samples. */
  stepMs: number
  timeZone: string
  /** Default 180. */
  maxPoints?: number
  /** Labels on the x axis there is room for. Default 5. */
  maxTimeTicks?: number
  /** Keys of series that are switched off: no line, and no part in the height of the axis. */
  hidden?: ReadonlySet<string>
  /** Bytes have their lines at steps of 1,024. */
  as?: 'bytes' | undefined
  /** Height of an end label as a part of the plot's. Default 0.16. */
  endGap?: number
}

/**
 * Decides everything a time chart shows, so that drawing decides nothing: rows inside the range, whole and at-least
 * values apart, gaps as null, bands with their cause, axes, end values.
 */
export function prepareChart(input: ChartInput): PreparedChart {
  const { points, series, toMs, rangeMs, stepMs } = input
  const fromMs = toMs - rangeMs
  const keys = series.map((s) => s.key)
  const rows = points
    .map((point) => chartRow(point, keys))
    // One sample beyond either edge, so that the line enters and leaves there and does not begin or end.
    .filter((row) => row.atMs >= fromMs - stepMs && row.atMs <= toMs + stepMs)
    .sort((a, b) => a.atMs - b.atMs)
  const gaps = gapBands(input.gaps, fromMs, toMs)
  const bands = [...gaps, ...silentBands(rows, keys, stepMs, gaps)].sort((a, b) => a.fromMs - b.fromMs)
  const withBreaks = breakAtSilence(rows, bands, keys)
  const thin = thinRows(withBreaks, input.maxPoints ?? 180, keys)
  const inside = rows.filter((row) => row.atMs <= toMs)
  const drawn = keys.filter((key) => !input.hidden?.has(key))
  const max = Math.max(0, ...thin.flatMap((row) => drawn.map((key) => row.whole[key] ?? row.atLeast[key] ?? 0)))
  const yTicks = input.as === 'bytes' ? byteTicks(max) : valueTicks(max)
  return {
    fromMs,
    toMs,
    rows: thin,
    bands,
    ends: chartEnds(inside, series, yTicks.at(-1)!, input.endGap ?? 0.16, input.hidden),
    yTicks,
    xTicks: timeTicks(fromMs, toMs, input.maxTimeTicks ?? 5, zoneOffsetMs(input.timeZone, toMs)),
    hasData: rows.some((row) => keys.some((key) => (row.whole[key] ?? row.atLeast[key] ?? null) !== null)),
  }
}

function chartRow(point: SamplePoint, keys: readonly string[]): ChartRow {
  const whole: Record<string, number | null> = {}
  const atLeast: Record<string, number | null> = {}
  for (const key of keys) {
    const value = point.values[key] ?? null
    const isBound = point.atLeast.includes(key)
    whole[key] = isBound ? null : value
    atLeast[key] = isBound ? value : null
  }
  return { atMs: Date.parse(point.at), whole, atLeast }
}

/** A line is not drawn across a time in which nothing was collected: a row without values stands in it. */
function breakAtSilence(rows: readonly ChartRow[], bands: PreparedChart['bands'], keys: readonly string[]): ChartRow[] {
  const nothing = Object.fromEntries(keys.map((key) => [key, null]))
  const breaks = bands
    .filter((band) => band.targets.length === 0)
    .map((band) => ({ atMs: (band.fromMs + band.toMs) / 2, whole: nothing, atLeast: nothing }))
  return breaks.length === 0 ? [...rows] : [...rows, ...breaks].sort((a, b) => a.atMs - b.atMs)
}
