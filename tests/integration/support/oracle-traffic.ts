import { expect, test, vi } from 'vitest'
import { listBrokers } from '../../../lib/contract/brokers.ts'
import { LiveEvent, live } from '../../../lib/contract/clusters.ts'
import { urlOf } from '../../../lib/contract/endpoint.ts'
import { readGroup, readGroupLag } from '../../../lib/contract/groups.ts'
import { readTopic, readTopicQueues } from '../../../lib/contract/topics.ts'
import {
  parseBrokerStatus,
  parseClusterTotals,
  parseGroupProgress,
  parseTopicList,
  parseTopicRoute,
  parseTopicStatus,
} from './mqadmin-output.ts'
import { expectBetween } from './oracle-brokers.ts'
import type { Scene, World } from './oracle-world.ts'
import { everyPage, PATIENCE } from './settle.ts'

/** Values that only grow: mqadmin before ≤ the console ≤ mqadmin after, while messages flow. */
export function compareUnderTraffic(scene: Scene): void {
  const mqadmin = (...args: string[]) => scene().world.mqadmin(args)

  test('topicStatus under traffic: maximum offsets', () =>
    withTraffic(scene().world, async () => {
      const { api } = scene().world
      const before = parseTopicStatus(await mqadmin('topicStatus', '-t', 'orders'))
      const ours = await newerThan(Date.now(), () => api.get(readTopicQueues, { topic: 'orders' }))
      const after = parseTopicStatus(await mqadmin('topicStatus', '-t', 'orders'))
      expect(ours.items).toHaveLength(before.length)
      for (const { brokerName, queueId, maxOffset } of ours.items) {
        const of = (rows: typeof before) => rows.find((row) => row.brokerName === brokerName && row.queueId === queueId)
        expectBetween(maxOffset, of(before)?.maxOffset ?? Number.NaN, of(after)?.maxOffset ?? Number.NaN)
      }
      const sum = (rows: typeof before) => rows.reduce((total, { maxOffset }) => total + maxOffset, 0)
      expect(sum(after)).toBeGreaterThan(sum(before))
    }))

  test('consumerProgress under traffic: committed and broker offsets', () =>
    withTraffic(scene().world, async () => {
      const { api } = scene().world
      const before = parseGroupProgress(await mqadmin('consumerProgress', '-g', 'readers'))
      const ours = await newerThan(Date.now(), () => api.get(readGroupLag, { group: 'readers', topic: 'orders' }))
      const after = parseGroupProgress(await mqadmin('consumerProgress', '-g', 'readers'))
      expect(ours.items).toHaveLength(before.queues.filter(({ topic }) => topic === 'orders').length)
      for (const { topic, brokerName, queueId, brokerOffset, consumerOffset, lagMessages } of ours.items) {
        const of = ({ queues }: typeof before) =>
          queues.find((row) => row.topic === topic && row.brokerName === brokerName && row.queueId === queueId)
        expectBetween(brokerOffset, of(before)?.brokerOffset ?? Number.NaN, of(after)?.brokerOffset ?? Number.NaN)
        expectBetween(consumerOffset, of(before)?.consumerOffset ?? Number.NaN, of(after)?.consumerOffset ?? Number.NaN)
        expect(lagMessages).toBeGreaterThanOrEqual(0)
      }
    }))

  test('brokerStatus and clusterList -m under traffic: log ends and messages of today', () =>
    withTraffic(scene().world, async () => {
      const { api, cluster } = scene().world
      const masters = cluster.brokers.filter(({ id }) => id === 0)
      const ends = async () =>
        Promise.all(
          masters.map(async ({ address }) =>
            Number(parseBrokerStatus(await mqadmin('brokerStatus', '-b', address)).get('commitLogMaxOffset')),
          ),
        )
      const totals = async () => parseClusterTotals(await mqadmin('clusterList', '-m'))
      const [endsBefore, before] = [await ends(), await totals()]
      const { items } = await newerThan(Date.now(), () => api.get(listBrokers, { ...everyPage, role: 'master' }))
      const [endsAfter, after] = [await ends(), await totals()]
      for (const [index, { brokerName, commitLogMaxOffset, putToday, getToday }] of items.entries()) {
        expectBetween(commitLogMaxOffset, endsBefore[index] ?? Number.NaN, endsAfter[index] ?? Number.NaN)
        const first = (rows: typeof before) => rows.find((row) => row.brokerName === brokerName)
        expectBetween(putToday, first(before)?.inToday ?? Number.NaN, first(after)?.inToday ?? Number.NaN)
        expectBetween(getToday, first(before)?.outToday ?? Number.NaN, first(after)?.outToday ?? Number.NaN)
      }
    }))

  test('rates are measured here, from offsets of the same queue: above 0 under traffic and without a gap', () =>
    withTraffic(scene().world, async () => {
      const { api, url } = scene().world
      await vi.waitUntil(async () => {
        const [topic, group] = await Promise.all([
          api.get(readTopic, { topic: 'orders' }),
          api.get(readGroup, { group: 'readers' }),
        ])
        return (topic.inTps ?? 0) > 0 && (group.outTps ?? 0) > 0
      }, PATIENCE)
      const since = Date.now()
      const wanted = { 'topic:orders': 'inTps', 'group:readers': 'outTps' }
      const stream = url + urlOf(live, { cluster: 'default', series: Object.keys(wanted).join() })
      const pointsSince = async () =>
        (await firstEvent(stream)).map(({ name, points, gaps }) => ({
          name,
          gaps: gaps.filter(({ to }) => to === null || Date.parse(to) > since),
          values: points.filter(({ at }) => Date.parse(at) > since).map(({ values }) => values),
        }))
      await vi.waitUntil(async () => (await pointsSince()).every(({ values }) => values.length >= 4), PATIENCE)
      for (const [name, rate] of Object.entries(wanted)) {
        const series = (await pointsSince()).find((one) => one.name === name)
        expect(series?.gaps, name).toEqual([])
        for (const values of series?.values ?? []) expect(values[rate], JSON.stringify(series)).toBeGreaterThan(0)
      }
    }))
}

/** Last of all: it takes brokers away. */
export function loseABroker(scene: Scene): void {
  test('an unreachable broker is named here and its part is missing from the sum; mqadmin leaves it out without a word', async () => {
    const { cluster, anyApi: api } = scene().world
    const mqadmin = (...args: string[]) => scene().world.mqadmin(args)
    const whole = parseGroupProgress(await mqadmin('consumerProgress', '-g', 'behind'))
    await Promise.all([cluster.killBroker('broker-b', 0), cluster.killBroker('broker-b', 1)])
    await vi.waitUntil(async () => {
      const { brokerDatas } = parseTopicRoute(await mqadmin('topicRoute', '-t', 'orders'))
      return brokerDatas.every(({ brokerName }) => brokerName === 'broker-a')
    }, PATIENCE)
    const printed = parseGroupProgress(await mqadmin('consumerProgress', '-g', 'behind'))
    expect(printed.diffTotal).toBeLessThan(whole.diffTotal)
    expect(new Set(printed.queues.map(({ brokerName }) => brokerName))).toEqual(new Set(['broker-a']))

    // The last messages of the traffic may still have to be read.
    const ours = await vi.waitFor(async () => {
      const group = await api.get(readGroup, { group: 'behind' })
      expect([group.lagMessages, group.atLeast.includes('lagMessages')]).toEqual([printed.diffTotal, true])
      return group
    }, PATIENCE)
    expect(ours.completeness.failed.map(({ target }) => target)).toEqual(['broker-b/0'])
    expect(ours.completeness.answered).toBeLessThan(ours.completeness.asked)
    const { items } = await api.get(readGroupLag, { group: 'behind' })
    const lost = items.filter(({ brokerName }) => brokerName === 'broker-b')
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.every(({ stale }) => stale)).toBe(true)
    const { items: brokers } = await api.get(listBrokers, { ...everyPage, sort: 'brokerName' })
    expect(brokers.map(({ brokerName, brokerId, state }) => `${brokerName}/${brokerId} ${state}`)).toEqual([
      'broker-a/0 up',
      'broker-a/1 up',
      'broker-b/0 down',
      'broker-b/1 down',
    ])
    expect(parseTopicList(await mqadmin('topicClusterList', '-t', 'orders'))).toEqual(['DefaultCluster'])
  })
}

/** Messages flow to `orders`, which `readers` consume, while `work` runs. A failed send fails the test. */
async function withTraffic({ fixture }: World, work: () => Promise<void>): Promise<void> {
  const traffic = { isWanted: true }
  const sending = (async () => {
    while (traffic.isWanted) await fixture.send({ topic: 'orders', count: 40 })
  })()
  try {
    await Promise.race([work(), sending])
  } finally {
    traffic.isWanted = false
    await sending
  }
}

/** Asks until the answer was read after that time. */
async function newerThan<T extends { asOf: string | null; items: ReadonlyArray<{ asOf: string | null }> }>(
  at: number,
  ask: () => Promise<T>,
): Promise<T> {
  const isNewer = (asOf: string | null) => asOf !== null && Date.parse(asOf) > at
  return await vi.waitUntil(async () => {
    const answer = await ask()
    return isNewer(answer.asOf) && answer.items.every(({ asOf }) => isNewer(asOf)) ? answer : null
  }, PATIENCE)
}

/** The first event of a stream: everything that is held. */
async function firstEvent(url: string): Promise<LiveEventSeries> {
  const leave = new AbortController()
  const response = await fetch(url, { signal: AbortSignal.any([leave.signal, AbortSignal.timeout(60_000)]) })
  let text = ''
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const data = /^data: (.*)\n\n/m.exec(text)?.[1]
      if (data) return LiveEvent.parse(JSON.parse(data)).series
    }
  } finally {
    leave.abort()
  }
  throw new Error(`${url} ended without an event: ${text.slice(0, 500)}`)
}

type LiveEventSeries = ReturnType<typeof LiveEvent.parse>['series']
