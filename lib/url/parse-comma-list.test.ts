import { expect, test } from 'vitest'
import { parseAsCommaList } from './parse-comma-list'

test.each([
  ['online', 'online'],
  ['online,unknown', 'online,unknown'],
  ['dancing', null],
  ['online,dancing', null],
  ['online,', null],
  ['', null],
])('%s is read as %s', (text, value) => {
  expect(parseAsCommaList(['online', 'offline', 'unknown']).parse(text)).toBe(value)
})
