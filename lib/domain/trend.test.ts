import { describe, expect, test } from 'vitest'
import { isLagGrowing, slopePerMs, trend } from './trend.ts'

const series = (...values: (number | null)[]) => values.map((value, n) => ({ atMs: n * 1000, value }))

test.each([
  ['rising', series(100, 150, 200), {}, 'rising'],
  ['falling', series(200, 150, 100), {}, 'falling'],
  ['steady', series(100, 102, 100), {}, 'steady'],
  ['standing at 0', series(0, 0, 0), {}, 'steady'],
  ['gaps are passed over', series(100, null, 200, null, 300), {}, 'rising'],
  ['a small change', series(0, 1, 2), { minChange: 10 }, 'steady'],
  ['two values', series(1, 2), {}, null],
  ['gaps only', series(null, null, null), {}, null],
  ['nothing', [], {}, null],
  ['one moment', [1, 2, 3].map((value) => ({ atMs: 0, value })), {}, null],
] as const)('trend: %s', (_, samples, options, expected) => {
  expect(trend(samples, options)).toBe(expected)
})

describe('isLagGrowing', () => {
  const nowMs = 10 * 60_000
  // One value a minute, the last one now.
  const lag = (...values: (number | null)[]) =>
    values.map((value, n) => ({ atMs: nowMs - (values.length - 1 - n) * 60_000, value }))
  const up = lag(500, 1000, 1500, 2000, 2500, 3000)

  test.each([
    ['growing', up, 10, 5, true],
    ['one minute of rest', lag(500, 1000, 1000, 2000, 2500, 3000), 10, 5, true],
    ['two minutes of rest', lag(500, 1000, 1000, 2000, 2000, 3000), 10, 5, false],
    ['below 1,000', lag(1, 2, 3, 4, 5, 999), 10, 5, false],
    ['1,000 is enough', lag(1, 2, 3, 4, 5, 1000), 10, 5, true],
    ['as much out as in', up, 5, 5, false],
    ['rate unknown', up, null, 5, null],
    ['rate unknown but small', lag(1, 2, 3, 4, 5, 6), 10, null, false],
    ['too short to tell', up.slice(2), 10, 5, null],
    ['long enough: four rises', up.slice(1), 10, 5, true],
    ['a gap that could decide', lag(500, 1000, 1500, null, 2500, 3000), 10, 5, null],
    ['a gap that could not', lag(500, 400, 300, null, 2500, 3000), 10, 5, false],
    ['no lag now', lag(500, 1000, 1500, 2000, 2500, null), 10, 5, null],
    ['nothing', [], 10, 5, null],
  ])('%s', (_, samples, inTps, outTps, expected) => {
    expect(isLagGrowing({ lag: samples, inTps, outTps, nowMs })).toBe(expected)
  })

  test('thresholds are parameters', () => {
    const rule = { minLagMessages: 10, risingMinutes: 1, ofMinutes: 1 }
    expect(isLagGrowing({ lag: lag(9, 10), inTps: 2, outTps: 1, nowMs }, rule)).toBe(true)
  })
})

test.each([
  [[], null],
  [[{ atMs: 0, value: 1 }], null],
  [
    [
      { atMs: 0, value: 1 },
      { atMs: 10, value: 21 },
    ],
    2,
  ],
])('slopePerMs %j', (samples, slope) => {
  expect(slopePerMs(samples)).toBe(slope)
})
