import type { live } from '@/lib/contract/clusters'
import type { OutputOf } from '@/lib/contract/endpoint'

export type LiveEvent = OutputOf<typeof live>
type SeriesEvent = LiveEvent['series'][number]

/** One thing's last 15 minutes: points oldest first (a null value is a gap), and the times in which somebody was silent. */
export type LiveSeries = Pick<SeriesEvent, 'points' | 'gaps'>
export type SeriesByName = Readonly<Record<string, LiveSeries>>

const KEEP_MS = 15 * 60_000

/** What is held, with an event added. A gap that was told before comes again, with the same beginning, when it ends. */
export function withEvent(held: SeriesByName, events: readonly SeriesEvent[]): SeriesByName {
  const next = { ...held }
  for (const event of events) {
    const before = event.reset ? undefined : held[event.name]
    const points = [...(before?.points ?? []), ...event.points]
    const newest = points.at(-1)
    const from = newest ? Date.parse(newest.at) - KEEP_MS : 0
    const told = new Set(event.gaps.map((gap) => gap.from))
    const gaps = [...(before?.gaps ?? []).filter((gap) => !told.has(gap.from)), ...event.gaps]
    next[event.name] = {
      points: points.filter((point) => Date.parse(point.at) >= from),
      gaps: gaps.filter((gap) => gap.to === null || Date.parse(gap.to) >= from),
    }
  }
  return next
}

/** What is held of these names, as an event that replaces everything a reader has of them. */
export function snapshotOf(held: SeriesByName, names: readonly string[]): SeriesEvent[] {
  return names.flatMap((name) => {
    const series = held[name]
    return series ? [{ name, reset: true, points: series.points, gaps: series.gaps }] : []
  })
}

/** What is held of these names only. */
export function pick(held: SeriesByName, names: readonly string[]): SeriesByName {
  return Object.fromEntries(
    names.flatMap((name) => {
      const series = held[name]
      return series ? [[name, series] as const] : []
    }),
  )
}

/** The names that one stream can carry, in their order, and those it has no room for. */
export function fitStream(names: readonly string[], limits: { names: number; chars: number }) {
  const fit: string[] = []
  const rest: string[] = []
  let chars = 0
  for (const name of names) {
    if (fit.length < limits.names && chars + name.length + 1 <= limits.chars) {
      fit.push(name)
      chars += name.length + 1
    } else rest.push(name)
  }
  return { fit, rest }
}
