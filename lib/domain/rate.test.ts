import { expect, test } from 'vitest'
import { type OffsetSample, ratePerSecond } from './rate.ts'

const at = (seconds: number, offset: number | bigint): OffsetSample => ({
  atMs: seconds * 1000,
  offset: BigInt(offset),
})

test.each([
  ['two samples', at(0, 100), at(10, 150), 5],
  ['standing still is a measured 0', at(0, 100), at(10, 100), 0],
  ['one sample', null, at(10, 100), null],
  ['no answer now', at(0, 100), null, null],
  ['counter went back', at(0, 100), at(10, 99), null],
  ['no time passed', at(5, 100), at(5, 200), null],
  ['time went back', at(5, 100), at(4, 200), null],
  ['beyond 2^53', at(0, 2n ** 60n), at(2, 2n ** 60n + 3n), 1.5],
])('ratePerSecond: %s', (_, previous, current, rate) => {
  expect(ratePerSecond(previous, current)).toBe(rate)
})
