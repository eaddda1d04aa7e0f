import { expect, it } from 'vitest'
import { parseAsMoment } from './chart-range'

it.each([
  ['2026-11-21T10:02:10Z', Date.UTC(2026, 10, 21, 10, 2, 10)],
  ['2026-11-21T10:02:10.123Z', null],
  ['2026-13-41T10:02:10Z', null],
  ['10:02', null],
  ['', null],
  ['1763719330000', null],
])('reads %s', (text, ms) => {
  expect(parseAsMoment.parse(text)).toBe(ms)
})

it('writes to the second', () => {
  expect(parseAsMoment.serialize(Date.UTC(2026, 10, 21, 10, 2, 10, 900))).toBe('2026-11-21T10:02:10Z')
})
