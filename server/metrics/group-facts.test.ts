import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClient } from '@/server/rocketmq/client.ts'
import { buildCluster, NOW } from '@/tests/support/cluster-state.ts'
import { FakeBroker, hold, never } from '@/tests/support/fake-broker.ts'
import type { ClusterCollector } from './collector'
import { GroupFactsCache } from './group-facts'
import { queueKey } from './group-facts-convert'

const forever = new Promise<void>(() => {})
const queue = '{"brokerName":"broker-a","queueId":0,"topic":"orders"}'
const stats = (pull: number) =>
  `{"consumeTps":1.0,"offsetTable":{${queue}:{"brokerOffset":100,"consumerOffset":90,"lastTimestamp":${NOW - 5000},"pullOffset":${pull}}}}`
const span = (delayTime: number) =>
  `{"consumeTimeSpanSet":[{"consumeTimeStamp":1,"delayTime":${delayTime},"maxTimeStamp":2,"messageQueue":${queue},"minTimeStamp":${NOW - 60_000}}]}`
const running = `{"mqTable":{${queue}:{"commitOffset":90,"lastPullTimestamp":${NOW}}},"properties":{},"statusTable":{},"subscriptionSet":[{"topic":"orders","subString":"*","expressionType":"TAG"}]}`

let broker: FakeBroker
let cluster: ClusterCollector
let cache: GroupFactsCache
let now = NOW
const stop = new AbortController()

beforeEach(async () => {
  now = NOW
  broker = await new FakeBroker().start()
  const client = createClient({ nameServers: [broker.address] })
  cluster = buildCluster(
    {
      brokers: [
        {
          name: 'broker-a',
          replicas: [{ id: 0, address: broker.address }],
          topics: { orders: { offsets: [{ max: [100] }] } },
          groups: { g: {} },
          committed: { g: { orders: [90] } },
          connections: {
            g: {
              clients: [{ clientId: 'c1' }, { clientId: 'c2' }],
              subscriptions: [{ topic: 'orders', expressionType: 'TAG', expression: '*' }],
            },
          },
        },
      ],
    },
    { client },
  )
  cache = new GroupFactsCache({
    client,
    signal: stop.signal,
    now: () => now,
    onError: (error) => {
      throw error
    },
  })
  broker
    .on(208, { body: stats(95) })
    .on(303, { body: span(7_000) })
    .on(307, { body: running })
})
afterEach(async () => {
  await cluster.close()
  await broker.close()
})

const group = () => cluster.model(NOW).groups.get('g')!
const sides = () => cluster.model(NOW).sides
const read = (patience: Promise<void> = forever) => cache.read(group(), sides(), patience)

test('asks each client (307) and each broker (208, 303), and keeps what they say', async () => {
  const facts = await read()
  const key = queueKey('orders', 'broker-a', 0)
  expect(facts.stats.get('broker-a')!.value!.get(key)).toEqual({ inFlight: 5, consumedAt: NOW - 5000 })
  expect(facts.spans.get('broker-a')!.value!.get(key)).toEqual({ delayMs: 7_000, firstKeptAt: NOW - 60_000 })
  expect(facts.clients.get('c1')!.value!.queues).toEqual([{ key, pulledAt: NOW, pop: false }])
  expect(broker.requestsOf(307).map((r) => r.extFields.clientId)).toEqual(['c1', 'c2'])
  expect(broker.requestsOf(208)[0]!.extFields).toEqual({ consumerGroup: 'g' })
})

test('an answer of the last 5 s is served without asking; an older one is served while the next is fetched', async () => {
  await read()
  now += 4_999
  await read()
  expect(broker.requestsOf(208)).toHaveLength(1)
  now += 1
  const facts = await read()
  expect(facts.stats.get('broker-a')!.asOf).toBe(NOW)
  await broker.received(208, 2)
})

test('a client that does not answer delays the reader no longer than its patience, and others keep their answers', async () => {
  broker.on(307, (request) => (request.extFields.clientId === 'c1' ? never() : { body: running }))
  let over = () => {}
  const patience = new Promise<void>((resolve) => {
    over = resolve
  })
  const facts = read(patience)
  await broker.received(307, 2)
  await broker.received(303, 1)
  over()
  expect((await facts).clients.has('c1')).toBe(false)
})

test('a client that failed is left alone for 30 s; its last answer stays beside the error', async () => {
  await read()
  broker.on(307, ({ extFields }) =>
    extFields.clientId === 'c1' ? { code: 207, remark: 'consumer did not answer' } : { body: running },
  )
  const asked = () => broker.requestsOf(307).filter((r) => r.extFields.clientId === 'c1').length
  const turn = async (laterMs: number) => {
    now += laterMs
    cache.touch(group(), sides())
    await cache.settled()
    return cache.peek('g')!.clients.get('c1')!
  }
  const failed = await turn(10_000)
  expect(failed.error!.reason).toContain('consumer did not answer')
  expect(failed.value).not.toBeNull()
  expect(asked()).toBe(2)
  await turn(15_000)
  await turn(14_999)
  expect(asked()).toBe(2)
  await turn(5_000)
  expect(asked()).toBe(3)
})

test('facts that nobody read for 30 s are dropped: they say nothing of now', async () => {
  await read()
  now += 30_001
  expect(cache.touch(group(), sides()).stats.size).toBe(0)
  await cache.settled()
  expect(cache.peek('g')!.stats.size).toBe(1)
})

test('a client the broker does not know any more is named as such', async () => {
  broker.on(307, { code: 1, remark: 'The Consumer <g> <c1> not online' })
  expect((await read()).clients.get('c1')!.error!.reason).toBe('The broker says that it is not connected')
})

test('one turn at a time: readers that come while it runs share it', async () => {
  const gate = hold()
  broker.on(208, gate.until({ body: stats(95) }))
  const both = Promise.all([read(), read()])
  await broker.received(208, 1)
  gate.release()
  await both
  expect(broker.requestsOf(208)).toHaveLength(1)
})

test('past 50 groups the longest unread is forgotten', async () => {
  await read()
  const first = group()
  for (let i = 0; i < 50; i++)
    await cache.read({ ...first, name: `g${i}`, connections: { ...first.connections, clients: [] } }, [], forever)
  expect(cache.peek('g')).toBeNull()
  expect(cache.peek('g49')).not.toBeNull()
})

test('a store time the broker does not know (delay of decades) is no delay; no pull offset is no in-flight', async () => {
  broker.on(303, { body: span(NOW + 1) })
  broker.on(208, { body: stats(95).replace(',"pullOffset":95', '') })
  const facts = await read()
  const key = queueKey('orders', 'broker-a', 0)
  expect(facts.spans.get('broker-a')!.value!.get(key)!.delayMs).toBeNull()
  expect(facts.stats.get('broker-a')!.value!.get(key)!.inFlight).toBeNull()
})
