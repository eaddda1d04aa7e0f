import { describe, expect, test } from 'vitest'
import {
  dismissedAt,
  type Job,
  nextRate,
  type Pace,
  paced,
  partsOf,
  shownJob,
  timeLeftMs,
  withDismissed,
} from './job-values'

const job = (part: Partial<Job> = {}): Job => ({
  id: 1,
  kind: 'resend-dead-letters',
  group: 'grant',
  topic: '%DLQ%grant',
  target: 'group',
  state: 'running',
  reason: null,
  createdBy: '127.0.0.1',
  createdAt: '2026-03-04T10:00:00.000Z',
  stateAt: '2026-03-04T10:00:00.000Z',
  ratePerSecond: 50,
  of: 1000,
  read: 1000,
  skipped: 0,
  intended: 0,
  sent: 0,
  notSent: 0,
  inDoubt: 0,
  notices: [],
  ...part,
})

test.each([
  [50, true, 100],
  [50, false, 20],
  [60, true, 100],
  [60, false, 50],
  [1, false, null],
  [1000, true, null],
])('from %i a second, up %s: %s', (rate, up, next) => {
  expect(nextRate(rate, up)).toBe(next)
})

describe('the progress line', () => {
  test('has a part for each end', () => {
    expect(partsOf(job({ of: 200, sent: 100, notSent: 20, inDoubt: 2 }))).toEqual({
      sent: 0.5,
      notSent: 0.1,
      inDoubt: 0.01,
      skipped: 0,
    })
  })
  test('is unknown until all of the range was looked at, and never more than whole', () => {
    expect(partsOf(job({ of: null, sent: 5 }))).toBeNull()
    expect(partsOf(job({ of: 10, sent: 20 }))).toEqual({ sent: 1, notSent: 0, inDoubt: 0, skipped: 0 })
    expect(partsOf(job({ of: 0 }))).toEqual({ sent: 0, notSent: 0, inDoubt: 0, skipped: 0 })
  })
})

describe('time left', () => {
  const looks = (...pairs: [number, number][]): readonly Pace[] =>
    pairs.reduce<readonly Pace[]>((before, [s, settled]) => paced(before, { atMs: s * 1000, settled }), [])

  test('at its rate, then at the pace it really has', () => {
    expect(timeLeftMs(job({ of: 1000, sent: 500 }), [])).toBe(10_000)
    expect(timeLeftMs(job({ of: 1000, sent: 500 }), looks([0, 460], [2, 480], [4, 500]))).toBe(50_000)
  })
  test('a rate that was lowered counts at once', () => {
    expect(timeLeftMs(job({ of: 1000, sent: 500, ratePerSecond: 5 }), looks([0, 300], [4, 500]))).toBe(100_000)
  })
  test('what is left out is done as well, faster than the rate', () => {
    const looked = job({ of: 1000, sent: 100, skipped: 400 })
    expect(timeLeftMs(looked, [])).toBe(10_000)
    expect(timeLeftMs(looked, looks([0, 100], [4, 500]))).toBe(5_000)
  })
  test('is not known while nothing moves, how many is unknown, or it does not run', () => {
    expect(timeLeftMs(job({ sent: 5 }), looks([0, 5], [8, 5]))).toBeNull()
    expect(timeLeftMs(job({ of: null }), [])).toBeNull()
    expect(timeLeftMs(job({ state: 'paused' }), [])).toBeNull()
  })
  test('only the last seconds count, and a retry begins anew', () => {
    expect(looks([0, 0], [10, 10], [25, 20])).toEqual([
      { atMs: 10_000, settled: 10 },
      { atMs: 25_000, settled: 20 },
    ])
    expect(looks([0, 50], [2, 40])).toEqual([{ atMs: 2_000, settled: 40 }])
  })
})

describe('which job is shown', () => {
  const at = (minute: number) => `2026-03-04T10:0${minute}:00.000Z`
  test('the one that runs, then one that waits, then the newest', () => {
    const jobs = [
      job({ id: 3, state: 'done', createdAt: at(3) }),
      job({ id: 2, state: 'paused', createdAt: at(2) }),
      job({ id: 1, state: 'running', createdAt: at(1) }),
    ]
    expect(shownJob(jobs, null)?.id).toBe(1)
    expect(shownJob(jobs.slice(0, 2), null)?.id).toBe(2)
    expect(shownJob(jobs.slice(0, 1), null)?.id).toBe(3)
    expect(shownJob([], null)).toBeNull()
  })
  test('an ended one that was put away is not, one that is open always', () => {
    const ended = job({ state: 'done', createdAt: at(2) })
    expect(shownJob([ended], at(2))).toBeNull()
    expect(shownJob([ended], at(1))?.id).toBe(1)
    expect(shownJob([{ ...ended, state: 'paused' }], at(2))?.id).toBe(1)
  })
  test('what was put away is kept by group, for the last fifty', () => {
    let stored: string | null = null
    for (let n = 0; n < 60; n++) stored = withDismissed(stored, `g${n}`, at(1))
    expect(dismissedAt(stored, 'g9')).toBeNull()
    expect(dismissedAt(stored, 'g10')).toBe(at(1))
    expect(dismissedAt(withDismissed(stored, 'g10', at(2)), 'g10')).toBe(at(2))
    expect(dismissedAt('{broken', 'g')).toBeNull()
    expect(dismissedAt('{"g":1}', 'g')).toBeNull()
  })
})
