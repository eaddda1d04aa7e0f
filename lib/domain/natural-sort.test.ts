import { expect, test } from 'vitest'
import { naturalCompare } from './natural-sort.ts'

test.each([
  [
    ['broker-10', 'broker-2', 'broker-1'],
    ['broker-1', 'broker-2', 'broker-10'],
  ],
  [
    ['b', 'A', 'a', 'B'],
    ['A', 'a', 'B', 'b'],
  ],
  [
    ['a1', 'a01', 'a001'],
    ['a001', 'a01', 'a1'],
  ],
  [
    ['q0', 'q', 'q00'],
    ['q', 'q0', 'q00'],
  ],
  [
    ['a1b2', 'a1b10', 'a1'],
    ['a1', 'a1b2', 'a1b10'],
  ],
  [
    ['%RETRY%g2', '%DLQ%g', '%RETRY%g10'],
    ['%DLQ%g', '%RETRY%g2', '%RETRY%g10'],
  ],
  [
    ['x99999999999999999999', 'x9999999999999999998'],
    ['x9999999999999999998', 'x99999999999999999999'],
  ],
  [
    ['a', ''],
    ['', 'a'],
  ],
])('%j', (names, sorted) => {
  expect([...names].sort(naturalCompare)).toEqual(sorted)
  expect([...names].reverse().sort(naturalCompare)).toEqual(sorted)
})

test('only equal names are equal', () => {
  expect(naturalCompare('a', 'a')).toBe(0)
  expect(naturalCompare('a1', 'a01')).toBe(1)
  expect(naturalCompare('a01', 'a1')).toBe(-1)
})
