import { expect, test } from 'vitest'
import { catchUp } from './catch-up.ts'

const MINUTE = 60_000
const every = (values: (number | null)[]) => values.map((value, n) => ({ atMs: n * MINUTE, value }))
const notCatchingUp = { state: 'not-catching-up', remainingMs: null }

test.each([
  [
    'shrinking by 100 a minute',
    every([1000, 900, 800, 700, 600, 500]),
    5 * MINUTE,
    { state: 'catching-up', remainingMs: 5 * MINUTE },
  ],
  ['growing', every([500, 600, 700, 800, 900, 1000]), 5 * MINUTE, notCatchingUp],
  ['standing', every([500, 500, 500, 500, 500, 500]), 5 * MINUTE, notCatchingUp],
  [
    'only the last five minutes count',
    every([0, 0, 1000, 900, 800, 700, 600, 500]),
    7 * MINUTE,
    { state: 'catching-up', remainingMs: 5 * MINUTE },
  ],
  ['caught up', every([0]), 0, { state: 'caught-up', remainingMs: null }],
  ['below five minutes', every([900, 800, 700, 600, 500]), 4 * MINUTE, null],
  [
    'gaps within are passed over',
    every([1000, null, null, 700, null, 500]),
    5 * MINUTE,
    { state: 'catching-up', remainingMs: 5 * MINUTE },
  ],
  ['two samples are too few', every([1000, null, null, null, null, 500]), 5 * MINUTE, null],
  ['a gap now', every([1000, 900, 800, 700, 600, null]), 5 * MINUTE, null],
  ['too old', every([1000, 900, 800, 700, 600, 500]), 8 * MINUTE, null],
  ['nothing', [], 0, null],
])('%s', (_, samples, nowMs, expected) => {
  expect(catchUp(samples, nowMs)).toEqual(expected)
})
