import { describe, expect, it } from 'vitest'
import {
  decodeInnerBatch,
  decodeMessages,
  encodeInnerBatch,
  encodeMessage,
  MESSAGE_MAGIC_V1,
  MESSAGE_MAGIC_V2,
  type MessageToEncode,
} from './message-codec.ts'
import { encodeOffsetMessageId } from './message-id.ts'

// TopicTest, body "hi", queue 3, queue offset 42, commit log offset 4660.
const golden = Buffer.from(
  '00000080daa320a758932aac0000000300000000000000000000002a0000000000001234000000000000018bcfe568000a0000090000c350' +
    '0000018bcfe5687b0a00000100002a9f00000000000000000000000000000002686909546f70696354657374001a' +
    '666f6f01626172024b455953016b310254414753015461674102',
  'hex',
)
const message: MessageToEncode = {
  queueId: 3,
  flag: 0,
  queueOffset: 42n,
  commitLogOffset: 4660n,
  sysFlag: 0,
  bornTimestamp: 1700000000000n,
  bornHost: { ip: '10.0.0.9', port: 50000 },
  storeTimestamp: 1700000000123n,
  storeHost: { ip: '10.0.0.1', port: 10911 },
  reconsumeTimes: 0,
  preparedTransactionOffset: 0n,
  topic: 'TopicTest',
  properties: [
    ['foo', 'bar'],
    ['KEYS', 'k1'],
    ['TAGS', 'TagA'],
  ],
  body: Buffer.from('hi'),
}

describe('stored messages', () => {
  it('has the bytes of a broker, both ways', () => {
    expect(encodeMessage(message).toString('hex')).toBe(golden.toString('hex'))
    const { messages, rest } = decodeMessages(golden)
    expect(rest).toBeUndefined()
    expect(messages).toEqual([
      { ...message, storedSizeBytes: 128, magic: MESSAGE_MAGIC_V1, bodyCrc: 0x58932aac, bodyCrcMatches: true },
    ])
    const { storeHost, commitLogOffset } = messages[0]!
    expect(encodeOffsetMessageId({ ...storeHost, commitLogOffset })).toBe('0A00000100002A9F0000000000001234')
  })

  it('reads long topics (V2), IPv6 hosts and extreme numbers', () => {
    const odd: MessageToEncode = {
      ...message,
      topic: `%RETRY%${'g'.repeat(200)}`,
      bornHost: { ip: '2001:db8::1', port: 1 },
      storeHost: { ip: '::1', port: 65535 },
      sysFlag: 0x10 | 0x20 | 0x8,
      queueOffset: 2n ** 63n - 1n,
      commitLogOffset: 2n ** 53n + 1n,
      preparedTransactionOffset: -1n,
      flag: -1,
      properties: [],
      body: Buffer.alloc(0),
    }
    const [decoded] = decodeMessages(encodeMessage({ ...odd, sysFlag: 0x8 })).messages
    expect(decoded).toMatchObject({ ...odd, magic: MESSAGE_MAGIC_V2, bodyCrc: 0, bodyCrcMatches: true })
  })

  it('notices a body that does not fit its checksum', () => {
    const damaged = Buffer.from(golden)
    damaged[damaged.indexOf('hi\tTopicTest')] = 0x48
    expect(decodeMessages(damaged).messages[0]).toMatchObject({ body: Buffer.from('Hi'), bodyCrcMatches: false })
  })

  it('reads several messages and stops at filler, saying where', () => {
    const filler = Buffer.from('00000100cbd43194', 'hex')
    const blank = Buffer.concat([filler, Buffer.alloc(256 - filler.length)])
    const { messages, rest } = decodeMessages(Buffer.concat([golden, golden, blank, golden]))
    expect(messages).toHaveLength(2)
    expect(rest).toEqual({ reason: 'filler at the end of a commit log file', offset: 256 })
  })

  it('returns the whole messages of a body cut at any byte', () => {
    const two = Buffer.concat([golden, golden])
    for (let cut = 0; cut <= two.length; cut++) {
      const { messages, rest } = decodeMessages(two.subarray(0, cut))
      const whole = Math.floor(cut / golden.length)
      expect(messages).toHaveLength(whole)
      expect(rest?.offset).toBe(cut % golden.length === 0 ? undefined : whole * golden.length)
    }
  })

  const withInt32 = (offset: number, value: number) => {
    const bytes = Buffer.from(golden)
    bytes.writeInt32BE(value, offset)
    return bytes
  }
  it.each([
    ['a record size of 0', withInt32(0, 0), /size 0 is impossible/],
    ['a negative record size', withInt32(0, -128), /size -128 is impossible/],
    ['a giant record size', withInt32(0, 0x7f_ff_ff_ff), /is impossible/],
    ['a record size that ends within a field', withInt32(0, 100), /exceeds the record/],
    ['an unknown magic', withInt32(4, 0x12345678), /unknown magic 12345678/],
    ['a negative body length', withInt32(84, -1), /field of -1 bytes/],
    ['a giant body length', withInt32(84, 0x7f_ff_ff_ff), /exceeds the record/],
    ['a negative topic length', withInt32(88, 0x6869ff54), /field of -1 bytes/],
  ])('stops at %s', (_, bytes, reason) => {
    const { messages, rest } = decodeMessages(bytes)
    expect(messages).toEqual([])
    expect(rest).toEqual({ reason: expect.stringMatching(reason), offset: 0 })
  })
})

describe('inner batches', () => {
  const inner = [
    { flag: 0, properties: [['TAGS', 'a'] as [string, string]], body: Buffer.from('one') },
    { flag: 7, properties: [], body: Buffer.alloc(0) },
  ]
  const bytes = Buffer.from(
    `${'00000020' + '00000000' + '00000000' + '00000000' + '00000003'}6f6e650007${Buffer.from('TAGS\x01a\x02').toString('hex')}` +
      '00000016000000000000000000000007000000000000',
    'hex',
  )

  it('has the bytes of a batch, both ways', () => {
    bytes.writeInt32BE(3 + 22 + 7, 0)
    expect(encodeInnerBatch(inner).toString('hex')).toBe(bytes.toString('hex'))
    expect(decodeInnerBatch(bytes)).toEqual({ messages: inner })
  })

  it('returns the whole messages of a body cut at any byte', () => {
    const whole = encodeInnerBatch(inner)
    for (let cut = 0; cut < whole.length; cut++) {
      expect(decodeInnerBatch(whole.subarray(0, cut)).messages).toHaveLength(cut < 32 ? 0 : 1)
    }
    expect(decodeInnerBatch(Buffer.from('not a batch')).rest?.offset).toBe(0)
  })
})
