import { describe, expect, test } from 'vitest'
import {
  atLeastFields,
  completenessOf,
  isComplete,
  mergeCompleteness,
  NOTHING_ASKED,
  sumPartial,
} from './completeness.ts'

const ok = (target: string) => ({ target, reason: null, lastGoodAt: '2026-01-01T00:00:00.000Z' })
const bad = (target: string, reason = 'timed out', lastGoodAt: string | null = null) => ({ target, reason, lastGoodAt })

describe('completenessOf', () => {
  test.each([
    ['nothing', [], NOTHING_ASKED],
    ['all answered', [ok('a'), ok('b')], { asked: 2, answered: 2, failed: [] }],
    ['one failed', [ok('a'), bad('b')], { asked: 2, answered: 1, failed: [bad('b')] }],
    ['asked twice', [ok('a'), ok('a')], { asked: 1, answered: 1, failed: [] }],
    ['failed once of two calls', [ok('a'), bad('a')], { asked: 1, answered: 0, failed: [bad('a')] }],
    [
      'first failure is named',
      [bad('a', 'refused'), ok('a'), bad('a', 'x')],
      { asked: 1, answered: 0, failed: [bad('a', 'refused')] },
    ],
  ])('%s', (_, outcomes, expected) => {
    expect(completenessOf(outcomes)).toEqual(expected)
  })
})

test('mergeCompleteness adds answers of different targets', () => {
  const merged = mergeCompleteness(completenessOf([ok('a'), bad('b')]), NOTHING_ASKED, completenessOf([ok('c')]))
  expect(merged).toEqual({ asked: 3, answered: 2, failed: [bad('b')] })
  expect(isComplete(merged)).toBe(false)
  expect(isComplete(NOTHING_ASKED)).toBe(true)
})

test.each([
  ['no values', [], { value: null, atLeast: false }],
  ['all unknown', [null, null], { value: null, atLeast: false }],
  ['all known', [1, 2], { value: 3, atLeast: false }],
  ['zero is known', [0], { value: 0, atLeast: false }],
  ['some unknown', [1, null, 2], { value: 3, atLeast: true }],
  ['zero and unknown', [0, null], { value: 0, atLeast: true }],
  ['NaN is unknown', [1, Number.NaN], { value: 1, atLeast: true }],
  ['a lower bound', [1, { value: 2, atLeast: true }], { value: 3, atLeast: true }],
  ['an unknown part', [1, { value: null, atLeast: false }], { value: 1, atLeast: true }],
])('sumPartial: %s', (_, values, sum) => {
  expect(sumPartial(values)).toEqual(sum)
})

test('atLeastFields names the lower bounds and never the unknown', () => {
  const row = atLeastFields({
    lagMessages: { value: 5, atLeast: true },
    retryMessages: { value: 0, atLeast: false },
    outTps: { value: null, atLeast: true },
  })
  expect(row).toEqual({ lagMessages: 5, retryMessages: 0, outTps: null, atLeast: ['lagMessages'] })
})
