import { expect, test } from 'vitest'
import { base64Lines, bodyBytes, bodyViews, crcText, hexRows, type MessageBody } from './body-views'

const body = (given: Partial<MessageBody>): MessageBody => ({
  sizeBytes: 1,
  compression: 'none',
  encoding: 'utf-8',
  text: 'é',
  base64: null,
  truncated: false,
  error: null,
  ...given,
})
const binary = body({ encoding: 'binary', text: null, base64: 'AAH/' })

test.each([
  ['text', body({}), false, ['text', 'hex', 'base64']],
  ['JSON', body({ encoding: 'json' }), true, ['json', 'text', 'hex', 'base64']],
  ['GBK', body({ encoding: 'gbk' }), false, ['gbk']],
  ['JSON in GBK', body({ encoding: 'gbk' }), true, ['json', 'gbk']],
  ['binary', binary, false, ['hex', 'base64']],
])('%s', (_, given, isJson, views) => {
  expect(bodyViews(given, isJson)).toEqual(views)
})

test('bytes of text and of binary; those of GBK text are not known', () => {
  expect(bodyBytes(body({}))).toEqual(new Uint8Array([0xc3, 0xa9]))
  expect(bodyBytes(binary)).toEqual(new Uint8Array([0, 1, 255]))
  expect(bodyBytes(body({ encoding: 'gbk' }))).toBeNull()
})

test('hex rows', () => {
  const bytes = new Uint8Array([...'0123456789abcdefg'].map((c) => c.charCodeAt(0)))
  expect(hexRows(bytes)).toEqual([
    { offset: '00000000', hex: '30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66', text: '0123456789abcdef' },
    { offset: '00000010', hex: '67', text: 'g' },
  ])
  expect(hexRows(new Uint8Array([0x7f, 0x0a]))).toMatchObject([{ text: '..' }])
})

test('Base64 in lines', () => {
  const lines = base64Lines(new Uint8Array(100))
  expect(lines.map((line) => line.length)).toEqual([76, 60])
  expect(atob(lines.join(''))).toHaveLength(100)
})

test.each([
  [229645783, '0x0DB01DD7'],
  [-1, '0xFFFFFFFF'],
])('CRC %i', (crc, text) => {
  expect(crcText(crc)).toBe(text)
})
