import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { encodeMessage, type MessageToEncode } from '@/server/rocketmq/wire/message-codec.ts'
import { encodeOffsetMessageId } from '@/server/rocketmq/wire/message-id.ts'
import { type BrokerSpec, buildCluster, callOn } from '@/tests/support/cluster-state'
import { serveStore } from '@/tests/support/stored-messages'
import { threeBrokers } from '@/tests/support/three-brokers'
import { readMessage } from './read-message'
import { readMessageBody } from './read-message-body'
import { readMessageByOffset } from './read-message-by-offset'

const UNIQUE = '7F000001A1B218B4AAC2000000010001'
const brokers = threeBrokers((fake) => {
  fake.on(12, { code: 22, remark: 'query message by key finished, but no matched message' })
  fake.on(33, { code: 1, remark: 'can not find message by the offset' })
})
const { a0, a1, b0, fakes } = brokers

function stored(given: Partial<MessageToEncode> = {}): Buffer {
  return encodeMessage({
    topic: 'orders',
    queueId: 1,
    queueOffset: 7n,
    commitLogOffset: 500n,
    flag: 0,
    sysFlag: 0,
    bornTimestamp: 1_767_323_000_000n,
    bornHost: { ip: '10.1.1.1', port: 5000 },
    storeTimestamp: 1_767_323_000_005n,
    storeHost: { ip: '127.0.0.1', port: a0.port },
    reconsumeTimes: 0,
    preparedTransactionOffset: 0n,
    properties: [
      ['UNIQ_KEY', UNIQUE],
      ['KEYS', 'k1 k2'],
      ['TAGS', 'paid'],
    ],
    body: Buffer.from('{"a":1}'),
    ...given,
  })
}

function cluster(a: Partial<BrokerSpec> = {}) {
  const orders = { orders: { offsets: [{ max: [0, 9, 0, 0] }] } }
  return buildCluster(
    {
      brokers: [
        {
          name: 'broker-a',
          replicas: [
            { id: 0, address: a0.address },
            { id: 1, address: a1.address },
          ],
          topics: orders,
          ...a,
        },
        { name: 'broker-b', replicas: [{ id: 0, address: b0.address }], topics: orders },
      ],
    },
    { client: brokers.client },
  )
}

const offsetId = (port: number, commitLogOffset = 500n) =>
  encodeOffsetMessageId({ ip: '127.0.0.1', port, commitLogOffset })
const read = (messageId: string, topic?: string, on = cluster()) =>
  readMessage.run(callOn(on), { cluster: 'default', messageId, ...(topic ? { topic } : {}) })

describe('readMessage', () => {
  test('reads an offset message ID from the broker it names, without a topic', async () => {
    a0.on(33, { body: stored() })
    const { kind, items, completeness } = await read(offsetId(a0.port))
    expect(kind).toBe('offset')
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      messageId: UNIQUE,
      offsetMessageId: offsetId(a0.port),
      brokerName: 'broker-a',
      keys: ['k1', 'k2'],
      tags: 'paid',
      bornHost: '10.1.1.1:5000',
      storedAt: '2026-01-02T03:03:20.005Z',
      bodyCrcMatches: true,
      body: { encoding: 'json', text: '{"a":1}' },
      consumption: [],
    })
    expect(completeness).toEqual({ asked: 1, answered: 1, failed: [] })
  })

  test('reads an offset message ID of a silent master from its slave, and says so', async () => {
    await a0.close()
    a1.on(33, { body: stored() })
    const { items, completeness } = await read(offsetId(a0.port))
    expect(items[0]?.brokerName).toBe('broker-a')
    expect(completeness).toMatchObject({ asked: 2, answered: 1, failed: [{ target: 'broker-a/0' }] })
  })

  test('takes no message that begins elsewhere', async () => {
    a0.on(33, { body: stored({ commitLogOffset: 400n }) })
    await expect(read(offsetId(a0.port))).rejects.toMatchObject({ code: 'message-not-found' })
  })

  test('connects to nobody for the address of a strange broker', async () => {
    await expect(read('0A00000100002A9F0000000000000010')).rejects.toMatchObject({
      code: 'address-outside-cluster',
      params: { address: '10.0.0.1:10911' },
    })
    expect(fakes.flatMap((fake) => fake.requests)).toEqual([])
  })

  test.each([
    ['zzz', 'malformed-message-id'],
    ['01', 'malformed-message-id'],
    [UNIQUE, 'topic-required'],
  ])('%s: %s', async (id, code) => {
    await expect(read(id)).rejects.toMatchObject({ code })
  })

  test('finds every copy of a unique id on all brokers of the topic, newest first', async () => {
    const other = stored({ properties: [['UNIQ_KEY', 'another with the same hash']] })
    a0.on(12, { body: Buffer.concat([stored(), other]) })
    b0.on(12, { body: stored({ storeTimestamp: 1_767_323_900_000n }) })
    const { kind, items, completeness } = await read(UNIQUE.toLowerCase(), 'orders')
    expect(kind).toBe('unique')
    expect(items.map((item) => item.brokerName)).toEqual(['broker-b', 'broker-a'])
    expect(completeness).toMatchObject({ asked: 2, answered: 2 })
    expect(a0.requestsOf(12).at(-1)?.extFields).toEqual({
      topic: 'orders',
      key: UNIQUE,
      maxNum: '64',
      beginTimestamp: '0',
      endTimestamp: '9223372036854775807',
    })
  })

  test('one message sent again and again: the newest copies, and that there may be more', async () => {
    const copies = Array.from({ length: 100 }, (_, index) => ({
      topic: 'orders',
      storeTimestamp: 1_767_323_000_000n + BigInt(index * 1500),
      properties: [['UNIQ_KEY', UNIQUE]] as Array<[string, string]>,
    }))
    serveStore(a0, copies)
    const { items, more } = await read(UNIQUE, 'orders')
    expect(more).toBe(true)
    expect(items.map(({ queueOffset }) => queueOffset)).toEqual(Array.from({ length: 64 }, (_, index) => 99 - index))
    serveStore(a0, copies.slice(0, 3))
    expect(await read(UNIQUE, 'orders')).toMatchObject({ more: false, items: { length: 3 } })
  })

  test('a strange address is a unique id when the topic has it', async () => {
    const id = '0A00000100002A9F0000000000000010'
    b0.on(12, { body: stored({ properties: [['UNIQ_KEY', id]] }) })
    expect(await read(id, 'orders')).toMatchObject({ kind: 'unique', items: [{ messageId: id }] })
  })

  test('names who was asked when it is nowhere, and who could not be', async () => {
    await expect(read(UNIQUE, 'orders')).rejects.toMatchObject({
      code: 'message-not-found',
      params: { asked: ['broker-a/0', 'broker-b/0'], notAnswered: [] },
    })
    await b0.close()
    await expect(read(UNIQUE, 'orders')).rejects.toMatchObject({
      code: 'message-not-found',
      params: { asked: ['broker-a/0'], notAnswered: ['broker-b/0'] },
    })
    await expect(read(UNIQUE, 'nope')).rejects.toMatchObject({ code: 'topic-not-found' })
  })

  test('a group past the message: passed, unless a retry or dead letter is found', async () => {
    const connections = {
      billing: {
        clients: [{ clientId: 'c1' }],
        subscriptions: [{ topic: 'orders', expressionType: 'TAG', expression: '*' }],
      },
    }
    const on = cluster({ committed: { billing: { orders: [0, 8, 0, 0] } }, groups: { billing: {} }, connections })
    a0.on(33, { body: stored() })
    const passed = await read(offsetId(a0.port), undefined, on)
    expect(passed.items[0]?.consumption).toEqual([
      { group: 'billing', state: 'passed', evidence: [{ kind: 'committed', committed: 8, at: 7 }] },
    ])
    b0.on(12, ({ extFields }) =>
      extFields.topic === '%DLQ%billing'
        ? { body: stored({ topic: '%DLQ%billing', reconsumeTimes: 16 }) }
        : { code: 22, remark: 'none' },
    )
    const dead = await read(offsetId(a0.port), undefined, on)
    expect(dead.items[0]?.consumption).toMatchObject([{ group: 'billing', state: 'dead-lettered' }])
  })
})

describe('readMessageBody', () => {
  const bytes = (decoded?: string) =>
    readMessageBody.run(callOn(cluster()), { cluster: 'default', messageId: offsetId(a0.port), decoded })

  test('gives exactly the stored bytes, or decompressed ones', async () => {
    const body = deflateSync('hello')
    a0.on(33, { body: stored({ sysFlag: 1, body }) })
    expect((await bytes()).bytes).toEqual(body)
    expect(String((await bytes('1')).bytes)).toBe('hello')
  })

  test('refuses to pass broken bytes off as decompressed', async () => {
    a0.on(33, { body: stored({ sysFlag: 1, body: Buffer.from('broken') }) })
    await expect(bytes('1')).rejects.toMatchObject({ code: 'bad-broker-reply' })
  })

  test('refuses to give a part of a bomb; as stored it can be had', async () => {
    const body = deflateSync(Buffer.alloc(65 * 1024 * 1024))
    a0.on(33, { body: stored({ sysFlag: 1, body }) })
    await expect(bytes('1')).rejects.toMatchObject({ code: 'invalid-input', params: { maxBytes: 67_108_864 } })
    expect((await bytes()).bytes).toHaveLength(body.length)
  })
})

describe('readMessageByOffset', () => {
  const at = (given: Record<string, unknown> = {}) =>
    readMessageByOffset.run(callOn(cluster()), {
      cluster: 'default',
      topic: 'orders',
      broker: 'broker-a',
      queueId: '1',
      offset: '7',
      ...given,
    })
  const range = { nextBeginOffset: '8', minOffset: '2', maxOffset: '9', suggestWhichBrokerId: '0' }

  test('reads one message and the range of its queue', async () => {
    a0.on(11, { body: stored(), extFields: range })
    expect(await at()).toMatchObject({ item: { queueOffset: 7 }, minOffset: 2, maxOffset: 9 })
    expect(a0.requestsOf(11)[0]?.extFields).toMatchObject({
      consumerGroup: 'TOOLS_CONSUMER',
      sysFlag: '4',
      suspendTimeoutMillis: '0',
      maxMsgNums: '1',
    })
  })

  test.each([
    ['out of range', { code: 21, extFields: range }, { offset: 1 }, 'offset-out-of-range'],
    ['at the end', { code: 19, extFields: range }, { offset: 9 }, 'offset-out-of-range'],
    ['a gap', { code: 20, extFields: range }, {}, 'message-not-found'],
    ['no such queue', { code: 1, remark: 'queueId[9] is illegal, topic:[orders]' }, { queueId: 9 }, 'queue-not-found'],
    ['no such topic here', { code: 17, remark: 'topic[orders] not exist' }, {}, 'topic-not-found'],
    ['no such topic', { code: 17, remark: 'topic[x] not exist' }, { topic: 'x' }, 'topic-not-found'],
    ['refused', { code: 16, remark: 'the broker permission is not readable' }, {}, undefined],
  ])('%s', async (_, reply, given, code) => {
    a0.on(11, reply)
    await expect(at(given)).rejects.toMatchObject(code ? { code } : { kind: 'refused' })
  })

  test('no such broker', async () => {
    await expect(at({ broker: 'broker-x' })).rejects.toMatchObject({ code: 'broker-not-found' })
  })

  test('says the range', async () => {
    a0.on(11, { code: 21, extFields: range })
    await expect(at({ offset: 1 })).rejects.toThrow('holds offsets 2 to 8; 1 is outside')
  })
})
