import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeMessageProperties, parseMessageProperties } from './message-properties.ts'

it.each([
  ['', []],
  [
    'foo\x01bar\x02KEYS\x01k1\x02',
    [
      ['foo', 'bar'],
      ['KEYS', 'k1'],
    ],
  ],
  [
    'a\x011\x02b\x012',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'b\x011\x02a\x012\x02b\x013\x02',
    [
      ['b', '1'],
      ['a', '2'],
      ['b', '3'],
    ],
  ],
  ['a\x01x\x01y=\n\x02', [['a', 'x\x01y=\n']]],
  ['a\x01\x01\x02', [['a', '\x01']]],
  ['\x01value\x02name\x01\x02no separator\x02\x02\x01\x02ok\x011\x02', [['ok', '1']]],
  ['主题\x01é\u{1f680}\x02', [['主题', 'é\u{1f680}']]],
])('%j', (text, entries) => {
  expect(parseMessageProperties(text)).toEqual(entries)
  expect(parseMessageProperties(Buffer.from(text))).toEqual(entries)
})

it('writes what it reads, without empty values', { timeout: 60_000 }, () => {
  expect(
    encodeMessageProperties([
      ['TAGS', ''],
      ['KEYS', 'a b'],
    ]),
  ).toBe('KEYS\x01a b\x02')
  const name = fc.string({ minLength: 1, unit: 'binary' }).filter((s) => !s.includes('\x01') && !s.includes('\x02'))
  const value = fc.string({ minLength: 1, unit: 'binary' }).filter((s) => !s.includes('\x02'))
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 5 }), (entries) => {
      expect(parseMessageProperties(encodeMessageProperties(entries))).toEqual(entries)
    }),
    { seed: 1 },
  )
})

it.each([
  ['', 'v'],
  ['a\x01b', 'v'],
  ['a\x02b', 'v'],
  ['a', 'v\x02TRAN_MSG\x01true'],
])('refuses to write %j = %j, which would read as something else', (name, value) => {
  expect(() => encodeMessageProperties([[name, value]])).toThrow(RangeError)
})
