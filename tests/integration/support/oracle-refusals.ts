import { createServer, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { readBroker, readBrokerConfig, readBrokerRuntime, readNameServerConfig } from '../../../lib/contract/brokers.ts'
import {
  readGroup,
  readGroupClient,
  readGroupClients,
  readGroupConfig,
  readGroupLag,
} from '../../../lib/contract/groups.ts'
import { readMessage, readMessageByOffset } from '../../../lib/contract/messages.ts'
import {
  readProducer,
  readTopic,
  readTopicConfig,
  readTopicGroups,
  readTopicProducers,
  readTopicQueues,
  readTopicRoute,
} from '../../../lib/contract/topics.ts'
import { createClient } from '../../../server/rocketmq/client.ts'
import { getAllSubscriptionGroupConfig } from '../../../server/rocketmq/requests/get-all-subscription-group-config.ts'
import { getAllTopicConfig } from '../../../server/rocketmq/requests/get-all-topic-config.ts'
import { getBrokerClusterInfo } from '../../../server/rocketmq/requests/get-broker-cluster-info.ts'
import { encodeOffsetMessageId } from '../../../server/rocketmq/wire/message-id.ts'
import { parseTopicList } from './mqadmin-output.ts'
import type { Scene, World } from './oracle-world.ts'

/** What is asked for and is not there, or is not well said; and that asking leaves no trace on a broker. */
export function refuseBadInput(scene: Scene): void {
  const api = () => scene().world.api

  test('asking for a group or topic that is not there answers 404 and changes no definition on any broker', async () => {
    const { world } = scene()
    const before = await definitionVersions(world)
    const group = 'nobody|knows_me'
    const topic = 'no-such|topic'
    const ofGroup = [readGroup, readGroupLag, readGroupClients, readGroupConfig] as const
    for (const endpoint of ofGroup) await expectMissing(api().refusal(endpoint, { group }), 'group-not-found', group)
    await expectMissing(api().refusal(readGroupClient, { group, clientId: 'c' }), 'group-not-found', group)
    await expectMissing(api().refusal(readProducer, { group }), 'producer-group-not-found', group)
    const ofTopic = [
      readTopic,
      readTopicRoute,
      readTopicQueues,
      readTopicConfig,
      readTopicGroups,
      readTopicProducers,
    ] as const
    for (const endpoint of ofTopic) await expectMissing(api().refusal(endpoint, { topic }), 'topic-not-found', topic)
    const place = { topic, broker: 'broker-a', queueId: 0, offset: 0 }
    await expectMissing(api().refusal(readMessageByOffset, place), 'topic-not-found', topic)
    await expectMissing(api().refusal(readMessage, { messageId: UNIQUE_ID, topic }), 'topic-not-found', topic)
    const after = await definitionVersions(world)
    expect(after.filter(({ id }) => id === 0)).toEqual(before.filter(({ id }) => id === 0))
    // A slave copies its master's definitions every 10 s: it may have caught up with what mqadmin did before.
    for (const [index, slave] of after.entries()) {
      const master = after.find(({ name, id }) => name === slave.name && id === 0)
      expect([before[index], { ...master, id: slave.id }]).toContainEqual(slave)
    }
    expect(parseTopicList(await world.mqadmin(['topicList'])).filter((name) => name.includes(topic))).toEqual([])
  })

  test('a broker, replica, name server, queue or message that is not there: 404 that says where it was looked for', async () => {
    const { nameServers } = scene().world.cluster
    const noBroker = await expectMissing(
      api().refusal(readBroker, { broker: 'broker-z' }),
      'broker-not-found',
      'broker-z',
    )
    expect(noBroker).toContain('broker-a')
    for (const endpoint of [readBrokerRuntime, readBrokerConfig]) {
      await expectMissing(api().refusal(endpoint, { broker: 'broker-a', brokerId: 7 }), 'broker-not-found', 'broker-a')
    }
    const unknown = '127.0.0.1:1'
    const noNameServer = api().refusal(readNameServerConfig, { address: unknown })
    expect(await expectMissing(noNameServer, 'name-server-not-found', unknown)).toContain(nameServers[0])
    const queue = { topic: 'orders', broker: 'broker-a', queueId: 99, offset: 0 }
    expect(await expectMissing(api().refusal(readMessageByOffset, queue), 'queue-not-found', '99')).toContain('0 to 3')
    const noMessage = api().refusal(readMessage, { messageId: UNIQUE_ID, topic: 'orders' })
    expect(await expectMissing(noMessage, 'message-not-found', UNIQUE_ID)).toMatch(/broker-a.*broker-b/)
  })

  test('an offset outside of a queue: 400 that says the range', async () => {
    const place = { topic: 'orders', broker: 'broker-a', queueId: 0 }
    const { maxOffset } = await api().get(readMessageByOffset, { ...place, offset: 0 })
    for (const offset of [maxOffset ?? 0, 1_000_000_000]) {
      const { status, problem } = await api().refusal(readMessageByOffset, { ...place, offset })
      expect([status, problem.code]).toEqual([400, 'offset-out-of-range'])
      expect(problem.detail).toContain(`offsets 0 to ${(maxOffset ?? 0) - 1}`)
      expect(problem.params).toMatchObject({ minOffset: 0, maxOffset, offset })
    }
  })

  test('a malformed message ID: 400 that says what one looks like; a unique one without a topic: 422', async () => {
    for (const messageId of ['abc', `${UNIQUE_ID}0`, 'not an id|%']) {
      const { status, contentType, problem } = await api().refusal(readMessage, { messageId })
      expect([status, problem.code]).toEqual([400, 'malformed-message-id'])
      expect(contentType).toContain('application/problem+json')
      expect(problem.detail).toContain(messageId)
      expect(String(problem.params?.expected)).toMatch(/32/)
    }
    for (const messageId of [scene().data.orders[0]?.messageId ?? '', '01D03745BBD6690FE702B0C4EB00000000']) {
      const { status, problem } = await api().refusal(readMessage, { messageId })
      expect([status, problem.code]).toEqual([422, 'topic-required'])
    }
  })

  test('an offset message ID of an address outside the cluster is refused, and nobody connects to it', async () => {
    const { server, port, connections } = await listen()
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
    const messageId = encodeOffsetMessageId({ ip: '127.0.0.1', port, commitLogOffset: 0n })
    const { status, problem } = await api().refusal(readMessage, { messageId })
    expect([status, problem.code]).toEqual([400, 'address-outside-cluster'])
    expect(problem.detail).toContain(`127.0.0.1:${port}`)
    expect(problem.detail).toContain('was not contacted')
    // With a topic it is looked for as a unique one, on the brokers of that topic.
    await expectMissing(api().refusal(readMessage, { messageId, topic: 'orders' }), 'message-not-found', messageId)
    expect(connections()).toBe(0)
  })
}

/** Of a client that never was; the first 8 digits are no address of a broker here. */
const UNIQUE_ID = 'C0A80001000018B4AAC2000000000001'

/** The detail of a 404 with this code; it names what was asked for. */
async function expectMissing(
  refusal: ReturnType<World['api']['refusal']>,
  code: string,
  what: string,
): Promise<string> {
  const { status, contentType, problem } = await refusal
  expect([status, problem.code]).toEqual([404, code])
  expect(contentType).toContain('application/problem+json')
  expect(problem.detail).toContain(what)
  return problem.detail
}

/** Versions of the topic (21) and group (201) definitions of every broker. */
async function definitionVersions({ cluster }: World) {
  const client = createClient({ nameServers: cluster.nameServers })
  try {
    // Brokers may be called once a name server has announced them.
    await client.call(cluster.nameServers[0] ?? '', getBrokerClusterInfo, {})
    return await Promise.all(
      cluster.brokers.map(async ({ name, id, address }) => ({
        name,
        id,
        topics: (await client.call(address, getAllTopicConfig, {})).body.dataVersion,
        groups: (await client.call(address, getAllSubscriptionGroupConfig, {})).body.dataVersion,
      })),
    )
  } finally {
    client.close()
  }
}

async function listen(): Promise<{ server: Server; port: number; connections: () => number }> {
  let count = 0
  const server = createServer((socket) => {
    count++
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return { server, port: address.port, connections: () => count }
}
