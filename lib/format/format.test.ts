import { describe, expect, it } from 'vitest'
import { formatClock, formatDateTime, momentMs } from './clock'
import { formatAge, formatDuration } from './duration'
import {
  formatBytes,
  formatCount,
  formatPercent,
  formatRate,
  formatRateUnit,
  formatShort,
  formatTick,
  isShortened,
} from './number'
import { formatZoneCookie, parseZoneCookie, utcOffset } from './zone'

describe('numbers', () => {
  it.each([
    { value: 0, exact: '0', short: '0' },
    { value: 18_204, exact: '18,204', short: '18,204' },
    { value: 99_999, exact: '99,999', short: '99,999' },
    { value: 100_000, exact: '100,000', short: '0.1 M' },
    { value: 82_944_118, exact: '82,944,118', short: '82.9 M' },
    { value: 999_949_999, exact: '999,949,999', short: '999.9 M' },
    { value: 999_950_000, exact: '999,950,000', short: '1.0 G' },
    { value: 1_500_000_000_000, exact: '1,500,000,000,000', short: '1.5 T' },
    { value: -1_204, exact: '−1,204', short: '−1,204' },
  ])('$value', ({ value, exact, short }) => {
    expect(formatCount(value)).toBe(exact)
    expect(formatShort(value)).toBe(short)
    expect(isShortened(value)).toBe(exact !== short)
  })

  it.each([
    { value: 0, text: '0' },
    { value: 0.04, text: '0' },
    { value: 0.44, text: '0.4' },
    { value: 3, text: '3' },
    { value: 9.96, text: '10' },
    { value: 312.4, text: '312' },
    { value: 9_852.2, text: '9,852' },
    { value: -0.5, text: '−0.5' },
  ])('rate $value', ({ value, text }) => {
    expect(formatRate(value)).toBe(text)
  })

  it('names the unit of a rate in the language', () => {
    expect(formatRateUnit(312, 'en')).toBe('312 /s')
    expect(formatRateUnit(312, 'zh-CN')).toBe('312 /秒')
  })

  it.each([
    { bytes: 0, text: '0 B' },
    { bytes: 231, text: '231 B' },
    { bytes: 1_000, text: '0.98 KB' },
    { bytes: 1_024, text: '1 KB' },
    { bytes: 1_434, text: '1.4 KB' },
    { bytes: 155_189_248, text: '148 MB' },
    { bytes: 64 * 1024 ** 2, text: '64 MB' },
    { bytes: 2.05 * 1024 ** 4, text: '2.05 TB' },
  ])('$bytes bytes', ({ bytes, text }) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  it.each([
    { ratio: 0, text: '0 %' },
    { ratio: 0.001, text: '<1 %' },
    { ratio: 0.784, text: '78 %' },
    { ratio: 1, text: '100 %' },
  ])('ratio $ratio', ({ ratio, text }) => {
    expect(formatPercent(ratio)).toBe(text)
  })

  it.each([
    { value: 0, text: '0' },
    { value: 500, text: '500' },
    { value: 2_500, text: '2.5 k' },
    { value: 24_000, text: '24 k' },
    { value: 1_200_000, text: '1.2 M' },
  ])('tick $value', ({ value, text }) => {
    expect(formatTick(value)).toBe(text)
  })
})

describe('durations', () => {
  it.each([
    { ms: 0, en: '0 s', zh: '0 秒' },
    { ms: 42, en: '42 ms', zh: '42 毫秒' },
    { ms: 8_400, en: '8 s', zh: '8 秒' },
    { ms: 130_000, en: '2 m 10 s', zh: '2 分 10 秒' },
    { ms: 2_528_000, en: '42 m 08 s', zh: '42 分 08 秒' },
    { ms: 300_000, en: '5 m', zh: '5 分' },
    { ms: 5_760_000, en: '1 h 36 m', zh: '1 时 36 分' },
    { ms: 273_600_000, en: '3 d 4 h', zh: '3 天 4 时' },
    { ms: -130_000, en: '−2 m 10 s', zh: '−2 分 10 秒' },
  ])('$ms ms', ({ ms, en, zh }) => {
    expect(formatDuration(ms, 'en')).toBe(en)
    expect(formatDuration(ms, 'zh-CN')).toBe(zh)
  })

  it.each([
    { ms: -3_000, text: '0 s' },
    { ms: 4_900, text: '4 s' },
    { ms: 330_000, text: '5 m' },
    { ms: 7_300_000, text: '2 h' },
    { ms: 260_000_000, text: '3 d' },
  ])('age $ms ms', ({ ms, text }) => {
    expect(formatAge(ms, 'en')).toBe(text)
  })
})

describe('times', () => {
  const at = '2026-11-21T02:07:42.040Z'

  it('writes them in the zone asked for', () => {
    expect(formatClock(at, { timeZone: 'Asia/Shanghai' })).toBe('10:07:42')
    expect(formatClock(at, { timeZone: 'UTC', precision: 'minutes' })).toBe('02:07')
    expect(formatClock(at, { timeZone: 'UTC', precision: 'milliseconds' })).toBe('02:07:42.040')
    expect(formatDateTime(at, { timeZone: 'America/New_York' })).toBe('2026-11-20 21:07:42')
    expect(formatClock('2026-11-21T00:00:00Z', { timeZone: 'UTC' })).toBe('00:00:00')
  })

  it('knows nonsense', () => {
    expect(momentMs('soon')).toBeNull()
    expect(momentMs(undefined)).toBeNull()
    expect(formatClock('soon', { timeZone: 'UTC' })).toBeNull()
  })

  it('names the zone', () => {
    const ms = Date.parse(at)
    expect(utcOffset('Asia/Shanghai', ms)).toBe('UTC+8')
    expect(utcOffset('UTC', ms)).toBe('UTC')
    expect(utcOffset('America/St_Johns', ms)).toBe('UTC−3:30')
  })

  it.each([
    { cookie: undefined, zone: { mode: 'local', timeZone: 'UTC' } },
    { cookie: 'utc', zone: { mode: 'utc', timeZone: 'UTC' } },
    { cookie: 'local:Asia%2FShanghai', zone: { mode: 'local', timeZone: 'Asia/Shanghai' } },
    { cookie: 'local:%E0%A4%A', zone: { mode: 'local', timeZone: 'UTC' } },
    { cookie: 'local:Mars/Phobos', zone: { mode: 'local', timeZone: 'UTC' } },
  ])('reads the cookie $cookie', ({ cookie, zone }) => {
    expect(parseZoneCookie(cookie)).toEqual(zone)
  })

  it('writes the cookie so that it reads back', () => {
    const zone = { mode: 'local' as const, timeZone: 'Asia/Shanghai' }
    expect(parseZoneCookie(formatZoneCookie(zone))).toEqual(zone)
  })
})

it('gives null for null everywhere: unknown is no text', () => {
  expect([formatCount(null), formatShort(null), formatRate(null), formatBytes(null), formatPercent(null)]).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
  expect([
    formatDuration(null, 'en'),
    formatAge(null, 'en'),
    formatRateUnit(null, 'en'),
    formatClock(null, { timeZone: 'UTC' }),
  ]).toEqual([null, null, null, null])
  expect([formatCount(Number.NaN), formatBytes(Number.POSITIVE_INFINITY)]).toEqual([null, null])
})
