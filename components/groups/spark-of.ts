import type { SamplePoint } from '@/components/charts/prepare/types'

const SPARK_POINTS = 30

/** A live series as a spark: means of equal parts, oldest first; a part in which nothing was measured is a gap. */
export function sparkOf(points: readonly SamplePoint[], key: string): (number | null)[] {
  const parts = Math.min(SPARK_POINTS, points.length)
  return Array.from({ length: parts }, (_, part) => {
    const values = points
      .slice(Math.floor((part * points.length) / parts), Math.floor(((part + 1) * points.length) / parts))
      .map((point) => point.values[key] ?? null)
      .filter((value) => value !== null)
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  })
}
