import { expect, it } from 'vitest'
import { kindCount, segmentOf } from './group-kinds'

it.each([
  ['', 'own'],
  ['own', 'own'],
  ['leftover', 'leftover'],
  ['system', 'system'],
  ['all', 'other'],
  ['own,system', 'other'],
])('kind %j is segment %s', (kind, segment) => {
  expect(segmentOf(kind)).toBe(segment)
})

it('counts a segment over the whole cluster', () => {
  const kinds = { own: 15, leftover: 2, system: 8 }
  expect(kindCount('leftover', kinds)).toBe(2)
  expect(kindCount('other', kinds)).toBe(25)
})
