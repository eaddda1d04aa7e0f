import { expect, test } from 'vitest'
import { offsetRange } from './offset-range'

test.each([
  [
    { minOffset: 3, maxOffset: 10 },
    { oldest: 3, newest: 9 },
  ],
  [
    { minOffset: 0, maxOffset: 1 },
    { oldest: 0, newest: 0 },
  ],
  [
    { minOffset: 7, maxOffset: 7 },
    { oldest: 7, newest: null },
  ],
  [{ minOffset: null, maxOffset: 7 }, null],
  [{ minOffset: 7, maxOffset: null }, null],
  [undefined, null],
])('%j', (queue, range) => {
  expect(offsetRange(queue)).toEqual(range)
})
