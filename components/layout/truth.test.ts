import { describe, expect, it } from 'vitest'
import { isActive } from './nav'
import { ageMs, meterBars } from './truth'

const failed = (target: string, lastGoodAt: string | null) => ({ target, reason: 'timed out', lastGoodAt })

describe('meterBars', () => {
  it('puts failed and never heard of last where no names are given', () => {
    const completeness = { asked: 4, answered: 2, failed: [failed('b', null), failed('a', '2026-11-21T02:02:10.000Z')] }
    expect(meterBars(completeness)).toEqual(['answered', 'answered', 'unknown', 'failed'])
  })

  it('keeps each bar in its place where the names are given', () => {
    const completeness = { asked: 3, answered: 2, failed: [failed('b', '2026-11-21T02:02:10.000Z')] }
    expect(meterBars(completeness, ['a', 'b', 'c'])).toEqual(['answered', 'failed', 'answered'])
  })

  it('ignores names that are not those asked, and never draws an unnamed failure as answered', () => {
    expect(meterBars({ asked: 2, answered: 1, failed: [] }, ['a'])).toEqual(['answered', 'unknown'])
    expect(meterBars({ asked: 0, answered: 0, failed: [] })).toEqual([])
  })
})

it.each([
  { asOf: null, now: 5, age: null },
  { asOf: 5, now: null, age: null },
  { asOf: 1_000, now: 5_000, age: 4_000 },
  { asOf: 6_000, now: 5_000, age: 0 },
])('age of $asOf at $now', ({ asOf, now, age }) => {
  expect(ageMs(asOf, now)).toBe(age)
})

it.each([
  { pathname: '/c/x/topics', active: true },
  { pathname: '/c/x/topics/%25RETRY%25g', active: true },
  { pathname: '/c/x/topics-old', active: false },
])('$pathname', ({ pathname, active }) => {
  expect(isActive({ id: 'topics', href: '/c/x/topics' }, pathname)).toBe(active)
})
