import { describe, expect, it } from 'vitest'
import { holdSlots, pageOfRow, pagesInSight, pagesToHold, slotsOf } from './endless'

describe('pagesInSight', () => {
  it.each([
    { first: 0, last: 20, total: 10_000, pages: [1, 2] },
    { first: 90, last: 120, total: 10_000, pages: [1, 2, 3] },
    { first: 5_000, last: 5_030, total: 10_000, pages: [50, 51, 52] },
    { first: 9_970, last: 9_999, total: 10_000, pages: [99, 100] },
    { first: 0, last: 20, total: 0, pages: [1] },
    { first: 900, last: 950, total: 150, pages: [2] },
  ])('rows $first to $last of $total', ({ first, last, total, pages }) => {
    expect(pagesInSight({ first, last }, 100, total)).toEqual(pages)
  })
})

it('holds what is in sight and the nearest of what was', () => {
  expect(pagesToHold([1, 2, 3, 40], [10, 11, 12], 5)).toEqual([2, 3, 10, 11, 12])
  expect(pagesToHold([], [1, 2], 5)).toEqual([1, 2])
  expect(pagesToHold([1, 2, 3], [1, 2, 3], 2)).toEqual([1, 2, 3])
})

it('gives every row its place, and none beyond the total', () => {
  const pages = [
    { page: 1, items: ['a', 'b'] },
    { page: 2, items: undefined },
    { page: 3, items: ['e', 'f'] },
  ]
  expect(slotsOf(pages, 2, 5)).toEqual(['a', 'b', undefined, undefined, 'e'])
})

describe('holdSlots', () => {
  const idOf = (row: { id: string }) => row.id
  const row = (id: string, lag = 0) => ({ id, lag })
  it('keeps places and takes values, over pages', () => {
    const held = [row('a'), row('b'), undefined]
    const { rows, gone } = holdSlots(held, [row('b', 2), row('a', 1), row('c', 3)], idOf)
    expect(rows).toEqual([row('a', 1), row('b', 2), row('c', 3)])
    expect(gone.size).toBe(0)
  })
  it('leaves what is gone in its place, marked', () => {
    const { rows, gone } = holdSlots([row('a', 7), row('b')], [row('b', 1), row('c')], idOf)
    expect(rows).toEqual([row('a', 7), row('b', 1)])
    expect([...gone]).toEqual(['a'])
  })
  it('follows the total, and shows placeholders where a page is not held', () => {
    expect(holdSlots([row('a'), row('b')], [row('a')], idOf).rows).toEqual([row('a')])
    const { rows, gone } = holdSlots([row('a')], [undefined, row('b')], idOf)
    expect(rows).toEqual([undefined, row('b')])
    expect(gone.size).toBe(0)
  })
})

it.each([
  { row: 0, page: 1 },
  { row: 49, page: 1 },
  { row: 50, page: 2 },
  { row: -3, page: 1 },
])('row $row is on page $page', ({ row, page }) => {
  expect(pageOfRow(row, 50)).toBe(page)
})
