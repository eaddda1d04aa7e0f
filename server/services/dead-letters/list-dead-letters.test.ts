import { expect, test } from 'vitest'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state'
import { listDeadLetters } from './list-dead-letters'

const kept = (max: number, agoMs = 1_000) => ({ offsets: [{ max: [max], min: [0], lastAt: [NOW - agoMs] }] })

const brokers: BrokerSpec[] = [
  {
    name: 'a',
    topics: { '%DLQ%pay': kept(40), '%DLQ%ship': kept(0), '%DLQ%gone': kept(2), orders: kept(9) },
    groups: { pay: {}, ship: {} },
  },
  { name: 'b', topics: { '%DLQ%pay': kept(2) }, groups: { pay: {}, ship: {} } },
]

const ask = (input: object, specs = brokers) => {
  const cluster = buildCluster({ brokers: specs })
  return listDeadLetters.run(callOn(cluster), { cluster: 'default', ...input })
}

test('groups with dead letters, most first; the sum is of all brokers, empty ones by their own filter', async () => {
  const answer = await ask({})
  expect(answer.items.map((row) => [row.group, row.messages, row.groupExists])).toEqual([
    ['pay', 42, true],
    ['gone', 2, false],
  ])
  expect(answer).toMatchObject({
    total: 2,
    counts: { any: 2, growing: 0, all: 3, unknown: 0 },
    messages: 44,
    atLeast: [],
    completeness: { asked: 2, answered: 2 },
  })
  expect((await ask({ show: 'all' })).items.map((row) => row.group)).toContain('ship')
  expect((await ask({ show: 'growing' })).items).toEqual([])
})

test('a silent broker makes a count at least, and one that nobody gives is unknown and listed, not 0', async () => {
  const silent: BrokerSpec[] = [
    brokers[0]!,
    { ...brokers[1]!, replicas: [{ id: 0, state: 'down' }], topics: { '%DLQ%pay': {}, '%DLQ%only-b': {} } },
  ]
  const answer = await ask({ sort: 'name' }, silent)
  const byGroup = Object.fromEntries(answer.items.map((row) => [row.group, row]))
  expect(byGroup.pay).toMatchObject({
    messages: 40,
    atLeast: expect.arrayContaining(['messages']),
    silentBrokers: ['b'],
  })
  expect(byGroup['only-b']).toMatchObject({ messages: null, newMessages: null, lastMessageAt: null })
  expect(answer).toMatchObject({ atLeast: ['messages'], counts: { unknown: 1 } })
  expect(answer.completeness.failed).toMatchObject([{ target: 'b/0' }])
})

test('a filter that does not exist is an error that names those that do', async () => {
  await expect(ask({ show: 'some' })).rejects.toThrow(/any.*growing.*all/)
  await expect(ask({ sort: 'lag' })).rejects.toThrow(/known: name/)
})
