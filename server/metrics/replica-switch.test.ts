import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '@/server/rocketmq/client.ts'
import { listProducers } from '@/server/services/producers/list-producers'
import { buildState, callOn, NOW } from '@/tests/support/cluster-state.ts'
import { FakeBroker, hold } from '@/tests/support/fake-broker.ts'
import { tickBroker } from './broker-task'
import { CallBudget } from './budget'
import { ClusterCollector } from './collector'
import { discover } from './discovery'
import { buildModel } from './model'
import { tickReplica } from './replica-task'
import type { ClusterState } from './state'
import { Viewers } from './viewers'

// A scripted master (the name server too) and its slave. The clock is driven, the sockets and frames are real.

const START = Date.UTC(2026, 0, 2, 3, 4, 5)

type Store = { max: number; committed: number | null; logEnd: number; members: string[]; producers: string[] }

let master: FakeBroker
let slave: FakeBroker
let onMaster: Store
let onSlave: Store
let client: ReturnType<typeof createClient>
let now: number

beforeEach(async () => {
  now = START
  onMaster = { max: 100, committed: 40, logEnd: 10_000, members: ['c1'], producers: ['p1'] }
  onSlave = { max: 90, committed: 30, logEnd: 9_000, members: [], producers: [] }
  slave = await new FakeBroker().start()
  master = await new FakeBroker().start()
  script(master, () => onMaster)
  script(slave, () => onSlave)
  master.on(106, () => ({
    body: `{"brokerAddrTable":{"broker-a":{"brokerAddrs":{0:"${master.address}",1:"${slave.address}"},"brokerName":"broker-a","cluster":"C"}},"clusterAddrTable":{"C":["broker-a"]}}`,
  }))
  client = createClient({ nameServers: [master.address], timeoutMs: 2_000 })
})

afterEach(async () => {
  client.close()
  await Promise.all([master.close(), slave.close()])
})

function script(fake: FakeBroker, store: () => Store): void {
  fake.on(28, () => ({
    body: {
      table: {
        putTps: '1.0 1.0 1.0',
        bootTimestamp: String(START - 60_000),
        commitLogMinOffset: '0',
        commitLogMaxOffset: String(store().logEnd),
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
  fake.on(43, () => {
    const { committed } = store()
    return { body: committed === null ? '{"offsetTable":{}}' : `{"offsetTable":{"orders@billing":{0:${committed}}}}` }
  })
  fake.on(328, () => ({
    body: `{"data":{${store()
      .producers.map(
        (id) =>
          `"shop":[{"clientId":"${id}","language":"JAVA","lastUpdateTimestamp":${START},"remoteIP":"127.0.0.1","version":513}]`,
      )
      .join()}}}`,
  }))
  fake.on(305, { body: '{"topicList":[]}' })
  fake.on(203, () =>
    store().members.length === 0
      ? { code: 206, remark: 'not online' }
      : {
          body: `{"connectionSet":[${store()
            .members.map((id) => `{"clientAddr":"127.0.0.1:1","clientId":"${id}","language":"JAVA","version":513}`)
            .join()}],"consumeFromWhere":"CONSUME_FROM_LAST_OFFSET","consumeType":"CONSUME_PASSIVELY","messageModel":"CLUSTERING","subscriptionTable":{"orders":{"classFilterMode":false,"codeSet":[],"expressionType":"TAG","subString":"*","subVersion":1,"tagsSet":[],"topic":"orders"}}}`,
        },
  )
  fake.on(202, () => ({
    body: `{"offsetTable":{{"brokerName":"broker-a","queueId":0,"topic":"orders"}:{"lastUpdateTimestamp":${START},"maxOffset":${store().max},"minOffset":0}}}`,
  }))
}

function newCollector(asking = client): ClusterCollector {
  const config = { id: 'default', name: 'default', nameServers: [master.address], credentials: null, tls: false }
  return new ClusterCollector({
    config: { ...config, timeoutMs: 2_000, addressMap: [], reads: { messagesPerSecond: 1e9, bytesPerSecond: 1e12 } },
    client: asking,
    log: pino({ level: 'silent' }),
    clock: { now: () => now, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
  })
}

/** Turns of every loop under a driven clock, on a collector that is not started. */
function driver() {
  const collector = newCollector()
  const { state } = collector
  const signal = new AbortController().signal
  const clock = { now: () => now, sleep: async () => {} }
  const viewers = new Viewers()
  return {
    collector,
    state,
    async turn(ms: number) {
      now += ms
      if (state.replicas.size === 0) await discover(state, client, now, signal)
      for (const replica of state.replicas.values()) await tickReplica(state, replica, client, now, signal)
      const budget = new CallBudget({ perSecond: 500, burst: 500, clock })
      await tickBroker(state, broker(state), { client, viewers, budget, clock, signal }, now, 5_000)
    },
    model: () => buildModel(state, now),
    topic: () => buildModel(state, now).topics.get('orders')!,
    group: () => buildModel(state, now).groups.get('billing')!,
  }
}

const broker = (state: ClusterState) => state.brokers.get('broker-a')!
const stuck = { code: 1, remark: 'stuck' }

describe('while the master is silent', () => {
  test('its slave is read, and everything says so', async () => {
    const world = driver()
    await world.turn(0)
    expect(world.group().lag).toMatchObject({ lagMessages: 60, atLeast: false })
    await master.close()
    await world.turn(5_000)
    expect(world.model().sides[0]).toMatchObject({ silent: false, fromReplica: 1 })
    // The slave has committed offset 30: older than what its master said last.
    expect(world.group()).toMatchObject({ fromReplica: true, lag: { lagMessages: 50, atLeast: true } })
    expect(world.group().queues[0]).toMatchObject({ maxOffset: 90n, committedOffset: 40n, fromReplicaId: 1 })
    expect(world.topic()).toMatchObject({ messagesKept: { value: 90, atLeast: true }, inTps: { value: null } })
  })

  test('a slave whose tables are empty takes nothing away', async () => {
    onSlave.committed = null
    slave.on(21, { body: '{"dataVersion":{"counter":1,"stateVersion":0,"timestamp":1},"topicConfigTable":{}}' })
    slave.on(202, { code: 17, remark: 'no topic orders' })
    const world = driver()
    await world.turn(0)
    await master.close()
    await world.turn(31_000)
    expect(world.topic()).toMatchObject({ messagesKept: { value: 100, atLeast: true }, groups: new Set(['billing']) })
    expect(world.group()).toMatchObject({ neverCommitted: false, lag: { lagMessages: 60, atLeast: true } })
  })

  test('"never committed" is for the master to say', () => {
    const said = (state: 'up' | 'down') =>
      buildModel(
        buildState({
          brokers: [
            {
              name: 'broker-a',
              replicas: [{ id: 0, state }, { id: 1 }],
              topics: { orders: { offsets: [{ max: [9, 9] }] } },
              committed: { billing: { orders: [5, null] } },
            },
          ],
        }),
        NOW,
      ).groups.get('billing')
    expect(said('up')).toMatchObject({ neverCommitted: true, lag: { lagMessages: 4, atLeast: true } })
    expect(said('down')).toMatchObject({ neverCommitted: false, lag: { lagMessages: 4, atLeast: true } })
  })

  test('its producers stay listed: a slave knows none', async () => {
    const world = driver()
    await world.turn(0)
    await master.close()
    await world.turn(31_000)
    expect(slave.requestsOf(328)).toHaveLength(0)
    const answer = await listProducers.run(callOn(world.collector, { now: () => now }), { cluster: 'default' })
    expect(answer.items.map(({ group }) => group)).toEqual(['shop'])
    expect(answer.completeness).toMatchObject({ asked: 2, answered: 1, failed: [{ target: 'broker-a/0' }] })
  })

  test('a group whose clients the slave does not know is not offline', async () => {
    const world = driver()
    await world.turn(0)
    expect(world.group().connections).toMatchObject({ state: 'online', clients: [{ clientId: 'c1' }] })
    await master.close()
    await world.turn(61_000)
    expect(world.group().connections.state).toBe('online')
    await world.turn(61_000)
    expect(world.group().connections).toMatchObject({ state: 'unknown', clients: [] })
  })

  test('a group that was offline before is offline still', async () => {
    onMaster.members = []
    const world = driver()
    await world.turn(0)
    await master.close()
    await world.turn(61_000)
    expect(world.group().connections.state).toBe('offline')
  })
})

describe('when the master is back', () => {
  test('everything is read anew at once, and exact only then', async () => {
    const world = driver()
    await world.turn(0)
    await master.close()
    await world.turn(5_000)
    await master.start()
    for (const replica of world.state.replicas.values())
      await tickReplica(world.state, replica, client, now, new AbortController().signal)
    expect(world.model().sides[0]).toMatchObject({ serving: { brokerId: 0 }, fromReplica: 1 })
    await world.turn(1_000)
    expect(world.model().sides[0]?.fromReplica).toBeNull()
    expect(world.group().lag).toMatchObject({ lagMessages: 60, atLeast: false })
    expect(world.topic().messagesKept).toEqual({ value: 100, atLeast: false })
  })

  test('a master that does not give its tables yet leaves the values of the slave marked', async () => {
    const world = driver()
    await world.turn(0)
    await master.close()
    await world.turn(5_000)
    await master.start()
    master.on(43, stuck)
    await world.turn(1_000)
    expect(world.model().sides[0]?.fromReplica).toBe(1)
    expect(world.group().lag.atLeast).toBe(true)
  })

  test('the difference of two replicas is no rate', async () => {
    const world = driver()
    await world.turn(0)
    await master.close()
    for (let i = 0; i < 4; i++) await world.turn(10_000)
    await master.start()
    onMaster = { ...onMaster, max: 1_000_000, committed: 900_000, logEnd: 90_000_000 }
    await world.turn(10_000)
    expect(world.topic().inTps.value).toBeNull()
    expect(world.group().outTps.value).toBeNull()
    onMaster = { ...onMaster, max: 1_000_100, committed: 900_300, logEnd: 90_010_000 }
    await world.turn(10_000)
    expect(world.topic().inTps).toEqual({ value: 10, atLeast: false })
    await world.turn(20_000)
    expect(world.group().outTps).toEqual({ value: 10, atLeast: false })
  })
})

test('one question that was not answered makes nobody unknown', async () => {
  const world = driver()
  await world.turn(0)
  master.on(203, stuck)
  await world.turn(61_000)
  expect(world.group().connections).toMatchObject({ state: 'online', clients: [{ clientId: 'c1' }] })
})

test('the slave is read although a sweep still waits for the master', async () => {
  const never = hold()
  master.on(202, never.until({ body: '{"offsetTable":{}}' }))
  // Long after this test has failed: nothing here ends by a time-out.
  const collector = newCollector(createClient({ nameServers: [master.address], timeoutMs: 60_000 }))
  collector.start()
  try {
    await master.received(202)
    master.on(28, stuck)
    await slave.received(202)
    expect(master.requestsOf(202)).toHaveLength(1)
  } finally {
    await collector.close()
    never.release()
  }
})

test('a broker that moved to another address is read there, under the same name', async () => {
  const world = driver()
  await world.turn(0)
  const elsewhere = await new FakeBroker().start()
  try {
    script(elsewhere, () => ({ ...onMaster, max: 120, logEnd: 12_000 }))
    master.on(106, {
      body: `{"brokerAddrTable":{"broker-a":{"brokerAddrs":{0:"${elsewhere.address}",1:"${slave.address}"},"brokerName":"broker-a","cluster":"C"}},"clusterAddrTable":{"C":["broker-a"]}}`,
    })
    await discover(world.state, client, now, new AbortController().signal)
    await world.turn(10_000)
    expect([...world.state.replicas.keys()]).toEqual(['broker-a/0', 'broker-a/1'])
    expect(world.state.replicas.get('broker-a/0')).toMatchObject({ address: elsewhere.address, state: 'up' })
    expect(world.topic().messagesKept).toEqual({ value: 120, atLeast: false })
  } finally {
    await elsewhere.close()
  }
})
