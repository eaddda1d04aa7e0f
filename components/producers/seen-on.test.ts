import { expect, test } from 'vitest'
import { seenOn, silentNames, usualVersion } from './seen-on'

test('a broker that does not answer is unknown, whatever it said before', () => {
  expect(seenOn(['a', 'b', 'c'], ['a', 'b'], new Set(['b']))).toEqual([
    { name: 'a', state: 'on' },
    { name: 'b', state: 'unknown' },
    { name: 'c', state: 'off' },
  ])
})

test('names of replicas that did not answer', () => {
  expect([...silentNames([{ target: 'broker-b/0' }, { target: 'broker-b/1' }, { target: 'x/y/0' }])]).toEqual([
    'broker-b',
    'x/y',
  ])
})

test.each([
  [['5.5.0', '4.9.7', '5.5.0'], '5.5.0'],
  [['4.9.7', '5.5.0'], '5.5.0'],
  [[null, '4.9.7'], '4.9.7'],
  [[null], null],
  [[], null],
])('usual version of %j is %s', (versions, usual) => {
  expect(usualVersion(versions)).toBe(usual)
})
