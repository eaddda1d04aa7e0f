import { describe, expect, test } from 'vitest'
import { IN_RATE, type OffsetSample, OUT_RATE, RateWindow, ratePerSecond, sumRates } from './rate.ts'

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

test.each([
  [[1, 2], { value: 3, atLeast: false }],
  [[1, null], { value: 1, atLeast: true }],
  [[null], { value: null, atLeast: false }],
])('sumRates %j', (rates, sum) => {
  expect(sumRates(rates)).toEqual(sum)
})

type Step = { s: OffsetSample | null; jump?: boolean; rate: number | null }
const play = (options: typeof IN_RATE, steps: Step[]) => {
  const window = new RateWindow(options)
  return steps.map(({ s, jump }) => {
    window.add(s, { jump })
    return window.rate()
  })
}

describe('RateWindow', () => {
  test.each<[string, typeof IN_RATE, Step[]]>([
    [
      'in-rate between the last two samples',
      IN_RATE,
      [
        { s: at(0, 0), rate: null },
        { s: at(5, 50), rate: 10 },
        { s: at(10, 50), rate: 0 },
      ],
    ],
    [
      'out-rate waits for 30 s and then spans 30 to 60 s',
      OUT_RATE,
      [
        { s: at(0, 0), rate: null },
        { s: at(10, 500), rate: null },
        { s: at(20, 500), rate: null },
        { s: at(30, 600), rate: 20 },
        { s: at(40, 600), rate: 15 },
        { s: at(50, 1000), rate: 20 },
        { s: at(60, 1500), rate: 30 },
        { s: at(90, 1500), rate: 0 },
      ],
    ],
    [
      'no answer is a gap, the series goes on',
      IN_RATE,
      [
        { s: at(0, 0), rate: null },
        { s: null, rate: null },
        { s: at(10, 100), rate: 10 },
      ],
    ],
    [
      'a counter that went back begins anew',
      IN_RATE,
      [
        { s: at(0, 100), rate: null },
        { s: at(5, 10), rate: null },
        { s: at(10, 20), rate: 2 },
      ],
    ],
    [
      'a jump is no spike',
      OUT_RATE,
      [
        { s: at(0, 0), rate: null },
        { s: at(30, 30), rate: 1 },
        { s: at(35, 900_000), jump: true, rate: null },
        { s: at(65, 900_030), rate: 1 },
      ],
    ],
    [
      'a jump without an answer still breaks the series',
      IN_RATE,
      [
        { s: at(0, 0), rate: null },
        { s: null, jump: true, rate: null },
        { s: at(10, 900_000), rate: null },
        { s: at(20, 900_010), rate: 1 },
      ],
    ],
    [
      'a long silence is not averaged over',
      IN_RATE,
      [
        { s: at(0, 0), rate: null },
        { s: at(361, 100), rate: null },
        { s: at(371, 110), rate: 1 },
      ],
    ],
    [
      'the same moment twice',
      IN_RATE,
      [
        { s: at(0, 0), rate: null },
        { s: at(5, 50), rate: 10 },
        { s: at(5, 60), rate: 10 },
        { s: at(10, 70), rate: 4 },
      ],
    ],
  ])('%s', (_, options, steps) => {
    expect(play(options, steps)).toEqual(steps.map((step) => step.rate))
  })
})
