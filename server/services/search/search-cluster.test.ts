import { expect, test } from 'vitest'
import { type BrokerSpec, buildCluster, callOn } from '@/tests/support/cluster-state.ts'
import { searchCluster } from './search-cluster'

const brokers: BrokerSpec[] = [
  {
    name: 'broker-a',
    topics: { 'order-events': {}, '%RETRY%order-service': {}, payments: {} },
    groups: { 'order-service': {}, 'order-idle': {}, TOOLS_CONSUMER: {} },
    committed: { 'order-gone': { 'order-events': [1] } },
    connections: {
      'order-service': { clients: [{ clientId: '10.0.0.1@4711#1', address: '10.0.0.1:5000' }], subscriptions: [] },
      'order-idle': { online: false },
      'order-gone': { online: false },
      TOOLS_CONSUMER: { online: false },
    },
    producers: [
      { group: 'order-web', clientId: '10.0.0.1@4711#1', address: '10.0.0.1:5000' },
      { group: 'order-web', clientId: '10.0.0.2@1#1' },
    ],
  },
  { name: 'broker-b', replicas: [{ id: 0, state: 'down' }], topics: { 'order-archive': {} }, agoMs: 600_000 },
]

const search = (q: string, specs = brokers) =>
  searchCluster.run(callOn(buildCluster({ brokers: specs })), { cluster: 'default', q })

test('the best of every kind, inner topics and left-over groups last, with how complete it is', async () => {
  const answer = await search('order')
  expect(answer.topics.items.map((t) => t.name)).toEqual(['order-archive', 'order-events', '%RETRY%order-service'])
  expect(answer.groups.items.map((g) => [g.name, g.kind])).toEqual([
    ['order-idle', 'own'],
    ['order-service', 'own'],
    ['order-gone', 'leftover'],
  ])
  expect(answer.producers).toEqual({ items: [{ group: 'order-web', clients: 2 }], total: 1 })
  expect(answer.brokers.total).toBe(0)
  expect(answer.completeness).toMatchObject({ asked: 2, answered: 1 })
})

test('a client by its id, with what it consumes and produces for; a broker by its address', async () => {
  const { clients } = await search('@4711')
  expect(clients.items).toEqual([
    { clientId: '10.0.0.1@4711#1', address: '10.0.0.1:5000', groups: ['order-service'], producers: ['order-web'] },
  ])
  const whole = await search('BROKER-B')
  expect(whole.brokers.items).toMatchObject([{ brokerName: 'broker-b', brokerId: 0, state: 'down' }])
  expect((await search(whole.brokers.items[0]!.address)).brokers.items[0]?.brokerName).toBe('broker-b')
  expect((await search('127.0.0.1:9876')).nameServers.items).toEqual([{ address: '127.0.0.1:9876', reachable: true }])
})

test('at most eight of a kind, all counted', async () => {
  const topics = Object.fromEntries(Array.from({ length: 312 }, (_, i) => [`load-${i}`, {}]))
  const { topics: found } = await search('load', [{ name: 'broker-a', topics }])
  expect(found.items.map((t) => t.name)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((i) => `load-${i}`))
  expect(found.total).toBe(312)
})

test('blank is refused', async () => {
  await expect(search('  ')).rejects.toMatchObject({ code: 'invalid-input' })
})
