import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { encodeMessage, type MessageToEncode } from '@/server/rocketmq/wire/message-codec.ts'
import { encodeOffsetMessageId } from '@/server/rocketmq/wire/message-id.ts'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state'
import type { FakeBroker, RecordedRequest } from '@/tests/support/fake-broker'
import { threeBrokers } from '@/tests/support/three-brokers'
import { readTrace } from './read-trace'

const ID = '7F000001A1B218B4AAC2000000010001'
const TRACE_TOPIC = 'RMQ_SYS_TRACE_TOPIC'
const MINUTE = 60_000
const brokers = threeBrokers((fake) => {
  fake.on(12, { code: 22, remark: 'query message failed, can not find message' })
  fake.on(33, { code: 1, remark: 'can not find message by the offset' })
  fake.on(31, { extFields: { offset: '0' } })
})
const { a0, a1, b0, fakes } = brokers

let stored = 0
function message(body: string | Buffer, more: Partial<MessageToEncode> = {}): Buffer {
  stored += 1
  return encodeMessage({
    topic: TRACE_TOPIC,
    queueId: 0,
    queueOffset: BigInt(stored),
    commitLogOffset: BigInt(stored * 1000),
    flag: 0,
    sysFlag: 0,
    bornTimestamp: BigInt(NOW - MINUTE),
    bornHost: { ip: '10.1.1.1', port: 5000 },
    storeTimestamp: BigInt(NOW - MINUTE),
    storeHost: { ip: '127.0.0.1', port: 10911 },
    reconsumeTimes: 0,
    preparedTransactionOffset: 0n,
    properties: [['KEYS', ID]],
    body: typeof body === 'string' ? traceBody(body) : body,
    ...more,
  })
}
/** | between fields, ~ after a record. */
const traceBody = (text: string) => Buffer.from(text.replaceAll('|', '\u0001').replaceAll('~', '\u0002'))
const PUB = `Pub|${NOW}|R|shop|orders|${ID}|paid|k1|127.0.0.1:10911|10|3|0|OFFSET|true~`
const begun = (request: string, retry = 0) => `SubBefore|${NOW + retry}|R|worker|${request}|${ID}|${retry}|k1~`
const ended = (request: string, success = true) =>
  `SubAfter|${request}|${ID}|5|${success}|k1|${success ? 0 : 4}|${NOW + 9}|worker~`

function cluster(more: { a?: Partial<BrokerSpec>; b?: Partial<BrokerSpec>; traceTopic?: string | null } = {}) {
  const trace = more.traceTopic === undefined ? TRACE_TOPIC : more.traceTopic
  const topics = { orders: { queues: 4 }, ...(trace === null ? {} : { [trace]: { queues: 1 } }) }
  return buildCluster(
    {
      brokers: [
        {
          name: 'broker-a',
          replicas: [
            { id: 0, address: a0.address },
            { id: 1, address: a1.address },
          ],
          topics,
          ...more.a,
        },
        { name: 'broker-b', replicas: [{ id: 0, address: b0.address }], topics, ...more.b },
      ],
    },
    { client: brokers.client },
  )
}
const read = (input: { messageId?: string; topic?: string; traceTopic?: string } = {}, on = cluster()) =>
  readTrace.run(callOn(on), { cluster: 'default', messageId: ID, ...input })
const queries = (fake: FakeBroker, topic = TRACE_TOPIC) =>
  fake.requestsOf(12).filter((request) => request.extFields?.topic === topic)

describe('what is found', () => {
  test('records of every broker, joined', async () => {
    a0.on(12, { body: Buffer.concat([message(PUB), message(`${begun('r1')}${ended('r1', false)}`)]) })
    b0.on(12, { body: message(`${begun('r2', 1)}Later|1~`) })
    const trace = await read()
    expect(trace).toMatchObject({
      messageId: ID,
      topic: 'orders',
      traceTopic: TRACE_TOPIC,
      produced: [{ host: '10.1.1.1', group: 'shop', result: 'success', bodySizeBytes: 10 }],
      consumed: [
        { group: 'worker', attempt: 1, state: 'ended', result: 'failed' },
        { group: 'worker', attempt: 2, state: 'running', result: 'unknown' },
      ],
      records: 4,
      unreadable: 1,
      emptyBecause: null,
      checks: null,
      completeness: { asked: 2, answered: 2, failed: [] },
    })
    expect(queries(a0)[0]?.extFields).toMatchObject({ topic: TRACE_TOPIC, key: ID })
  })

  test('more than one answer holds: the broker is asked again up to the oldest', async () => {
    // 150 attempts in as many trace messages, a second apart; the broker gives the newest 64 of a range.
    const all = Array.from({ length: 150 }, (_, n) => ({
      at: BigInt(NOW - (150 - n) * 1000),
      bytes: message(`${begun(`r${n}`, n)}${ended(`r${n}`)}`, { storeTimestamp: BigInt(NOW - (150 - n) * 1000) }),
    }))
    a0.on(12, (request: RecordedRequest) => {
      const { endTimestamp, maxNum } = request.extFields as { endTimestamp: string; maxNum: string }
      const page = all.filter(({ at }) => at <= BigInt(endTimestamp)).slice(-Number(maxNum))
      return page.length === 0 ? { code: 22 } : { body: Buffer.concat(page.map(({ bytes }) => bytes)) }
    })
    const { consumed, records, notices } = await read()
    expect(consumed.map(({ attempt }) => attempt)).toEqual(Array.from({ length: 150 }, (_, n) => n + 1))
    expect([records, notices]).toEqual([300, []])
    expect(queries(a0).length).toBeGreaterThanOrEqual(3)
  })

  test('a compressed trace message; one whose bytes are broken counts as unreadable', async () => {
    const broken = message(Buffer.from('no zlib'), { sysFlag: 1 })
    a0.on(12, { body: Buffer.concat([broken, message(deflateSync(traceBody(PUB)), { sysFlag: 1 })]) })
    const { produced, unreadable } = await read()
    expect([produced.length, unreadable]).toEqual([1, 1])
  })

  test('a custom trace topic', async () => {
    a0.on(12, { body: message(PUB, { topic: 'my-trace' }) })
    const trace = await read({ traceTopic: 'my-trace' }, cluster({ traceTopic: 'my-trace' }))
    expect(trace).toMatchObject({ traceTopic: 'my-trace', records: 1 })
    expect(queries(a0, 'my-trace').length).toBeGreaterThan(0)
    expect(queries(a0)).toEqual([])
  })

  test('only brokers that have the trace topic are asked, and those not read yet', async () => {
    a0.on(12, { body: message(PUB) })
    await read({}, cluster({ b: { topics: { orders: {} } } }))
    expect(b0.requests).toEqual([])
    await read({}, cluster({ b: { read: false } }))
    expect(queries(b0).length).toBeGreaterThan(0)
  })

  test('a silent master is spoken for by its slave; a broker that fails is named beside what was found', async () => {
    await a0.close()
    await b0.close()
    a1.on(12, { body: message(PUB) })
    const { records, emptyBecause, completeness, notices } = await read()
    expect([records, emptyBecause]).toEqual([1, null])
    expect(completeness.failed.map(({ target }) => target)).toEqual(['broker-a/0', 'broker-b/0'])
    expect(notices).toMatchObject([{ code: 'from-replica', brokerName: 'broker-a' }])
  })

  test('an id in lower case finds what clients wrote in upper case', async () => {
    const body = message(PUB)
    a0.on(12, (request: RecordedRequest) => (request.extFields?.key === ID ? { body } : { code: 22 }))
    expect(await read({ messageId: ID.toLowerCase() })).toMatchObject({ messageId: ID, records: 1 })
  })

  test('an offset message ID stands for the message it names', async () => {
    const offsetId = encodeOffsetMessageId({ ip: '127.0.0.1', port: a0.port, commitLogOffset: 500n })
    a0.on(33, { body: message('x', { topic: 'orders', commitLogOffset: 500n, properties: [['UNIQ_KEY', ID]] }) })
    a0.on(12, { body: message(PUB) })
    expect(await read({ messageId: offsetId })).toMatchObject({ messageId: ID, records: 1 })
  })

  test('what is no id is refused', async () => {
    await expect(read({ messageId: 'zzz' })).rejects.toMatchObject({ code: 'malformed-message-id' })
    expect(fakes.flatMap((fake) => fake.requests)).toEqual([])
  })
})

describe('why nothing is found', () => {
  const GRPC_ID = `01${'0'.repeat(32)}`
  const storedMessage =
    (agoMs: number, more: Array<[string, string]> = []) =>
    (request: RecordedRequest) =>
      request.extFields?.topic === 'orders'
        ? {
            body: message('x', {
              topic: 'orders',
              storeTimestamp: BigInt(NOW - agoMs),
              properties: [['UNIQ_KEY', ID], ...more],
            }),
          }
        : { code: 22 }

  test('no broker has the trace topic', async () => {
    const { emptyBecause, checks } = await read({}, cluster({ traceTopic: null }))
    expect(emptyBecause).toBe('topic-missing')
    expect(checks).toMatchObject({ topicOn: [], topicMissingOn: ['broker-a', 'broker-b'] })
    expect(queries(a0)).toEqual([])
  })

  test('a broker with the trace topic failed', async () => {
    await b0.close()
    const { emptyBecause, completeness } = await read()
    expect(emptyBecause).toBe('broker-failed')
    expect(completeness.failed).toMatchObject([{ target: 'broker-b/0' }])
  })

  test('the topic holds something else than trace records', async () => {
    a0.on(12, { body: message('{"order":1}') })
    expect(await read()).toMatchObject({ emptyBecause: 'unreadable', unreadable: 1, records: 0 })
  })

  test('the message was sent by a gRPC client', async () => {
    expect(await read({ messageId: GRPC_ID })).toMatchObject({ emptyBecause: 'proxy-client' })
  })

  test('its broker lets no client trace', async () => {
    a0.on(12, storedMessage(MINUTE, [['TRACE_ON', 'false']]))
    const { emptyBecause, checks } = await read({ topic: 'orders' })
    expect(emptyBecause).toBe('broker-off')
    expect(checks).toMatchObject({ traceOn: false, storedAt: new Date(NOW - MINUTE).toISOString() })
  })

  test('it is so young that records may be on their way', async () => {
    a0.on(12, storedMessage(3_000))
    expect(await read({ topic: 'orders' })).toMatchObject({ emptyBecause: 'not-indexed-yet' })
  })

  test('it is older than the oldest record kept, and records were removed', async () => {
    a0.on(12, storedMessage(60 * MINUTE))
    b0.on(31, { extFields: { offset: '100' } })
    b0.on(32, { extFields: { timestamp: String(NOW - 30 * MINUTE) } })
    const { emptyBecause, checks } = await read({ topic: 'orders' })
    expect(emptyBecause).toBe('expired')
    expect(checks).toMatchObject({
      keptSince: new Date(NOW - 30 * MINUTE).toISOString(),
      keptSinceOn: 'broker-b',
    })
  })

  test('a trace topic that lost nothing is not "expired", however young its oldest record is', async () => {
    const said: Array<[string, string]> = [
      ['TRACE_ON', 'true'],
      ['MSG_REGION', 'DefaultRegion'],
    ]
    a0.on(12, storedMessage(60 * MINUTE, said))
    b0.on(32, { extFields: { timestamp: String(NOW - 30 * MINUTE) } })
    const { emptyBecause, checks } = await read({ topic: 'orders' })
    expect(emptyBecause).toBe('client-off')
    expect(checks).toMatchObject({ keptSince: null, traceOn: true, region: 'DefaultRegion' })
    expect(b0.requestsOf(32)).toEqual([])
  })

  test('without the message, its ID tells how old it is at least', async () => {
    // Made on the first of the month, 00:00:10 of its own zone: before the first of January, 12:00:10 UTC.
    const old = '7F000001A1B218B4AAC2000027100001'
    a0.on(31, { extFields: { offset: '100' } })
    a0.on(32, { extFields: { timestamp: String(NOW - 30 * MINUTE) } })
    expect(await read({ messageId: old })).toMatchObject({
      emptyBecause: 'expired',
      checks: { storedAt: null, madeBefore: '2026-01-01T12:00:10.000Z', traceOn: null },
    })
  })

  test('else tracing is off at the client; a topic that is not there changes nothing', async () => {
    expect(await read({ topic: 'gone' })).toMatchObject({
      emptyBecause: 'client-off',
      topic: 'gone',
      checks: { storedAt: null, topicOn: ['broker-a', 'broker-b'] },
    })
  })
})

test('who goes away is not asked for any more', async () => {
  const controller = new AbortController()
  a0.pause()
  const asked = readTrace.run(callOn(cluster(), { signal: controller.signal }), { cluster: 'default', messageId: ID })
  await b0.received(12)
  controller.abort()
  await expect(asked).rejects.toMatchObject({ kind: 'aborted' })
  a0.resume()
})
