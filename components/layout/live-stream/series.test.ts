import { expect, it } from 'vitest'
import { fitStream, pick, snapshotOf, withEvent } from './series'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()
const point = (minute: number) => ({ at: at(minute), values: { inTps: minute }, atLeast: [] })
const event = (
  minutes: number[],
  gaps: { from: string; to: string | null; targets: string[] }[] = [],
  reset = false,
) => [{ name: 'cluster', reset, points: minutes.map(point), gaps }]
const minutes = (held: ReturnType<typeof withEvent>) => held.cluster?.points.map((p) => p.values.inTps)

it('adds points, forgets those older than 15 minutes, and starts anew on a reset', () => {
  const held = withEvent(withEvent({}, event([0, 1], [], true)), event([15]))
  expect(minutes(held)).toEqual([0, 1, 15])
  expect(minutes(withEvent(held, event([16])))).toEqual([1, 15, 16])
  expect(minutes(withEvent(held, event([2], [], true)))).toEqual([2])
})

it('a gap stays after its end until it is out of sight', () => {
  const open = { from: at(1), to: null, targets: ['b'] }
  const closed = { from: at(1), to: at(3), targets: ['b'] }
  let held = withEvent({}, event([0, 1], [open], true))
  expect(held.cluster?.gaps).toEqual([open])
  held = withEvent(held, event([3], [closed]))
  expect(held.cluster?.gaps).toEqual([closed])
  held = withEvent(held, event([4]))
  expect(held.cluster?.gaps).toEqual([closed])
  expect(withEvent(held, event([19])).cluster?.gaps).toEqual([])
})

it('hands on what it holds', () => {
  const held = withEvent({}, event([0, 1], [], true))
  expect(withEvent({}, snapshotOf(held, ['cluster', 'topic:x']))).toEqual(held)
  expect(pick(held, ['topic:x'])).toEqual({})
})

it('a stream carries so many names, and so many letters', () => {
  expect(fitStream(['a', 'b', 'c'], { names: 2, chars: 100 })).toEqual({ fit: ['a', 'b'], rest: ['c'] })
  expect(fitStream(['aaaa', 'bbbbbbb', 'c'], { names: 9, chars: 8 })).toEqual({ fit: ['aaaa', 'c'], rest: ['bbbbbbb'] })
})
