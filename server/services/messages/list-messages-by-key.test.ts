import { describe, expect, test } from 'vitest'
import { type BrokerSpec, buildCluster, callOn } from '@/tests/support/cluster-state'
import { hold } from '@/tests/support/fake-broker'
import { type StoredMessage, serveStore } from '@/tests/support/stored-messages'
import { threeBrokers } from '@/tests/support/three-brokers'
import { listMessagesByKey } from './list-messages-by-key'

const T0 = 1_767_323_000_000
const brokers = threeBrokers((fake) => {
  serveStore(fake, [])
})
const { a0, a1, b0, fakes } = brokers

const topics = { orders: { queues: 4 } }
const capped = (cap: number) => ({ maxMsgsNumBatch: String(cap) })

function cluster(cap: number | null = 64, b: Partial<BrokerSpec> = {}) {
  const config = cap === null ? {} : { config: capped(cap) }
  return buildCluster(
    {
      brokers: [
        {
          name: 'broker-a',
          replicas: [
            { id: 0, address: a0.address, ...config },
            { id: 1, address: a1.address, ...config },
          ],
          topics,
        },
        { name: 'broker-b', replicas: [{ id: 0, address: b0.address, ...config }], topics, ...b },
      ],
    },
    { client: brokers.client },
  )
}

/** `count` messages with the key, one every `everyMs` from `from` on, over four queues. */
function keyed(count: number, { from = 0, everyMs = 700, key = 'k' } = {}): StoredMessage[] {
  return Array.from({ length: count }, (_, index) => ({
    topic: 'orders',
    queueId: index % 4,
    storeTimestamp: BigInt(T0 + from + Math.floor(index * everyMs)),
    properties: [
      ['UNIQ_KEY', `${key}-${from}-${index}`],
      ['KEYS', `other ${key}`],
    ],
  }))
}

type Given = Record<string, string | number>
const list = (given: Given = {}, on = cluster(), signal = new AbortController().signal) =>
  listMessagesByKey.run(callOn(on, { signal }), { cluster: 'default', topic: 'orders', key: 'k', ...given })
const at = (ms: number) => new Date(T0 + ms).toISOString()
const numbers = (items: ReadonlyArray<{ offsetMessageId: string }>) =>
  new Set(items.map((item) => item.offsetMessageId))
const times = (items: ReadonlyArray<{ storedAt: string | null }>) =>
  items.map(({ storedAt }) => Date.parse(storedAt ?? ''))

describe('all messages with a key', () => {
  test('500 over two masters, newest first, each once', async () => {
    serveStore(a0, keyed(250))
    serveStore(b0, keyed(250, { from: 333 }))
    const { items, continueBefore, notices, completeness } = await list()
    expect(numbers(items).size).toBe(500)
    expect(items).toHaveLength(500)
    expect(times(items)).toEqual(times(items).toSorted((a, b) => b - a))
    expect({ continueBefore, notices, completeness }).toEqual({
      continueBefore: null,
      notices: [],
      completeness: { asked: 2, answered: 2, failed: [] },
    })
    expect(fakes.flatMap((fake) => [...fake.requestsOf(11), ...fake.requestsOf(29)])).toEqual([])
  })

  test.each([
    ['300 in less than a second', 300, 3],
    ['300 in one millisecond', 300, 0],
    ['200 a second for five seconds', 1000, 5],
  ])('%s: what the index does not tell is read from the queues', async (_, count, everyMs) => {
    serveStore(a0, [...keyed(5, { from: -9000 }), ...keyed(count, { everyMs }), ...keyed(5, { from: 9000 })])
    const { items, notices } = await list({ limit: 10_000 })
    expect(items).toHaveLength(count + 10)
    expect(numbers(items).size).toBe(count + 10)
    expect(notices).toEqual([])
    expect(a0.requestsOf(11).length).toBeGreaterThan(count / 8 / 2)
  })

  test('a key that is the unique id, and none', async () => {
    serveStore(a0, keyed(3))
    expect((await list({ key: 'k-0-1' })).items).toMatchObject([{ messageId: 'k-0-1' }])
    expect(await list({ key: 'nobody' })).toMatchObject({ items: [], continueBefore: null, notices: [] })
  })

  test('foreign messages with the same hash count against the cap and are left out', async () => {
    const mixed = [...keyed(100), ...keyed(100, { key: 'twin' })]
    serveStore(
      a0,
      mixed.toSorted((x, y) => Number(x.storeTimestamp - y.storeTimestamp)),
      { hash: () => 'same' },
    )
    const { items } = await list()
    expect(items).toHaveLength(100)
    expect(items.every(({ keys }) => keys.includes('k'))).toBe(true)
  })

  test('only of the range: stored at or after `from`, before `to`, to the millisecond', async () => {
    serveStore(a0, keyed(200, { everyMs: 10 }))
    const { items } = await list({ from: at(155), to: at(1600) })
    expect(times(items).map((ms) => ms - T0)).toEqual(Array.from({ length: 144 }, (_, index) => 1590 - index * 10))
  })

  test('a broker that gives fewer than 64 by its own configuration', async () => {
    serveStore(a0, keyed(100, { everyMs: 7 }), { cap: 10 })
    const { items, notices } = await list({}, cluster(10))
    expect(items).toHaveLength(100)
    expect(notices).toEqual([])
  })

  test('a broker that gives fewer than 64, of unknown configuration, is named', async () => {
    serveStore(a0, keyed(100), { cap: 10 })
    const { items, notices } = await list({}, cluster(null))
    expect(items).toHaveLength(100)
    expect(notices).toMatchObject([{ code: 'short-answer', brokerName: 'broker-a', params: { most: 10 } }])
  })
})

describe('an index that lacks messages by its own configuration is named', () => {
  test.each([
    [{ messageIndexEnable: 'false' }, 'messageIndexEnable=false'],
    [
      { indexFileReadEnable: 'false', maxRocksDBIndexQueryDays: '7' },
      'indexFileReadEnable=false, maxRocksDBIndexQueryDays=7',
    ],
  ])('%j', async (config, setting) => {
    const replicas = [{ id: 0, address: b0.address, config: { ...capped(64), ...config } }]
    const { notices } = await list({}, cluster(64, { replicas }))
    expect(notices).toMatchObject([{ code: 'index-partial', brokerName: 'broker-b', params: { setting } }])
  })
})

describe('more than the limit', () => {
  test('goes on without a gap and without repeating', async () => {
    serveStore(a0, keyed(150, { everyMs: 31 }))
    serveStore(b0, keyed(150, { everyMs: 900, from: 50 }))
    const seen: string[] = []
    let before: string | null = at(1e9)
    let calls = 0
    while (before !== null) {
      const answer: Awaited<ReturnType<typeof list>> = await list({ limit: 40, to: before })
      seen.push(...answer.items.map((item) => item.offsetMessageId))
      before = answer.continueBefore
      calls++
    }
    expect(seen).toHaveLength(300)
    expect(new Set(seen).size).toBe(300)
    expect(calls).toBe(8)
  })

  test('what was stored in one millisecond is given whole', async () => {
    serveStore(a0, keyed(90, { everyMs: 0 }))
    const { items, continueBefore } = await list({ limit: 10 })
    expect(items).toHaveLength(90)
    expect(continueBefore).toBe(at(0))
    expect(await list({ to: at(0) })).toMatchObject({ items: [], continueBefore: null })
  })
})

describe('when something fails', () => {
  test('a broker that does not answer is named, the others answer', async () => {
    serveStore(a0, keyed(3))
    await b0.close()
    const { items, completeness } = await list()
    expect(items).toHaveLength(3)
    expect(completeness).toMatchObject({ asked: 2, answered: 1, failed: [{ target: 'broker-b/0' }] })
  })

  test('nobody answers: an error', async () => {
    for (const fake of fakes) await fake.close()
    await expect(list()).rejects.toMatchObject({ kind: 'unreachable' })
  })

  test('a silent master: its slave is read, which is said', async () => {
    serveStore(a1, keyed(100))
    await a0.close()
    const { items, notices, completeness } = await list()
    expect(items).toHaveLength(100)
    expect(notices).toMatchObject([{ code: 'from-replica', brokerName: 'broker-a', params: { address: a1.address } }])
    expect(completeness.failed).toMatchObject([{ target: 'broker-a/0' }])
  })

  test('a queue that cannot be read where a second holds more than the index tells: named with the second', async () => {
    serveStore(a0, keyed(300, { everyMs: 2 }))
    a0.on(29, ({ extFields }) =>
      extFields.queueId === '2' ? { code: 1, remark: 'broken queue' } : { extFields: { offset: '0' } },
    )
    const { items, notices } = await list()
    expect(items.length).toBeLessThan(300)
    expect(items.length).toBeGreaterThanOrEqual(225)
    expect(notices[0]).toMatchObject({ code: 'index-capped', brokerName: 'broker-a', queueId: 2 })
    expect(notices[0]?.params.reason).toContain('broken queue')
  })

  test('a broker that does not heed the end of the range: asked a few times, and what it cannot tell is named', async () => {
    serveStore(a0, keyed(300), { heedsEnd: false })
    const { items, notices } = await list()
    expect(items.length).toBeGreaterThanOrEqual(64)
    expect(a0.requestsOf(12).length).toBeLessThan(5)
    expect(notices).toMatchObject([{ code: 'index-capped', brokerName: 'broker-a', queueId: null }])
    expect(notices[0]?.params.reason).toContain('does not heed the end')
  })

  test('a slave that lets nobody pull says so in its configuration, not in its answer', async () => {
    await a0.close()
    serveStore(a1, keyed(300, { everyMs: 2 }))
    a1.on(11, { code: 2, remark: '[REJECTREQUEST]system busy, start flow control for a while' })
    const slave = { id: 1, address: a1.address, config: { slaveReadEnable: 'false' } }
    const replicas = [{ id: 0, address: a0.address, state: 'down' as const }, slave]
    const on = buildCluster({ brokers: [{ name: 'broker-a', replicas, topics }] }, { client: brokers.client })
    const capped = (await list({}, on)).notices.filter(({ code }) => code === 'index-capped')
    expect(capped.map(({ queueId }) => queueId)).toEqual([0, 1, 2, 3])
    for (const { params } of capped) expect(params.reason).toContain('slaveReadEnable=false')
  })

  test('bytes that are no message', async () => {
    a0.on(12, { body: Buffer.from('garbage garbage') })
    const { items, notices } = await list()
    expect(items).toEqual([])
    expect(notices).toMatchObject([{ code: 'unreadable', brokerName: 'broker-a' }])
  })

  test('a caller that goes away', async () => {
    const gate = hold()
    a0.on(12, gate.until({ code: 22 }))
    const leave = new AbortController()
    const answer = list({}, cluster(), leave.signal)
    await a0.received(12)
    leave.abort()
    await expect(answer).rejects.toMatchObject({ kind: 'aborted' })
    gate.release()
  })
})

describe('bad input', () => {
  test.each<[string, Given, string]>([
    ['from after to', { from: at(2000), to: at(1000) }, 'from'],
    ['an empty range', { from: at(1000), to: at(1000) }, 'from'],
    ['a day that does not exist', { from: '2026-13-41T00:00:00.000Z' }, 'from'],
    ['no time', { to: 'yesterday' }, 'to'],
    ['several keys', { key: 'a b' }, 'key'],
    ['blanks', { key: '  ' }, 'key'],
    ['no key', { key: '' }, 'key'],
    ['a huge key', { key: 'x'.repeat(2000) }, 'key'],
    ['limit', { limit: 0 }, 'limit'],
  ])('%s', async (_, given, path) => {
    await expect(list(given)).rejects.toMatchObject({ code: 'invalid-input', inputErrors: [{ path }] })
    expect(fakes.flatMap((fake) => fake.requests)).toEqual([])
  })

  test('a topic that nobody has', async () => {
    await expect(list({ topic: 'nope' })).rejects.toMatchObject({ code: 'topic-not-found' })
  })
})
