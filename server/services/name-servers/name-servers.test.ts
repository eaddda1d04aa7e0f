import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '@/server/rocketmq/client.ts'
import { buildCluster, callOn } from '@/tests/support/cluster-state'
import { FakeBroker } from '@/tests/support/fake-broker'
import { listNameServers } from './list-name-servers'
import { readNameServerConfig } from './read-name-server-config'
import { viewDifferences } from './view-differences'

const one = new FakeBroker()
const two = new FakeBroker()
let client: ReturnType<typeof createClient>
beforeEach(async () => {
  for (const fake of [one, two]) await fake.start()
  client = createClient({ nameServers: [one.address, two.address], timeoutMs: 400, connectTimeoutMs: 400 })
})
afterEach(async () => {
  client.close()
  for (const fake of [one, two]) await fake.close()
})
const cluster = () =>
  buildCluster(
    { brokers: [{ name: 'broker-a' }], nameServers: [{ address: one.address }, { address: two.address }] },
    { client },
  )
const list = () => listNameServers.run(callOn(cluster()), { cluster: 'default' })
const topics = (...topicList: string[]) => ({ body: { topicList } })

describe('listNameServers', () => {
  test('views that agree', async () => {
    one.on(206, topics('a', 'b'))
    two.on(206, topics('b', 'a'))
    expect(await list()).toMatchObject({
      agree: true,
      differences: [],
      items: [{ brokers: 1, topics: 2, reachable: true }, {}],
      completeness: { asked: 2, answered: 2 },
    })
  })

  test('a topic that one of them lacks', async () => {
    one.on(206, topics('a', 'b'))
    two.on(206, topics('a'))
    expect(await list()).toMatchObject({
      agree: false,
      differencesTotal: 1,
      differences: [{ kind: 'topic', name: 'b', missingAt: [two.address] }],
    })
  })

  test('whether they agree is not known while only one answers, and a refused list is unknown', async () => {
    one.on(206, { code: 1, remark: 'disable' })
    two.on(206, topics('a'))
    const refused = await list()
    expect(refused.agree).toBe(true)
    expect(refused.items[0]).toMatchObject({
      reachable: true,
      topics: null,
      reason: expect.stringContaining('disable'),
    })

    const on = cluster()
    on.state.nameServers.get(one.address)!.reachable = false
    await one.close()
    const answer = await listNameServers.run(callOn(on), { cluster: 'default' })
    expect(answer).toMatchObject({ agree: null, completeness: { answered: 1, failed: [{ target: one.address }] } })
  })

  test('at most 200 differences are listed, all are counted', async () => {
    one.on(206, topics(...Array.from({ length: 250 }, (_, i) => `t${i}`)))
    two.on(206, topics())
    const answer = await list()
    expect([answer.differences.length, answer.differencesTotal]).toEqual([200, 250])
  })
})

test('viewDifferences: brokers with other addresses', () => {
  const view = (address: string, at: string) => ({
    address,
    brokers: new Map([['broker-a', { clusterName: 'c', addresses: new Map([[0, at]]) }]]),
    topics: null,
  })
  expect(viewDifferences([view('n1', 'x:1'), view('n2', 'y:1')])).toEqual([
    {
      kind: 'broker',
      name: 'broker-a',
      missingAt: [],
      values: [
        { nameServer: 'n1', value: 'c: 0=x:1' },
        { nameServer: 'n2', value: 'c: 0=y:1' },
      ],
    },
  ])
})

describe('readNameServerConfig', () => {
  const read = (address: string) => readNameServerConfig.run(callOn(cluster()), { cluster: 'default', address })

  test('without the values of secrets', async () => {
    two.on(319, { body: 'listenPort=9876\ntls.server.keyPassword=p\n' })
    expect((await read(two.address)).items).toEqual([
      { key: 'listenPort', value: '9876', secret: false },
      { key: 'tls.server.keyPassword', value: null, secret: true },
    ])
  })

  test('asks configured name servers only', async () => {
    await expect(read('10.0.0.1:9876')).rejects.toMatchObject({ code: 'name-server-not-found' })
  })
})
