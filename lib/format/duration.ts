import { type FormatLocale, unitWords } from './units'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * A length of time in at most two neighbouring units: `2 m 10 s`, `3 d 4 h`, `8 s`, `42 ms`.
 * The lower of two units is padded (`42 m 08 s`) so that a column of them lines up; a zero lower unit is left out
 * (`5 m`). Milliseconds in; null in, null out.
 */
export function formatDuration(ms: number, locale: FormatLocale): string
export function formatDuration(ms: number | null, locale: FormatLocale): string | null
export function formatDuration(ms: number | null, locale: FormatLocale): string | null {
  if (ms === null || !Number.isFinite(ms)) return null
  const words = unitWords[locale]
  const size = Math.abs(ms)
  const sign = ms < 0 ? '−' : ''
  if (size < SECOND) return size === 0 ? `0 ${words.second}` : `${sign}${Math.round(size)} ${words.millisecond}`
  if (size < MINUTE) return `${sign}${Math.floor(size / SECOND)} ${words.second}`
  if (size < HOUR) return sign + two(size, MINUTE, words.minute, SECOND, words.second)
  if (size < DAY) return sign + two(size, HOUR, words.hour, MINUTE, words.minute)
  return sign + two(size, DAY, words.day, HOUR, words.hour, false)
}

/** How old something is, in one unit: `4 s`, `5 m`, `2 h`, `3 d`. Never negative: clocks differ a little. */
export function formatAge(ms: number, locale: FormatLocale): string
export function formatAge(ms: number | null, locale: FormatLocale): string | null
export function formatAge(ms: number | null, locale: FormatLocale): string | null {
  if (ms === null || !Number.isFinite(ms)) return null
  const words = unitWords[locale]
  const size = Math.max(0, ms)
  if (size < MINUTE) return `${Math.floor(size / SECOND)} ${words.second}`
  if (size < HOUR) return `${Math.floor(size / MINUTE)} ${words.minute}`
  if (size < DAY) return `${Math.floor(size / HOUR)} ${words.hour}`
  return `${Math.floor(size / DAY)} ${words.day}`
}

function two(size: number, upper: number, upperWord: string, lower: number, lowerWord: string, pad = true): string {
  const whole = Math.floor(size / upper)
  const rest = Math.floor((size % upper) / lower)
  const head = `${whole} ${upperWord}`
  return rest === 0 ? head : `${head} ${pad ? String(rest).padStart(2, '0') : rest} ${lowerWord}`
}
