import { expect, test } from 'vitest'
import { bucketStart, rollUp } from './time-buckets.ts'

test.each([
  [0, 60_000, 0],
  [59_999, 60_000, 0],
  [60_000, 60_000, 60_000],
  [-1, 60_000, -60_000],
])('bucketStart(%i, %i)', (atMs, stepMs, start) => {
  expect(bucketStart(atMs, stepMs)).toBe(start)
})

const gap = (atMs: number) => ({ atMs, count: 0, min: null, max: null, avg: null, last: null })

test('rollUp: gaps stay gaps, 0 is a value, the last is the latest in time', () => {
  const samples = [
    { atMs: 5, value: 4 },
    { atMs: 1, value: 2 },
    { atMs: 12, value: null },
    { atMs: 25, value: 0 },
    { atMs: 26, value: Number.NaN },
    { atMs: 40, value: 9 },
    { atMs: -1, value: 9 },
  ]
  expect(rollUp(samples, { fromMs: 0, toMs: 40, stepMs: 10 })).toEqual([
    { atMs: 0, count: 2, min: 2, max: 4, avg: 3, last: 4 },
    gap(10),
    { atMs: 20, count: 1, min: 0, max: 0, avg: 0, last: 0 },
    gap(30),
  ])
})

test.each([
  [{ fromMs: 5, toMs: 15, stepMs: 10 }, [0, 10]],
  [{ fromMs: 10, toMs: 10, stepMs: 10 }, []],
  [{ fromMs: 20, toMs: 10, stepMs: 10 }, []],
])('steps of %j', (range, starts) => {
  expect(rollUp([], range).map(({ atMs }) => atMs)).toEqual(starts)
})

test('a range that begins within a step counts from where it begins', () => {
  expect(
    rollUp(
      [
        { atMs: 2, value: 1 },
        { atMs: 7, value: 3 },
      ],
      { fromMs: 5, toMs: 10, stepMs: 10 },
    ),
  ).toMatchObject([{ atMs: 0, count: 1, last: 3 }])
})
