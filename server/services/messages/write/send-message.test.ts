import { describe, expect, test } from 'vitest'
import { encodeMessage, type MessageToEncode } from '@/server/rocketmq/wire/message-codec.ts'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state'
import { drop, hold, never } from '@/tests/support/fake-broker'
import { recordedAudit } from '@/tests/support/recorded-audit'
import { storeWhatIsSent } from '@/tests/support/storing-broker'
import { threeBrokers } from '@/tests/support/three-brokers'
import type { ServiceError } from '../../errors'
import { sendMessage } from './send-message'

const CONFIG = 'maxMessageSize=1000\nmessageDelayLevel=1s 5s\ntimerWheelEnable=true\ntimerMaxDelaySec=60\n'

const brokers = threeBrokers((fake) => {
  storeWhatIsSent(fake)
  fake.on(26, { body: CONFIG })
})
const { a0, b0 } = brokers

/** Topic `orders` with two queues on each master, as the name server tells it. */
function route({ permOfB = 6, orderTopicConf }: { permOfB?: number; orderTopicConf?: string } = {}) {
  const queue = (brokerName: string, perm: number) => ({ brokerName, readQueueNums: 2, writeQueueNums: 2, perm })
  const data = (brokerName: string, address: string) => ({ brokerName, cluster: 'c', brokerAddrs: { '0': address } })
  a0.on(105, {
    body: {
      queueDatas: [queue('broker-a', 6), queue('broker-b', permOfB)],
      brokerDatas: [data('broker-a', a0.address), data('broker-b', b0.address)],
      orderTopicConf,
    },
  })
}

function cluster(a: Partial<BrokerSpec> = {}) {
  const topics = { orders: {}, SCHEDULE_TOPIC_XXXX: {} }
  return buildCluster(
    {
      brokers: [
        { name: 'broker-a', replicas: [{ id: 0, address: a0.address }], topics, ...a },
        { name: 'broker-b', replicas: [{ id: 0, address: b0.address }], topics },
      ],
    },
    { client: brokers.client },
  )
}

async function send(input: Record<string, unknown>, { on = cluster(), topic = 'orders' } = {}) {
  const { audit, rows } = recordedAudit()
  const answer = await sendMessage
    .run(callOn(on, { authMode: 'off', audit }), { cluster: 'default', topic, text: 'hello', ...input })
    .then(({ item, completeness }) => ({ item, completeness, error: null }))
    .catch((error: ServiceError) => ({ item: null, completeness: null, error }))
  return { ...answer, row: rows[0] }
}

const sent = () => [...a0.requestsOf(310), ...b0.requestsOf(310)]

describe('a message', () => {
  test('is stored once, with an id of its own, and read back the same', async () => {
    route()
    const { item, completeness, row } = await send({ tags: 'paid', keys: ['k1', 'k2'], properties: { region: 'eu' } })
    expect(sent()).toHaveLength(1)
    const [request] = sent()
    expect(request!.body.toString()).toBe('hello')
    expect(request!.extFields).toMatchObject({ b: 'orders', c: 'orders', f: '0', h: '0', g: String(NOW) })
    expect(request!.extFields.i).toBe(
      `UNIQ_KEY\u0001${item!.messageId}\u0002TAGS\u0001paid\u0002KEYS\u0001k1 k2\u0002region\u0001eu\u0002`,
    )
    expect(item).toMatchObject({
      topic: 'orders',
      durability: 'stored',
      readBack: 'same',
      readBackError: null,
      parkedIn: null,
      transaction: null,
      queueOffset: 0,
    })
    expect(item!.messageId).toMatch(/^[0-9A-F]{32}$/)
    expect(completeness).toEqual({ asked: 1, answered: 1, failed: [] })
    expect(row).toMatchObject({
      action: 'messages.send',
      target: 'topics/orders/messages',
      intent: { topic: 'orders', kind: 'normal', tags: 'paid', keys: ['k1', 'k2'] },
      outcome: 'done',
      result: {
        messageId: item!.messageId,
        offsetMessageId: item!.offsetMessageId,
        readBack: 'same',
        durability: 'stored',
      },
    })
    expect(JSON.stringify(row)).not.toContain('hello')
  })

  test('two never have the same id', async () => {
    route()
    const [one, two] = [await send({}), await send({})]
    expect(one.item!.messageId).not.toBe(two.item!.messageId)
  })

  test('goes to the broker and queue asked for', async () => {
    route()
    const { item } = await send({ broker: 'broker-b', queueId: 1 })
    expect(b0.requestsOf(310).map(({ extFields }) => [extFields.e, extFields.n])).toEqual([['1', 'broker-b']])
    expect(item).toMatchObject({ brokerName: 'broker-b', queueId: 1 })
  })

  test('is not sent to a master that is known to be down', async () => {
    route()
    const on = cluster({ replicas: [{ id: 0, address: a0.address, state: 'down' }] })
    for (let times = 0; times < 8; times++) await send({}, { on })
    expect(a0.requestsOf(310)).toEqual([])
    expect(b0.requestsOf(310)).toHaveLength(8)
  })

  test('with a sharding key goes where a Java producer would send it', async () => {
    route()
    // hash 97, 98: modulo 4 they are the second queue of broker-a and the first of broker-b
    const places = []
    for (const shardingKey of ['a', 'b']) {
      const { item } = await send({ kind: 'ordered', shardingKey })
      places.push([item!.brokerName, item!.queueId])
    }
    expect(places).toEqual([
      ['broker-a', 1],
      ['broker-b', 0],
    ])
    expect(a0.requestsOf(310)[0]!.extFields.i).toContain('__SHARDINGKEY\u0001a\u0002')
  })

  test.each([
    [10, 'not-flushed'],
    [11, 'no-slave'],
    [12, 'slave-not-flushed'],
  ])(
    'answered with code %i is stored, and the answer says what the broker could not wait for',
    async (code, durability) => {
      route()
      const ordinary = { msgId: '7F00000100002A9F0000000000000000', queueId: '0', queueOffset: '0' }
      for (const fake of [a0, b0]) fake.on(310, { code, extFields: ordinary })
      const { item } = await send({})
      expect(item).toMatchObject({ durability, readBack: 'absent' })
    },
  )
})

describe('what is kept back first', () => {
  test.each([
    ['delay', { delayLevel: 2 }, 'SCHEDULE_TOPIC_XXXX'],
    ['timer', { deliverAt: new Date(NOW + 60_000).toISOString() }, 'rmq_sys_wheel_timer'],
  ])('%s says where it waits', async (kind, input, parkedIn) => {
    route()
    const { item } = await send({ kind, ...input })
    expect(item).toMatchObject({ parkedIn, topic: 'orders', readBack: 'same' })
  })

  test.each([
    ['a level that the broker does not have', { kind: 'delay', delayLevel: 3 }, 'delayLevel'],
    ['a time that is too late', { kind: 'timer', deliverAt: new Date(NOW + 60_001).toISOString() }, 'deliverAt'],
    ['no body', { text: '' }, 'text'],
    ['a body that is too large', { text: 'x'.repeat(1001) }, 'text'],
  ])('%s is refused before anything is sent', async (_, input, path) => {
    route()
    const { error, row } = await send(input)
    expect(error).toMatchObject({ code: 'invalid-input', inputErrors: [{ path }] })
    expect(sent()).toEqual([])
    expect(row).toMatchObject({ outcome: 'failed' })
  })

  test('a broker that does not give its configuration stores an ordinary message, and no other', async () => {
    route()
    for (const fake of [a0, b0]) fake.on(26, { code: 1, remark: 'no' })
    expect((await send({})).item?.readBack).toBe('same')
    const { error } = await send({ kind: 'delay', delayLevel: 1 })
    expect(error).toMatchObject({ kind: 'refused' })
    expect(sent()).toHaveLength(1)
  })
})

describe('a transaction', () => {
  test('that is committed is found in its topic', async () => {
    route()
    const { item, row } = await send({ kind: 'transaction', transaction: 'commit', broker: 'broker-a', queueId: 1 })
    expect(sent()[0]!.extFields).toMatchObject({
      f: '4',
      i: expect.stringContaining('TRAN_MSG\u0001true\u0002PGROUP\u0001ROCKETDECK'),
    })
    expect(a0.requestsOf(37)[0]!.extFields).toMatchObject({
      producerGroup: 'ROCKETDECK',
      topic: 'orders',
      tranStateTableOffset: '0',
      commitLogOffset: '0',
      commitOrRollback: '8',
      msgId: item!.messageId,
      transactionId: 'T',
      bname: 'broker-a',
    })
    expect(item).toMatchObject({ transaction: 'commit', parkedIn: null, queueId: 1, readBack: 'same' })
    expect(item!.offsetMessageId).not.toBe(row!.result!.offsetMessageId)
  })

  test('that is committed and not found yet is shown as its half message', async () => {
    route()
    a0.on(12, { code: 22, remark: 'none' })
    const { item } = await send({ kind: 'transaction', transaction: 'commit', broker: 'broker-a' })
    expect(item).toMatchObject({ transaction: 'commit', parkedIn: 'RMQ_SYS_TRANS_HALF_TOPIC' })
  })

  test('that is rolled back stays a half message', async () => {
    route()
    const { item } = await send({ kind: 'transaction', transaction: 'rollback', broker: 'broker-a' })
    expect(a0.requestsOf(37)[0]!.extFields.commitOrRollback).toBe('12')
    expect(item).toMatchObject({ transaction: 'rollback', parkedIn: 'RMQ_SYS_TRANS_HALF_TOPIC', readBack: 'same' })
  })

  test('whose end is unknown is not ended: the broker would not answer', async () => {
    route()
    const { item } = await send({ kind: 'transaction', transaction: 'unknown' })
    expect([...a0.requestsOf(37), ...b0.requestsOf(37)]).toEqual([])
    expect(item).toMatchObject({ transaction: 'unknown', parkedIn: 'RMQ_SYS_TRANS_HALF_TOPIC' })
  })

  test.each([
    ['refuses', () => ({ code: 1, remark: 'Find prepared transaction message failed' }), 'broker-refused'],
    ['does not answer', never, 'outcome-unknown'],
  ])('when the broker %s to end it, the answer names the half message', async (_, script, code) => {
    route()
    a0.on(37, script())
    const { error, row } = await send({ kind: 'transaction', transaction: 'commit', broker: 'broker-a' })
    expect(error).toMatchObject({ code, params: { messageId: row!.result!.messageId, brokerName: 'broker-a' } })
    expect(row).toMatchObject({ outcome: null, result: { transaction: 'commit', readBack: 'same' } })
  })
})

describe('an answer that is lost', () => {
  test.each([
    ['silence', never, 'gives no answer'],
    ['a cut connection', drop, 'closed'],
  ])('by %s: nothing is sent again, and the id is named', async (_, script) => {
    route()
    for (const fake of [a0, b0]) fake.on(310, script())
    const { error, row } = await send({})
    expect(error).toMatchObject({ code: 'outcome-unknown', params: { topic: 'orders' } })
    const id = error!.params!.messageId as string
    expect(error!.message).toContain(id)
    expect(sent()).toHaveLength(1)
    expect(sent()[0]!.extFields.i).toContain(id)
    expect(row).toMatchObject({ outcome: null, result: { messageId: id, error: { code: 'outcome-unknown' } } })
  })

  test('a refusal is the broker’s own', async () => {
    route()
    for (const fake of [a0, b0]) fake.on(310, { code: 14, remark: 'service not available' })
    const { error, row } = await send({})
    expect(error).toMatchObject({ kind: 'refused', code: 14 })
    expect(row?.outcome).toBe('refused')
  })

  test('a caller who leaves does not stop what has begun', async () => {
    route()
    const gate = hold()
    const leaving = new AbortController()
    const { audit, rows } = recordedAudit()
    a0.on(26, () => {
      throw new Error('not asked')
    })
    const stored = storeWhatIsSent(b0)
    b0.once(26, gate.until({ body: CONFIG }))
    const asked = sendMessage.run(callOn(cluster(), { authMode: 'off', audit, signal: leaving.signal }), {
      cluster: 'default',
      topic: 'orders',
      text: 'x',
      broker: 'broker-b',
    })
    await b0.received(26)
    gate.release()
    await b0.received(310)
    leaving.abort()
    expect((await asked).item.readBack).toBe('same')
    expect(stored).toHaveLength(1)
    expect(rows[0]?.outcome).toBe('done')
  })
})

describe('reading back', () => {
  test.each([
    ['another body', (message: MessageToEncode) => ({ ...message, body: Buffer.from('hellO') })],
    [
      'a property more',
      (message: MessageToEncode) => ({ ...message, properties: [...message.properties, ['x', 'y']] }),
    ],
    ['a property less', (message: MessageToEncode) => ({ ...message, properties: message.properties.slice(0, 1) })],
  ] as Array<[string, (message: MessageToEncode) => MessageToEncode]>)('%s is said to differ', async (_, changed) => {
    route()
    const stored = storeWhatIsSent(a0)
    a0.on(33, () => ({ body: encodeMessage(changed(stored[0]!)) }))
    const { item } = await send({ tags: 'paid', broker: 'broker-a' })
    expect(item).toMatchObject({ readBack: 'different', readBackError: null })
  })

  test('that fails leaves the message stored, and says why', async () => {
    route()
    for (const fake of [a0, b0]) fake.on(33, never())
    const { item, completeness, row } = await send({ kind: 'delay', delayLevel: 1 })
    expect(item).toMatchObject({ readBack: 'failed', parkedIn: 'SCHEDULE_TOPIC_XXXX' })
    expect(item!.readBackError).toContain('got no reply')
    expect(completeness!.failed).toHaveLength(1)
    expect(row?.outcome).toBe('done')
  })
})

describe('a topic that takes none', () => {
  test.each([
    ['is unknown', () => route(), { topic: 'nope' }, {}, 'topic-not-found'],
    ['belongs to RocketMQ', () => route(), { topic: 'SCHEDULE_TOPIC_XXXX' }, {}, 'topic-not-writable'],
    ['has no route', () => a0.on(105, { code: 17, remark: 'none' }), {}, {}, 'topic-not-writable'],
    [
      'may not be written on that broker',
      () => route({ permOfB: 4 }),
      {},
      { broker: 'broker-b' },
      'topic-not-writable',
    ],
    ['is asked for on a broker that is unknown', () => route(), {}, { broker: 'broker-x' }, 'broker-not-found'],
    ['has no such queue', () => route(), {}, { broker: 'broker-b', queueId: 2 }, 'invalid-input'],
    [
      'has its key’s queue on a broker without master',
      () => route({ orderTopicConf: 'broker-x:1' }),
      {},
      { kind: 'ordered', shardingKey: 'a' },
      'topic-not-writable',
    ],
  ])('because it %s', async (_, script, options, input, code) => {
    script()
    const { error } = await send(input, options)
    expect(error).toMatchObject({ code })
    expect(sent()).toEqual([])
  })
})

test('nothing is sent without sign-in being off', async () => {
  route()
  const call = callOn(cluster())
  const refused = sendMessage.run(call, { cluster: 'default', topic: 'orders', text: 'x' })
  await expect(refused).rejects.toMatchObject({ code: 'writes-need-sign-in' })
  expect(a0.requests).toEqual([])
})
