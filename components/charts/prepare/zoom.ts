/** A part of the time that charts show, both ends in milliseconds. */
export interface TimeSpan {
  fromMs: number
  toMs: number
}

/** A shorter part would hold three samples. */
const LEAST_MS = 15_000
const SECOND = 1_000

/** What the URL says, as far as it is a span that a reader may have meant; else null. */
export function spanOf(fromMs: number | null, toMs: number | null): TimeSpan | null {
  return fromMs !== null && toMs !== null && toMs - fromMs >= LEAST_MS ? { fromMs, toMs } : null
}

/**
 * The span between two places of the plot (0 its left edge, 1 its right one), whole seconds, at least 15 s long and
 * inside what is shown. Null: too small a movement to be meant.
 */
export function dragSpan(shown: TimeSpan, a: number, b: number): TimeSpan | null {
  const [left, right] = [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))]
  if (right - left < 0.01) return null
  const length = shown.toMs - shown.fromMs
  return atLeastLong({ fromMs: shown.fromMs + left * length, toMs: shown.fromMs + right * length }, shown)
}

/**
 * The middle half, or the same length one half of it earlier or later; never beyond `limits`. What is shown but not known
 * (a console that has just begun) does not count.
 */
export function stepSpan(shown: TimeSpan, step: 'in' | 'earlier' | 'later', limits: TimeSpan): TimeSpan {
  const fromMs = Math.max(shown.fromMs, limits.fromMs)
  const toMs = Math.max(fromMs, Math.min(shown.toMs, limits.toMs))
  const length = toMs - fromMs
  if (step === 'in') return atLeastLong({ fromMs: fromMs + length / 4, toMs: toMs - length / 4 }, limits)
  const by = step === 'earlier' ? -length / 2 : length / 2
  return atLeastLong({ fromMs: fromMs + by, toMs: toMs + by }, limits)
}

function atLeastLong({ fromMs, toMs }: TimeSpan, limits: TimeSpan): TimeSpan {
  const length = Math.max(LEAST_MS, Math.round((toMs - fromMs) / SECOND) * SECOND)
  const middle = (fromMs + toMs) / 2
  const latest = Math.floor(limits.toMs / SECOND) * SECOND - length
  const earliest = Math.ceil(limits.fromMs / SECOND) * SECOND
  const start = Math.max(earliest, Math.min(latest, Math.round((middle - length / 2) / SECOND) * SECOND))
  return { fromMs: start, toMs: start + length }
}
