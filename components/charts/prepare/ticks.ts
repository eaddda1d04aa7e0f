/** Three or four lines at round values, from 0 to at least `max`: `[0, 8000, 16000, 24000]`. */
export function valueTicks(max: number): number[] {
  if (!(max > 0) || !Number.isFinite(max)) return [0, 1]
  const rough = max / 3
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 4, 5, 8, 10].map((m) => m * power).find((s) => s * 3 >= max * 0.999999)!
  const count = Math.max(2, Math.ceil((max / step) * 0.999999))
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}

/**
 * Bytes, which are written in steps of 1,024: round in the unit they are written in, `0, 512 B, 1 KB` or
 * `0, 256 KB, 512 KB, 768 KB, 1 MB`, and never 9.77 KB.
 */
export function byteTicks(max: number): number[] {
  if (!(max > 0) || !Number.isFinite(max)) return [0, 1]
  const unit = 1024 ** Math.min(5, Math.max(0, Math.floor(Math.log(max) / Math.log(1024))))
  const inUnit = max / unit
  const decimal = valueTicks(inUnit)
  const step = decimal[1]!
  const isWhole = Number.isInteger(step) || (unit > 1 && step > 1)
  // From 999.5 on the next unit is written: 1,200 KB would be 1.17 MB.
  if (isWhole && decimal.at(-1)! < 999.5) return decimal.map((tick) => tick * unit)
  const own = step <= 1 ? (unit === 1 || inUnit > 1.5 ? 1 : 0.5) : step < 5 ? 4 : 256
  const count = Math.max(2, Math.ceil((inUnit / own) * 0.999999))
  return Array.from({ length: count + 1 }, (_, i) => i * own * unit)
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const steps = [
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
]

/** Moments at round times of day in the reader's zone (its offset in milliseconds), at most `most` of them. */
export function timeTicks(fromMs: number, toMs: number, most: number, zoneOffsetMs = 0): number[] {
  const span = toMs - fromMs
  if (!(span > 0) || most < 1) return []
  const step = steps.find((s) => span / s <= most) ?? Math.ceil(span / most / (24 * HOUR)) * 24 * HOUR
  const first = Math.ceil((fromMs + zoneOffsetMs) / step) * step - zoneOffsetMs
  const ticks: number[] = []
  for (let at = first; at <= toMs; at += step) ticks.push(at)
  return ticks
}

/** How far the zone is ahead of UTC at the moment, in milliseconds. */
export function zoneOffsetMs(timeZone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs)
  const get = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0)
  const local = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return local - Math.floor(atMs / SECOND) * SECOND
}
