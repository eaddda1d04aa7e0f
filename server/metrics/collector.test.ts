import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '@/server/rocketmq/client.ts'
import { FakeBroker } from '@/tests/support/fake-broker.ts'
import { tickBroker } from './broker-task'
import { CallBudget } from './budget'
import { discover } from './discovery'
import { buildModel } from './model'
import { brokerRates } from './recorder'
import { tickReplica } from './replica-task'
import { type BrokerState, type ClusterState, newClusterState, type ReplicaState } from './state'
import { Viewers } from './viewers'

// One scripted server is name server and broker-a at once; the clock is driven, the sockets and frames are real.

const TICK_MS = 5_000
const START = Date.UTC(2026, 0, 2, 3, 4, 5)

let fake: FakeBroker
let client: ReturnType<typeof createClient>
let state: ClusterState
let now: number
const signal = new AbortController().signal
const viewers = new Viewers()

/** What the broker would answer now; tests change it between turns. */
let store: { max: number; min: number; logEnd: number; committed: number | null; putTps: string; bootAt: number }

const queue = '{"brokerName":"broker-a","queueId":0,"topic":"orders"}'

beforeEach(async () => {
  now = START
  store = { max: 100, min: 0, logEnd: 10_000, committed: 100, putTps: '12.5  ', bootAt: START - 60_000 }
  fake = await new FakeBroker().start()
  fake.on(106, () => ({
    body: `{"brokerAddrTable":{"broker-a":{"brokerAddrs":{0:"${fake.address}"},"brokerName":"broker-a","cluster":"C"}},"clusterAddrTable":{"C":["broker-a"]}}`,
  }))
  fake.on(28, () => ({
    body: {
      table: {
        putTps: store.putTps,
        getTransferredTps: '7.0 7.0 7.0',
        bootTimestamp: String(store.bootAt),
        commitLogMinOffset: '0',
        commitLogMaxOffset: String(store.logEnd),
        dispatchBehindBytes: '0',
        brokerVersionDesc: 'V5_5_0',
      },
    },
  }))
  fake.on(26, { body: 'diskMaxUsedSpaceRatio=75\n' })
  fake.on(21, {
    body: '{"dataVersion":{"counter":1,"stateVersion":0,"timestamp":1},"topicConfigTable":{"orders":{"attributes":{},"order":false,"perm":6,"readQueueNums":1,"topicFilterType":"SINGLE_TAG","topicName":"orders","topicSysFlag":0,"writeQueueNums":1}}}',
  })
  fake.on(201, {
    body: '{"dataVersion":{"counter":1,"stateVersion":0,"timestamp":1},"forbiddenTable":{},"subscriptionGroupTable":{}}',
  })
  fake.on(43, () => ({
    body: store.committed === null ? '{"offsetTable":{}}' : `{"offsetTable":{"orders@billing":{0:${store.committed}}}}`,
  }))
  fake.on(328, { body: '{"data":{}}' })
  fake.on(305, { body: '{"topicList":[]}' })
  fake.on(203, { code: 206, remark: 'not online' })
  fake.on(202, () => ({
    body: `{"offsetTable":{${queue}:{"lastUpdateTimestamp":${START},"maxOffset":${store.max},"minOffset":${store.min}}}}`,
  }))
  client = createClient({ nameServers: [fake.address], timeoutMs: 2_000 })
  state = newClusterState('default', [fake.address], now)
  await discover(state, client, now, signal)
})

afterEach(async () => {
  client.close()
  await fake.close()
})

const broker = (): BrokerState => state.brokers.get('broker-a')!
const replica = (): ReplicaState => state.replicas.get('broker-a/0')!

/** One turn of every loop, `ms` after the last. */
async function turn(ms: number, change: Partial<typeof store> = {}): Promise<void> {
  now += ms
  store = { ...store, ...change }
  const clock = { now: () => now, sleep: async () => {} }
  await tickReplica(state, replica(), client, now, signal)
  const budget = new CallBudget({ perSecond: 500, burst: 500, clock })
  await tickBroker(state, broker(), { client, viewers, budget, clock, signal }, now, TICK_MS)
}

const topic = () => buildModel(state, now).topics.get('orders')!
const group = () => buildModel(state, now).groups.get('billing')!
const asked = (code: number) => fake.requestsOf(code).length

describe('in-rate of a topic', () => {
  test('one sample is no rate: unknown, not 0', async () => {
    await turn(0)
    expect(topic().inTps).toEqual({ value: null, atLeast: false })
  })

  test('the difference of two samples of the same queue', async () => {
    await turn(0)
    await turn(10_000, { max: 350, logEnd: 20_000 })
    expect(topic().inTps).toEqual({ value: 25, atLeast: false })
  })

  test('an offset that went back breaks the series instead of drawing a spike', async () => {
    await turn(0)
    await turn(10_000, { max: 350, logEnd: 20_000 })
    await turn(10_000, { max: 3, logEnd: 20_100, bootAt: START })
    expect(topic().inTps.value).toBeNull()
  })

  test('a quiet broker proves a rate of 0 without being asked again', async () => {
    await turn(0)
    const before = asked(202)
    await turn(10_000)
    await turn(10_000)
    expect(asked(202)).toBe(before)
    expect(topic().inTps).toEqual({ value: 0, atLeast: false })
  })

  test('a quiet broker proves nothing of the time since its log was looked at', async () => {
    await turn(0)
    now += 4_000
    const clock = { now: () => now, sleep: async () => {} }
    const budget = new CallBudget({ perSecond: 500, burst: 500, clock })
    await tickBroker(state, broker(), { client, viewers, budget, clock, signal }, now, TICK_MS)
    expect(broker().offsets.get('orders')?.verifiedAt).toBe(START)
  })

  test('a quiet broker is swept again after five minutes: retention moves minimum offsets', async () => {
    await turn(0)
    await turn(301_000, { min: 40 })
    expect(broker().offsets.get('orders')?.newest?.min[0]).toBe(40n)
  })
})

describe('out-rate of a group', () => {
  test('is measured over at least 30 s: clients commit every 5 s', async () => {
    await turn(0, { committed: 100 })
    await turn(10_000, { committed: 100, max: 700, logEnd: 11_000 })
    await turn(10_000, { committed: 400, logEnd: 12_000 })
    expect(group().outTps.value).toBeNull()
    await turn(10_000, { committed: 400, logEnd: 13_000 })
    expect(group().outTps).toEqual({ value: 10, atLeast: false })
  })

  test('a reset backwards is no consumption', async () => {
    for (const committed of [500, 500, 500, 100]) await turn(10_000, { committed, max: 700, logEnd: now })
    expect(group().outTps.value).toBeNull()
  })
})

describe('a broker that stops answering', () => {
  test('keeps its last good values with their time; nothing becomes 0', async () => {
    await turn(0)
    await turn(10_000, { max: 350, logEnd: 20_000 })
    await fake.close()
    await turn(5_000)
    expect(replica()).toMatchObject({ state: 'down' })
    expect(replica().runtime).toMatchObject({ asOf: START + 10_000, error: { at: START + 15_000 } })
    expect(replica().runtime.value?.counters.inTps.tps10s).toBe(12.5)
    const model = buildModel(state, now)
    expect(model.sides[0]).toMatchObject({ silent: true, serving: null })
    expect(topic()).toMatchObject({
      inTps: { value: null },
      messagesKept: { value: null },
      keptLastGood: 350,
      silentBrokers: ['broker-a'],
    })
    expect(group().lag).toMatchObject({ lagMessages: null })
    expect(brokerRates([replica()], now).inTps).toEqual({ value: null, atLeast: false })
  })

  test('comes back by itself', async () => {
    await turn(0)
    await fake.close()
    await turn(5_000)
    await fake.start()
    await turn(5_000, { max: 350, logEnd: 20_000 })
    await turn(10_000, { max: 450, logEnd: 30_000 })
    expect(replica().state).toBe('up')
    expect(topic().inTps.value).toBe(10)
  })

  test('an empty list from a name server removes nothing', async () => {
    await turn(0)
    fake.on(106, { body: '{"brokerAddrTable":{},"clusterAddrTable":{}}' })
    await discover(state, client, now + 10_000, signal)
    expect(replica()).toMatchObject({ registered: false, state: 'up' })
    expect(buildModel(state, now).topics.has('orders')).toBe(true)
  })
})

test('a group that never committed on a queue with messages has unknown lag', async () => {
  fake.on(43, { body: '{"offsetTable":{"other@billing":{0:5}}}' })
  fake.on(203, {
    body: '{"connectionSet":[{"clientAddr":"127.0.0.1:1","clientId":"c1","language":"JAVA","version":513}],"consumeFromWhere":"CONSUME_FROM_LAST_OFFSET","consumeType":"CONSUME_PASSIVELY","messageModel":"CLUSTERING","subscriptionTable":{"orders":{"classFilterMode":false,"codeSet":[],"expressionType":"TAG","subString":"*","subVersion":1,"tagsSet":[],"topic":"orders"}}}',
  })
  await turn(0)
  expect(group().lag.lagMessages).toBeNull()
  expect(group()).toMatchObject({ neverCommitted: true, connections: { state: 'online' } })
})

test('only bulk reads and cheap questions: never 317, 352, 208', async () => {
  await turn(0)
  await turn(30_000, { logEnd: 40_000 })
  const codes = new Set(fake.requests.map((r) => r.code))
  expect([...codes].sort((a, b) => a - b)).toEqual([21, 26, 28, 43, 106, 201, 202, 203, 305, 328])
})
