import { describe, expect, test } from 'vitest'
import {
  decodeGrpcUniqueId,
  decodeOffsetMessageId,
  decodeUniqueId,
  formatHost,
  recogniseMessageId,
  uniqueIdTime,
} from './message-id.ts'

const OFFSET_V4 = '7F00000100002A9F000000000003A1B2' // 127.0.0.1:10911, 238,002
const UNIQUE_V4 = 'C0A8010A1F4F2A139A5512345678000A'
const OFFSET_V6 = '20010DB800000000000000000000000100002A9F0000000000000010'
const GRPC = '0156F7E71C361B21BC024CCDBE00000000'

describe('recogniseMessageId', () => {
  test.each([
    [OFFSET_V4, 'offset-or-unique'],
    [OFFSET_V4.toLowerCase(), 'offset-or-unique'],
    [` ${OFFSET_V4}\n`, 'offset-or-unique'],
    [OFFSET_V6, 'offset-or-unique'],
    [UNIQUE_V4, 'unique'],
    ['7F0000010000000000000000000003A1', 'unique'], // port 0
    ['7F00000100002A9F8000000000000000', 'unique'], // negative offset
    ['7F00000100010000000000000003A1B2', 'unique'], // port 65536
    [GRPC, 'grpc-unique'],
    [GRPC.replace('01', '02'), null],
    ['', null],
    ['   ', null],
    ['order-4711', null],
    [OFFSET_V4.slice(1), null],
    [`${OFFSET_V4}00`, null],
    ['0x7F00000100002A9F000000000003A1B', null],
  ])('%j is %s', (text, kind) => {
    const recognised = recogniseMessageId(text)
    expect(recognised.kind).toBe(kind)
    if (recognised.kind === null) expect(recognised.reason).not.toBe('')
    else expect(recognised.id).toBe(text.trim())
  })

  test('the reason says what an id looks like', () => {
    expect(recogniseMessageId('abc')).toEqual({
      kind: null,
      reason: expect.stringContaining('3 digits; a message ID has 32'),
    })
  })
})

test.each([
  [OFFSET_V4, { host: '127.0.0.1', port: 10911, commitLogOffset: 238_002n }],
  [OFFSET_V6, { host: '2001:db8::1', port: 10911, commitLogOffset: 16n }],
  ['7F00000100002A9F7FFFFFFFFFFFFFFF', { host: '127.0.0.1', port: 10911, commitLogOffset: 2n ** 63n - 1n }],
  [UNIQUE_V4, null],
  ['zz', null],
])('decodeOffsetMessageId %s', (id, parts) => {
  expect(decodeOffsetMessageId(id)).toEqual(parts)
})

test.each([
  [UNIQUE_V4, { host: '192.168.1.10', processId: 0x1f4f, msInMonth: 0x12345678, counter: 10 }],
  [
    'FE80000000000000000000000000000A1F4F2A139A5500000001FFFF',
    { host: 'fe80::a', processId: 0x1f4f, msInMonth: 1, counter: 65_535 },
  ],
  [GRPC, null],
])('decodeUniqueId %s', (id, parts) => {
  expect(decodeUniqueId(id)).toEqual(parts)
})

test.each([
  ['this month', 3 * 86_400_000, '2026-03-15T00:00:00Z', 0, '2026-03-04T00:00:00.000Z'],
  ['last month', 20 * 86_400_000, '2026-03-15T00:00:00Z', 0, '2026-02-21T00:00:00.000Z'],
  ['last year', 30 * 86_400_000, '2026-01-02T00:00:00Z', 0, '2025-12-31T00:00:00.000Z'],
  ['a zone ahead', 0, '2026-02-28T23:00:00Z', 480, '2026-02-28T16:00:00.000Z'],
  ['a zone behind', 0, '2026-03-01T01:00:00Z', -480, '2026-02-01T08:00:00.000Z'],
])('uniqueIdTime: %s', (_, msInMonth, now, utcOffsetMinutes, expected) => {
  const parts = { host: '', processId: 0, counter: 0, msInMonth }
  expect(new Date(uniqueIdTime(parts, Date.parse(now), utcOffsetMinutes)).toISOString()).toBe(expected)
})

test.each([
  [
    GRPC,
    {
      mac: '56:f7:e7:1c:36:1b',
      processId: 0x21bc,
      clientStartedAtMs: 1_609_459_200_000 + 0x024ccdbe * 1000,
      sequence: 0,
    },
  ],
  [UNIQUE_V4, null],
])('decodeGrpcUniqueId %s', (id, parts) => {
  expect(decodeGrpcUniqueId(id)).toEqual(parts)
})

test.each([
  ['0A000001', '10.0.0.1'],
  ['00000000000000000000000000000000', '::'],
  ['00000000000000000000000000000001', '::1'],
  ['20010DB8000000000000000000000000', '2001:db8::'],
  ['20010DB8000000010000000000000001', '2001:db8:0:1::1'],
  ['20010DB8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
  ['100000000000000000000000000000A0', '1000::a0'],
])('formatHost %s is %s', (hex, host) => {
  expect(formatHost(hex)).toBe(host)
})
