import { describe, expect, test } from 'vitest'
import { lagTimeFromSamples, lagTimeFromStoreTime, type MaxOffsetSample, maxLagTime } from './lag-time.ts'

const sample = (seconds: number, maxOffset: number): MaxOffsetSample => ({
  atMs: seconds * 1000,
  maxOffset: BigInt(maxOffset),
})
// 10 a second, a pause from 20 s to 40 s, then 10 a second again.
const samples = [sample(0, 100), sample(10, 200), sample(20, 300), sample(40, 300), sample(50, 400)]
const unknown = { lagMs: null, atLeast: false }

describe('lagTimeFromSamples at 60 s', () => {
  test.each([
    ['nothing unconsumed', 400n, 0n, { lagMs: 0, atLeast: false }],
    ['committed beyond what we saw', 500n, 0n, { lagMs: 0, atLeast: false }],
    ['newest message', 399n, 0n, { lagMs: 10_000, atLeast: false }],
    ['first after the pause', 300n, 0n, { lagMs: 19_900, atLeast: false }],
    ['last before the pause', 299n, 0n, { lagMs: 40_000, atLeast: false }],
    ['between two samples', 149n, 0n, { lagMs: 55_000, atLeast: false }],
    ['first message after the oldest sample', 100n, 0n, { lagMs: 59_900, atLeast: false }],
    ['older than the samples', 99n, 0n, { lagMs: 60_000, atLeast: true }],
    ['expired: counts from min', 0n, 149n, { lagMs: 55_000, atLeast: false }],
    ['min unknown', 149n, null, { lagMs: 55_000, atLeast: false }],
    ['never committed', 'never', 0n, unknown],
    ['committed unknown', null, 0n, unknown],
    ['−1', -1n, 0n, unknown],
  ] as const)('%s', (_, committedOffset, minOffset, expected) => {
    expect(lagTimeFromSamples(samples, { committedOffset, minOffset }, 60_000)).toEqual(expected)
  })

  test('no samples', () => {
    expect(lagTimeFromSamples([], { committedOffset: 1n, minOffset: 0n }, 60_000)).toEqual(unknown)
  })

  test('one sample', () => {
    const one = [sample(10, 100)]
    expect(lagTimeFromSamples(one, { committedOffset: 50n, minOffset: 0n }, 60_000)).toEqual({
      lagMs: 50_000,
      atLeast: true,
    })
    expect(lagTimeFromSamples(one, { committedOffset: 100n, minOffset: 0n }, 60_000)).toEqual({
      lagMs: 0,
      atLeast: false,
    })
  })
})

test.each([
  ['same clock', 50_000, 0, 10_000],
  ['skew not known', 50_000, null, 10_000],
  ['broker ahead', 55_000, 5_000, 10_000],
  ['broker behind', 45_000, -5_000, 10_000],
  ['never negative', 61_000, 0, 0],
  ['0 is unknown', 0, 0, null],
  ['−1 is unknown', -1, 0, null],
  ['null', null, 0, null],
])('lagTimeFromStoreTime: %s', (_, storeTimeMs, clockSkewMs, lagMs) => {
  expect(lagTimeFromStoreTime(storeTimeMs, { nowMs: 60_000, clockSkewMs })).toBe(lagMs)
})

test.each([
  [[], unknown],
  [[unknown], unknown],
  [
    [
      { lagMs: 5, atLeast: false },
      { lagMs: 9, atLeast: false },
    ],
    { lagMs: 9, atLeast: false },
  ],
  [[{ lagMs: 5, atLeast: false }, unknown], { lagMs: 5, atLeast: true }],
  [
    [
      { lagMs: 5, atLeast: true },
      { lagMs: 9, atLeast: false },
    ],
    { lagMs: 9, atLeast: true },
  ],
])('maxLagTime %j', (queues, expected) => {
  expect(maxLagTime(queues)).toEqual(expected)
})
