import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { encodeOffsetMessageId } from '@/server/rocketmq/wire/message-id.ts'
import { buildCluster, callOn } from '@/tests/support/cluster-state'
import { recordedAudit } from '@/tests/support/recorded-audit'
import { encodeStored, type StoredMessage } from '@/tests/support/stored-messages'
import { storeWhatIsSent } from '@/tests/support/storing-broker'
import { threeBrokers } from '@/tests/support/three-brokers'
import { copyMessage } from './copy-message'

const brokers = threeBrokers((fake) => {
  storeWhatIsSent(fake)
  fake.on(26, { body: 'maxMessageSize=1000\n' })
})
const { a0, b0 } = brokers

function route(takers = ['broker-a', 'broker-b']) {
  const address = (brokerName: string) => (brokerName === 'broker-a' ? a0 : b0).address
  a0.on(105, {
    body: {
      queueDatas: takers.map((brokerName) => ({ brokerName, readQueueNums: 2, writeQueueNums: 2, perm: 6 })),
      brokerDatas: takers.map((brokerName) => ({
        brokerName,
        cluster: 'c',
        brokerAddrs: { '0': address(brokerName) },
      })),
    },
  })
}

const cluster = () =>
  buildCluster(
    {
      brokers: [
        { name: 'broker-a', replicas: [{ id: 0, address: a0.address }], topics: { orders: {}, other: {} } },
        { name: 'broker-b', replicas: [{ id: 0, address: b0.address }], topics: { orders: {}, other: {} } },
      ],
    },
    { client: brokers.client },
  )

const idOn = (port: number) => encodeOffsetMessageId({ ip: '127.0.0.1', port, commitLogOffset: 500_000n })

/** An original on broker-b, beside what is stored there from now on. */
function original(given: Partial<StoredMessage> = {}) {
  const bytes = encodeStored(
    {
      topic: 'orders',
      storeTimestamp: 1n,
      commitLogOffset: 500_000n,
      flag: 7,
      properties: [
        ['UNIQ_KEY', '7F000001A1B218B4AAC2000000010001'],
        ['TAGS', 'paid'],
        ['KEYS', 'k1 k2'],
        ['DELAY', '3'],
        ['RETRY_TOPIC', 'somewhere'],
        ['region', 'eu'],
      ],
      body: Buffer.from([0, 255, 10]),
      ...given,
    },
    b0.port,
  )
  b0.once(33, { body: bytes })
  return idOn(b0.port)
}

async function copy(messageId: string, toTopic = 'other') {
  const { audit, rows } = recordedAudit()
  const answer = copyMessage.run(callOn(cluster(), { authMode: 'off', audit }), {
    cluster: 'default',
    messageId,
    toTopic,
  })
  return { ...(await answer), row: rows[0] }
}

describe('a copy', () => {
  test('has the same bytes, flag, tags, keys and own properties, and an id of its own', async () => {
    route()
    const { item, row } = await copy(original())
    const [request] = b0.requestsOf(310)
    expect(request!.body).toEqual(Buffer.from([0, 255, 10]))
    expect(request!.extFields).toMatchObject({ b: 'other', h: '7', f: '0' })
    expect(request!.extFields.i).toBe(
      `UNIQ_KEY\u0001${item.messageId}\u0002TAGS\u0001paid\u0002KEYS\u0001k1 k2\u0002region\u0001eu\u0002`,
    )
    expect(item).toMatchObject({ topic: 'other', brokerName: 'broker-b', readBack: 'same', parkedIn: null })
    expect(row).toMatchObject({ action: 'messages.copy', intent: { toTopic: 'other' }, outcome: 'done' })
  })

  test('of a compressed message stays compressed, and is no half message', async () => {
    route()
    const body = deflateSync(Buffer.from('hello'))
    await copy(original({ body, sysFlag: 0x1 | 0x2 | 0x4 | 0x10 | 0x300, bornHost: { ip: '::1', port: 1 } }))
    expect(b0.requestsOf(310)[0]).toMatchObject({ body, extFields: { f: String(0x1 | 0x2 | 0x300) } })
  })

  test('goes elsewhere where the broker of the original takes none', async () => {
    route(['broker-a'])
    const { item } = await copy(original())
    expect(item.brokerName).toBe('broker-a')
  })

  test('with a sharding key goes where its key belongs', async () => {
    route()
    const { item } = await copy(original({ properties: [['__SHARDINGKEY', 'a']] }))
    expect([item.brokerName, item.queueId]).toEqual(['broker-a', 1])
  })
})

describe('is refused', () => {
  test.each([
    ['a batch in one record', () => original({ sysFlag: 0x80 }), 'other', { code: 'invalid-input' }],
    ['a larger body than is taken', () => original({ body: Buffer.alloc(1001) }), 'other', { code: 'invalid-input' }],
    ['a topic that is not there', () => original(), 'nope', { code: 'topic-not-found' }],
    ['a client’s message ID', () => `01${'0A'.repeat(16)}`, 'other', { code: 'invalid-input' }],
    ['the address of a strange broker', () => idOn(1), 'other', { code: 'address-outside-cluster' }],
    ['no ID at all', () => 'order-7', 'other', { code: 'malformed-message-id' }],
    ['what is not stored', () => idOn(b0.port), 'other', { code: 'message-not-found' }],
  ])('%s', async (_, id, toTopic, refusal) => {
    route()
    b0.on(33, { code: 1, remark: 'can not find message by the offset' })
    await expect(copy(id(), toTopic)).rejects.toMatchObject(refusal)
    expect([...a0.requestsOf(310), ...b0.requestsOf(310)]).toEqual([])
  })
})
