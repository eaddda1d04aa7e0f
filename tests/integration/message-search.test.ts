import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ROCKETMQ_VERSIONS } from '../../scripts/cluster/maven.ts'
import { searchMessages } from '../../server/services/messages/search/search-messages.ts'
import { tailMessages } from '../../server/services/messages/search/tail-messages.ts'
import type { SearchEvent } from '../support/search-world.ts'
import { type SearchCluster, startSearchCluster } from './support/search-world.ts'

/** The large topic: 20,000 messages, or as many as ROCKETDECK_SEARCH_MESSAGES says (200,000 before a release). */
const MANY = Number(process.env.ROCKETDECK_SEARCH_MESSAGES ?? 20_000)
const BATCH = 500

describe.each(ROCKETMQ_VERSIONS)('message search in %s', { timeout: 600_000 }, (version) => {
  let world: SearchCluster
  const range = (length: number) => Array.from({ length }, (_, index) => index)

  beforeAll(async () => {
    world = await startSearchCluster(version)
    const { fixture } = world
    await fixture.createTopic({ topic: 'many', queues: 4 })
    // 16 queues.
    await fixture.createTopic({ topic: 'wide', queues: 8 })
    await fixture.createTopic({ topic: 'few', queues: 4 })
    await write('many', MANY)
    await write('wide', 4000, 50)
    for (const tag of ['even', 'odd']) {
      await fixture.send({
        topic: 'few',
        count: 30,
        tag,
        key: `${tag}-{i} all`,
        body: `{"number":{i},"tag":"${tag}"}`,
        properties: { colour: tag === 'even' ? 'green' : '红' },
      })
    }
    await fixture.send({ topic: 'few', tag: 'large', body: 'zlib '.repeat(2000), compression: 'zlib' })
  }, 900_000)
  afterAll(() => world?.stop())

  /** In batches, each to the next queue. */
  async function write(topic: string, count: number, batch = BATCH): Promise<void> {
    const batches = range(Math.ceil(count / batch))
    const lane = async () => {
      while (batches.pop() !== undefined) await world.fixture.sendBatch({ topic, count: batch, body: 'message {i}' })
    }
    await Promise.all([lane(), lane(), lane(), lane()])
  }

  /** Throws unless these are all messages of the topic that were there, each once and in order. */
  function expectAllOnce(places: readonly string[], storedAt: readonly string[], count: number, order: string): void {
    expect(places.length).toBe(count)
    expect(new Set(places).size).toBe(count)
    const sorted = storedAt.toSorted()
    expect(storedAt).toEqual(order === 'oldest' ? sorted : sorted.reverse())
    // Each queue from its first offset on without a hole.
    const queues = Map.groupBy(places, (place) => place.slice(0, place.lastIndexOf('/')))
    for (const [queue, inIt] of queues) {
      const offsets = inIt.map((place) => Number(place.slice(queue.length + 1)))
      expect(order === 'oldest' ? offsets : offsets.toReversed(), queue).toEqual(range(offsets.length))
    }
    expect(queues.size).toBe(8)
  }

  test.each(['newest', 'oldest'])(
    `${MANY} messages in 8 queues to the end by cursor, %s first, while producers write`,
    async (order) => {
      const before = await world.search({ topic: 'many', limit: 1 })
      const count = before.done.of ?? 0
      expect(count).toBeGreaterThanOrEqual(MANY)
      let isReading = true
      const startedAt = performance.now()
      const callsBefore = world.calls()
      // Begun before anything more is written, so it is known what it must find.
      const first = await world.search({ topic: 'many', order, limit: 1000 })
      const writing = (async () => {
        let written = 0
        while (isReading) {
          await world.fixture.sendBatch({ topic: 'many', count: 20, body: 'meanwhile {i}' })
          written += 20
        }
        return written
      })()
      const rest = await world.searchAll({ topic: 'many', order, cursor: first.done.cursor })
      const ms = performance.now() - startedAt
      isReading = false
      expect(await writing).toBeGreaterThan(0)
      const places = [...first.places, ...rest.places]
      const times = [...first.rows.map((row) => row.storedAt ?? ''), ...rest.storedAt]
      expectAllOnce(places, times, count, order)
      expect(rest.last.done).toMatchObject({ reason: 'end', complete: true, scanned: count, of: count, found: count })
      console.log(
        `${version}: ${count} messages, ${order} first, in ${rest.pages + 1} pages, ${world.calls() - callsBefore} calls, ${Math.round(ms)} ms`,
      )
    },
  )

  test('page 1 of a topic with 16 queues on two masters takes fewer than 25 calls', async () => {
    const callsBefore = world.calls()
    const startedAt = performance.now()
    let firstAt = 0
    const stream = await searchMessages.run(world.context(), { cluster: 'default', topic: 'wide', limit: 100 })
    const rows: SearchEvent[] = []
    for await (const { data } of stream) {
      if (data.kind !== 'message') continue
      if (rows.push(data) === 1) firstAt = performance.now() - startedAt
    }
    const calls = world.calls() - callsBefore
    console.log(`${version}: page 1 of 16 queues in ${calls} calls, first row after ${Math.round(firstAt)} ms`)
    expect(rows).toHaveLength(100)
    expect(calls).toBeLessThan(25)
  })

  test('what printMsg and consumeMessage print', async () => {
    const printed = (output: string) => [...output.matchAll(/^MSGID: (\S+)/gm)].map(([, id]) => id).sort()
    const found = async (input: Record<string, unknown> = {}) =>
      (await world.search({ topic: 'few', limit: 1000, ...input })).rows.map((row) => row.messageId).sort()
    const all = await found()
    expect(all).toHaveLength(61)
    expect(all).toEqual(printed(await world.cluster.mqadmin(['printMsg', '-t', 'few', '-d', 'false'])))
    expect(all).toEqual(printed(await world.cluster.mqadmin(['consumeMessage', '-t', 'few'])))
    expect(await found({ tag: 'odd' })).toEqual(
      printed(await world.cluster.mqadmin(['printMsg', '-t', 'few', '-s', 'odd', '-d', 'false'])),
    )
  })

  test('a time range is exact to the millisecond, in both orders', async () => {
    const { rows } = await world.search({ topic: 'few', order: 'oldest' })
    const times = rows.map((row) => row.storedAt ?? '')
    for (const [from, to] of [
      [times[10], times[40]],
      [times[0], times[1]],
      [times[59], undefined],
      [undefined, times[30]],
      [
        new Date(Date.parse(times[20] ?? '') + 1).toISOString(),
        new Date(Date.parse(times[50] ?? '') + 1).toISOString(),
      ],
    ]) {
      const wanted = times.filter((time) => (from === undefined || time >= from) && (to === undefined || time < to))
      for (const order of ['oldest', 'newest']) {
        const found = await world.search({ topic: 'few', order, ...(from ? { from } : {}), ...(to ? { to } : {}) })
        const storedAt = found.rows.map((row) => row.storedAt ?? '')
        expect(order === 'oldest' ? storedAt : storedAt.reverse(), `${order} ${from} ${to}`).toEqual(wanted)
        expect(found.done).toMatchObject({ complete: true, reason: 'end' })
      }
    }
  })

  test.each([
    [{ tag: 'even' }, 30],
    [{ key: 'odd-7' }, 1],
    [{ key: 'all' }, 60],
    [{ property: 'colour' }, 60],
    [{ property: 'colour=红' }, 30],
    [{ text: '"number":7,' }, 2],
    [{ text: 'zlib zlib' }, 1],
    [{ pattern: '"number":1[0-9],.*odd' }, 10],
    [{ bornHost: '127.0.0.1' }, 61],
    [{ bornHost: '10.9.8.7' }, 0],
    [{ tag: 'even', pattern: '"number":2,' }, 1],
  ])('filter %o', async (filter, count) => {
    const { done, rows } = await world.search({ topic: 'few', ...filter })
    expect(rows).toHaveLength(count)
    expect(done).toMatchObject({ reason: 'end', complete: true, scanned: 61, of: 61 })
  })

  test('live: what is sent appears, in order', async () => {
    const leave = new AbortController()
    const seen: SearchEvent[] = []
    const stream = await tailMessages.run(world.context(leave.signal), {
      cluster: 'default',
      topic: 'few',
      tag: 'live',
    })
    const following = (async () => {
      for await (const { data } of stream) seen.push(data)
    })()
    const keys = () => seen.flatMap((event) => (event.kind === 'message' ? event.item.keys : []))
    await vi.waitUntil(() => seen.length > 0)
    await world.fixture.send({ topic: 'few', count: 5, tag: 'live', key: 'live-{i}', body: 'x' })
    await world.fixture.send({ topic: 'few', count: 3, tag: 'other', body: 'x' })
    await vi.waitUntil(() => keys().length === 5, { timeout: 60_000 })
    expect(keys()).toEqual(range(5).map((i) => `live-${i}`))
    leave.abort()
    await following
  })
})
