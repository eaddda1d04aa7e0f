import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { MessageEvent } from '@/lib/contract/message-search'
import { encodeOffsetMessageId } from '@/server/rocketmq/wire/message-id.ts'
import { type BrokerSpec, buildCluster, callOn, NOW } from '@/tests/support/cluster-state'
import { type FakeBroker, hold } from '@/tests/support/fake-broker'
import { encodeStored, type StoredMessage, serveStore } from '@/tests/support/stored-messages'
import { threeBrokers } from '@/tests/support/three-brokers'
import { findMessageInTopics, MAX_TOPICS } from './find-message-in-topics'

const ID = '7F000001A1B218B4AAC2000000010001'
const brokers = threeBrokers((fake) => {
  serveStore(fake, [])
  fake.on(33, { code: 1, remark: 'can not find message by the offset' })
})
const { a0, a1, b0, fakes } = brokers

const stored = (topic: string, at = 0): StoredMessage => ({
  topic,
  storeTimestamp: BigInt(NOW - 10_000 + at),
  properties: [['UNIQ_KEY', ID]],
})
const busy = (perMinute: number, agoMs = 1000) => ({
  offsets: [
    { agoMs: 61_000, max: [0] },
    { agoMs: 1000, max: [perMinute], lastAt: [NOW - agoMs] },
  ],
})

function cluster(topicsOfA: BrokerSpec['topics'] = {}, topicsOfB: BrokerSpec['topics'] = { orders: {} }) {
  return buildCluster(
    {
      brokers: [
        {
          name: 'broker-a',
          replicas: [
            { id: 0, address: a0.address },
            { id: 1, address: a1.address },
          ],
          topics: { orders: {}, '%RETRY%billing': {}, ...topicsOfA },
        },
        { name: 'broker-b', replicas: [{ id: 0, address: b0.address }], topics: topicsOfB },
      ],
    },
    { client: brokers.client },
  )
}

const quiet = {
  offsets: [
    { agoMs: 61_000, max: [50] },
    { max: [50], lastAt: [NOW - 9_000_000] },
  ],
}

type Event = z.output<typeof MessageEvent>
type Given = { on?: ReturnType<typeof cluster>; cursor?: string; messageId?: string; signal?: AbortSignal }

async function open({ on = cluster(), signal, ...input }: Given = {}) {
  return findMessageInTopics.run(callOn(on, signal ? { signal } : {}), { cluster: 'default', messageId: ID, ...input })
}

async function find(given: Given = {}) {
  const events: Event[] = []
  for await (const { data } of await open(given)) events.push(MessageEvent.parse(data))
  const of = <K extends Event['kind']>(kind: K) =>
    events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind)
  const done = of('done')[0]
  if (!done || events.at(-1) !== done) throw new Error('the last event must be the only `done`')
  return { rows: of('message').map(({ item }) => item), progress: of('progress'), notices: of('notice'), done }
}

const asked = (fake: FakeBroker) => fake.requestsOf(12).map(({ extFields }) => extFields.topic)

describe('a message in no matter which topic', () => {
  test('every topic on each broker that has it, and where parked messages are', async () => {
    serveStore(a0, [stored('%RETRY%billing', 5)])
    serveStore(b0, [stored('orders')])
    const { rows, progress, done } = await find()
    expect(rows.map(({ topic, brokerName }) => [topic, brokerName])).toEqual([
      ['orders', 'broker-b'],
      ['%RETRY%billing', 'broker-a'],
    ])
    const parked = ['RMQ_SYS_TRANS_HALF_TOPIC', 'SCHEDULE_TOPIC_XXXX', 'rmq_sys_wheel_timer']
    expect(asked(a0).sort()).toEqual(['%RETRY%billing', ...parked, 'orders'].sort())
    expect(asked(b0).sort()).toEqual([...parked, 'orders'].sort())
    expect(done).toMatchObject({ reason: 'end', complete: true, cursor: null, scanned: 5, of: 5, found: 2 })
    expect(done.completeness).toEqual({ asked: 2, answered: 2, failed: [] })
    expect(progress[0]).toMatchObject({ scanned: 0, of: 5, found: 0 })
    expect(progress.at(-1)?.brokers).toEqual([
      { brokerName: 'broker-a', scanned: 5, of: 5, done: true, fromReplica: null, failed: [] },
      { brokerName: 'broker-b', scanned: 4, of: 4, done: true, fromReplica: null, failed: [] },
    ])
  })

  test('the busiest first, RocketMQ\u2019s own topics last', async () => {
    const topics = {
      calm: busy(6),
      hot: busy(6000),
      '%DLQ%x': busy(9000),
      idle: { offsets: [{ max: [0] }] },
      old: quiet,
    }
    await find({ on: cluster(topics, {}) })
    expect(asked(a0).slice(0, 3)).toEqual(['hot', 'calm', 'old'])
    expect(asked(a0).indexOf('%DLQ%x')).toBeGreaterThan(asked(a0).indexOf('idle'))
  })

  test('an id typed in lower case', async () => {
    serveStore(b0, [stored('orders')])
    const { rows, done } = await find({ messageId: ID.toLowerCase() })
    expect(rows).toMatchObject([{ topic: 'orders', messageId: ID }])
    expect(done.found).toBe(1)
  })

  test('nowhere', async () => {
    expect((await find()).done).toMatchObject({ reason: 'end', complete: true, found: 0, scanned: 5 })
  })
})

describe('more topics than one request may ask', () => {
  test('a cursor goes on, each topic is asked once though their order changes', async () => {
    const names = Array.from({ length: MAX_TOPICS * 2 + 30 }, (_, index) => `t${index}`)
    const topics = Object.fromEntries(names.map((name, index) => [name, index % 5 === 0 ? busy(index) : {}]))
    const later = Object.fromEntries(names.map((name, index) => [name, index % 7 === 0 ? busy(5000 - index) : {}]))
    serveStore(a0, [stored('t1028')])
    let cursor: string | null | undefined
    let requests = 0
    let found = 0
    while (cursor !== null) {
      const { done, rows } = await find({ on: cluster(requests === 0 ? topics : later), ...(cursor ? { cursor } : {}) })
      cursor = done.cursor
      found += rows.length
      requests++
      expect(done).toMatchObject({ of: names.length + 5, reason: cursor === null ? 'end' : 'budget' })
      expect(done.scanned).toBe(cursor === null ? names.length + 5 : requests * MAX_TOPICS)
    }
    expect(requests).toBe(3)
    expect(found).toBe(1)
    expect(asked(a0)).toHaveLength(names.length + 5)
    expect(new Set(asked(a0)).size).toBe(names.length + 5)
  })

  test('what was missed before the cursor is missing at the end', async () => {
    const names = Array.from({ length: MAX_TOPICS }, (_, index) => `t${index}`)
    const on = cluster(Object.fromEntries(names.map((name) => [name, {}])), { t3: {} })
    await b0.close()
    const first = (await find({ on })).done
    expect(first).toMatchObject({ complete: false, reason: 'budget' })
    await b0.start()
    expect((await find({ on, cursor: first.cursor ?? '' })).done).toMatchObject({ complete: false, reason: 'end' })
  })

  test.each([
    'x',
    'e30',
    Buffer.from('{"id":"other","asked":1,"missed":false,"first":"","after":null}').toString('base64url'),
  ])('a cursor that is none of this search: %s', async (cursor) => {
    await expect(open({ cursor })).rejects.toMatchObject({ code: 'invalid-input', inputErrors: [{ path: 'cursor' }] })
  })
})

describe('when something fails', () => {
  test('a broker that does not answer is not asked for every topic', async () => {
    await b0.close()
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`t${index}`, {}]))
    serveStore(a0, [stored('t7')])
    const { rows, done, progress } = await find({ on: cluster(many, many) })
    expect(rows).toMatchObject([{ topic: 't7', brokerName: 'broker-a' }])
    expect(done).toMatchObject({ complete: false, reason: 'end' })
    expect(done.completeness.failed).toMatchObject([{ target: 'broker-b/0' }])
    const side = progress.at(-1)?.brokers.find(({ brokerName }) => brokerName === 'broker-b')
    expect(side).toMatchObject({ scanned: 0, done: false, failed: [{ queueId: null }] })
  })

  test('one lost answer is asked for again', async () => {
    b0.once(12, { run: ({ drop }) => drop() })
    serveStore(b0, [stored('orders')])
    const { rows, done } = await find()
    expect(rows).toHaveLength(1)
    expect(done.complete).toBe(true)
  })

  test('a topic that a broker refuses is named, the others are asked', async () => {
    b0.on(12, ({ extFields }) => (extFields.topic === 'orders' ? { code: 16, remark: 'no' } : { code: 22 }))
    const { notices, done } = await find()
    expect(notices).toMatchObject([{ code: 'topic-skipped', brokerName: 'broker-b', params: { topic: 'orders' } }])
    expect(done).toMatchObject({ complete: false, scanned: 5 })
    expect(asked(b0)).toHaveLength(4)
  })

  test('a silent master: its slave is asked, which is said once', async () => {
    await a0.close()
    serveStore(a1, [stored('orders')])
    const { rows, notices, done } = await find()
    expect(rows).toMatchObject([{ brokerName: 'broker-a' }])
    expect(notices).toMatchObject([{ code: 'from-replica', params: { address: a1.address } }])
    expect(done.complete).toBe(false)
  })

  test('a broker without an index: it may be there all the same', async () => {
    const replicas = [{ id: 0, address: b0.address, config: { messageIndexEnable: 'false' } }]
    const on = buildCluster(
      { brokers: [{ name: 'broker-b', replicas, topics: { orders: {} } }] },
      { client: brokers.client },
    )
    const { done, notices } = await find({ on })
    expect(notices).toMatchObject([{ code: 'index-partial', params: { setting: 'messageIndexEnable=false' } }])
    expect(done).toMatchObject({ complete: false, found: 0, reason: 'end' })
  })

  test('a reader that goes away: nothing more is asked', async () => {
    const gate = hold()
    a0.on(12, gate.until({ code: 22 }))
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`t${index}`, {}]))
    const leave = new AbortController()
    const events = (await open({ on: cluster(many, {}), signal: leave.signal }))[Symbol.asyncIterator]()
    await events.next()
    const next = events.next()
    await a0.received(12)
    leave.abort()
    expect(await next).toEqual({ done: true, value: undefined })
    expect(a0.requestsOf(12).length).toBeLessThanOrEqual(4)
    gate.release()
  })

  test('a reader that stops reading: what is under way is called off', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`t${index}`, {}]))
    const events = (await open({ on: cluster(many, {}) }))[Symbol.asyncIterator]()
    await events.next()
    await events.next()
    const before = a0.requestsOf(12).length
    await events.return?.()
    expect(a0.requestsOf(12).length).toBeLessThanOrEqual(before + 4)
    expect(await events.next()).toMatchObject({ done: true })
  })
})

describe('ids that need no search are answered as the message itself', () => {
  test('an offset message id', async () => {
    const message = { ...stored('orders'), commitLogOffset: 500n }
    const id = encodeOffsetMessageId({ ip: '127.0.0.1', port: b0.port, commitLogOffset: 500n })
    await expect(open({ messageId: id })).rejects.toMatchObject({ code: 'message-not-found' })
    b0.on(33, { body: encodeStored(message, b0.port) })
    const { rows, done } = await find({ messageId: id })
    expect(rows).toMatchObject([{ offsetMessageId: id, brokerName: 'broker-b' }])
    expect(done).toMatchObject({ reason: 'end', complete: true, found: 1, scanned: 1, of: 1 })
    expect(fakes.flatMap((fake) => fake.requestsOf(12))).toEqual([])
  })

  test.each([
    ['zzz', 'malformed-message-id'],
    ['0A00000100002A9F0000000000000010', 'address-outside-cluster'],
  ])('%s: %s', async (messageId, code) => {
    await expect(open({ messageId })).rejects.toMatchObject({ code })
    expect(fakes.flatMap((fake) => fake.requests)).toEqual([])
  })
})
