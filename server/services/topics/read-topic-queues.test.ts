import { expect, test } from 'vitest'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state'
import { readTopicQueues } from './read-topic-queues'

const read = (brokers: BrokerSpec[]) =>
  readTopicQueues.run(callOn(buildCluster({ brokers })), { cluster: 'default', topic: 'orders' })

const isoAgo = (ms: number) => new Date(NOW - ms).toISOString()

test('each queue of each broker with its own offsets and rate', async () => {
  const offsets = [
    { agoMs: 12_000, max: [0, 40] },
    { agoMs: 2_000, max: [10, 40], min: [4, 40], lastAt: [NOW - 3_000] },
  ]
  const answer = await read([
    { name: 'broker-b', topics: { orders: { queues: 1, offsets: [{ agoMs: 5_000, max: [1] }] } } },
    { name: 'broker-a', topics: { orders: { offsets } } },
  ])
  const same = { fromReplica: null, stale: false, atLeast: [] }
  expect(answer.items).toEqual([
    {
      ...same,
      brokerName: 'broker-a',
      queueId: 0,
      minOffset: 4,
      maxOffset: 10,
      messagesKept: 6,
      lastMessageAt: isoAgo(3_000),
      inTps: 1,
      asOf: isoAgo(2_000),
    },
    {
      ...same,
      brokerName: 'broker-a',
      queueId: 1,
      minOffset: 40,
      maxOffset: 40,
      messagesKept: 0,
      lastMessageAt: null,
      inTps: 0,
      asOf: isoAgo(2_000),
    },
    {
      ...same,
      brokerName: 'broker-b',
      queueId: 0,
      minOffset: 0,
      maxOffset: 1,
      messagesKept: 1,
      lastMessageAt: null,
      inTps: null,
      asOf: isoAgo(5_000),
    },
  ])
  expect(answer.asOf).toBe(isoAgo(5_000))
})

test('queues that were not read, and those beyond the read queues, are there too', async () => {
  const { items } = await read([
    { name: 'a', topics: { orders: { readQueues: 1, writeQueues: 2, offsets: [{ max: [5, null, 7] }] } } },
    { name: 'b', topics: { orders: { queues: 1 } } },
  ])
  expect(items.map(({ brokerName, queueId, maxOffset }) => [brokerName, queueId, maxOffset])).toEqual([
    ['a', 0, 5],
    ['a', 1, null],
    ['a', 2, 7],
    ['b', 0, null],
  ])
  expect(items[3]).toMatchObject({ messagesKept: null, inTps: null, asOf: null, stale: false })
})

test('a silent broker: last good values with their age, no rate', async () => {
  const offsets = [
    { agoMs: 70_000, max: [0] },
    { agoMs: 60_000, max: [10] },
  ]
  const answer = await read([
    { name: 'a', topics: { orders: { offsets: [{ agoMs: 1_000, max: [3] }] } } },
    { name: 'b', replicas: [{ id: 0, state: 'down' }], topics: { orders: { offsets } } },
  ])
  expect(answer.items[1]).toMatchObject({ maxOffset: 10, inTps: null, stale: true, asOf: isoAgo(60_000) })
  expect(answer).toMatchObject({ asOf: isoAgo(1_000), completeness: { failed: [{ target: 'b/0' }] } })
})

test('read from a slave: named, "at least", no rate', async () => {
  const offsets = [{ agoMs: 10_000, max: [0] }, { max: [10] }]
  const replicas = [{ id: 0, state: 'down' as const }, { id: 2 }]
  const { items } = await read([{ name: 'a', replicas, topics: { orders: { offsets } } }])
  expect(items).toMatchObject([{ fromReplica: 2, stale: false, inTps: null, atLeast: ['maxOffset', 'messagesKept'] }])
})

test('a topic that its broker refuses to read for minutes is stale, not after one failure', async () => {
  const topic = (agoMs: number) => ({ orders: { offsets: [{ agoMs, max: [5] }], offsetsError: 'busy' } })
  expect((await read([{ name: 'a', topics: topic(60_000) }])).items).toMatchObject([{ stale: false }])
  expect((await read([{ name: 'a', topics: topic(120_000) }])).items).toMatchObject([{ stale: true, maxOffset: 5 }])
})

test('a queue that keeps far more than its part is pointed out', async () => {
  const kept = (max: number[]) => [{ name: 'a', topics: { orders: { offsets: [{ max }] } } }]
  expect((await read(kept([10, 12, 11, 9]))).skew).toBeNull()
  expect((await read(kept([10, 90, 0, 0]))).skew).toEqual({ brokerName: 'a', queueId: 1, share: 0.9 })
})
