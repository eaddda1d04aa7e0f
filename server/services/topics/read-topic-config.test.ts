import { expect, test } from 'vitest'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state'
import { readTopicConfig } from './read-topic-config'

const read = (brokers: BrokerSpec[]) =>
  readTopicConfig.run(callOn(buildCluster({ brokers })), { cluster: 'default', topic: 'orders' })

const on = (name: string, orders: NonNullable<BrokerSpec['topics']>[string], more: Partial<BrokerSpec> = {}) => ({
  name,
  topics: { orders },
  ...more,
})

test('the definition of each broker', async () => {
  const attributes = { 'message.type': 'FIFO' }
  const answer = await read([
    on('b', { readQueues: 8, writeQueues: 4, perm: 4, order: true, attributes }, { agoMs: 20_000 }),
    on('a', { readQueues: 8, writeQueues: 4, perm: 4, order: true, attributes }),
  ])
  expect(answer).toMatchObject({ differences: [], missingOn: [], asOf: new Date(NOW - 20_000).toISOString() })
  expect(answer.items.map((item) => item.brokerName)).toEqual(['a', 'b'])
  expect(answer.items[1]).toEqual({
    brokerName: 'b',
    readQueues: 8,
    writeQueues: 4,
    permission: 'r',
    order: true,
    topicSysFlag: 0,
    topicFilterType: 'SINGLE_TAG',
    attributes,
    asOf: new Date(NOW - 20_000).toISOString(),
  })
})

test('fields that differ, by name, with the value of each broker', async () => {
  const { differences } = await read([
    on('a', { queues: 8, attributes: { 'message.type': 'DELAY', 'cleanup.policy': 'DELETE' } }),
    on('b', { queues: 8, perm: 4 }),
  ])
  const differs = (field: string, a: string | null, b: string | null) => ({
    field,
    values: [
      { brokerName: 'a', value: a },
      { brokerName: 'b', value: b },
    ],
  })
  expect(differences).toEqual([
    differs('attributes.cleanup.policy', 'DELETE', null),
    differs('permission', 'rw', 'r'),
    differs('type', 'DELAY', 'NORMAL'),
  ])
})

test('inherit and priority bits are no difference', async () => {
  expect((await read([on('a', { perm: 6 }), on('b', { perm: 7 })])).differences).toEqual([])
})

test('brokers of the same RocketMQ cluster that do not have it; one that was never read is not among them', async () => {
  const answer = await read([
    on('a', {}),
    { name: 'b', topics: {} },
    { name: 'c', read: false, replicas: [{ id: 0, state: 'unknown' }] },
    { name: 'other', clusterName: 'Elsewhere', topics: {} },
  ])
  expect(answer.missingOn).toEqual(['b'])
  expect(answer.completeness).toMatchObject({ asked: 3, answered: 2, failed: [{ target: 'c/0' }] })
})

test('the last good definition of a silent broker stays and takes part', async () => {
  const answer = await read([
    on('a', { perm: 6 }),
    on('b', { perm: 4 }, { agoMs: 90_000, replicas: [{ id: 0, state: 'down' }] }),
  ])
  expect(answer.items[1]).toMatchObject({ permission: 'r', asOf: new Date(NOW - 90_000).toISOString() })
  expect(answer.differences).toHaveLength(1)
  expect(answer.completeness).toMatchObject({ failed: [{ target: 'b/0' }] })
})
