import { expect, it } from 'vitest'
import { fileName } from './save-file'

it.each([
  ['groups.csv', 'groups.csv'],
  ['%RETRY%a|b.csv', '_RETRY_a_b.csv'],
  ['../../etc/passwd', '__.._etc_passwd'],
  ['订单 1.csv', '订单_1.csv'],
  ['', '_'],
])('%s is kept as %s', (name, kept) => {
  expect(fileName(name)).toBe(kept)
})
