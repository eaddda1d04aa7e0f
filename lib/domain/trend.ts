import type { Sample } from './sample.ts'

export type Trend = 'rising' | 'falling' | 'steady'

/**
 * Where a series goes: its straight line through the measured values, rising or falling when that line moves by more
 * than a tenth of the series' mean and by more than `minChange` from first to last sample. null (unknown) below three
 * measured values; gaps are passed over.
 */
export function trend(samples: readonly Sample[], { minChange = 0 }: { minChange?: number } = {}): Trend | null {
  const known = measured(samples)
  const first = known[0]
  const last = known.at(-1)
  const slope = slopePerMs(known)
  if (!first || !last || known.length < 3 || slope === null) return null
  const change = slope * (last.atMs - first.atMs)
  const mean = known.reduce((sum, { value }) => sum + Math.abs(value), 0) / known.length
  if (Math.abs(change) <= Math.max(minChange, mean / 10)) return 'steady'
  return change > 0 ? 'rising' : 'falling'
}

/** The lamp "growing lag", with its thresholds. */
export type GrowingLagRule = { minLagMessages: number; risingMinutes: number; ofMinutes: number }

export const GROWING_LAG: GrowingLagRule = Object.freeze({ minLagMessages: 1000, risingMinutes: 4, ofMinutes: 5 })

/**
 * Growing lag: lag now ≥ 1,000, risen in 4 of the last 5 minutes, and more coming in than going out. A minute has
 * risen when the last lag measured in it is above the last one of the minute before. null when what is known cannot
 * decide it: an unmeasured minute is neither risen nor not.
 */
export function isLagGrowing(
  { lag, inTps, outTps, nowMs }: { lag: readonly Sample[]; inTps: number | null; outTps: number | null; nowMs: number },
  rule: GrowingLagRule = GROWING_LAG,
): boolean | null {
  const minutes = lastPerMinute(lag, nowMs, rule.ofMinutes + 1)
  let risen = 0
  let unmeasured = 0
  for (let at = 1; at < minutes.length; at++) {
    const before = minutes[at - 1]!
    const now = minutes[at]!
    if (before === null || now === null) unmeasured++
    else if (now > before) risen++
  }
  const lagNow = minutes.at(-1) ?? null
  return all([
    lagNow === null ? null : lagNow >= rule.minLagMessages,
    risen >= rule.risingMinutes ? true : risen + unmeasured >= rule.risingMinutes ? null : false,
    inTps === null || outTps === null ? null : inTps > outTps,
  ])
}

/** Slope of the least-squares line, per millisecond; null below two moments. */
export function slopePerMs(samples: readonly { atMs: number; value: number }[]): number | null {
  const count = samples.length
  if (count < 2) return null
  const meanAt = samples.reduce((sum, { atMs }) => sum + atMs, 0) / count
  const meanValue = samples.reduce((sum, { value }) => sum + value, 0) / count
  let covariance = 0
  let variance = 0
  for (const { atMs, value } of samples) {
    covariance += (atMs - meanAt) * (value - meanValue)
    variance += (atMs - meanAt) ** 2
  }
  return variance > 0 ? covariance / variance : null
}

/** The samples that hold a value. */
export function measured(samples: readonly Sample[]): { atMs: number; value: number }[] {
  return samples.filter((sample): sample is { atMs: number; value: number } => sample.value !== null)
}

/** Last value measured in each of the last minutes, counted back from now, oldest first. */
function lastPerMinute(samples: readonly Sample[], nowMs: number, count: number): (number | null)[] {
  const latest: ({ atMs: number; value: number } | null)[] = Array.from({ length: count }, () => null)
  for (const sample of measured(samples)) {
    const minute = count - 1 - Math.floor((nowMs - sample.atMs) / 60_000)
    if (minute < 0 || minute >= count) continue
    const seen = latest[minute]
    if (!seen || sample.atMs >= seen.atMs) latest[minute] = sample
  }
  return latest.map((sample) => sample?.value ?? null)
}

/** And over true, false and unknown. */
function all(parts: readonly (boolean | null)[]): boolean | null {
  if (parts.includes(false)) return false
  return parts.includes(null) ? null : true
}
