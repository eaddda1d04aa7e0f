import { describe, expect, it, test } from 'vitest'
import { findByName, matchedParts, nameMatch, searchWords } from './name-match.ts'

describe('nameMatch', () => {
  test.each([
    ['order', 'order', 0],
    ['Order', 'oRDER', 0],
    ['order-service', 'order', 1],
    ['pre-order', 'order', 2],
    ['%RETRY%order-service', 'order', 2],
    ['border_order', 'order', 2],
    ['border', 'order', 3],
    ['order-service', 'ser ord', 2],
    ['order-service', 'order x', null],
    ['10.0.0.1@4711#2', '4711', 2],
    ['orders', '', 0],
  ])('%s by "%s": %s', (name, text, rank) => {
    expect(nameMatch(name, searchWords(text))).toBe(rank)
  })
})

describe('matchedParts', () => {
  test.each<[string, string, [number, number][]]>([
    ['%RETRY%order-service', 'order', [[7, 12]]],
    [
      'order-service',
      'ser ord',
      [
        [0, 3],
        [6, 9],
      ],
    ],
    ['order', 'ord rde', [[0, 4]]],
    ['order', 'x', []],
    ['İstanbul', 'bul', []],
  ])('%s by "%s"', (name, text, parts) => {
    expect(matchedParts(name, searchWords(text))).toEqual(parts)
  })
})

it('finds the best first, what stands behind after all others, and says how many there are', () => {
  const rows = ['border', '%RETRY%order', 'order-10', 'order-9', 'pre-order', 'other', 'order'].map((name) => ({
    name,
  }))
  const found = findByName(rows, ['order'], 4, { name: (r) => r.name, after: (r) => (r.name.startsWith('%') ? 1 : 0) })
  expect(found.items.map((r) => r.name)).toEqual(['order', 'order-9', 'order-10', 'pre-order'])
  expect(found.total).toBe(6)
})

it('finds by other texts after the names', () => {
  const rows = [
    { name: 'a', address: '10.0.0.1:10911' },
    { name: 'x-10911', address: '' },
  ]
  const found = findByName(rows, ['10911'], 8, { name: (r) => r.name, also: (r) => [r.address] })
  expect(found.items.map((r) => r.name)).toEqual(['x-10911', 'a'])
})
