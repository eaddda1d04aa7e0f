import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeBroker } from '../../../tests/support/fake-broker.ts'
import { type Client, createClient } from '../client.ts'
import { BadReply, BrokerRefused, Unreachable } from '../errors.ts'
import { encodeMessage } from '../wire/message-codec.ts'
import { askEach } from './ask-each.ts'
import { getClusterInfo, getTopicRoute, masterAddress } from './find-brokers.ts'
import { readMessageAtCommitLogOffset, readMessageAtQueueOffset } from './read-message.ts'
import { readGroupTable, readTopicTable } from './read-tables.ts'
import { readTopicConfig } from './read-topic-config.ts'

let broker: FakeBroker
let client: Client

beforeEach(async () => {
  broker = await new FakeBroker().start()
  // The same server plays name server and broker.
  client = createClient({ nameServers: [broker.address] })
})

afterEach(async () => {
  client.close()
  await broker.close()
})

const topicConfig = { topicName: 'T', readQueueNums: 4, writeQueueNums: 4, perm: 6 }
const dataVersion = { counter: 1, timestamp: 2 }
const range = (next: number) => ({ nextBeginOffset: String(next), minOffset: '10', maxOffset: '20' })

function message(queueOffset: bigint, commitLogOffset = 4660n): Buffer {
  return encodeMessage({
    queueId: 0,
    flag: 0,
    queueOffset,
    commitLogOffset,
    sysFlag: 0,
    bornTimestamp: 1n,
    bornHost: { ip: '10.0.0.9', port: 1 },
    storeTimestamp: 2n,
    storeHost: { ip: '10.0.0.1', port: 10911 },
    reconsumeTimes: 0,
    preparedTransactionOffset: 0n,
    topic: 'T',
    properties: [],
    body: Buffer.from('hi'),
  })
}

describe('finding brokers', () => {
  it('reads the cluster and the route', async () => {
    const data = { brokerName: 'a', cluster: 'C', brokerAddrs: { '0': 'h:1', '1': 'h:2' } }
    broker.on(106, { body: { brokerAddrTable: { a: data }, clusterAddrTable: { C: ['a'] } } })
    broker.once(105, { body: { brokerDatas: [data], queueDatas: [] } }).on(105, { code: 17 })
    const cluster = await getClusterInfo(client)
    expect(masterAddress(cluster.brokerAddrTable.a!)).toBe('h:1')
    expect((await getTopicRoute(client, 'T'))?.brokerDatas).toHaveLength(1)
    expect(await getTopicRoute(client, 'nowhere')).toBeNull()
    expect(masterAddress({ brokerName: 'a', cluster: 'C', brokerAddrs: [[1, 'h:2']] })).toBeNull()
  })
})

describe('readTopicConfig', () => {
  it('asks a 5.x broker for the one topic', async () => {
    broker.once(351, { body: topicConfig }).on(351, { code: 17 })
    expect(await readTopicConfig(client, broker.address, 'T')).toEqual(topicConfig)
    expect(await readTopicConfig(client, broker.address, 'nowhere')).toBeNull()
    expect(broker.requestsOf(21)).toEqual([])
  })

  it('asks a 4.x broker, which does not know that, for its table', async () => {
    broker.on(21, { body: { dataVersion, topicConfigTable: { T: topicConfig } } })
    expect(await readTopicConfig(client, broker.address, 'T')).toEqual(topicConfig)
    expect(await readTopicConfig(client, broker.address, 'toString')).toBeNull()
  })

  it('passes other refusals on', async () => {
    broker.on(351, { code: 16 })
    await expect(readTopicConfig(client, broker.address, 'T')).rejects.toBeInstanceOf(BrokerRefused)
  })
})

describe('tables', () => {
  it('are whole, or an error', async () => {
    const body = { dataVersion, topicConfigTable: { T: topicConfig } }
    broker
      .once(21, { body }, { body, extFields: { totalTopicNum: '1' } })
      .on(21, { body, extFields: { totalTopicNum: '2' } })
    expect(Object.keys((await readTopicTable(client, broker.address)).topicConfigTable)).toEqual(['T'])
    await readTopicTable(client, broker.address)
    await expect(readTopicTable(client, broker.address)).rejects.toThrow(/holds 1 of 2 topics/)
    broker.on(201, { body: { dataVersion, subscriptionGroupTable: {} }, extFields: { totalGroupNum: '1' } })
    await expect(readGroupTable(client, broker.address)).rejects.toBeInstanceOf(BadReply)
    expect(broker.requests.map((request) => request.extFields)).toEqual([{}, {}, {}, {}])
  })
})

describe('readMessageAtQueueOffset', () => {
  const read = (offset: bigint) => readMessageAtQueueOffset(client, broker.address, { topic: 'T', queueId: 0, offset })

  it('finds the message', async () => {
    broker.on(11, { extFields: range(13), body: message(12n) })
    expect(await read(12n)).toMatchObject({
      outcome: 'found',
      message: { queueOffset: 12n },
      minOffset: 10n,
      maxOffset: 20n,
    })
  })

  it('adds the offset of a static topic', async () => {
    broker.on(11, { extFields: { ...range(13), offsetDelta: '10' }, body: message(2n) })
    expect(await read(12n)).toMatchObject({ outcome: 'found', message: { queueOffset: 12n } })
  })

  it('names the range', async () => {
    broker.on(11, { code: 21, extFields: range(10) })
    expect(await read(5n)).toEqual({ outcome: 'out-of-range', minOffset: 10n, maxOffset: 20n })
    broker.on(11, { code: 19, extFields: range(20) })
    expect(await read(20n)).toEqual({ outcome: 'out-of-range', minOffset: 10n, maxOffset: 20n })
  })

  it('names a gap', async () => {
    broker.on(11, { extFields: range(16), body: message(15n) })
    expect(await read(12n)).toMatchObject({ outcome: 'missing', nextOffset: 15n })
    broker.on(11, { code: 20, extFields: range(16) })
    expect(await read(12n)).toMatchObject({ outcome: 'missing', nextOffset: 16n })
  })

  it('does not take garbage for a message', async () => {
    broker.on(11, { extFields: range(13), body: Buffer.alloc(50) })
    await expect(read(12n)).rejects.toBeInstanceOf(BadReply)
  })
})

describe('readMessageAtCommitLogOffset', () => {
  const read = (commitLogOffset: bigint) => readMessageAtCommitLogOffset(client, broker.address, { commitLogOffset })

  it('finds the message that begins there, and nothing else', async () => {
    broker.once(33, { body: message(1n, 4660n) }, { body: message(1n, 4661n) }, { body: Buffer.alloc(99, 7) })
    broker.on(33, { code: 1, remark: 'can not find message by the offset, 4660' })
    expect(await read(4660n)).toMatchObject({ commitLogOffset: 4660n })
    expect(await read(4660n)).toBeNull()
    expect(await read(4660n)).toBeNull()
    expect(await read(4660n)).toBeNull()
  })
})

describe('askEach', () => {
  const down = new Unreachable({ address: 'b', hop: 'connect', reason: 'refused' })

  it('keeps what was answered and names what failed, in order', async () => {
    const answers = await askEach(['a', 'b', 'c'], async (target) => {
      if (target === 'b') throw down
      return target.toUpperCase()
    })
    expect(answers).toEqual({
      answered: [
        { target: 'a', value: 'A' },
        { target: 'c', value: 'C' },
      ],
      failed: [{ target: 'b', error: down }],
    })
    expect(await askEach([], async () => 1)).toEqual({ answered: [], failed: [] })
  })

  it('asks a bounded number at a time', async () => {
    let running = 0
    let most = 0
    await askEach(
      Array.from({ length: 20 }, (_, index) => index),
      async () => {
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setImmediate(resolve))
        running -= 1
      },
      { concurrency: 3 },
    )
    expect(most).toBe(3)
  })

  it('rejects for a mistake of ours', async () => {
    const ask = async () => {
      throw new TypeError('oops')
    }
    await expect(askEach(['a'], ask)).rejects.toThrow('oops')
  })
})
