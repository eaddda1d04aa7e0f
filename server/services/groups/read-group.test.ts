import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ClusterCollector } from '@/server/metrics/collector'
import { createClient } from '@/server/rocketmq/client.ts'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state.ts'
import { FakeBroker } from '@/tests/support/fake-broker.ts'
import { readGroup } from './read-group'
import { readGroupClient } from './read-group-client'
import { readGroupClients } from './read-group-clients'
import { readGroupConfig } from './read-group-config'
import { readGroupLag } from './read-group-lag'

const mq = (queueId: number, topic = 'orders') => `{"brokerName":"broker-a","queueId":${queueId},"topic":"${topic}"}`
const wrapper = (consumer: number, pull: number, lastTimestamp = NOW - 5_000) =>
  `{"brokerOffset":1000,"consumerOffset":${consumer},"lastTimestamp":${lastTimestamp},"pullOffset":${pull}}`
const consumeStats = `{"consumeTps":1.0,"offsetTable":{${mq(0)}:${wrapper(900, 932)},${mq(1)}:${wrapper(100, 100, 0)}}}`
const span = (queueId: number, delayTime: number, minTimeStamp = -1) =>
  `{"consumeTimeStamp":-1,"delayTime":${delayTime},"maxTimeStamp":-1,"messageQueue":${mq(queueId)},"minTimeStamp":${minTimeStamp}}`
const info = (queues: readonly number[], expression: string, pulledAt = NOW) =>
  `{"jstack":"main","mqTable":{${queues.map((q) => `${mq(q)}:{"cachedMsgCount":3,"commitOffset":900,"lastConsumeTimestamp":0,"lastPullTimestamp":${pulledAt},"locked":false}`).join()}},"properties":{"PROP_CLIENT_VERSION":"V5_5_0","socksProxyConfig":"{\\"*\\":{\\"addr\\":\\"p:1080\\",\\"password\\":\\"pw\\"}}"},"statusTable":{"orders":{"consumeFailedMsgs":2,"consumeFailedTPS":0.1,"consumeOKTPS":10.5,"consumeRT":3.2,"pullRT":1.5,"pullTPS":11.0}},"subscriptionSet":[{"expressionType":"TAG","subString":"${expression}","topic":"orders"}]}`

let broker: FakeBroker
let cluster: ClusterCollector
const replies = new Map<string, string>()

const spec = (more: Partial<BrokerSpec> = {}): BrokerSpec => ({
  name: 'broker-a',
  replicas: [{ id: 0, address: broker.address }],
  topics: {
    orders: { offsets: [{ agoMs: 30_000, max: [400, 70] }, { max: [1_000, 100] }] },
    old: { offsets: [{ max: [50] }] },
    '%RETRY%g|x%': { offsets: [{ max: [3] }] },
  },
  groups: { 'g|x%': { retryMaxTimes: 16 } },
  committed: { 'g|x%': { orders: [900, 100], old: [20], '%RETRY%g|x%': [1] } },
  connections: {
    'g|x%': {
      clients: [{ clientId: 'c1' }, { clientId: 'c2' }],
      subscriptions: [{ topic: 'orders', expressionType: 'TAG', expression: '*' }],
    },
  },
  ...more,
})
const build = (...brokers: BrokerSpec[]) => {
  cluster = buildCluster({ brokers }, { client: createClient({ nameServers: [broker.address] }) })
}
const at = { cluster: 'default', group: 'g|x%' }

beforeEach(async () => {
  broker = await new FakeBroker().start()
  replies.clear()
  replies.set('c1', info([0], '*')).set('c2', info([1], 'a'))
  broker.on(208, { body: consumeStats }).on(303, { body: `{"consumeTimeSpanSet":[${span(0, 7_000)}]}` })
  broker.on(307, ({ extFields }) => {
    const body = replies.get(extFields.clientId!)
    return body ? { body } : { code: 1, remark: `The Consumer <g> <${extFields.clientId}> not online` }
  })
  build(spec())
})
afterEach(async () => {
  await cluster.close()
  await broker.close()
})

describe('readGroup', () => {
  test('answers from memory at once; what was asked behind it is in the next answer', async () => {
    const first = await readGroup.run(callOn(cluster), at)
    expect(first).toMatchObject({ lagMessages: 102, inFlight: null, leftoverTopics: ['old'], retryMaxTimes: 16 })
    expect(first.topics).toEqual(['orders'])
    await readGroupLag.run(callOn(cluster), at)
    const next = await readGroup.run(callOn(cluster), at)
    expect(next).toMatchObject({ inFlight: 32, subscriptionDifferences: 1 })
    // The retry queue was not read by 303: its age is from samples and unknown here, so the oldest is a lower bound.
    expect(next.lagMs).toBe(7_000)
    expect(next.atLeast).toContain('lagMs')
  })

  test('is marked as looked at, with the topics its lag comes from', async () => {
    await readGroup.run(callOn(cluster), at)
    expect([...cluster.viewers.groups(NOW)]).toEqual(['g|x%'])
    expect([...cluster.viewers.topics(NOW)]).toEqual(['orders', '%RETRY%g|x%'])
  })

  test('time to catch up needs 5 minutes of samples', async () => {
    const model = cluster.model(NOW)
    const group = model.groups.get('g|x%')!
    const record = (fromMin: number) => {
      for (let ms = fromMin * 60_000; ms >= 5_000; ms -= 5_000) {
        const lagMessages = 102 + ms / 1_000
        const groups = new Map([[group.name, { ...group, lag: { ...group.lag, lagMessages } }]])
        cluster.recorder.record(cluster.state, { ...model, groups }, NOW - ms)
      }
    }
    record(4)
    expect((await readGroup.run(callOn(cluster), at)).catchUpMs).toBeNull()
    build(spec())
    record(6)
    expect((await readGroup.run(callOn(cluster), at)).catchUpMs).toBe(102_000)
  })

  test('unknown group: says where it was looked for, and where it could not be', async () => {
    build(spec(), { name: 'broker-b', replicas: [{ id: 0, state: 'down' }], read: false })
    await expect(readGroup.run(callOn(cluster), { ...at, group: 'x' })).rejects.toMatchObject({
      code: 'group-not-found',
      message:
        'There is no consumer group "x" in cluster default (searched on broker-a); it may exist on broker-b, which cannot be read now',
    })
  })
})

describe('readGroupLag', () => {
  const rowsOf = async (input: object = {}) => {
    const answer = await readGroupLag.run(callOn(cluster), { ...at, ...input })
    return {
      ...answer,
      row: (topic: string, id: number) => answer.items.find((i) => i.topic === topic && i.queueId === id)!,
    }
  }

  test('each queue with its owner, in flight and times; totals equal the group', async () => {
    const lag = await rowsOf()
    expect(lag).toMatchObject({ lagMessages: 102, retryMessages: 2, inFlight: 32, atLeast: [] })
    expect(lag.ownersAsOf).toBe(new Date(NOW).toISOString())
    expect(lag.row('orders', 0)).toMatchObject({
      brokerOffset: 1_000,
      consumerOffset: 900,
      lagMessages: 100,
      lagMs: 7_000,
      lastConsumedAt: new Date(NOW - 5_000).toISOString(),
      clientId: 'c1',
      atLeast: [],
      kind: 'user',
    })
    expect(lag.row('orders', 1)).toMatchObject({ lagMessages: 0, lagMs: 0, lastConsumedAt: null, clientId: 'c2' })
    expect(lag.row('%RETRY%g|x%', 0)).toMatchObject({ kind: 'retry', lagMessages: 2, clientId: null })
  })

  test('queues of topics nobody subscribes to any more are listed, and count for nothing', async () => {
    const lag = await rowsOf()
    expect(lag.row('old', 0)).toMatchObject({ leftover: true, lagMessages: 30, clientId: null })
    expect(lag.items.at(-1)!.topic).toBe('old')
  })

  test('one topic: its rows and its sums', async () => {
    const lag = await rowsOf({ topic: 'orders' })
    expect(lag.items).toHaveLength(2)
    expect(lag).toMatchObject({ lagMessages: 100, retryMessages: 0 })
  })

  test('a client that does not answer leaves its queues without owner; nothing else changes', async () => {
    replies.delete('c2')
    const lag = await rowsOf()
    expect(lag.row('orders', 0).clientId).toBe('c1')
    expect(lag.row('orders', 1)).toMatchObject({ clientId: null, lagMessages: 0 })
    expect(lag.completeness.failed).toEqual([])
  })

  test('two that claim one queue: who pulled last', async () => {
    replies.set('c1', info([0, 1], '*', NOW - 60_000))
    expect((await rowsOf()).row('orders', 1).clientId).toBe('c2')
  })

  test('a broker that refuses 208: in flight is unknown and the broker is named', async () => {
    broker.on(208, { code: 1, remark: 'no' })
    const lag = await rowsOf()
    expect(lag).toMatchObject({ lagMessages: 102, inFlight: null })
    expect(lag.completeness.failed).toMatchObject([{ target: 'broker-a/0', reason: expect.stringContaining('no') }])
  })

  test('expired unread: the age of the oldest message kept, when the broker cannot say how old the committed one is', async () => {
    broker.on(303, { body: `{"consumeTimeSpanSet":[${span(0, NOW + 1, NOW - 90_000)}]}` })
    build(spec({ topics: { orders: { offsets: [{ max: [1_000, 100], min: [950, 0] }] } } }))
    expect((await rowsOf()).row('orders', 0)).toMatchObject({ lagMessages: 50, expiredMessages: 50, lagMs: 90_000 })
  })

  test('a queue never committed has no committed offset, also where it holds nothing', async () => {
    build(
      spec({
        committed: { 'g|x%': { orders: [900, null] } },
        topics: { orders: { offsets: [{ max: [1_000, 70], min: [0, 70] }] } },
      }),
    )
    const lag = await rowsOf()
    expect(lag.row('orders', 1)).toMatchObject({ consumerOffset: null, lagMessages: 0 })
    expect(lag).toMatchObject({ lagMessages: 100, inFlight: 32, atLeast: [] })
  })

  test('a silent broker keeps its last good rows, stale, and in no total', async () => {
    build(spec(), { ...spec(), name: 'broker-b', replicas: [{ id: 0, state: 'down' }], agoMs: 120_000 })
    const lag = await rowsOf()
    const stale = lag.items.filter((i) => i.brokerName === 'broker-b' && !i.leftover)
    expect(stale.map((i) => [i.stale, i.lagMessages, i.inTps])).toEqual([
      [true, 100, null],
      [true, 0, null],
      [true, 2, null],
    ])
    expect(lag).toMatchObject({ lagMessages: 102, completeness: { asked: 2, answered: 1 } })
    expect(lag.atLeast).toEqual(['lagMessages', 'retryMessages', 'inFlight'])
  })
})

describe('readGroupClients', () => {
  test('each client with its own subscriptions, and where members differ', async () => {
    const answer = await readGroupClients.run(callOn(cluster), at)
    expect(answer.items.map((c) => [c.clientId, c.brokers, c.subscriptions?.[0]?.expression, c.reason])).toEqual([
      ['c1', ['broker-a'], '*', null],
      ['c2', ['broker-a'], 'a', null],
    ])
    expect(answer.differences).toEqual([
      {
        topic: 'orders',
        values: [
          { clientId: 'c1', expressionType: 'TAG', expression: '*' },
          { clientId: 'c2', expressionType: 'TAG', expression: 'a' },
        ],
      },
    ])
  })

  test('one that does not answer: unknown, with the reason, and in no difference', async () => {
    replies.delete('c2')
    const answer = await readGroupClients.run(callOn(cluster), at)
    expect(answer.items[1]).toMatchObject({ subscriptions: null, reason: 'The broker says that it is not connected' })
    expect(answer.differences).toEqual([])
    expect((await readGroup.run(callOn(cluster), at)).subscriptionDifferences).toBeNull()
  })
})

describe('readGroupClient', () => {
  const read = (clientId: string, more: object = {}) =>
    readGroupClient.run(callOn(cluster), { ...at, clientId, ...more })

  test('what the client says of itself; secrets have no value', async () => {
    const answer = await read('c1')
    expect(answer.properties).toEqual([
      { key: 'PROP_CLIENT_VERSION', value: 'V5_5_0', secret: false },
      { key: 'socksProxyConfig', value: null, secret: true },
    ])
    expect(answer.queues).toMatchObject([
      { topic: 'orders', queueId: 0, committedOffset: 900, cachedMessages: 3, locked: false, lastConsumedAt: null },
    ])
    expect(answer.topics).toMatchObject([{ topic: 'orders', pullTps: 11, consumeFailedMessages: 2 }])
    expect(answer.stack).toBeNull()
  })

  test('a thread dump only when asked for', async () => {
    expect((await read('c1', { stack: '1' })).stack).toBe('main')
    expect(broker.requestsOf(307).map((r) => r.extFields.jstackEnable)).toEqual(['true'])
  })

  test('a client nobody knows: 404 naming who was asked; one that does not answer: the broker’s words', async () => {
    await expect(read('c7')).rejects.toMatchObject({
      code: 'client-not-found',
      message: expect.stringContaining('asked broker-a/0'),
    })
    broker.on(307, { code: 207, remark: 'no reply from the consumer' })
    await expect(read('c1')).rejects.toMatchObject({ kind: 'refused', code: 207 })
  })
})

describe('readGroupConfig', () => {
  test('the definition on each broker, what differs, and where there is none; 352 is never sent', async () => {
    build(
      spec({ groups: { 'g|x%': { retryMaxTimes: 16, attributes: { b: '1', a: '2' } } } }),
      {
        name: 'broker-b',
        replicas: [{ id: 0, address: broker.address }],
        groups: { 'g|x%': { retryMaxTimes: 3, attributes: { a: '2', b: '1' } } },
      },
      { name: 'broker-c', replicas: [{ id: 0, address: broker.address }] },
    )
    const answer = await readGroupConfig.run(callOn(cluster), at)
    expect(answer.items.map((i) => i.brokerName)).toEqual(['broker-a', 'broker-b'])
    expect(answer.items[0]!.values).toContainEqual({ key: 'attributes', value: '{"a":"2","b":"1"}' })
    expect(answer.differences).toEqual([
      {
        field: 'retryMaxTimes',
        values: [
          { brokerName: 'broker-a', value: '16' },
          { brokerName: 'broker-b', value: '3' },
        ],
      },
    ])
    expect(answer.missingOn).toEqual(['broker-c'])
    expect((await readGroup.run(callOn(cluster), at)).retryMaxTimes).toBeNull()
    expect(broker.requestsOf(352)).toEqual([])
  })
})
