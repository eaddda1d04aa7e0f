import { expect, test } from 'vitest'
import { messageType, propertiesText, propertyRows } from './properties'

test("the producer's own come first, each group by name", () => {
  const rows = propertyRows({ WAIT: 'true', region: 'us', KEYS: 'k', amount: '693', hasOwnProperty: 'x' })
  expect(rows.map((row) => [row.name, row.explanation])).toEqual([
    ['amount', null],
    ['hasOwnProperty', null],
    ['region', null],
    ['KEYS', 'keys'],
    ['WAIT', 'wait'],
  ])
  expect(propertiesText(rows.slice(0, 1))).toBe('amount=693')
})

test.each([
  ['RETRY_TOPIC', 'orders', { kind: 'topic', topic: 'orders' }],
  ['ORIGIN_MESSAGE_ID', '7F0000010000792400000000000615B7', { kind: 'message' }],
  ['ORIGIN_MESSAGE_ID', 'nonsense', null],
  ['TIMER_OUT_MS', '1763742696009', { kind: 'time', ms: 1763742696009 }],
  ['TIMER_OUT_MS', '0', null],
  ['mine', '1763742696009', null],
  ['DELAY', '3', { kind: 'delayLevel', ms: 10_000 }],
  ['DELAY', '18', { kind: 'delayLevel', ms: 7_200_000 }],
  ['DELAY', '19', null],
  ['DELAY', '0', null],
  ['TIMER_DELAY_LEVEL', '1', { kind: 'delayLevel', ms: 1_000 }],
  ['TIMER_DELAY_SEC', '90', { kind: 'span', ms: 90_000 }],
  ['TIMER_DELAY_MS', '90', { kind: 'span', ms: 90 }],
  ['TIMER_DELAY_MS', 'soon', null],
  [
    'TIMER_DEL_UNIQKEY',
    'a+b+7F000001A1B218B4AAC2000000010001',
    { kind: 'message', topic: 'a+b', messageId: '7F000001A1B218B4AAC2000000010001' },
  ],
  ['TIMER_DEL_UNIQKEY', '7F000001A1B218B4AAC2000000010001', { kind: 'message' }],
  ['TIMER_DEL_UNIQKEY', 'orders+other', null],
])('%s = %s', (name, value, meaning) => {
  const found = propertyRows({ [name]: value })[0]?.meaning
  if (meaning === null) expect(found).toBeNull()
  else expect(found).toMatchObject(meaning)
})

test.each([
  [{}, 'NORMAL'],
  [{ TRAN_MSG: 'true', DELAY: '1' }, 'TRANSACTION'],
  [{ TRAN_MSG: 'false' }, 'NORMAL'],
  [{ DELAY: '3' }, 'DELAY'],
  [{ TIMER_DELIVER_MS: '1' }, 'DELAY'],
  [{ __SHARDINGKEY: 'a' }, 'FIFO'],
  [{ __SHARDINGKEY: 'a', _SYS_MSG_PRIORITY_: '1' }, 'FIFO'],
  [{ _SYS_MSG_PRIORITY_: '1' }, 'PRIORITY'],
  [{ __LITE_TOPIC: 'l' }, 'LITE'],
])('type of %j', (properties, type) => {
  expect(messageType(properties)).toBe(type)
})
