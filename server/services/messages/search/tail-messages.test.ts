import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tailMessages as endpoint } from '@/lib/contract/message-search'
import type { TopicDefinition } from '@/server/metrics/state'
import { callOn, verbOn } from '@/tests/support/cluster-state'
import { never } from '@/tests/support/fake-broker'
import { queueOf } from '@/tests/support/fake-queues'
import { SearchWorld } from '@/tests/support/search-world'
import { MOST_READ, MOST_SHOWN, Tail, type TailEvent } from './tail'
import { tailEvents, tailMessages } from './tail-messages'

const world = new SearchWorld()
beforeEach(() => world.start())
afterEach(() => world.stop())

const T = 1_700_000_000_000
const range = (length: number) => Array.from({ length }, (_, index) => index)

async function begun(input: Record<string, unknown> = {}, cluster = world.cluster) {
  const tail = new Tail(verbOn(cluster), { cluster: 'default', topic: 'orders', ...input })
  await tail.begin()
  return tail
}

/** One look; each event is what the contract says. */
async function look(tail: Tail): Promise<TailEvent[]> {
  const events = await tail.look()
  return events.map((event) => endpoint.response.parse(event))
}

const places = (events: readonly TailEvent[]) =>
  events.flatMap((event) => (event.kind === 'message' ? [`${event.item.queueId}/${event.item.queueOffset}`] : []))
const dropped = (events: readonly TailEvent[]) =>
  events.flatMap((event) => (event.kind === 'notice' && event.code === 'dropped' ? [event.params] : []))

describe('a look', () => {
  test('gives what came since the last one, oldest first, and says how far it is', async () => {
    const { a } = world.hold([queueOf([T]), queueOf([T + 1])])
    const tail = await begun()
    expect(places(await look(tail))).toEqual([])
    a.queues[0]?.messages.set(1, { storedAt: T + 9 })
    a.queues[1]?.messages.set(1, { storedAt: T + 8 })
    const events = await look(tail)
    expect(places(events)).toEqual(['1/1', '0/1'])
    expect(events.at(-1)).toMatchObject({ kind: 'progress', scanned: 2, of: 2, found: 2 })
    expect(places(await look(tail))).toEqual([])
  })

  test('of many only the newest, and how many were left out', async () => {
    const { a } = world.hold([queueOf([])])
    const tail = await begun()
    for (const i of range(50)) a.queues[0]?.messages.set(i, { storedAt: T + i })
    const events = await look(tail)
    expect(places(events)).toEqual(range(MOST_SHOWN).map((i) => `0/${30 + i}`))
    expect(dropped(events)).toEqual([{ count: 30, unread: 30 }])
  })

  test('with a filter it reads more to find some, and no more than it may', async () => {
    const { a } = world.hold([queueOf([])])
    const tail = await begun({ tag: 'x' })
    const properties: Array<[string, string]> = [['TAGS', 'x']]
    for (const i of range(1000))
      a.queues[0]?.messages.set(i, { storedAt: T + i, ...(i % 20 === 0 ? { properties } : {}) })
    const events = await look(tail)
    const matching = range(1000).filter((i) => i >= 1000 - MOST_READ && i % 20 === 0)
    expect(places(events)).toEqual(matching.slice(-MOST_SHOWN).map((i) => `0/${i}`))
    expect(dropped(events)).toEqual([{ count: matching.length - MOST_SHOWN + 360, unread: 360 }])
    expect(events.at(-1)).toMatchObject({ scanned: MOST_READ, of: 1000, found: matching.length })
  })

  test('a broker that is silent is named, and what came meanwhile is given when it is back', async () => {
    const { a } = world.hold([queueOf([])], [queueOf([])])
    world.waitFor(300)
    const tail = await begun()
    a.queues[0]?.messages.set(0, { storedAt: T })
    world.a.once(202, never())
    const silent = await look(tail)
    expect(places(silent)).toEqual([])
    expect(silent).toMatchObject([
      { kind: 'notice', code: 'queue-failed', brokerName: 'broker-a' },
      { kind: 'progress', brokers: [{ failed: [{ queueId: null }] }, { failed: [] }] },
    ])
    const back = await look(tail)
    expect(places(back)).toEqual(['0/0'])
    expect(back.at(-1)).toMatchObject({ brokers: [{ failed: [] }, { failed: [] }] })
  })

  test('a queue added later is followed from its beginning', async () => {
    const { a } = world.hold([queueOf([T])])
    const { cluster } = world
    const tail = await begun({}, cluster)
    const definitions = cluster.state.brokers.get('broker-a')?.topics.value as Map<string, TopicDefinition>
    definitions.set('orders', { ...definitions.get('orders')!, readQueues: 2, writeQueues: 2 })
    a.queues.push(queueOf([T + 1]))
    expect(places(await look(tail))).toEqual(['1/0'])
  })
})

test('begins with where it stands, looks after each rest, ends with its reader', async () => {
  const leave = new AbortController()
  let looks = 0
  const progress = { kind: 'progress' as const, scanned: 0, of: 0, found: 0, brokers: [] }
  const tail = { progress: () => progress, look: async () => [{ ...progress, scanned: ++looks }] }
  const rests: number[] = []
  const sleep = async (ms: number) => {
    if (rests.push(ms) === 4) leave.abort()
  }
  const events: TailEvent[] = []
  for await (const event of tailEvents(tail, leave.signal, sleep)) events.push(event)
  expect(events.map((event) => event.kind === 'progress' && event.scanned)).toEqual([0, 1, 2, 3])
  expect(rests).toEqual([1000, 1000, 1000, 1000])
})

test.each([
  [{ topic: 'nope' }, 'There is no topic "nope"'],
  [{ pattern: '(' }, 'pattern: not a regular expression'],
  [{ property: '=' }, 'property: a name'],
])('%o is refused before the first event', async (input, words) => {
  world.hold([queueOf([T])])
  const call = callOn(world.cluster)
  await expect(tailMessages.run(call, { cluster: 'default', topic: 'orders', ...input })).rejects.toThrow(words)
})

test('nobody answers: a problem', async () => {
  world.hold([queueOf([T])])
  await world.a.close()
  await expect(begun()).rejects.toThrow('unreachable')
})
