import { afterEach, expect, test } from 'vitest'
import { createClient } from '@/server/rocketmq/client.ts'
import { type BrokerSpec, buildCluster, callOn } from '@/tests/support/cluster-state'
import { FakeBroker, type Script } from '@/tests/support/fake-broker'
import { readTopicRoute } from './read-topic-route'

const opened: Array<{ close: () => unknown }> = []

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})

const brokers: BrokerSpec[] = [{ name: 'broker-a', topics: { orders: {} } }]

async function ask(topic: string, scripts: Script[], reachable: boolean[] = []) {
  const servers = await Promise.all(scripts.map((script) => new FakeBroker().on(105, script).start()))
  const nameServers = servers.map(({ address }, i) => ({ address, reachable: reachable[i] ?? true }))
  const client = createClient({ nameServers: servers.map(({ address }) => address), timeoutMs: 500 })
  opened.push(client, ...servers)
  const cluster = buildCluster({ brokers, nameServers }, { client })
  return { servers, answer: readTopicRoute.run(callOn(cluster), { cluster: 'default', topic }) }
}

const route: Script = {
  body: {
    brokerDatas: [
      { brokerName: 'broker-b', cluster: 'C', brokerAddrs: { 1: '10.0.0.2:10911' } },
      { brokerName: 'broker-a', cluster: 'C', brokerAddrs: { 0: '10.0.0.1:10911', 1: '10.0.0.3:10911' } },
    ],
    queueDatas: [
      { brokerName: 'broker-b', readQueueNums: 8, writeQueueNums: 4, perm: 6, topicSysFlag: 0 },
      { brokerName: 'broker-a', readQueueNums: 8, writeQueueNums: 8, perm: 4, topicSysFlag: 0 },
    ],
    filterServerTable: {},
    orderTopicConf: 'broker-a:8',
  },
}
const unknown: Script = { code: 17, remark: 'No topic route info in name server for the topic: x' }

test('the route as the name server gives it, by broker name', async () => {
  const { answer, servers } = await ask('orders', [route])
  expect(await answer).toMatchObject({
    brokers: [
      { brokerName: 'broker-a', clusterName: 'C', addresses: { 0: '10.0.0.1:10911', 1: '10.0.0.3:10911' } },
      { brokerName: 'broker-b', clusterName: 'C', addresses: { 1: '10.0.0.2:10911' } },
    ],
    queues: [
      { brokerName: 'broker-a', readQueues: 8, writeQueues: 8, permission: 'r' },
      { brokerName: 'broker-b', readQueues: 8, writeQueues: 4, permission: 'rw' },
    ],
    orderConfig: 'broker-a:8',
    completeness: { asked: 1, answered: 1, failed: [] },
  })
  expect(servers[0]!.requestsOf(105)[0]!.extFields.topic).toBe('orders')
})

test('a name server that cannot answer is named, and the next is asked', async () => {
  const starting: Script = { code: 1, remark: 'name server not ready' }
  const { answer, servers } = await ask('orders', [starting, route])
  expect((await answer).completeness).toMatchObject({
    asked: 2,
    answered: 1,
    failed: [{ target: servers[0]!.address, reason: expect.stringContaining('name server not ready') }],
  })
})

test('one that is known to be away is asked last', async () => {
  const { answer, servers } = await ask('orders', [route, route], [false, true])
  expect((await answer).completeness).toEqual({ asked: 1, answered: 1, failed: [] })
  expect(servers[0]!.requests).toEqual([])
})

test('brokers have the topic, the name server does not: an empty route, which is what clients get', async () => {
  const { answer } = await ask('orders', [unknown])
  expect(await answer).toMatchObject({ brokers: [], queues: [], orderConfig: null, completeness: { answered: 1 } })
})

test('no broker and no name server knows it', async () => {
  const { answer } = await ask('nope', [unknown])
  await expect(answer).rejects.toMatchObject({ code: 'topic-not-found' })
})

test('no name server answers', async () => {
  const refused: Script = { code: 2, remark: 'busy' }
  const { answer, servers } = await ask('orders', [refused, refused])
  await expect(answer).rejects.toMatchObject({
    code: 'cluster-not-connected',
    params: { nameServers: servers.map(({ address }) => address) },
  })
})
