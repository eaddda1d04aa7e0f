import { expect, test } from 'vitest'
import { type BrokerSpec, buildCluster, type ConnectionsSpec, callOn } from '@/tests/support/cluster-state'
import { readTopicGroups } from './read-topic-groups'

const read = async (brokers: BrokerSpec[], topic = 'orders') =>
  (await readTopicGroups.run(callOn(buildCluster({ brokers })), { cluster: 'default', topic })).items

const subscribed = (...topics: string[]): ConnectionsSpec => ({
  clients: [{ clientId: 'c1' }, { clientId: 'c2' }],
  subscriptions: topics.map((topic) => ({ topic, expressionType: 'TAG', expression: '*' })),
})

const topics = {
  orders: { offsets: [{ max: [100, 100] }] },
  bills: { offsets: [{ max: [1000] }] },
  '%RETRY%shop': { offsets: [{ max: [5] }] },
}

test('lag and rate on this topic alone', async () => {
  const committed = { shop: { orders: [90, 100], bills: [0], '%RETRY%shop': [0] } }
  const before = { shop: { orders: [60, 100], bills: [0], '%RETRY%shop': [0] } }
  const brokers: BrokerSpec[] = [
    {
      name: 'a',
      topics,
      groups: { shop: {} },
      committed,
      committedHistory: [{ agoMs: 30_000, groups: before }],
      connections: { shop: subscribed('orders', 'bills') },
    },
  ]
  expect(await read(brokers)).toEqual([
    {
      name: 'shop',
      state: 'online',
      leftover: false,
      members: 2,
      messageModel: 'clustering',
      lagMessages: 10,
      lagMs: 0,
      outTps: 1,
      notes: [],
      atLeast: ['lagMs'],
    },
  ])
  expect(await read(brokers, '%RETRY%shop')).toMatchObject([{ name: 'shop', lagMessages: 5 }])
  expect(await read(brokers, 'bills')).toMatchObject([{ name: 'shop', lagMessages: 1000, outTps: 0 }])
})

test('why a lag is not a plain number', async () => {
  const filtered = subscribed('orders')
  const brokers: BrokerSpec[] = [
    {
      name: 'a',
      topics,
      groups: { everywhere: {}, filtered: {}, fresh: {} },
      committed: { filtered: { orders: [100, 100] }, gone: { orders: [0, 0] } },
      connections: {
        everywhere: { ...subscribed('orders'), messageModel: 'broadcasting' },
        filtered: { ...filtered, subscriptions: [{ topic: 'orders', expressionType: 'TAG', expression: 'paid' }] },
        fresh: subscribed('orders'),
        gone: { online: false },
      },
    },
  ]
  expect(await read(brokers)).toMatchObject([
    { name: 'everywhere', lagMessages: null, lagMs: null, messageModel: 'broadcasting', notes: expect.any(Array) },
    { name: 'filtered', lagMessages: 0, lagMs: 0, notes: ['includes-filtered'] },
    { name: 'fresh', lagMessages: null, lagMs: null, notes: ['never-committed'] },
    { name: 'gone', state: 'offline', leftover: true, members: 0, lagMessages: 200, notes: [] },
  ])
})

test('a silent broker makes the lag "at least", with a note', async () => {
  const side = (name: string, more: Partial<BrokerSpec> = {}): BrokerSpec => ({
    name,
    topics,
    groups: { shop: {} },
    committed: { shop: { orders: [90, 100] } },
    connections: { shop: { online: false } },
    ...more,
  })
  const rows = await read([side('a'), side('b', { replicas: [{ id: 0, state: 'down' }] })])
  expect(rows).toMatchObject([{ state: 'unknown', members: null, lagMessages: 10, notes: ['broker-silent'] }])
  expect(rows[0]!.atLeast).toContain('lagMessages')
  const replicas = [{ id: 0, state: 'down' as const }, { id: 1 }]
  expect(await read([side('a', { replicas })])).toMatchObject([
    { lagMessages: 10, notes: ['from-replica'], atLeast: expect.arrayContaining(['lagMessages']) },
  ])
})

test('a topic nobody consumes', async () => {
  expect(await read([{ name: 'a', topics }])).toEqual([])
})
