import { expect, test } from 'vitest'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { ServiceError } from '@/server/services/errors'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state'
import { listTopics } from './list-topics'

type Query = Partial<Record<'search' | 'sort' | 'type' | 'broker' | 'page' | 'pageSize', string>>

function list(brokers: readonly BrokerSpec[], query: Query = {}): Promise<OutputOf<typeof listTopics.endpoint>> {
  return listTopics.run(callOn(buildCluster({ brokers })), { cluster: 'default', ...query })
}

async function row(brokers: readonly BrokerSpec[], name: string) {
  const { items } = await list(brokers, { type: 'all' })
  return items.find((item) => item.name === name)
}

const names = (answer: { items: Array<{ name: string }> }) => answer.items.map((item) => item.name)

const everyKind: BrokerSpec[] = [
  {
    name: 'broker-a',
    topics: {
      'orders|eu-1_x': {},
      payments: { attributes: { 'message.type': 'FIFO' } },
      '%RETRY%g': { queues: 1 },
      '%DLQ%g': { queues: 1 },
      TBW102: {},
    },
  },
  { name: 'broker-b', topics: { payments: { attributes: { 'message.type': 'FIFO' } }, '%RETRY%g': { queues: 1 } } },
]

test('all topics of users by default; retry, dead-letter and system ones by type; counts over the whole cluster', async () => {
  const types = { NORMAL: 1, FIFO: 1, RETRY: 1, DLQ: 1, SYSTEM: 1 }
  expect(await list(everyKind)).toMatchObject({ total: 2, types })
  expect(names(await list(everyKind))).toEqual(['orders|eu-1_x', 'payments'])
  expect(names(await list(everyKind, { type: 'RETRY,DLQ' }))).toEqual(['%DLQ%g', '%RETRY%g'])
  expect(await list(everyKind, { type: 'all', search: 'pay' })).toMatchObject({ total: 1, types })
  expect((await list(everyKind, { type: 'all' })).total).toBe(5)
})

test('a cluster of nothing but system topics lists none by default, and says that there are some', async () => {
  const answer = await list([{ name: 'broker-a', topics: { TBW102: {}, BenchmarkTest: {} } }])
  expect(answer).toMatchObject({ items: [], total: 0, types: { SYSTEM: 2 } })
})

test('only topics of one broker', async () => {
  expect(names(await list(everyKind, { type: 'all', broker: 'broker-b' }))).toEqual(['%RETRY%g', 'payments'])
  expect(names(await list(everyKind, { broker: 'broker-c' }))).toEqual([])
})

test('queues, kept messages and rates are summed over brokers', async () => {
  const brokers: BrokerSpec[] = [
    {
      name: 'broker-b',
      topics: { orders: { readQueues: 2, writeQueues: 2, offsets: twoSamples([100, 200], [130, 200]) } },
      committed: { shop: { orders: [60, null] } },
      committedHistory: [{ agoMs: 30_000, groups: { shop: { orders: [0, null] } } }],
    },
    {
      name: 'broker-a',
      topics: { orders: { readQueues: 4, writeQueues: 3, offsets: twoSamples([10, 10, 10, 10], [10, 10, 10, 20]) } },
    },
  ]
  expect(await row(brokers, 'orders')).toEqual({
    name: 'orders',
    type: 'NORMAL',
    brokers: ['broker-a', 'broker-b'],
    readQueues: 6,
    writeQueues: 5,
    permission: 'rw',
    inTps: 4,
    outTps: 2,
    messagesKept: 380,
    groups: 1,
    lastMessageAt: '2026-01-02T03:04:04.000Z',
    inTrend: [],
    silentBrokers: [],
    lastGood: [],
    lastGoodAt: null,
    atLeast: [],
  })
})

test('permission and type: what differs between brokers has no single permission', async () => {
  const on = (name: string, perm: number, version: string): BrokerSpec => ({
    name,
    replicas: [{ id: 0, version }],
    topics: { t: { perm }, only: { perm: 4 } },
  })
  expect(await row([on('a', 6, '5.5.0'), on('b', 7, '5.5.0')], 't')).toMatchObject({ permission: 'rw', type: 'NORMAL' })
  expect(await row([on('a', 6, '5.5.0'), on('b', 4, '5.5.0')], 't')).toMatchObject({ permission: null })
  expect(await row([on('a', 6, '4.9.7')], 'only')).toMatchObject({ permission: 'r', type: 'UNSPECIFIED' })
})

test('one sample gives no rate, and a topic that was never read has no kept messages', async () => {
  const brokers: BrokerSpec[] = [{ name: 'a', topics: { one: { offsets: [{ max: [7] }] }, never: { queues: 1 } } }]
  expect(await row(brokers, 'one')).toMatchObject({ inTps: null, messagesKept: 7, lastMessageAt: null, atLeast: [] })
  expect(await row(brokers, 'never')).toMatchObject({ inTps: null, messagesKept: null, outTps: 0, groups: 0 })
})

const down = (name: string, more: Partial<BrokerSpec>): BrokerSpec => ({
  name,
  replicas: [{ id: 0, state: 'down' }],
  ...more,
})

test('a silent broker makes sums "at least" and is named', async () => {
  const topics = { orders: { offsets: twoSamples([0, 0], [10, 10]) } }
  const answer = await list([{ name: 'broker-a', topics }, down('broker-b', { topics })])
  expect(answer.items).toMatchObject([
    {
      readQueues: 2,
      inTps: 2,
      messagesKept: 20,
      silentBrokers: ['broker-b'],
      lastGood: [],
      lastGoodAt: null,
      atLeast: ['readQueues', 'writeQueues', 'inTps', 'messagesKept', 'groups', 'lastMessageAt'],
    },
  ])
  expect(answer.completeness).toEqual({
    asked: 2,
    answered: 1,
    failed: [
      {
        target: 'broker-b/0',
        reason: '127.0.0.1:10920 is unreachable (connect): refused',
        lastGoodAt: '2026-01-02T03:04:05.000Z',
      },
    ],
  })
})

test('the last good values of a topic stay when none of its brokers answers; rates do not', async () => {
  const topics = { orders: { offsets: twoSamples([0, 0], [10, 10]) } }
  expect(await row([{ name: 'broker-a' }, down('broker-b', { topics })], 'orders')).toMatchObject({
    readQueues: 2,
    permission: 'rw',
    inTps: null,
    outTps: null,
    messagesKept: 20,
    lastMessageAt: '2026-01-02T03:04:04.000Z',
    silentBrokers: ['broker-b'],
    lastGood: ['readQueues', 'writeQueues', 'permission', 'messagesKept', 'groups', 'lastMessageAt'],
    lastGoodAt: '2026-01-02T03:04:05.000Z',
    atLeast: [],
  })
})

test('a slave that speaks for its master: kept messages are "at least", the in-rate is unknown', async () => {
  const replicas = [
    { id: 0, state: 'down' as const },
    { id: 1, state: 'up' as const },
  ]
  const topics = { orders: { offsets: twoSamples([0, 0], [10, 10]) } }
  expect(await row([{ name: 'broker-a', replicas, topics }], 'orders')).toMatchObject({
    readQueues: 2,
    inTps: null,
    messagesKept: 20,
    silentBrokers: [],
    lastGood: [],
    atLeast: ['messagesKept', 'lastMessageAt'],
  })
})

test('ordered by any column, unknown values last in both directions', async () => {
  const topics = {
    a: { offsets: [{ max: [5] }] },
    b: { queues: 1 },
    c: { queues: 1, offsets: [{ max: [50] }], perm: 4 },
  }
  const brokers = [{ name: 'broker-a', topics }]
  expect(names(await list(brokers, { sort: 'messagesKept' }))).toEqual(['a', 'c', 'b'])
  expect(names(await list(brokers, { sort: '-messagesKept' }))).toEqual(['c', 'a', 'b'])
  expect(names(await list(brokers, { sort: '-name', pageSize: '2' }))).toEqual(['c', 'b'])
  expect(names(await list(brokers, { sort: '-name', pageSize: '2', page: '2' }))).toEqual(['a'])
  const fields = ['name', 'type', 'brokers', 'readQueues', 'writeQueues', 'permission', 'inTps', 'outTps', 'groups']
  for (const sort of [...fields, 'lastMessageAt']) expect((await list(brokers, { sort })).total, sort).toBe(3)
})

test('an unknown field is the fault of the caller', async () => {
  await expect(list(everyKind, { sort: 'colour' })).rejects.toMatchObject({
    code: 'invalid-input',
  } satisfies Partial<ServiceError>)
})

test('the trend comes from the recorder, gaps as null', async () => {
  const brokers = [{ name: 'a', topics: { orders: { offsets: twoSamples([0], [50]) }, quiet: { queues: 1 } } }]
  const cluster = buildCluster({ brokers })
  cluster.recorder.record(cluster.state, cluster.model(NOW), NOW - 5_000)
  const { items } = await listTopics.run(callOn(cluster), { cluster: 'default' })
  expect(items.map((item) => item.inTrend)).toEqual([[5], [null]])
})

test('before any broker was read nothing is claimed', async () => {
  const answer = await list([{ name: 'broker-a', read: false, replicas: [{ id: 0, state: 'unknown' }] }])
  expect(answer).toMatchObject({
    items: [],
    asOf: null,
    completeness: { asked: 1, answered: 0, failed: [{ target: 'broker-a/0', reason: 'No answer yet' }] },
  })
})

/** Offsets ten seconds ago and now; the last message came a second ago. */
function twoSamples(before: number[], now: number[]) {
  return [
    { agoMs: 10_000, max: before },
    { max: now, lastAt: now.map((_, queueId) => (queueId === 0 ? NOW - 1_000 : NOW - 90_000)) },
  ]
}
