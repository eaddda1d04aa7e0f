import { expect, test } from 'vitest'
import { chunkOf, originOf, originsOf } from './letters'
import { agreed, changesOf, type Origin, othersOf, retryTopicsOf, tickOf } from './targets'

const origin = (part: Partial<Origin> = {}): Origin => ({
  topic: 'orders',
  exists: true,
  retryTopic: '%RETRY%grant',
  groups: ['grant', 'bi'],
  ...part,
})

test('where a letter came from: as 5.x says it, else as its retry said it', () => {
  expect(originOf({ properties: { DLQ_ORIGIN_TOPIC: 'orders', RETRY_TOPIC: 'x' } })).toBe('orders')
  expect(originOf({ properties: { RETRY_TOPIC: 'orders' } })).toBe('orders')
  expect(
    originsOf([{ properties: { RETRY_TOPIC: 'b' } }, { properties: {} }, { properties: { RETRY_TOPIC: 'a' } }]),
  ).toEqual({ topics: ['a', 'b'], without: 1 })
  expect([0, 199, 200, 4_999].map(chunkOf)).toEqual([0, 0, 200, 4_800])
})

test('all other readers of the topic are named; unknown ones are not nobody', () => {
  expect(othersOf(origin(), 'grant')).toEqual(['bi'])
  expect(othersOf(origin({ groups: null }), 'grant')).toBeNull()
})

test('every topic needs its own tick, and a tick holds for the readers that were seen', () => {
  const orders = origin()
  const refunds = origin({ topic: 'refunds' })
  expect(agreed([orders, refunds], new Set([tickOf(orders)]))).toBe(false)
  expect(agreed([orders, refunds], new Set([tickOf(orders), tickOf(refunds)]))).toBe(true)
  expect(agreed([origin({ groups: ['grant', 'bi', 'audit'] })], new Set([tickOf(orders)]))).toBe(false)
  expect(agreed([], new Set())).toBe(false)
})

test.each([
  ['gone', origin({ exists: false })],
  ['read by nobody knows whom', origin({ groups: null })],
])('a topic that is %s cannot be agreed to', (_, topic) => {
  expect(agreed([topic], new Set([tickOf(topic)]))).toBe(false)
})

test('what has changed since: who came, who left, which topic is gone', () => {
  const before = [origin(), origin({ topic: 'refunds' }), origin({ topic: 'same' })]
  const after = [
    origin({ groups: ['grant', 'audit'] }),
    origin({ topic: 'refunds', exists: false }),
    origin({ topic: 'same' }),
    origin({ topic: 'new' }),
  ]
  expect(changesOf(before, after)).toEqual([
    { topic: 'orders', added: ['audit'], gone: ['bi'], vanished: false },
    { topic: 'refunds', added: [], gone: [], vanished: true },
  ])
})

test('a group has one retry topic, a pop group one for each topic', () => {
  expect(retryTopicsOf([origin(), origin({ topic: 'refunds' })])).toEqual(['%RETRY%grant'])
  expect(retryTopicsOf([origin({ retryTopic: 'a' }), origin({ retryTopic: 'b' })])).toEqual(['a', 'b'])
})
