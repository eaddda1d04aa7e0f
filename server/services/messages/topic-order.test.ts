import { expect, test } from 'vitest'
import { topicsByActivity, topicsByName } from './topic-order'

type Known = Parameters<typeof topicsByActivity>[0] extends Iterable<infer T> ? T : never

function topic(name: string, given: Partial<Known> = {}): Known {
  return {
    name,
    kind: 'user',
    inTps: { value: 0, atLeast: false },
    messagesKept: { value: 5, atLeast: false },
    lastMessageAt: null,
    definitions: new Map(),
    ...given,
  }
}

const rate = (value: number | null) => ({ inTps: { value, atLeast: false } })
const kept = (value: number | null, atLeast = false) => ({ messagesKept: { value, atLeast } })
const order = (...topics: Known[]) => topicsByActivity(topics, ['broker-a']).map(({ name }) => name)
const parked = ['SCHEDULE_TOPIC_XXXX', 'RMQ_SYS_TRANS_HALF_TOPIC', 'rmq_sys_wheel_timer']

test.each<[string, Known[], string[]]>([
  ['the busiest first', [topic('a', rate(1)), topic('b', rate(9))], ['b', 'a']],
  ['then by the newest message', [topic('a', { lastMessageAt: 1 }), topic('b', { lastMessageAt: 2 })], ['b', 'a']],
  ['then by name', [topic('b'), topic('a')], ['a', 'b']],
  ['an unknown rate is no rate', [topic('a', rate(null)), topic('b', rate(1))], ['b', 'a']],
  ['known to be empty: after the others', [topic('a', { ...kept(0), ...rate(5) }), topic('b')], ['b', 'a']],
  ['perhaps not empty: among the others', [topic('a', kept(0, true)), topic('b', kept(null))], ['a', 'b']],
  [
    'retry, dead-letter and system topics last, by name however busy',
    [topic('%RETRY%g', { kind: 'retry' }), topic('%DLQ%g', { kind: 'dlq', ...rate(99) }), topic('z')],
    ['z', '%DLQ%g', '%RETRY%g'],
  ],
])('%s', (_, topics, names) => {
  expect(order(...topics)).toEqual([...names, ...parked])
})

test('a topic that messages are parked in is asked once, on the brokers that have it or else on all', () => {
  const half = topic('RMQ_SYS_TRANS_HALF_TOPIC', { kind: 'system', definitions: new Map([['broker-b', {} as never]]) })
  const asked = topicsByActivity([half], ['broker-a', 'broker-b'])
  expect(asked.map(({ name, brokerNames }) => [name, brokerNames])).toEqual([
    ['RMQ_SYS_TRANS_HALF_TOPIC', ['broker-b']],
    ['SCHEDULE_TOPIC_XXXX', ['broker-a', 'broker-b']],
    ['rmq_sys_wheel_timer', ['broker-a', 'broker-b']],
  ])
})

test('the lasting order: users’ topics by name, then the others by name', () => {
  const topics = [topic('b', rate(1)), topic('a'), topic('%DLQ%g', { kind: 'dlq' })]
  expect(topicsByName(topicsByActivity(topics, [])).map(({ name }) => name)).toEqual([
    'a',
    'b',
    ...['%DLQ%g', ...parked].sort(),
  ])
})
