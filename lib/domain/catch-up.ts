import type { Sample } from './sample.ts'
import { measured, slopePerMs } from './trend.ts'

/** `remainingMs` until the lag is 0 at the pace of the last minutes; only while catching up. */
export type CatchUp =
  | { state: 'caught-up' | 'not-catching-up'; remainingMs: null }
  | { state: 'catching-up'; remainingMs: number }

export type CatchUpOptions = {
  /** Shortest stretch of samples an estimate is made from. */
  windowMs: number
  /** A newest sample older than this says nothing of now. */
  maxAgeMs: number
}

export const CATCH_UP: CatchUpOptions = Object.freeze({ windowMs: 5 * 60_000, maxAgeMs: 2 * 60_000 })

/**
 * Estimated time to catch up: the lag now over the pace at which it shrank in the last 5 minutes (least squares, so one
 * batch does not decide). null (unknown) below 5 minutes of samples, below 3 of them, or when the newest is too old or
 * a gap; a lag of 0 is caught up whatever came before.
 */
export function catchUp(lag: readonly Sample[], nowMs: number, options: CatchUpOptions = CATCH_UP): CatchUp | null {
  const newest = lag.at(-1)
  if (!newest || newest.value === null || nowMs - newest.atMs > options.maxAgeMs) return null
  if (newest.value <= 0) return { state: 'caught-up', remainingMs: null }
  const known = measured(lag)
  const fromMs = newest.atMs - options.windowMs
  if (known[0]!.atMs > fromMs) return null
  const recent = known.filter(({ atMs }) => atMs >= fromMs)
  const slope = recent.length < 3 ? null : slopePerMs(recent)
  if (slope === null) return null
  if (slope >= 0) return { state: 'not-catching-up', remainingMs: null }
  return { state: 'catching-up', remainingMs: Math.round(newest.value / -slope) }
}
