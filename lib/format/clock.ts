/** A moment as the API writes it (ISO 8601 UTC), as milliseconds since 1970, or as a Date. */
export type Moment = string | number | Date

interface ClockOptions {
  /** IANA zone the reader chose. */
  timeZone: string
  /** Default `seconds`; `minutes` for axes, `milliseconds` for messages. */
  precision?: 'minutes' | 'seconds' | 'milliseconds'
}

/** Time of day, 24 h: `10:07:42`. Null, or nonsense, in: null out. */
export function formatClock(moment: Moment | null, options: ClockOptions): string | null {
  const parts = momentParts(moment, options.timeZone)
  if (parts === null) return null
  const precision = options.precision ?? 'seconds'
  const minutes = `${parts.hour}:${parts.minute}`
  if (precision === 'minutes') return minutes
  if (precision === 'seconds') return `${minutes}:${parts.second}`
  return `${minutes}:${parts.second}.${parts.millisecond}`
}

/** Date and time of day: `2026-11-21 10:07:42`; the same form in every language, so that it can be searched for. */
export function formatDateTime(moment: Moment | null, options: ClockOptions): string | null {
  const parts = momentParts(moment, options.timeZone)
  return parts === null ? null : `${parts.year}-${parts.month}-${parts.day} ${formatClock(moment, options)}`
}

/** Milliseconds since 1970, or null where the moment is missing or not one. */
export function momentMs(moment: Moment | null | undefined): number | null {
  if (moment === null || moment === undefined) return null
  const ms = moment instanceof Date ? moment.getTime() : typeof moment === 'number' ? moment : Date.parse(moment)
  return Number.isFinite(ms) ? ms : null
}

const formats = new Map<string, Intl.DateTimeFormat>()

function momentParts(moment: Moment | null, timeZone: string): Record<string, string> | null {
  const ms = momentMs(moment)
  if (ms === null) return null
  let format = formats.get(timeZone)
  if (!format) {
    if (formats.size > 8) formats.clear()
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  const parts: Record<string, string> = { millisecond: String(((ms % 1000) + 1000) % 1000).padStart(3, '0') }
  for (const part of format.formatToParts(ms)) parts[part.type] = part.value
  return parts
}
