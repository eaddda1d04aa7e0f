import type { ChartSeries, SamplePoint } from './types'

/** As many as colours that can be told apart. */
export const MOST_SERIES = 8
const OTHERS = 'others'

export interface TopSeries {
  series: readonly ChartSeries[]
  points: readonly SamplePoint[]
  /** How many there were; null where nothing was cut. */
  of: number | null
}

/**
 * At most eight series: those with the highest values now, in their given order; all the rest is one more, "others", their
 * sum. It is at least what those say that answered, and unknown where none did.
 */
export function topSeries(
  series: readonly ChartSeries[],
  points: readonly SamplePoint[],
  othersLabel: string,
): TopSeries {
  if (series.length <= MOST_SERIES) return { series, points, of: null }
  const last = points.at(-1)?.values ?? {}
  const ranked = [...series].sort((a, b) => (last[b.key] ?? -1) - (last[a.key] ?? -1)).slice(0, MOST_SERIES)
  const kept = series.filter((one) => ranked.includes(one))
  const rest = series.filter((one) => !ranked.includes(one)).map((one) => one.key)
  return {
    series: [
      ...kept.map((one, at) => ({ ...one, color: (at + 1) as ChartSeries['color'] })),
      { key: OTHERS, label: othersLabel, color: 'others' },
    ],
    points: points.map((point) => {
      const known = rest.map((key) => point.values[key] ?? null).filter((value) => value !== null)
      const isPart = known.length < rest.length || rest.some((key) => point.atLeast.includes(key))
      return {
        at: point.at,
        values: { ...point.values, [OTHERS]: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) },
        atLeast: isPart && known.length > 0 ? [...point.atLeast, OTHERS] : point.atLeast,
      }
    }),
    of: series.length,
  }
}
