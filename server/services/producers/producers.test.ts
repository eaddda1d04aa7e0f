import { expect, test } from 'vitest'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state'
import { readTopicProducers } from '../topics/read-topic-producers'
import { listProducers } from './list-producers'
import { readProducer } from './read-producer'

const seen = (agoMs: number) => new Date(NOW - agoMs).toISOString()

const brokers: BrokerSpec[] = [
  {
    name: 'a',
    topics: { orders: {} },
    producers: [
      { group: 'web', clientId: 'c-1', lastSeenAt: NOW - 9_000, address: '10.0.0.1:1' },
      { group: 'web', clientId: 'c-2', version: null, language: 'GO', lastSeenAt: null },
      { group: 'batch', clientId: 'c-1', version: '4.9.7' },
    ],
  },
  {
    name: 'b',
    topics: {},
    producers: [
      { group: 'web', clientId: 'c-1', lastSeenAt: NOW - 4_000, address: '10.0.0.1:2' },
      { group: 'elsewhere', clientId: 'c-3' },
    ],
  },
]

const call = (specs = brokers) => callOn(buildCluster({ brokers: specs }))

test('groups with their clients counted once, however many brokers they are connected to', async () => {
  const answer = await listProducers.run(call(), { cluster: 'default', sort: '-clients', search: 'b' })
  expect(answer).toMatchObject({ total: 2, completeness: { asked: 2, answered: 2 }, asOf: seen(0) })
  expect(answer.items).toEqual([
    {
      group: 'web',
      kind: 'own',
      clients: 2,
      clientsLastKnown: 2,
      clientVersions: ['5.5.0'],
      languages: ['GO', 'JAVA'],
      brokers: ['a', 'b'],
      silentBrokers: [],
      lastSeenAt: seen(4_000),
      atLeast: [],
    },
    {
      group: 'batch',
      kind: 'own',
      clients: 1,
      clientsLastKnown: 1,
      clientVersions: ['4.9.7'],
      languages: ['JAVA'],
      brokers: ['a'],
      silentBrokers: [],
      lastSeenAt: seen(0),
      atLeast: [],
    },
  ])
})

test('ordered by any column', async () => {
  for (const sort of ['name', 'group', 'clients', 'clientVersions', 'languages', 'brokers', '-lastSeenAt'])
    expect((await listProducers.run(call(), { cluster: 'default', sort })).total, sort).toBe(3)
  const { items } = await listProducers.run(call(), { cluster: 'default' })
  expect(items.map((item) => item.group)).toEqual(['batch', 'elsewhere', 'web'])
})

test('those that clients run for themselves are marked, counted, and left out on request', async () => {
  const specs: BrokerSpec[] = [
    {
      name: 'a',
      producers: [
        { group: 'web', clientId: 'c-1', version: '4.9.7' },
        { group: 'web', clientId: 'c-2', version: '5.5.0' },
        { group: 'CLIENT_INNER_PRODUCER', clientId: 'c-1' },
        { group: '_INNER_TRACE_PRODUCER-web-PRODUCE-1', clientId: 'c-1' },
      ],
    },
  ]
  const list = (input: { kind?: string; state?: string; search?: string }) =>
    listProducers.run(call(specs), { cluster: 'default', ...input })
  expect(await list({})).toMatchObject({ total: 3, kinds: { own: 1, internal: 2 }, states: { mixed: 1, unknown: 0 } })
  expect(await list({ kind: 'own' })).toMatchObject({ total: 1, kinds: { own: 1, internal: 2 } })
  expect((await list({ kind: 'internal' })).items.map((item) => item.kind)).toEqual(['internal', 'internal'])
  expect((await list({ state: 'mixed' })).items.map((item) => item.group)).toEqual(['web'])
  expect((await list({ kind: 'nonsense' })).total).toBe(0)
})

test('found by client id and by address too', async () => {
  const found = async (search: string) =>
    (await listProducers.run(call(), { cluster: 'default', search })).items.map((item) => item.group)
  expect(await found('c-3')).toEqual(['elsewhere'])
  expect(await found('10.0.0.1:2')).toEqual(['web'])
})

test('clients that only a silent broker named are unknown; with one silent, the others are at least', async () => {
  const cluster = buildCluster({
    brokers: [brokers[0]!, { ...brokers[1]!, replicas: [{ id: 0, state: 'down' }] }],
  })
  const answer = await listProducers.run(callOn(cluster), { cluster: 'default', sort: 'name' })
  expect(answer.items).toMatchObject([
    { group: 'batch', clients: 1, atLeast: ['clients'], silentBrokers: [] },
    { group: 'elsewhere', clients: null, clientsLastKnown: 1, atLeast: [], silentBrokers: ['b'] },
    { group: 'web', clients: 2, clientsLastKnown: 2, atLeast: ['clients'], silentBrokers: ['b'] },
  ])
  expect(answer.states).toEqual({ mixed: 0, unknown: 1 })
})

test('connections of one group, each with its brokers and the newest address', async () => {
  expect(await readProducer.run(call(), { cluster: 'default', group: 'web' })).toMatchObject({
    group: 'web',
    items: [
      { clientId: 'c-1', address: '10.0.0.1:2', version: '5.5.0', lastSeenAt: seen(4_000), brokers: ['a', 'b'] },
      { clientId: 'c-2', version: null, lastSeenAt: null, brokers: ['a'] },
    ],
  })
})

test('producers of a topic are those connected to its brokers; per topic RocketMQ records none', async () => {
  const answer = await readTopicProducers.run(call(), { cluster: 'default', topic: 'orders' })
  expect(answer.perTopicKnown).toBe(false)
  expect(answer.items.map(({ group, clientId }) => `${group} ${clientId}`)).toEqual(['batch c-1', 'web c-1', 'web c-2'])
  expect(answer.completeness.asked).toBe(1)
})

test('a broker that is silent, or did not give its producers, is named', async () => {
  const cluster = buildCluster({ brokers: [...brokers, { name: 'c', replicas: [{ id: 0, state: 'down' }] }] })
  const b = cluster.state.brokers.get('b')!
  b.producers = { value: null, asOf: null, error: { reason: 'not supported', at: NOW } }
  const answer = await listProducers.run(callOn(cluster), { cluster: 'default' })
  expect(answer.items.map((item) => item.group)).toEqual(['batch', 'web'])
  expect(answer.completeness).toMatchObject({
    asked: 3,
    answered: 1,
    failed: [
      { target: 'b/0', reason: 'not supported', lastGoodAt: null },
      { target: 'c/0', reason: expect.stringContaining('unreachable') },
    ],
  })
  await expect(readProducer.run(callOn(cluster), { cluster: 'default', group: 'nobody' })).rejects.toMatchObject({
    code: 'producer-group-not-found',
    message:
      'No client of a producer group "nobody" is connected to cluster default (searched on a, c; b/0, c/0 did not answer and may know one)',
  })
})
