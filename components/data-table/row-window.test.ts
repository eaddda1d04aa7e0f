import { describe, expect, it } from 'vitest'
import { drawnRows, rowsInSight } from './row-window'

describe('drawnRows', () => {
  it('draws what is in sight and at least eight rows on either side', () => {
    expect(drawnRows({ top: 0, height: 720 }, 36, 10_000)).toEqual({ first: 0, last: 31 })
    expect(drawnRows({ top: 36_000, height: 720 }, 36, 10_000)).toEqual({ first: 992, last: 1031 })
  })

  it('stays the same over a few rows of scrolling', () => {
    const at = (row: number) => drawnRows({ top: row * 36, height: 720 }, 36, 10_000)
    expect(at(1001)).toEqual(at(1003))
    expect(at(1005)).not.toEqual(at(1001))
  })

  it('ends with the list, and draws nothing of an empty one', () => {
    expect(drawnRows({ top: 359_280, height: 720 }, 36, 10_000).last).toBe(9_999)
    expect(drawnRows({ top: 0, height: 720 }, 36, 0)).toEqual({ first: 0, last: -1 })
    // The list became shorter than the place.
    expect(drawnRows({ top: 36_000, height: 720 }, 36, 130)).toEqual({ first: 120, last: 129 })
  })
})

describe('rowsInSight', () => {
  it('names the row at the top and the one at the foot', () => {
    expect(rowsInSight({ top: 3_600, height: 720 }, 36, 10_000)).toEqual({ first: 100, last: 120 })
    expect(rowsInSight({ top: 0, height: 720 }, 36, 5)).toEqual({ first: 0, last: 4 })
  })
})
