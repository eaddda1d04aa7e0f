import { expect, test } from 'vitest'
import { decodeMessages, encodeMessage, type MessageToEncode } from '@/server/rocketmq/wire/message-codec.ts'
import { keyWords, messageRow } from './message-row'

function row(given: Partial<MessageToEncode> = {}) {
  const bytes = encodeMessage({
    topic: 'orders',
    queueId: 1,
    queueOffset: 7n,
    commitLogOffset: 500n,
    flag: 0,
    sysFlag: 0,
    bornTimestamp: 1_767_323_000_000n,
    bornHost: { ip: '10.1.1.1', port: 5000 },
    storeTimestamp: 1_767_323_000_005n,
    storeHost: { ip: '127.0.0.1', port: 10911 },
    reconsumeTimes: 2,
    preparedTransactionOffset: 0n,
    properties: [
      ['UNIQ_KEY', 'A'],
      ['KEYS', 'k1  k2'],
      ['TAGS', 'paid'],
    ],
    body: Buffer.from('hello'),
    ...given,
  })
  return { ...messageRow({ message: decodeMessages(bytes).messages[0]!, brokerName: 'broker-a' }), bytes }
}

test('a stored message as a line of a list', () => {
  const { bytes, ...line } = row()
  expect(line).toEqual({
    messageId: 'A',
    offsetMessageId: '7F00000100002A9F00000000000001F4',
    topic: 'orders',
    brokerName: 'broker-a',
    queueId: 1,
    queueOffset: 7,
    tags: 'paid',
    keys: ['k1', 'k2'],
    bornAt: '2026-01-02T03:03:20.000Z',
    bornHost: '10.1.1.1:5000',
    storedAt: '2026-01-02T03:03:20.005Z',
    sizeBytes: bytes.length,
    bodySizeBytes: 5,
    reconsumeTimes: 2,
    properties: { UNIQ_KEY: 'A', KEYS: 'k1  k2', TAGS: 'paid' },
  })
})

test('what was never set is null, and an IPv6 host has brackets', () => {
  const bare = row({ properties: [], bornTimestamp: 0n, storeTimestamp: -1n, bornHost: { ip: '::1', port: 5 } })
  expect(bare).toMatchObject({
    messageId: null,
    tags: null,
    keys: [],
    bornAt: null,
    storedAt: null,
    bornHost: '[::1]:5',
  })
})

test('of a property that occurs twice the last one counts', () => {
  expect(
    row({
      properties: [
        ['TAGS', 'a'],
        ['TAGS', 'b'],
      ],
    }).tags,
  ).toBe('b')
})

test.each([
  [null, []],
  ['', []],
  ['a', ['a']],
  [' a  b ', ['a', 'b']],
])('keys of %j', (keys, words) => expect(keyWords(keys)).toEqual(words))
