import { expect, test } from 'vitest'
import {
  base64Lines,
  bodyBytes,
  bodyText,
  bodyViews,
  crcText,
  firstView,
  hexRows,
  type MessageBody,
} from './body-views'

const body = (given: Partial<MessageBody>): MessageBody => ({
  sizeBytes: 1,
  decodedSizeBytes: 1,
  compression: 'none',
  encoding: 'utf-8',
  text: 'é',
  base64: null,
  truncated: false,
  error: null,
  shownAsStored: false,
  ...given,
})
const binary = body({ encoding: 'binary', text: null, base64: 'AAH/' })

const bytesOf = (...bytes: number[]) => btoa(String.fromCharCode(...bytes))
const gbk = body({ encoding: 'gbk', text: '订', base64: bytesOf(0xb6, 0xa9) })

test.each([
  ['text', body({}), false, 'text', ['text', 'gbk', 'hex', 'base64']],
  ['JSON', body({ encoding: 'json' }), true, 'json', ['json', 'text', 'gbk', 'hex', 'base64']],
  ['GBK', gbk, false, 'gbk', ['text', 'gbk', 'hex', 'base64']],
  ['JSON in GBK', gbk, true, 'json', ['json', 'text', 'gbk', 'hex', 'base64']],
  ['binary', binary, false, 'hex', ['text', 'gbk', 'hex', 'base64']],
  ['empty', body({ encoding: 'none', text: '' }), false, 'text', []],
])('%s', (_, given, isJson, first, views) => {
  expect(bodyViews(given, isJson)).toEqual(views)
  expect(firstView(given, isJson)).toBe(first)
})

test('the bytes of text, also with a byte order mark, of GBK and of binary', () => {
  expect(bodyBytes(body({}))).toEqual(new Uint8Array([0xc3, 0xa9]))
  expect(bodyBytes(body({ text: '\ufeffa' }))).toEqual(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))
  expect(bodyBytes(gbk)).toEqual(new Uint8Array([0xb6, 0xa9]))
  expect(bodyBytes(binary)).toEqual(new Uint8Array([0, 1, 255]))
})

test.each([
  ['UTF-8 as it was read', body({}), 'text', 'é', false],
  ['GBK as it was read', gbk, 'gbk', '订', false],
  ['UTF-8 read as GBK', body({ text: '订单' }), 'gbk', '璁㈠崟', false],
  ['GBK read as UTF-8', gbk, 'text', '\ufffd\ufffd', true],
  ['binary read as UTF-8', body({ ...binary, base64: bytesOf(0x68, 0xff, 0x69) }), 'text', 'h\ufffdi', true],
  [
    'cut within a character',
    body({ ...binary, base64: bytesOf(0x68, 0xe8, 0xae), truncated: true }),
    'text',
    'h',
    false,
  ],
  ['a byte order mark is kept', body({ ...binary, base64: bytesOf(0xef, 0xbb, 0xbf, 0x61) }), 'text', '\ufeffa', false],
] as const)('%s', (_, given, as, text, lossy) => {
  expect(bodyText(given, as)).toEqual({ text, lossy })
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
