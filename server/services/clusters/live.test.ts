import { describe, expect, test } from 'vitest'
import { LiveEvent } from '@/lib/contract/clusters'
import { buildCluster, callOn, NOW } from '@/tests/support/cluster-state.ts'
import { live } from './live'

const STEP = 5_000

/** A collector whose samples the test takes itself. */
function drive() {
  const cluster = buildCluster({
    brokers: [
      {
        name: 'broker-a',
        topics: { orders: { offsets: [{ max: [100] }] } },
        groups: { g: {} },
        committed: { g: { orders: [90] } },
        connections: { g: { online: false } },
      },
    ],
  })
  const listeners = new Set<() => void>()
  cluster.onSample = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  let now = NOW
  const stop = new AbortController()
  const call = callOn(cluster, { signal: stop.signal, now: () => now })
  return {
    cluster,
    listeners,
    stop,
    sample() {
      now += STEP
      cluster.recorder.record(cluster.state, cluster.model(now), now)
      for (const listener of listeners) listener()
    },
    open: async (series?: string) => {
      const events = await live.run(call, { cluster: 'default', ...(series === undefined ? {} : { series }) })
      const iterator = events[Symbol.asyncIterator]()
      return {
        iterator,
        next: async () => LiveEvent.parse((await iterator.next()).value?.data),
      }
    },
  }
}
const shapeOf = (event: { series: Array<{ name: string; reset: boolean; points: unknown[] }> }) =>
  event.series.map((s) => [s.name, s.reset, s.points.length])

describe('live', () => {
  test('the whole window first, then each new sample, each series by itself', async () => {
    const d = drive()
    d.sample()
    d.sample()
    const reader = await d.open('cluster,group:g,topic:orders,topic:not-there-yet')
    expect(shapeOf(await reader.next())).toEqual([
      ['cluster', true, 2],
      ['group:g', true, 2],
      ['topic:orders', true, 2],
      ['topic:not-there-yet', true, 0],
    ])
    d.sample()
    const event = await reader.next()
    expect(shapeOf(event)).toEqual([
      ['cluster', false, 1],
      ['group:g', false, 1],
      ['topic:orders', false, 1],
      ['topic:not-there-yet', false, 0],
    ])
    expect(event.series[1]!.points[0]!.values.lagMessages).toBe(10)
    expect(event.stepMs).toBe(STEP)
  })

  test('a sample that arrives while nobody waits is not lost; several become one event', async () => {
    const d = drive()
    const reader = await d.open()
    await reader.next()
    d.sample()
    d.sample()
    d.sample()
    expect(shapeOf(await reader.next())).toEqual([['cluster', true, 3]])
    d.sample()
    d.sample()
    expect(shapeOf(await reader.next())).toEqual([['cluster', false, 2]])
  })

  test('a reader that slept longer than the window starts over', async () => {
    const d = drive()
    d.sample()
    const reader = await d.open()
    await reader.next()
    for (let i = 0; i <= 181; i++) d.sample()
    const event = await reader.next()
    expect(event.series[0]!.reset).toBe(true)
    expect(event.series[0]!.points.length).toBeGreaterThanOrEqual(180)
  })

  test('a silent broker is a gap with its name, open until it answers', async () => {
    const d = drive()
    d.sample()
    const master = d.cluster.state.replicas.get('broker-a/0')!
    master.state = 'down'
    d.sample()
    const reader = await d.open('cluster,broker:broker-a,broker:broker-b')
    let event = await reader.next()
    const from = new Date(NOW + 2 * STEP).toISOString()
    expect(event.series.map((s) => s.gaps)).toEqual([
      [{ from, to: null, targets: ['broker-a'] }],
      [{ from, to: null, targets: ['broker-a'] }],
      [],
    ])
    expect(event.series[0]!.points.at(-1)!.values.inTps).toBeNull()
    master.state = 'up'
    d.sample()
    event = await reader.next()
    expect(event.series[0]!.gaps).toEqual([{ from, to: new Date(NOW + 3 * STEP).toISOString(), targets: ['broker-a'] }])
    d.sample()
    expect((await reader.next()).series[0]!.gaps).toEqual([])
  })

  test('ends with the signal, also while it waits, and leaves nothing behind', async () => {
    const d = drive()
    const reader = await d.open()
    await reader.next()
    expect(d.listeners.size).toBe(1)
    const waiting = reader.iterator.next()
    d.stop.abort()
    expect((await waiting).done).toBe(true)
    expect(d.listeners.size).toBe(0)
  })

  test('while it is open the cluster and what is asked for count as looked at', async () => {
    const d = drive()
    const reader = await d.open('group:g,topic:orders')
    for (let i = 0; i < 10; i++) {
      await reader.next()
      d.sample()
    }
    const at = NOW + 9 * STEP
    expect(d.cluster.viewers.looking(at)).toBe(true)
    expect([...d.cluster.viewers.groups(at)]).toEqual(['g'])
    expect([...d.cluster.viewers.topics(at)]).toContain('orders')
  })

  test.each(['orders', 'topic:', 'queue:a', Array.from({ length: 51 }, (_, i) => `topic:${i}`).join()])(
    'series=%s is refused before the stream begins',
    async (series) => {
      await expect(drive().open(series)).rejects.toMatchObject({ code: 'invalid-input' })
    },
  )

  test('a name may hold anything but a comma', async () => {
    const reader = await drive().open('topic:%RETRY%a|b-c_d,group:x:y')
    expect(shapeOf(await reader.next())).toEqual([
      ['topic:%RETRY%a|b-c_d', true, 0],
      ['group:x:y', true, 0],
    ])
  })
})

test('a thing that went and came back starts over', async () => {
  const d = drive()
  d.sample()
  const reader = await d.open('topic:orders')
  await reader.next()
  const broker = d.cluster.state.brokers.get('broker-a')!
  const topics = broker.topics
  broker.topics = { ...topics, value: new Map() }
  d.cluster.state.version++
  d.sample()
  expect(shapeOf(await reader.next())).toEqual([['topic:orders', false, 0]])
  broker.topics = topics
  d.cluster.state.version++
  d.sample()
  expect(shapeOf(await reader.next())).toEqual([['topic:orders', true, 1]])
})
