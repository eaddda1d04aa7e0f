import { expect, test } from 'vitest'
import { lookupHref, MAX_RECENT, type RecentLookup, readRecent, withLookup } from './recent-lookups'

const byId = (id: string, atMs = 1): RecentLookup => ({ by: 'id', id, topic: null, atMs })
const at = (offset: number, queueId = 0): RecentLookup => ({
  by: 'offset',
  topic: '%RETRY%g',
  broker: 'broker-a',
  queueId,
  offset,
  atMs: 1,
})

test('the newest is first and stands once', () => {
  const recent = withLookup(withLookup([byId('a')], byId('b')), byId('a', 2))
  expect(recent).toEqual([byId('a', 2), byId('b')])
})

test('of a queue the last place is kept', () => {
  expect(withLookup([at(4), byId('a'), at(9, 1)], at(5))).toEqual([at(5), byId('a'), at(9, 1)])
})

test('is bounded', () => {
  const recent = Array.from({ length: 40 }, (_, i) => byId(String(i))).reduce(withLookup, [] as RecentLookup[])
  expect(recent).toHaveLength(MAX_RECENT)
  expect(recent[0]).toEqual(byId('39'))
})

test.each([null, '', 'x', '{}', '[{"by":"key"}]'])('reads %j as nothing', (text) => {
  expect(readRecent(text)).toEqual([])
})

test('reads what it wrote', () => {
  const recent = [byId('a'), at(3)]
  expect(readRecent(JSON.stringify(recent))).toEqual(recent)
})

test('leads to the page of the message', () => {
  expect(lookupHref('x', { ...byId('A'), topic: '%RETRY%g' } as RecentLookup)).toBe(
    '/c/x/messages/A?topic=%25RETRY%25g',
  )
  expect(lookupHref('x', at(3))).toBe('/c/x/messages?by=offset&topic=%25RETRY%25g&broker=broker-a&queue=0&offset=3')
})
