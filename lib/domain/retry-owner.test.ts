import { describe, expect, test } from 'vitest'
import { ownedTopics, retryOwner } from './retry-owner.ts'

const known = (groups: string[], topics: string[] = []) => ({ groups: new Set(groups), topics: new Set(topics) })
const retry = (group: string | null, topic: string | null = null) => ({ kind: 'retry', group, topic })
const dlq = (group: string | null) => ({ kind: 'dlq', group, topic: null })

describe('retryOwner', () => {
  test.each([
    ['an exact group', '%RETRY%a_b', known(['a_b', 'a'], ['b']), retry('a_b')],
    ['pop, old name', '%RETRY%a_b', known(['a'], ['b']), retry('a', 'b')],
    ['pop, old name, topic unknown', '%RETRY%a_b', known(['a'], ['c']), retry(null)],
    ['pop, new name', '%RETRY%a+b', known(['a'], ['b']), retry('a', 'b')],
    ['pop, new name, topic deleted', '%RETRY%a+b', known(['a']), retry('a', 'b')],
    ['pop, new name, group unknown', '%RETRY%a+b', known(['x'], ['b']), retry(null)],
    ['longest group first', '%RETRY%a_b_c', known(['a', 'a_b'], ['c', 'b_c']), retry('a_b', 'c')],
    [
      'a shorter group when its topic is the known one',
      '%RETRY%a_b_c',
      known(['a', 'a_b'], ['b_c']),
      retry('a', 'b_c'),
    ],
    ['plus before underscore', '%RETRY%a_b+c', known(['a', 'a_b'], ['b+c']), retry('a_b', 'c')],
    ['a namespace', '%RETRY%NS%g', known(['NS%g']), retry('NS%g')],
    ['nothing known', '%RETRY%a', known([]), retry(null)],
    ['no rest', '%RETRY%', known(['']), retry('')],
    ['empty topic', '%RETRY%a_', known(['a'], ['']), retry(null)],
    ['empty group', '%RETRY%_a', known([''], ['a']), retry(null)],
    ['dead letters', '%DLQ%g', known(['g']), dlq('g')],
    ['dead letters carry no topic', '%DLQ%a_b', known(['a'], ['b']), dlq(null)],
    ['an ordinary topic', 'a_b', known(['a'], ['b']), null],
  ])('%s: %s', (_, topic, names, owner) => {
    expect(retryOwner(topic, names)).toEqual(owner)
  })

  test('ten thousand groups cost look-ups, not scans', () => {
    const names = known(Array.from({ length: 10_000 }, (_, i) => `group_${i}`))
    let lookups = 0
    const counted = {
      groups: { has: (name: string) => ++lookups > 0 && names.groups.has(name) } as unknown as ReadonlySet<string>,
      topics: new Set(['orders_eu']),
    }
    expect(retryOwner('%RETRY%group_9999_orders_eu', counted)).toEqual(retry('group_9999', 'orders_eu'))
    expect(lookups).toBeLessThan(6)
  })
})

test('ownedTopics groups retry and dead-letter topics by owner', () => {
  const topics = ['orders', '%RETRY%g', '%RETRY%g+orders', '%RETRY%g_orders', '%DLQ%g', '%DLQ%gone', '%RETRY%h']
  const { byGroup, unknown } = ownedTopics(topics, known(['g', 'h', 'idle'], ['orders']))
  expect([...byGroup]).toEqual([
    ['g', { retryTopics: ['%RETRY%g', '%RETRY%g+orders', '%RETRY%g_orders'], dlqTopics: ['%DLQ%g'] }],
    ['h', { retryTopics: ['%RETRY%h'], dlqTopics: [] }],
  ])
  expect(unknown).toEqual(['%DLQ%gone'])
})
