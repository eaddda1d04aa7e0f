import { afterEach, expect, test } from 'vitest'
import { type Client, createClient } from '@/server/rocketmq/client.ts'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state'
import { FakeBroker, never } from '@/tests/support/fake-broker'
import { readTopic } from './read-topic'

const opened: Array<{ close: () => unknown }> = []

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})

/** Two scripted masters; `counts` are their day sums by `statsName statsKey`, absent = never counted. */
async function masters(...counts: Array<Record<string, number>>): Promise<{ fakes: FakeBroker[]; client: Client }> {
  const fakes = await Promise.all(
    counts.map((sums) =>
      new FakeBroker()
        .on(315, ({ extFields: { statsName, statsKey } }) => {
          const sum = sums[`${statsName} ${statsKey}`]
          return sum === undefined
            ? { code: 1, remark: `The stats <${statsName}> <${statsKey}> not exist` }
            : { body: { statsDay: item(sum), statsHour: item(1), statsMinute: item(1) } }
        })
        .start(),
    ),
  )
  const client = createClient({ nameServers: fakes.map((fake) => fake.address), timeoutMs: 200 })
  opened.push(client, ...fakes)
  return { fakes, client }
}

const item = (sum: number) => ({ sum, tps: 0, avgpt: null })
const DAY_MS = 24 * 3_600_000

function broker(name: string, fake: FakeBroker | null, more: Partial<BrokerSpec> = {}): BrokerSpec {
  const runtime = { bootTimestamp: String(NOW - 2 * DAY_MS) }
  return {
    name,
    replicas: [fake ? { id: 0, address: fake.address, runtime } : { id: 0, state: 'down', runtime }],
    topics: { orders: {} },
    ...more,
  }
}

const read = (brokers: BrokerSpec[], client: Client | undefined, topic = 'orders') =>
  readTopic.run(callOn(buildCluster({ brokers }, client ? { client } : {})), { cluster: 'default', topic })

test('the last 24 hours are the masters’ own counts, over all groups that ever consumed', async () => {
  const { fakes, client } = await masters(
    { 'TOPIC_PUT_NUMS orders': 10, 'GROUP_GET_NUMS orders@shop': 7, 'GROUP_GET_NUMS orders@old': 2 },
    { 'TOPIC_PUT_NUMS orders': 5, 'GROUP_GET_NUMS orders@shop': 4 },
  )
  const committed = { shop: { orders: [1] }, old: { orders: [null, null, null, null, null, 3] }, other: { x: [1] } }
  const answer = await read([broker('a', fakes[0]!, { committed }), broker('b', fakes[1]!)], client)
  expect(answer).toMatchObject({
    name: 'orders',
    in24h: 15,
    out24h: 13,
    atLeast: [],
    completeness: { asked: 2, answered: 2 },
  })
  expect(fakes[0]!.requestsOf(315)).toHaveLength(3)
})

test('a broker that never counted says 0; one that started within the day makes it "at least"', async () => {
  const { fakes, client } = await masters({})
  expect(await read([broker('a', fakes[0]!)], client)).toMatchObject({ in24h: 0, out24h: 0, atLeast: [] })
  const runtime = { bootTimestamp: String(NOW - 3_600_000) }
  const young = broker('a', null, { replicas: [{ id: 0, address: fakes[0]!.address, runtime }] })
  expect(await read([young], client)).toMatchObject({ in24h: 0, out24h: 0, atLeast: ['in24h'] })
})

test('before the first hourly sample the hour or the minute counts, as "at least"', async () => {
  const { fakes, client } = await masters({ 'TOPIC_PUT_NUMS orders': 0 })
  expect(await read([broker('a', fakes[0]!)], client)).toMatchObject({ in24h: 1, atLeast: ['in24h'] })
})

test('a master that is down is named and not asked; the others still count', async () => {
  const { fakes, client } = await masters({ 'TOPIC_PUT_NUMS orders': 10 })
  const answer = await read([broker('a', fakes[0]!), broker('b', null)], client)
  expect(answer).toMatchObject({ in24h: 10, silentBrokers: ['b'], completeness: { asked: 2, answered: 1 } })
  expect(answer.atLeast).toContain('in24h')
  const none = await read([broker('b', null)], undefined)
  expect(none).toMatchObject({ in24h: null, out24h: null, completeness: { asked: 1, answered: 0 } })
})

test('a master that hangs leaves the counts of the day unknown, and nothing else', async () => {
  const { fakes, client } = await masters({})
  fakes[0]!.on(315, never())
  const cluster = buildCluster({ brokers: [broker('a', fakes[0]!)] }, { client })
  cluster.config.timeoutMs = 50
  const answer = await readTopic.run(callOn(cluster), { cluster: 'default', topic: 'orders' })
  expect(answer).toMatchObject({ in24h: null, readQueues: 4, atLeast: [] })
  expect(answer.completeness).toEqual({ asked: 1, answered: 1, failed: [] })
})

test('complete counts are kept for a while: a page that polls asks the brokers once', async () => {
  const { fakes, client } = await masters({ 'TOPIC_PUT_NUMS orders': 10 })
  const cluster = buildCluster({ brokers: [broker('a', fakes[0]!)] }, { client })
  let now = NOW
  const ask = () => readTopic.run(callOn(cluster, { now: () => now }), { cluster: 'default', topic: 'orders' })
  await ask()
  now += 29_000
  expect(await ask()).toMatchObject({ in24h: 10 })
  expect(fakes[0]!.requestsOf(315)).toHaveLength(1)
  now += 1_000
  await ask()
  expect(fakes[0]!.requestsOf(315)).toHaveLength(2)
})

test('attributes and whether brokers differ', async () => {
  const { fakes, client } = await masters({}, {})
  const on = (attributes: Record<string, string>) => ({ topics: { orders: { attributes } } })
  const same = { 'message.type': 'FIFO', 'cleanup.policy': 'DELETE' }
  const alike = [broker('a', fakes[0]!, on(same)), broker('b', fakes[1]!, on(same))]
  expect(await read(alike, client)).toMatchObject({ type: 'FIFO', attributes: same, configDiffers: false })
  const apart = [broker('b', fakes[1]!, on({ x: 'b', y: 'b' })), broker('a', fakes[0]!, on({ x: 'a' }))]
  expect(await read(apart, client)).toMatchObject({ attributes: { x: 'a', y: 'b' }, configDiffers: true })
})

test('it is looked at from now on', async () => {
  const { fakes, client } = await masters({})
  const cluster = buildCluster({ brokers: [broker('a', fakes[0]!)] }, { client })
  await readTopic.run(callOn(cluster), { cluster: 'default', topic: 'orders' })
  expect([...cluster.viewers.topics(NOW)]).toEqual(['orders'])
})

test('an unknown topic: what was looked for, where, and who might have it', async () => {
  await expect(read([broker('a', null), { name: 'b', topics: {} }], undefined, '%RETRY%x')).rejects.toMatchObject({
    code: 'topic-not-found',
    message: 'There is no topic "%RETRY%x" in cluster default (searched on a, b; a did not answer and may have it)',
    params: { topic: '%RETRY%x', cluster: 'default', searched: ['a', 'b'], silent: ['a'] },
  })
})

test('before any broker was read nobody can say whether a topic exists', async () => {
  await expect(read([broker('a', null, { read: false })], undefined)).rejects.toMatchObject({
    code: 'cluster-not-connected',
  })
})
