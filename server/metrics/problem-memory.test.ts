import { describe, expect, test } from 'vitest'
import { DeadLetterWatch, ProblemMemory } from './problem-memory'

const MINUTE = 60_000

describe('ProblemMemory', () => {
  test('a condition keeps its beginning while it is noted in every round, and starts anew after one without it', () => {
    const memory = new ProblemMemory(0)
    expect(memory.since('disk a', 100_000)).toBe(100_000)
    memory.endRound()
    expect(memory.since('disk a', 105_000)).toBe(100_000)
    memory.endRound()
    memory.endRound()
    expect(memory.since('disk a', 115_000)).toBe(115_000)
  })

  test('what is found in the first minute was there before: its beginning is not known', () => {
    const memory = new ProblemMemory(1_000)
    expect(memory.shownSince(1_000)).toBeNull()
    expect(memory.shownSince(60_999)).toBeNull()
    expect(memory.shownSince(61_000)).toBe(61_000)
  })
})

describe('DeadLetterWatch', () => {
  const of = (value: number | null) => new Map([['g', value]])

  test('what was there when we began to look is not growth; what comes later is, for 15 minutes', () => {
    const watch = new DeadLetterWatch()
    expect(watch.note(of(7), false, 0).get('g')).toBe(0)
    expect(watch.note(of(7), true, MINUTE).get('g')).toBe(0)
    expect(watch.note(of(9), true, 2 * MINUTE).get('g')).toBe(2)
    for (let minute = 3; minute < 17; minute++)
      expect(watch.note(of(9), true, minute * MINUTE).get('g'), `minute ${minute}`).toBe(2)
    expect(watch.note(of(9), true, 17 * MINUTE).get('g')).toBe(0)
  })

  test('a dead-letter topic that appears after every broker said what it holds starts from 0', () => {
    const watch = new DeadLetterWatch()
    watch.note(new Map(), true, 0)
    expect(watch.note(of(3), true, 5_000).get('g')).toBe(3)
  })

  test('one that appears while a broker was never read is not taken for new', () => {
    const watch = new DeadLetterWatch()
    watch.note(new Map(), false, 0)
    expect(watch.note(of(3), false, 5_000).get('g')).toBe(0)
  })

  test('an unknown count says nothing, and does not forget', () => {
    const watch = new DeadLetterWatch()
    watch.note(of(3), true, 0)
    expect(watch.note(of(null), false, 5_000).has('g')).toBe(false)
    expect(watch.note(of(5), true, 10_000).get('g')).toBe(2)
  })

  test('a topic made anew starts again', () => {
    const watch = new DeadLetterWatch()
    watch.note(of(30), true, 0)
    expect(watch.note(of(1), true, 5_000).get('g')).toBe(0)
  })

  test('counts every 5 s are kept thin, and the growth of each step is counted', () => {
    const watch = new DeadLetterWatch()
    for (let second = 0; second <= 600; second += 5)
      expect(watch.note(of(second), true, second * 1000).get('g')).toBe(second)
  })
})
