import { describe, expect, it } from 'vitest'
import { holdOrder } from './hold-order'

const row = (id: string, value = 0) => ({ id, value })
const idOf = (r: { id: string }) => r.id

describe('holdOrder', () => {
  it('keeps the order and takes the new values', () => {
    const held = holdOrder([row('a', 1), row('b', 2)], [row('b', 9), row('a', 3)], idOf)
    expect(held.rows).toEqual([row('a', 3), row('b', 9)])
    expect(held.gone.size).toBe(0)
  })

  it('keeps the place of a row that left, and says so', () => {
    const held = holdOrder([row('a', 1), row('b', 2), row('c', 3)], [row('a', 1), row('c', 4)], idOf)
    expect(held.rows).toEqual([row('a', 1), row('b', 2), row('c', 4)])
    expect([...held.gone]).toEqual(['b'])
  })

  it('appends what is new, as far as the page has room', () => {
    expect(holdOrder([row('a')], [row('n'), row('a')], idOf).rows.map(idOf)).toEqual(['a', 'n'])
    expect(holdOrder([row('a')], [row('n'), row('a')], idOf, 1).rows.map(idOf)).toEqual(['a'])
  })
})
