import { createServer as createTlsServer } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { listBrokers, listNameServers } from '../../lib/contract/brokers.ts'
import { listClusters, readCluster, readProblems } from '../../lib/contract/clusters.ts'
import { type Endpoint, type InputOf, urlOf } from '../../lib/contract/endpoint.ts'
import { listGroups, readGroupLag } from '../../lib/contract/groups.ts'
import { listProducers, listTopics, readTopic, readTopicQueues } from '../../lib/contract/topics.ts'
import { freePort } from '../../scripts/support/free-port.ts'
import { consoleApi } from '../support/console-api.ts'
import { selfSignedCertificate } from '../support/self-signed.ts'
import { expectWhole, failedOf, type Picture, pictureOf } from './support/faults-picture.ts'
import { eventually, type FaultsWorld, openServer, startFaultsWorld } from './support/faults-world.ts'
import { committed } from './support/settle.ts'

const all = { pageSize: 1000 }
/** Longer than any memory answer takes, shorter than the first time-out of the patient cluster's calls. */
const PATIENT_TIMEOUT_MS = 60_000
const ANSWER_MS = 45_000

// Each waits for several things to happen, for `eventually` one after the other.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 })

let world: FaultsWorld
let silent: Awaited<ReturnType<typeof openServer>>
let garbled: Awaited<ReturnType<typeof openServer>>
let tlsOnly: Awaited<ReturnType<typeof openServer>>
let closedPort: number

/** What the console says with nobody missing; taken anew before each fault. */
let before: Picture

beforeAll(async () => {
  closedPort = await freePort()
  silent = await openServer(() => {})
  garbled = await openServer((socket) => socket.end('220 not a broker\r\n'))
  const tls = createTlsServer(selfSignedCertificate())
  tls.on('tlsClientError', (_, socket) => socket.destroy())
  tlsOnly = await openServer((socket) => tls.emit('connection', socket))
  world = await startFaultsWorld((nameServers) => [
    { id: 'patient', nameServers, timeoutMs: PATIENT_TIMEOUT_MS },
    {
      id: 'wrong',
      nameServers: ['no-such-host.invalid:9876', `127.0.0.1:${closedPort}`, silent.address, tlsOnly.address],
      timeoutMs: 2_000,
    },
    { id: 'wrong-tls', nameServers: [garbled.address], tls: true },
  ])
  await fill(world)
}, 600_000)

afterAll(async () => {
  await world?.stop()
  for (const server of [silent, garbled, tlsOnly]) server?.close()
})

/** `orders` on both brokers, `only-b` on one; groups that left something behind, and one that is connected. */
async function fill({ fixture, api }: FaultsWorld): Promise<void> {
  await fixture.createTopic({ topic: 'orders', queues: 2 })
  await fixture.createTopic({ topic: 'only-b', queues: 1, brokers: ['broker-b'] })
  await fixture.createTopic({ topic: 'growing', queues: 1, brokers: ['broker-a'] })
  const send = (topic: string, broker: string, queue: number, count: number) =>
    fixture.send({ topic, broker, queue, count })
  for (const broker of ['broker-a', 'broker-b']) for (const queue of [0, 1]) await send('orders', broker, queue, 2)
  await send('only-b', 'broker-b', 0, 2)
  const behind = await fixture.consume({ group: 'behind', topics: ['orders'] })
  const behindB = await fixture.consume({ group: 'behind-b', topics: ['only-b'] })
  const readers = await fixture.consume({ group: 'readers-b', topics: ['only-b'] })
  await behind.waitFor(8)
  await behindB.waitFor(2)
  for (const group of ['behind', 'behind-b']) await committed(api, group)
  await Promise.all([behind.stop(), behindB.stop()])
  await send('orders', 'broker-a', 0, 2)
  await send('orders', 'broker-b', 1, 3)
  await send('only-b', 'broker-b', 0, 4)
  await readers.waitFor(6)
}

const look = () => pictureOf(world.api)
const brokerRow = async (replica: string) => {
  const { items } = await world.api.get(listBrokers, all)
  return items.find(({ brokerName, brokerId }) => `${brokerName}/${brokerId}` === replica)!
}
const rowOf = <T extends { name: string }>(rows: readonly T[], name: string): T =>
  rows.find((row) => row.name === name)!
const queuesOn = (picture: Picture, topic: string, broker: string) =>
  (picture.queues[topic] ?? []).filter(({ brokerName }) => brokerName === broker)

/** Everything is up and exact, as it was before anything happened. */
async function untilWhole(): Promise<Picture> {
  return eventually(async () => {
    const picture = await look()
    expectWhole(picture)
    expect(picture.groups).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'behind', state: 'offline', lagMessages: 5 }),
        expect.objectContaining({ name: 'behind-b', state: 'offline', lagMessages: 4 }),
        expect.objectContaining({ name: 'readers-b', state: 'online', members: 1, lagMessages: 0 }),
      ]),
    )
    expect(picture.brokers).toHaveLength(4)
    return picture
  })
}

/** The console finds back to what it said before, by itself. */
async function expectAsBefore(): Promise<void> {
  await eventually(async () => expect(await look()).toEqual(before))
}

/** How things look with nobody missing is the measure of every fault; after each one everything runs again. */
function aroundEach(): void {
  beforeEach(async () => {
    before = await untilWhole()
  })
  afterEach(() => world.mend())
}

/** A list answers while calls to a broker are under way that nobody answers. */
async function expectAnswer(endpoint: Endpoint): Promise<void> {
  const url = world.url + urlOf(endpoint, { cluster: 'patient' } as InputOf<Endpoint>)
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) })
  expect(response.status, endpoint.id).toBe(200)
  expect(endpoint.response.safeParse(await response.json()).success, endpoint.id).toBe(true)
}

test('a wrong address: the failure says which step of reaching the server failed', async () => {
  await eventually(async () => {
    const { connection, ...counts } = await world.apiOf('wrong').get(readCluster, {})
    expect(connection.state).toBe('failed')
    expect(Object.fromEntries(connection.failures.map(({ address, hop }) => [address, hop]))).toEqual({
      'no-such-host.invalid:9876': 'name',
      [`127.0.0.1:${closedPort}`]: 'connect',
      [silent.address]: 'protocol',
      [tlsOnly.address]: 'protocol',
    })
    for (const { address, reason } of connection.failures) expect(reason).toContain(address)
    expect(counts).toMatchObject({ masters: null, slaves: null, topics: null, groups: null, inTps: null, asOf: null })
  })
  await eventually(async () => {
    const { connection } = await world.apiOf('wrong-tls').get(readCluster, {})
    expect(connection).toMatchObject({ state: 'failed', failures: [{ address: garbled.address, hop: 'tls' }] })
  })
  const { items } = await world.api.get(listClusters, {})
  expect(items.map(({ id }) => id)).toEqual(['default', 'patient', 'wrong', 'wrong-tls'])
})

describe('a master that is stopped and holds its connections', () => {
  aroundEach()

  test('lists and pages answer although it never does', async () => {
    const patient = world.apiOf('patient')
    await eventually(async () => expect(await pictureOf(patient)).toEqual(before))
    world.cluster.pauseBroker('broker-b', 0)
    const lists = [listBrokers, listTopics, listGroups, listProducers, readCluster, readProblems] as const
    await Promise.all(lists.map((endpoint) => expectAnswer(endpoint)))
    for (const page of ['overview', 'brokers', 'topics', 'groups']) {
      const response = await fetch(`${world.url}/c/patient/${page}`, { signal: AbortSignal.timeout(ANSWER_MS) })
      expect(response.status, page).toBe(200)
      await response.text()
    }
    const topics = await patient.get(listTopics, all)
    expect(topics.items.map(({ name }) => name)).toEqual(before.topics.map(({ name }) => name))
  })

  test('is down with its last values; its slave speaks for it; it comes back by itself', async () => {
    const last = await brokerRow('broker-b/0')
    const stoppedAt = Date.now()
    world.cluster.pauseBroker('broker-b', 0)
    const during = await eventually(async () => {
      const picture = await look()
      expect(picture.truth).toEqual({ brokers: ['broker-b/0'], topics: ['broker-b/0'], groups: ['broker-b/0'] })
      for (const topic of ['orders', 'only-b'])
        for (const row of queuesOn(picture, topic, 'broker-b')) expect(row.fromReplica).toBe(1)
      return picture
    })

    const row = await brokerRow('broker-b/0')
    expect(row).toMatchObject({ state: 'down', role: 'master', address: last.address, version: last.version })
    expect(row.reason).toContain(last.address)
    expect(row).toMatchObject({ startedAt: last.startedAt, putToday: last.putToday })
    expect(row.diskRatio).not.toBeNull()
    expect(Date.parse(row.asOf ?? '')).toBeLessThanOrEqual(stoppedAt)
    expect(during.cluster).toMatchObject({ masters: 2, slaves: 2, atLeast: expect.arrayContaining(['inTps']) })
    expect(during.cluster.isInTpsKnown).toBe(true)

    expect(during.topics.map(({ name }) => name)).toEqual(before.topics.map(({ name }) => name))
    const orders = rowOf(during.topics, 'orders')
    expect(orders).toMatchObject({ silentBrokers: [], messagesKept: rowOf(before.topics, 'orders').messagesKept })
    expect(orders.atLeast).toEqual(expect.arrayContaining(['inTps', 'messagesKept']))
    expect(rowOf(during.topics, 'only-b')).toMatchObject({ inTps: null, messagesKept: 6 })
    const shared = queuesOn(during, 'orders', 'broker-b')
    expect(shared.map(({ maxOffset }) => maxOffset)).toEqual([2, 5])
    for (const queue of shared) expect(queue).toMatchObject({ stale: false, inTps: null })
    expect(queuesOn(during, 'orders', 'broker-a')).toEqual(queuesOn(before, 'orders', 'broker-a'))

    await eventually(async () => {
      const { groups } = await look()
      for (const [name, lagMessages] of [['behind', 5] as const, ['behind-b', 4] as const]) {
        const group = rowOf(groups, name)
        expect(group).toMatchObject({ lagMessages, notes: expect.arrayContaining(['from-replica']) })
        expect(group.atLeast).toContain('lagMessages')
      }
      const readers = rowOf(groups, 'readers-b')
      expect(readers.state).not.toBe('offline')
      expect(readers.members).not.toBe(0)
    })

    world.cluster.resumeBroker('broker-b', 0)
    await expectAsBefore()
  })
})

describe('a master that is killed', () => {
  aroundEach()

  test('leaves the list of the name servers and stays in ours, until it is back', async () => {
    const last = await brokerRow('broker-a/0')
    await world.cluster.killBroker('broker-a', 0)
    await eventually(async () =>
      expect(await brokerRow('broker-a/0')).toMatchObject({ state: 'down', registered: false }),
    )
    const during = await eventually(async () => {
      const picture = await look()
      expect(picture.truth).toEqual({ brokers: ['broker-a/0'], topics: ['broker-a/0'], groups: ['broker-a/0'] })
      for (const row of queuesOn(picture, 'orders', 'broker-a')) expect(row.fromReplica).toBe(1)
      return picture
    })
    const row = await brokerRow('broker-a/0')
    expect(row).toMatchObject({ role: 'master', version: last.version, startedAt: last.startedAt })
    expect(row).toMatchObject({ putToday: last.putToday, commitLogMaxOffset: last.commitLogMaxOffset })
    expect(row.reason).toContain(last.address)
    expect(during.brokers.map(({ replica }) => replica)).toEqual(before.brokers.map(({ replica }) => replica))
    expect(during.cluster).toMatchObject({ masters: 2, slaves: 2, brokersDown: 1, isInTpsKnown: true })
    expect(during.cluster.atLeast).toContain('inTps')
    expect(during.topics.map(({ name }) => name)).toEqual(before.topics.map(({ name }) => name))
    expect(queuesOn(during, 'orders', 'broker-a').map(({ maxOffset }) => maxOffset)).toEqual([4, 2])
    expect(rowOf(during.groups, 'behind')).toMatchObject({ lagMessages: 5 })
    expect(rowOf(during.groups, 'behind').atLeast).toContain('lagMessages')

    await world.cluster.startBroker('broker-a', 0)
    await expectAsBefore()
    expect(Date.parse((await brokerRow('broker-a/0')).startedAt ?? '')).toBeGreaterThan(
      Date.parse(last.startedAt ?? ''),
    )
  })
})

describe('a broker name without any replica', () => {
  aroundEach()

  test('its topics and groups stay, as they were last; nothing of it is counted, nothing becomes 0', async () => {
    await Promise.all([world.cluster.killBroker('broker-b', 0), world.cluster.killBroker('broker-b', 1)])
    const during = await eventually(async () => {
      const picture = await look()
      expect(picture.truth).toEqual({
        brokers: ['broker-b/0', 'broker-b/1'],
        topics: ['broker-b/0'],
        groups: ['broker-b/0'],
      })
      for (const { replica, registered } of picture.brokers) expect(registered).toBe(!replica.startsWith('broker-b'))
      // Lists are asked for one by one: in some the slave may still have spoken for its master.
      expect(rowOf(picture.topics, 'orders').silentBrokers).toEqual(['broker-b'])
      expect(rowOf(picture.groups, 'behind').notes).toContain('broker-silent')
      return picture
    })
    expect(during.cluster).toMatchObject({ masters: 2, slaves: 2, topics: 3, groups: before.cluster.groups })
    expect(during.topics.map(({ name }) => name)).toEqual(before.topics.map(({ name }) => name))

    const orders = rowOf(during.topics, 'orders')
    expect(orders).toMatchObject({ silentBrokers: ['broker-b'], messagesKept: 6, inTps: 0, lastGood: [] })
    expect(orders.atLeast).toEqual(expect.arrayContaining(['inTps', 'messagesKept']))
    expect(queuesOn(during, 'orders', 'broker-a')).toEqual(queuesOn(before, 'orders', 'broker-a'))
    expect(queuesOn(during, 'orders', 'broker-b')).toEqual(
      queuesOn(before, 'orders', 'broker-b').map((row) => ({ ...row, stale: true, inTps: null })),
    )
    const onlyB = await world.api.get(readTopic, { topic: 'only-b' })
    expect(onlyB).toMatchObject({ inTps: null, outTps: null, in24h: null, out24h: null, messagesKept: 6, groups: 2 })
    expect(onlyB.lastGood).toEqual(expect.arrayContaining(['readQueues', 'messagesKept', 'groups', 'lastMessageAt']))
    expect(onlyB.lastGoodAt).not.toBeNull()
    expect(failedOf(onlyB.completeness)).toEqual(['broker-b/0'])

    const behind = rowOf(during.groups, 'behind')
    expect(behind).toMatchObject({ lagMessages: 2, notes: expect.arrayContaining(['broker-silent']) })
    expect(behind.atLeast).toContain('lagMessages')
    for (const name of ['behind-b', 'readers-b'])
      expect(rowOf(during.groups, name)).toMatchObject({ state: 'unknown', members: null, lagMessages: null })
    const lag = await world.api.get(readGroupLag, { group: 'behind-b', topic: 'only-b' })
    expect(lag).toMatchObject({ lagMessages: null, items: [{ stale: true, brokerOffset: 6, consumerOffset: 2 }] })

    // A console that starts now has never seen them: it does not invent them, and finds them when they register.
    const late = consoleApi((await world.secondConsole()).url)
    await eventually(async () => {
      const { brokers, topics } = await pictureOf(late)
      expect(brokers.map(({ replica }) => replica)).toEqual(['broker-a/0', 'broker-a/1'])
      expect(topics.map(({ name }) => name)).toEqual(['growing', 'orders'])
    })
    expect((await late.refusal(readTopic, { topic: 'only-b' })).status).toBe(404)

    await world.mend()
    await expectAsBefore()
    await eventually(async () => expect(await pictureOf(late)).toEqual(before))
  })
})

test('a slave that is stopped is down and named; what masters say stays exact', async () => {
  before = await untilWhole()
  world.cluster.pauseBroker('broker-a', 1)
  try {
    const during = await eventually(async () => {
      const picture = await look()
      expect(picture.truth).toEqual({ brokers: ['broker-a/1'], topics: [], groups: [] })
      return picture
    })
    expect(during.brokers.find(({ replica }) => replica === 'broker-a/1')).toMatchObject({ state: 'down' })
    expect(during).toMatchObject({ topics: before.topics, queues: before.queues, groups: before.groups })
    await eventually(async () => {
      const { items } = await world.api.get(readProblems, {})
      const subject = { kind: 'broker', name: 'broker-a', brokerId: 1 }
      expect(items).toContainEqual(expect.objectContaining({ kind: 'broker-down', subject }))
    })
  } finally {
    world.cluster.resumeBroker('broker-a', 1)
  }
  await expectAsBefore()
})

describe('without any name server', () => {
  aroundEach()

  test('everything goes on from memory and from the brokers, and recovers by itself', async () => {
    await world.cluster.stopNameServers()
    const lost = await eventually(async () => {
      const cluster = await world.api.get(readCluster, {})
      expect(cluster.connection.state).toBe('lost')
      return cluster
    })
    expect(lost.nameServers.map(({ reachable }) => reachable)).toEqual([false, false])
    expect(lost.connection.failures.map(({ address, hop }) => [address, hop])).toEqual(
      world.cluster.nameServers.map((address) => [address, 'connect']),
    )
    const { cluster, ...lists } = before
    expect(await look()).toEqual({ ...lists, cluster: { ...cluster, connection: 'lost' } })
    const nameServers = await world.api.get(listNameServers, {})
    expect(nameServers.items.map(({ reachable }) => reachable)).toEqual([false, false])

    // Brokers are still asked: what is written now is seen.
    await world.fixture.send({ topic: 'growing', broker: 'broker-a', queue: 0, count: 3 })
    await eventually(async () => {
      const { items, completeness } = await world.api.get(readTopicQueues, { topic: 'growing' })
      expect(items).toMatchObject([{ maxOffset: 3, stale: false, fromReplica: null }])
      expect(completeness.failed).toEqual([])
    })

    await world.cluster.startNameServers()
    await eventually(async () => {
      const picture = await look()
      expectWhole(picture)
      expect(picture.brokers).toEqual(before.brokers)
    })
  })
})
