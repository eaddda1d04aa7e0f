import { expect, test } from 'vitest'
import { transactionState } from './sys-flag'

test.each([
  [0x0, null],
  [0x1, null],
  [0x5, 'prepared'],
  [0x8, 'committed'],
  [0x30c, 'rolled-back'],
])('sysFlag %i', (sysFlag, state) => {
  expect(transactionState(sysFlag)).toBe(state)
})
