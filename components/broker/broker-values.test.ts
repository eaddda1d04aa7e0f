import { expect, test } from 'vitest'
import {
  chosenReplicas,
  type HostedTopic,
  haLagOf,
  joinSlaves,
  lagPace,
  type Replica,
  shareOfIn,
  subjectOf,
  worstState,
} from './broker-values'

const MB = 1024 * 1024
const replica = (brokerId: number, more: Partial<Replica> = {}) =>
  ({ brokerId, state: 'up', haLagBytes: brokerId === 0 ? null : 0, reason: null, ...more }) as Replica

test('the chosen replica; one that is not there chooses all', () => {
  const all = [replica(0), replica(1)]
  expect(chosenReplicas(all, 1)).toEqual([all[1]])
  expect(chosenReplicas(all, 7)).toEqual(all)
  expect(chosenReplicas(all, null)).toEqual(all)
  expect(subjectOf(all)?.brokerId).toBe(0)
  expect(subjectOf([replica(1)])?.brokerId).toBe(1)
  expect(subjectOf([])).toBeNull()
})

test('the worst state counts', () => {
  expect(worstState([replica(0), replica(1)])).toEqual({ state: 'up', replica: null })
  expect(worstState([replica(0), replica(1, { haLagBytes: 65 * MB })])).toMatchObject({ state: 'behind' })
  const down = replica(1, { state: 'down' })
  expect(worstState([replica(0, { state: 'unknown' }), down])).toEqual({ state: 'down', replica: down })
})

test('lag of the worst slave; a silent slave makes it at least, or unknown', () => {
  const master = replica(0)
  const silent = replica(2, { state: 'down', haLagBytes: null, reason: 'refused' })
  const all = [master, replica(1, { haLagBytes: 5 }), silent]
  expect(haLagOf(all, all)).toEqual({ slaves: 2, bytes: 5, atLeast: true, reason: 'refused' })
  expect(haLagOf([silent], all)).toEqual({ slaves: 1, bytes: null, atLeast: false, reason: 'refused' })
  expect(haLagOf([master], [master])).toEqual({ slaves: 0, bytes: null, atLeast: false, reason: null })
})

const at = (seconds: number, haLagBytes: number | null) => ({
  at: new Date(seconds * 1000).toISOString(),
  values: { haLagBytes },
  atLeast: [],
})

test('how fast the lag grows: over a minute, and only when it is more than what is on its way', () => {
  expect(lagPace([at(0, 0), at(60, 60 * MB)])).toBe(MB)
  expect(lagPace([at(0, 90 * MB), at(60, 30 * MB)])).toBe(-MB)
  expect(lagPace([at(0, 0), at(60, 1000)])).toBeNull()
  expect(lagPace([at(50, 0), at(60, 60 * MB)])).toBeNull()
  expect(lagPace([at(0, null), at(60, null)])).toBeNull()
})

test('slaves side by side', () => {
  const points = joinSlaves(
    [
      { key: 'a', points: [at(0, 1), at(5, 2)] },
      { key: 'b', points: [at(5, null)] },
    ],
    'haLagBytes',
  )
  expect(points.map((point) => point.values)).toEqual([{ a: 1 }, { a: 2, b: null }])
})

test('share of what comes in', () => {
  const topics = [{ inTps: 3 }, { inTps: 1 }, { inTps: null }] as Partial<HostedTopic>[] as HostedTopic[]
  expect(topics.map((topic) => shareOfIn(topic, topics))).toEqual([0.75, 0.25, null])
})
