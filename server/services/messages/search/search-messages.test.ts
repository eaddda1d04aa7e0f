import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hold, never } from '@/tests/support/fake-broker'
import { type FakeQueue, FakeQueues, queueOf } from '@/tests/support/fake-queues'
import { type SearchEvent, SearchWorld } from '@/tests/support/search-world'

const world = new SearchWorld()
beforeEach(() => world.start())
afterEach(() => world.stop())

const T = 1_700_000_000_000
const iso = (ms: number) => new Date(ms).toISOString()
const range = (length: number) => Array.from({ length }, (_, index) => index)
const codes = (calls: ReadonlyArray<{ code: number }>) => calls.map((call) => call.code)

/** 100,000 messages in 16 queues on two masters, one a millisecond, dealt out in turn. */
function largeTopic() {
  const queues = range(16).map((index) => queueOf(range(6250).map((i) => T + i * 16 + index)))
  return world.hold(queues.slice(0, 8), queues.slice(8))
}

describe('the first page', () => {
  test('of 100,000 messages in 16 queues on two masters takes fewer than 25 calls, newest first', async () => {
    largeTopic()
    const { done, progress, rows } = await world.search({ limit: 100 })
    expect(rows.map((row) => row.storedAt)).toEqual(range(100).map((i) => iso(T + 99_999 - i)))
    expect(done).toMatchObject({ reason: 'limit', complete: true, scanned: 100, of: 100_000, found: 100 })
    expect(done.completeness).toEqual({ asked: 2, answered: 2, failed: [] })
    expect(progress.at(-1)?.brokers).toMatchObject([
      { brokerName: 'broker-a', scanned: 48, of: 50_000, done: false, fromReplica: null, failed: [] },
      { brokerName: 'broker-b', scanned: 52, of: 50_000, done: false, fromReplica: null, failed: [] },
    ])
    expect(world.calls).toBeLessThan(25)
  })

  test('however the newest are spread over the queues', async () => {
    // Runs of 17 in one queue after the other, so that six queues have to be read on.
    const times = range(16).map((queue) => range(400).map((i) => T + (Math.floor(i / 17) * 16 + queue) * 17 + (i % 17)))
    world.hold(
      times.slice(0, 8).map((list) => queueOf(list)),
      times.slice(8).map((list) => queueOf(list)),
    )
    expect((await world.search({ limit: 100 })).rows).toHaveLength(100)
    expect(world.calls).toBeLessThan(25)
  })

  test('from disk, 8 messages a call, too', async () => {
    const { a, b } = largeTopic()
    a.batch = 8
    b.batch = 8
    expect((await world.search({ limit: 50 })).rows).toHaveLength(50)
    expect(world.calls).toBeLessThan(25)
    const { done, notices } = await world.search({ limit: 400 })
    expect(notices.map((notice) => notice.code)).toEqual(['cold-read', 'cold-read'])
    expect(done.complete).toBe(true)
  })

  test('since a time asks no broker for an offset, and stops at the first older message', async () => {
    largeTopic()
    const { done, rows } = await world.search({ from: iso(T + 99_900), limit: 1000 })
    expect([rows.length, done.reason, done.of, done.complete]).toEqual([100, 'end', 100, true])
    expect(codes([...world.a.requests, ...world.b.requests])).not.toContain(29)
    expect(world.calls).toBeLessThan(50)
  })

  test('since a time learns how much there is when the rows are given', async () => {
    largeTopic()
    const first = await world.search({ from: iso(T + 99_500), limit: 100 })
    expect(first.done).toMatchObject({ reason: 'limit', scanned: 100, of: 500, complete: true })
    const calls = world.calls
    const second = await world.search({ from: iso(T + 99_500), limit: 100, cursor: first.done.cursor })
    expect(second.done).toMatchObject({ scanned: 200, of: 500 })
    expect(world.calls - calls).toBeLessThan(25)
  })

  test('of many queues reads only those that can be among the newest', async () => {
    world.hold(range(200).map((index) => queueOf(range(50).map((i) => T + index * 1000 + i))))
    const { places } = await world.search({ limit: 20 })
    expect(places).toEqual(range(20).map((i) => `a/199/${49 - i}`))
    expect(world.calls).toBeLessThan(70)
  })
})

describe('order', () => {
  test('oldest first is newest first turned around; equal times by broker, queue and offset', async () => {
    world.hold([queueOf([5, 5, 9]), queueOf([5, 7])], [queueOf([1, 5, 8])])
    const places = ['b/0/0', 'a/0/0', 'a/0/1', 'a/1/0', 'b/0/1', 'a/1/1', 'b/0/2', 'a/0/2']
    expect((await world.search({ order: 'oldest' })).places).toEqual(places)
    const newest = await world.search()
    expect(newest.places).toEqual(places.toReversed())
    expect(newest.done).toMatchObject({ reason: 'end', cursor: null, complete: true, scanned: 8, of: 8, found: 8 })
  })

  test('any split into pages gives the same sequence, each message once', async () => {
    const times = fc.array(fc.nat(60), { maxLength: 90 }).map((list) => list.sort((a, b) => a - b).map((ms) => T + ms))
    const queue = fc.tuple(times, fc.nat(3)).map(([stored, first]) => queueOf(stored, first, tagged))
    const bound = fc.option(fc.nat(62), { nil: undefined })
    const input = fc.record({
      a: fc.array(queue, { minLength: 1, maxLength: 3 }),
      b: fc.array(queue, { maxLength: 3 }),
      order: fc.constantFrom('newest' as const, 'oldest' as const),
      from: bound,
      to: bound,
      tag: fc.constantFrom(undefined, 'x'),
      batch: fc.constantFrom(1, 8, 32),
      isOld: fc.boolean(),
      holes: fc.boolean(),
      limits: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(input, async ({ a, b, batch, holes, isOld, limits, ...given }) => {
        fc.pre(given.from === undefined || given.to === undefined || given.from < given.to)
        const held = world.hold(a, b)
        for (const side of [held.a, held.b]) Object.assign(side, { batch, isOld })
        if (holes)
          for (const one of [...a, ...b])
            for (const offset of one.messages.keys()) if (offset % 5 > 2) one.messages.delete(offset)
        const expected = expectedPlaces(held, given)
        const asked = {
          order: given.order,
          ...(given.from === undefined ? {} : { from: iso(T + given.from) }),
          ...(given.to === undefined ? {} : { to: iso(T + given.to) }),
          ...(given.tag === undefined ? {} : { tag: given.tag }),
        }
        const pages = await world.searchAll(asked, limits)
        expect(pages.flatMap((page) => page.places)).toEqual(expected)
        expect(pages.at(-1)?.done).toMatchObject({ reason: 'end', found: expected.length })
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  test.each(['newest', 'oldest'] as const)('%s first ends where it ended when it began', async (order) => {
    const { a } = world.hold([queueOf(range(50).map((i) => T + i)), queueOf([])])
    const first = await world.search({ order, limit: 10 })
    for (const i of range(40))
      a.queues[i % 2]?.messages.set(i % 2 === 0 ? 50 + i / 2 : (i - 1) / 2, { storedAt: T + 100 + i })
    const second = await world.search({ order, limit: 1000, cursor: first.done.cursor })
    expect([...first.places, ...second.places]).toHaveLength(50)
    expect(new Set([...first.places, ...second.places]).size).toBe(50)
    expect(second.done).toMatchObject({ reason: 'end', complete: true, scanned: 50, of: 50, found: 50 })
  })
})

const tagged = (index: number) => ({ properties: [['TAGS', index % 3 === 0 ? 'x' : 'y']] as Array<[string, string]> })

function expectedPlaces(
  held: { a: FakeQueues; b: FakeQueues },
  {
    from,
    order,
    tag,
    to,
  }: { from?: number | undefined; to?: number | undefined; tag: string | undefined; order: string },
): string[] {
  const all = Object.entries(held).flatMap(([name, { queues }]) =>
    queues.flatMap((queue: FakeQueue, queueId) =>
      [...queue.messages].map(([offset, message]) => ({ name, queueId, offset, ...message })),
    ),
  )
  const sorted = all
    .filter(({ storedAt }) => (from === undefined || storedAt >= T + from) && (to === undefined || storedAt < T + to))
    .filter(({ properties }) => tag === undefined || properties?.[0]?.[1] === tag)
    .sort(
      (x, y) =>
        x.storedAt - y.storedAt ||
        (x.name < y.name ? -1 : x.name > y.name ? 1 : 0) ||
        x.queueId - y.queueId ||
        x.offset - y.offset,
    )
    .map(({ name, offset, queueId }) => `${name}/${queueId}/${offset}`)
  return order === 'oldest' ? sorted : sorted.reverse()
}

describe('ranges', () => {
  test.each([
    [{ broker: 'broker-b' }, ['b/0/2', 'b/0/1', 'b/0/0']],
    [{ broker: 'broker-a', queueId: 1 }, ['a/1/1', 'a/1/0']],
    [{ broker: 'broker-a', queueId: 0, fromOffset: 1, toOffset: 3 }, ['a/0/2', 'a/0/1']],
    [{ broker: 'broker-a', queueId: 0, fromOffset: 3 }, ['a/0/3']],
    [{ broker: 'broker-a', queueId: 0, toOffset: 1 }, ['a/0/0']],
    [{ from: iso(T + 2), to: iso(T + 4) }, ['a/0/3', 'b/0/2', 'a/0/2']],
  ])('%o', async (input, places) => {
    world.hold([queueOf([T, T + 1, T + 2, T + 3]), queueOf([T, T + 1])], [queueOf([T, T + 1, T + 2])])
    const { done, ...found } = await world.search(input)
    expect(found.places).toEqual(places)
    expect(done).toMatchObject({ complete: true, reason: 'end' })
  })

  test('offsets that the queue does not hold are said', async () => {
    world.hold([queueOf([T, T + 1], 10)])
    const { notices, places } = await world.search({ broker: 'broker-a', queueId: 0, fromOffset: 50 })
    expect(places).toEqual([])
    expect(notices).toMatchObject([{ code: 'offset-illegal', queueId: 0, params: { asked: 50, min: 10, max: 12 } }])
  })

  test.each([
    [{ queueId: 0 }, 'queueId: needs'],
    [{ broker: 'broker-a', fromOffset: 1 }, 'fromOffset: needs'],
    [{ broker: 'broker-a', queueId: 0, fromOffset: 2, toOffset: 2 }, 'toOffset: 2 is not after'],
    [{ from: iso(T), to: iso(T) }, 'to: '],
    [{ from: 'yesterday' }, 'from'],
    [{ from: '2026-02-30T99:00:00.000Z' }, 'no time that exists'],
    [{ pattern: '(' }, 'pattern: not a regular expression'],
    [{ limit: 0 }, 'limit'],
    [{ cursor: 'abc' }, 'cursor: it is not a cursor'],
    [{ broker: 'broker-a', queueId: 7 }, 'has no queue 7 on broker-a; its queues are 0 to 0'],
    [{ broker: 'broker-x' }, 'There is no broker "broker-x"'],
    [{ topic: 'nope' }, 'There is no topic "nope"'],
  ])('%o is refused before the first event', async (input, words) => {
    world.hold([queueOf([T])])
    await expect(world.open(input)).rejects.toThrow(words)
  })

  test('a cursor of another search is refused', async () => {
    world.hold([queueOf(range(9).map((i) => T + i))])
    const { done } = await world.search({ limit: 2 })
    await expect(world.open({ cursor: done.cursor, tag: 'x' })).rejects.toThrow('belongs to another search')
  })
})

describe('what a search is asked to bear', () => {
  test('one request reads so many messages, and goes on where it stopped', async () => {
    world.hold([queueOf(range(300).map((i) => T + i))])
    const first = await world.search({ text: 'no such thing', maxScanned: 120 })
    expect(first.done).toMatchObject({ reason: 'budget', scanned: 120, of: 300, found: 0, complete: true })
    const second = await world.search({ text: 'no such thing', cursor: first.done.cursor })
    expect(second.done).toMatchObject({ reason: 'end', scanned: 300, of: 300, found: 0, cursor: null })
  })

  test('a broker has at most four pulls at once', async () => {
    const { a } = largeTopic()
    const gate = hold()
    world.a.on(11, (request) => gate.until(a.pull(request)))
    const searching = world.search({ limit: 10 })
    await world.a.received(11, 4)
    await world.b.received(11, 8)
    expect(world.a.requestsOf(11)).toHaveLength(4)
    gate.release()
    expect((await searching).rows).toHaveLength(10)
  })

  test('whoever leaves stops the pulls: no further call, and no event', async () => {
    largeTopic()
    const gate = hold()
    world.a.on(11, () => gate.until({ code: 19 }))
    const leave = new AbortController()
    const events: SearchEvent[] = []
    const reading = (async () => {
      for await (const { data } of await world.open({ limit: 1000 }, leave.signal)) events.push(data)
    })()
    await world.a.received(11, 4)
    await world.b.received(11, 8)
    const before = world.calls
    leave.abort()
    await reading
    gate.release()
    expect(new Set(events.map((event) => event.kind))).toEqual(new Set(['progress']))
    expect(world.calls).toBe(before)
  })

  test('a reader that stops taking stops the search as well', async () => {
    const { a } = world.hold([queueOf(range(5000).map((i) => T + i))])
    const stream = await world.open({ limit: 1000 })
    let seen = 0
    for await (const { data } of stream) if (data.kind === 'message' && ++seen === 40) break
    expect(a.calls).toBeLessThan(6)
  })
})

describe('what fails', () => {
  const two = () => world.hold([queueOf([T + 1, T + 3]), queueOf([T + 5])], [queueOf([T, T + 2, T + 4])])

  test('a silent broker is named; the others are read to the end, after one time-out', async () => {
    two()
    world.b.on(202, never())
    world.waitFor(300)
    const { done, places, progress, notices } = await world.search()
    expect(codes(world.b.requests)).toEqual([202])
    expect(places).toEqual(['a/1/0', 'a/0/1', 'a/0/0'])
    expect(done).toMatchObject({ reason: 'end', complete: false, of: null, completeness: { asked: 2, answered: 1 } })
    expect(notices).toMatchObject([{ code: 'queue-failed', brokerName: 'broker-b', queueId: null }])
    expect(progress.at(-1)?.brokers[1]).toMatchObject({ brokerName: 'broker-b', of: null, failed: [{ queueId: null }] })
  })

  test('one that falls silent on the way is left out from there, all its queues after one time-out', async () => {
    const { b } = world.hold(
      [queueOf([T])],
      range(12).map(() => queueOf(range(100).map((i) => T + i))),
    )
    let pulls = 0
    world.waitFor(300)
    world.b.on(11, (request) => (++pulls > 14 ? never() : b.pull(request)))
    const { done, notices, places } = await world.search({ limit: 1000 })
    // Four were under way; what waited behind them was not sent any more.
    expect(world.b.requestsOf(11).length).toBeLessThanOrEqual(14 + 4)
    expect(places.at(-1)).toBe('a/0/0')
    expect(places.length).toBeLessThan(1000)
    expect(done).toMatchObject({ reason: 'end', complete: false, cursor: null })
    expect(notices).toMatchObject([{ code: 'queue-failed', brokerName: 'broker-b', queueId: null }])
  })

  test('a queue that is refused is named, the rest of its broker is read', async () => {
    const { a } = two()
    world.a.on(11, (request) =>
      request.extFields.queueId === '1' ? { code: 1, remark: 'the store is broken' } : a.pull(request),
    )
    const { done, notices, places } = await world.search()
    expect(places).toEqual(['b/0/2', 'a/0/1', 'b/0/1', 'a/0/0', 'b/0/0'])
    expect(notices).toMatchObject([{ code: 'queue-failed', brokerName: 'broker-a', queueId: 1 }])
    expect(done.complete).toBe(false)
  })

  test('a failed queue stays left out when the search goes on, and incomplete', async () => {
    const { a } = two()
    world.a.once(11, { code: 1, remark: 'broken' })
    const first = await world.search({ limit: 1 })
    const second = await world.search({ cursor: first.done.cursor })
    expect([first.done.complete, second.done.complete, second.done.reason]).toEqual([false, false, 'end'])
    expect([...first.places, ...second.places].length).toBeLessThan(6)
    expect(second.progress.at(-1)?.brokers[0]?.failed).toHaveLength(1)
    expect(a.calls).toBeGreaterThan(0)
  })

  test('a silent master is read from its slave, which says so', async () => {
    two()
    new FakeQueues(world.slaveOfA, 'broker-a', [queueOf([T + 1, T + 3]), queueOf([T + 5])]).isSlave = true
    await world.a.close()
    world.specOfA = {
      replicas: [
        { id: 0, address: world.a.address },
        { id: 1, address: world.slaveOfA.address },
      ],
    }
    const { done, notices, places, progress } = await world.search()
    expect(places).toEqual(['a/1/0', 'b/0/2', 'a/0/1', 'b/0/1', 'a/0/0', 'b/0/0'])
    expect(notices).toMatchObject([
      { code: 'from-replica', brokerName: 'broker-a', params: { address: world.slaveOfA.address } },
    ])
    expect(progress.at(-1)?.brokers[0]?.fromReplica).toBe(world.slaveOfA.address)
    expect(done).toMatchObject({ complete: false, completeness: { failed: [{ target: 'broker-a/0' }] } })
  })

  test('nobody answers: a problem and no empty list', async () => {
    two()
    await world.a.close()
    await world.b.close()
    await expect(world.open()).rejects.toThrow('unreachable')
  })

  test('a queue beyond the read queues is named when it holds something', async () => {
    two()
    world.specOfA = { topics: { orders: { queues: 2, readQueues: 1 } } }
    const { notices, places } = await world.search({ broker: 'broker-a' })
    expect(places).toEqual(['a/0/1', 'a/0/0'])
    expect(notices).toMatchObject([{ code: 'queue-failed', queueId: 1 }])
  })

  test('read queues that an old broker does not count are found', async () => {
    two()
    world.a.on(202, {
      body: `{"offsetTable":{{"brokerName":"broker-a","queueId":0,"topic":"orders"}:{"lastUpdateTimestamp":${T + 3},"maxOffset":2,"minOffset":0}}}`,
    })
    expect((await world.search({ broker: 'broker-a' })).places).toEqual(['a/1/0', 'a/0/1', 'a/0/0'])
  })
})

describe('what is not there any more', () => {
  test('messages deleted since the search began are said', async () => {
    const { a } = world.hold([queueOf(range(200).map((i) => T + i))])
    const first = await world.search({ order: 'oldest', limit: 10 })
    const queue = a.queues[0]
    for (const offset of range(100)) queue?.messages.delete(offset)
    const { done, notices, places } = await world.search({ order: 'oldest', cursor: first.done.cursor })
    expect(places[0]).toBe('a/0/100')
    expect(notices).toMatchObject([{ code: 'range-deleted', queueId: 0, params: { from: 10, to: 100, offsets: 90 } }])
    expect(done.complete).toBe(false)
  })

  test('newest first it ends there', async () => {
    const { a } = world.hold([queueOf(range(200).map((i) => T + i))])
    const first = await world.search({ limit: 10 })
    for (const offset of range(100)) a.queues[0]?.messages.delete(offset)
    const { done, notices, places } = await world.search({ limit: 1000, cursor: first.done.cursor })
    expect(notices).toMatchObject([{ code: 'range-deleted', params: { from: 0, to: 100, offsets: 100 } }])
    expect(places.at(-1)).toBe('a/0/100')
    expect(places).toHaveLength(90)
    expect(done).toMatchObject({ reason: 'end', complete: false })
  })

  test('holes that compaction left are nothing missing, and are crossed in few steps', async () => {
    const messages = new Map([0, 1, 50_000, 99_998, 99_999].map((offset) => [offset, { storedAt: T + offset }]))
    const { a } = world.hold([{ messages, min: 0, max: 100_000 }])
    // As a compacted queue answers: what it has from there on, however far (SparseConsumeQueue#iterateFromOrNext).
    world.a.on(11, (request) => {
      const from = Number(request.extFields.queueOffset)
      const next = [...messages.keys()].find((offset) => offset >= from)
      return a.pull({ ...request, extFields: { ...request.extFields, queueOffset: String(next ?? from) } })
    })
    world.specOfA = { topics: { orders: { queues: 1, attributes: { 'cleanup.policy': 'COMPACTION' } } } }
    const { done, notices, places } = await world.search()
    expect(places).toEqual(['a/0/99999', 'a/0/99998', 'a/0/50000', 'a/0/1', 'a/0/0'])
    expect(done.complete).toBe(true)
    expect(new Set(notices.map((notice) => notice.code))).toEqual(new Set(['compacted']))
    expect(a.calls).toBeLessThan(60)
  })
})
