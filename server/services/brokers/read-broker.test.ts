import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '@/server/rocketmq/client.ts'
import { buildCluster, callOn } from '@/tests/support/cluster-state'
import { FakeBroker } from '@/tests/support/fake-broker'
import { readBroker } from './read-broker'
import { readBrokerConfig } from './read-broker-config'
import { readBrokerRuntime } from './read-broker-runtime'
import { runtimeGroup } from './runtime-group'

const fake = new FakeBroker()
let client: ReturnType<typeof createClient>
beforeEach(async () => {
  await fake.start()
  client = createClient({ nameServers: [fake.address], timeoutMs: 10_000, connectTimeoutMs: 10_000 })
})
afterEach(async () => {
  client.close()
  await fake.close()
})

const cluster = () =>
  buildCluster(
    {
      brokers: [
        {
          name: 'broker-a',
          replicas: [
            { id: 0, address: fake.address, runtime: { putTps: '1 2 3', bootTimestamp: '5' }, config: { a: 'last' } },
            { id: 1, state: 'down', config: { a: '1' } },
          ],
          topics: { orders: { readQueues: 8, writeQueues: 4, perm: 4 }, audit: {} },
        },
        { name: 'broker-b', replicas: [{ id: 0 }] },
      ],
    },
    { client },
  )
const replica = (brokerId: number) => ({ cluster: 'default', broker: 'broker-a', brokerId })

describe('readBroker', () => {
  test('its replicas and the topics it hosts', async () => {
    const answer = await readBroker.run(callOn(cluster()), { cluster: 'default', broker: 'broker-a' })
    expect(answer.replicas.map(({ brokerId, state }) => [brokerId, state])).toEqual([
      [0, 'up'],
      [1, 'down'],
    ])
    expect(answer.topics).toMatchObject([
      { name: 'audit', readQueues: 4, writeQueues: 4, permission: 'rw' },
      { name: 'orders', readQueues: 8, writeQueues: 4, permission: 'r' },
    ])
    expect(answer.completeness).toMatchObject({ asked: 2, answered: 1, failed: [{ target: 'broker-a/1' }] })
  })

  test('what its topics hold and how they move there; a topic never read is unknown', async () => {
    const moving = buildCluster({
      brokers: [
        {
          name: 'broker-a',
          topics: {
            orders: {
              offsets: [
                { agoMs: 10_000, max: [0, 100] },
                { max: [50, 150], min: [0, 20] },
              ],
            },
            quiet: { offsets: [{ agoMs: 10_000, max: [7] }, { max: [7] }] },
            unread: {},
          },
          committed: { g: { orders: [40, 150] } },
          committedHistory: [{ agoMs: 40_000, groups: { g: { orders: [0, 110] } } }],
        },
        { name: 'broker-b', topics: { orders: { offsets: [{ agoMs: 10_000, max: [0] }, { max: [900] }] } } },
      ],
    })
    const { topics, fromReplica } = await readBroker.run(callOn(moving), { cluster: 'default', broker: 'broker-a' })
    expect(fromReplica).toBeNull()
    expect(topics).toMatchObject([
      { name: 'orders', type: 'NORMAL', inTps: 10, outTps: 2, messagesKept: 180, atLeast: [] },
      { name: 'quiet', inTps: 0, outTps: 0, messagesKept: 7, inTrend: null },
      { name: 'unread', inTps: null, outTps: 0, messagesKept: null },
    ])
  })

  test('read from a slave: what it holds is at least, what came in is unknown', async () => {
    const silent = buildCluster({
      brokers: [
        {
          name: 'broker-a',
          replicas: [{ id: 0, state: 'down' }, { id: 1 }],
          topics: { orders: { offsets: [{ agoMs: 10_000, max: [0] }, { max: [50] }] } },
        },
      ],
    })
    const answer = await readBroker.run(callOn(silent), { cluster: 'default', broker: 'broker-a' })
    expect(answer.fromReplica).toBe(1)
    expect(answer.topics).toMatchObject([{ inTps: null, messagesKept: 50, atLeast: ['messagesKept'] }])
  })

  test('names the brokers there are', async () => {
    await expect(readBroker.run(callOn(cluster()), { cluster: 'default', broker: 'x' })).rejects.toMatchObject({
      code: 'broker-not-found',
      params: { known: ['broker-a', 'broker-b'] },
    })
  })
})

describe('readBrokerRuntime', () => {
  test('the values as given, grouped', async () => {
    const { values, completeness } = await readBrokerRuntime.run(callOn(cluster()), replica(0))
    expect(values).toContainEqual({ key: 'putTps', value: '1 2 3', group: 'traffic' })
    expect(values).toContainEqual({ key: 'bootTimestamp', value: '5', group: 'process' })
    expect(completeness).toEqual({ asked: 1, answered: 1, failed: [] })
  })

  test('the last good values of a replica that is down', async () => {
    const answer = await readBrokerRuntime.run(callOn(cluster()), replica(1))
    expect(answer.values).not.toEqual([])
    expect(answer).toMatchObject({ asOf: expect.any(String), completeness: { asked: 1, answered: 0 } })
  })

  test('names the replicas there are', async () => {
    await expect(readBrokerRuntime.run(callOn(cluster()), replica(7))).rejects.toThrow('no replica 7 (known: 0, 1)')
  })

  test.each([
    ['putTps', 'traffic'],
    ['getTransferredTps', 'traffic'],
    ['msgPutTotalTodayNow', 'traffic'],
    ['putMessageDistributeTime', 'traffic'],
    ['commitLogDiskRatio', 'storage'],
    ['dispatchBehindBytes', 'storage'],
    ['remainHowManyDataToFlush', 'storage'],
    ['earliestMessageTimeStamp', 'storage'],
    ['sendThreadPoolQueueSize', 'threads'],
    ['pullThreadPoolQueueHeadWaitTimeMills', 'threads'],
    ['scheduleMessageOffset_3', 'schedule'],
    ['timerCongestNum', 'schedule'],
    ['brokerVersionDesc', 'process'],
    ['runtime', 'process'],
    ['somethingOfAPlugin', 'other'],
  ])('%s is of %s', (key, group) => expect(runtimeGroup(key)).toBe(group))
})

describe('readBrokerConfig', () => {
  test('asks the replica now and compares with what was read of the others', async () => {
    fake.on(26, {
      body: 'a=2\ninitAuthenticationUser={"username":"u","password":"p"}\n',
      extFields: { version: '{"counter":3,"stateVersion":0,"timestamp":1700000000000}' },
    })
    const answer = await readBrokerConfig.run(callOn(cluster()), replica(0))
    expect(answer.dataVersion).toBe('3@1700000000000')
    expect(answer.items).toMatchObject([
      { key: 'a', value: '2', secret: false, others: [{ target: 'broker-a/1', value: '1' }], difference: 'drift' },
      { key: 'initAuthenticationUser', value: null, secret: true, others: [], difference: 'same' },
    ])
    // Nobody ever read the configuration of the other master.
    expect(answer.completeness).toMatchObject({ asked: 3, answered: 2, failed: [{ target: 'broker-b/0' }] })
  })

  test('beside each value what it is without a configuration file, in this version', async () => {
    fake.on(26, { body: 'fileReservedTime=48\nbrokerIP1=10.0.0.1\nsecretKey=s\n' })
    const { items, defaultsOf } = await readBrokerConfig.run(callOn(cluster()), replica(0))
    expect(defaultsOf).toBe('5.5.0')
    expect(items.map(({ key, default: { kind, value } }) => [key, kind, value])).toEqual([
      ['fileReservedTime', 'value', '72'],
      ['brokerIP1', 'detected', null],
      ['secretKey', 'unknown', null],
      ['a', 'unknown', null],
    ])
  })

  test('shows the last known one when the replica does not answer', async () => {
    await fake.close()
    const answer = await readBrokerConfig.run(callOn(cluster()), replica(0))
    expect(answer.items).toMatchObject([{ key: 'a', value: 'last' }])
    expect(answer.completeness.failed.map((failed) => failed.target)).toContain('broker-a/0')
  })
})
