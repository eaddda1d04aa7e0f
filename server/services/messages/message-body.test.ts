import { deflateSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { bombs, goldenBodies } from '@/tests/support/golden-bodies'
import { messageBody, WHOLE_PAGE } from './message-body'

const plain = (body: Buffer | string) => messageBody({ sysFlag: 0, body: Buffer.from(body) })

describe('messageBody', () => {
  test.each([
    ['none', Buffer.alloc(0), ''],
    ['utf-8', Buffer.from('order 1 paid, café, 订单'), 'order 1 paid, café, 订单'],
    ['utf-8', Buffer.from('{not json}'), '{not json}'],
    ['utf-8', Buffer.from('42'), '42'],
    ['json', Buffer.from(' {"id": 12345678901234567890, "a" : 1}\n'), ' {"id": 12345678901234567890, "a" : 1}\n'],
    ['json', Buffer.from('[1,2]'), '[1,2]'],
    ['gbk', iconv.encode('订单已支付,金额 12 元', 'gbk'), '订单已支付,金额 12 元'],
    ['binary', Buffer.from([0, 1, 2, 3]), null],
    ['binary', Buffer.from([0xff, 0xfe, 0xfd]), null],
    ['binary', Buffer.from([0x08, 0x96, 0x01, 0x12, 0x03, 0x61, 0x62, 0x63]), null],
  ])('%s %#', (encoding, body, text) => {
    const shown = plain(body)
    expect(shown).toMatchObject({ encoding, text, truncated: false, error: null, sizeBytes: body.length })
    expect(shown.decodedSizeBytes).toBe(body.length)
    expect(shown.base64).toBe(text === null || encoding === 'gbk' ? body.toString('base64') : null)
  })

  test('decompresses, and says how large the stored body is', () => {
    const stored = deflateSync('{"a":1}')
    expect(messageBody({ sysFlag: 1, body: stored })).toMatchObject({
      compression: 'zlib',
      encoding: 'json',
      text: '{"a":1}',
      sizeBytes: stored.length,
    })
  })

  test('shows the stored bytes of a body that cannot be decompressed', () => {
    const shown = messageBody({ sysFlag: 1, body: Buffer.from('not zlib') })
    expect(shown).toMatchObject({ encoding: 'binary', text: null, compression: 'zlib', truncated: false })
    expect(shown.base64).toBe(Buffer.from('not zlib').toString('base64'))
    expect(shown.error).toBeTruthy()
  })

  test('cuts text at a whole character', () => {
    const shown = plain(`a${'订'.repeat(WHOLE_PAGE.textBytes / 3 + 10)}`)
    expect(shown).toMatchObject({ encoding: 'utf-8', truncated: true })
    expect(shown.text).not.toContain('\ufffd')
    expect(Buffer.byteLength(shown.text ?? '')).toBeGreaterThan(WHOLE_PAGE.textBytes - 3)
  })

  test('cuts binary', () => {
    const shown = plain(Buffer.alloc(WHOLE_PAGE.binaryBytes + 1))
    expect(shown).toMatchObject({ encoding: 'binary', truncated: true })
    expect(Buffer.from(shown.base64 ?? '', 'base64')).toHaveLength(WHOLE_PAGE.binaryBytes)
  })

  test.each(bombs.map((bomb) => [bomb.name, bomb] as const))('%s: cut, with the error', (_, { sysFlag, stored }) => {
    const shown = messageBody({ sysFlag, body: stored })
    expect(shown).toMatchObject({ encoding: 'utf-8', truncated: true, decodedSizeBytes: null, shownAsStored: false })
    expect(shown.text).toHaveLength(WHOLE_PAGE.textBytes)
    expect(shown.error).toContain('larger than 16777216 bytes')
  })
})

test.each(goldenBodies.map((golden) => [golden.name, golden] as const))('%s', (_, golden) => {
  const shown = messageBody({ sysFlag: golden.sysFlag, body: golden.stored })
  expect(shown).toMatchObject({
    encoding: golden.encoding,
    sizeBytes: golden.stored.length,
    decodedSizeBytes: golden.content?.length ?? null,
    truncated: golden.cut,
  })
  expect(shown.error === null).toBe(golden.content !== null)
  expect(shown.shownAsStored).toBe(golden.content === null)
  if (golden.text === null) expect(shown.text).toBeNull()
  else if (golden.cut) expect(golden.text.startsWith(shown.text ?? '-')).toBe(true)
  else expect(shown.text).toBe(golden.text)
  if (shown.base64 === null) return
  const bytes = Buffer.from(shown.base64, 'base64')
  expect((golden.content ?? golden.stored).subarray(0, bytes.length).equals(bytes)).toBe(true)
})
