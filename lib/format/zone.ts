/** Name of the cookie that holds the reader's zone choice, as `local:<IANA zone>` or `utc`. */
export const zoneCookie = 'rocketdeck-zone'

/** `local` is the reader's own zone, whose name the server only knows once the browser has told it. */
export interface ZoneChoice {
  mode: 'local' | 'utc'
  /** IANA name in which times are written, `UTC` until the browser's own is known. */
  timeZone: string
}

/** Reads the cookie; anything that is not a zone this runtime knows becomes local time drawn as UTC. */
export function parseZoneCookie(value: string | undefined): ZoneChoice {
  if (value === 'utc') return { mode: 'utc', timeZone: 'UTC' }
  const name = value?.startsWith('local:') ? safeDecode(value.slice('local:'.length)) : ''
  return { mode: 'local', timeZone: isTimeZone(name) ? name : 'UTC' }
}

/** The other direction of `parseZoneCookie`. */
export function formatZoneCookie(zone: ZoneChoice): string {
  return zone.mode === 'utc' ? 'utc' : `local:${encodeURIComponent(zone.timeZone)}`
}

/** `UTC+8`, `UTC−3:30`, `UTC`, at the given moment (summer time moves it). */
export function utcOffset(timeZone: string, atMs: number): string {
  const part = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(atMs)
    .find((p) => p.type === 'timeZoneName')
  const offset = (part?.value ?? 'GMT').replace('GMT', '').replace('-', '−')
  return `UTC${offset === '+0' ? '' : offset}`
}

function isTimeZone(name: string): boolean {
  if (name === '') return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
