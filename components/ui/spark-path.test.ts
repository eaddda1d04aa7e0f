import { describe, expect, it } from 'vitest'
import { sparkShape } from './spark-path'

describe('sparkShape', () => {
  it('draws nothing for no points', () => {
    expect(sparkShape([], 72, 16)).toEqual({ area: '', line: '', gaps: [], end: null })
  })

  it('is zero-based: half the maximum stands at half height', () => {
    const shape = sparkShape([0, 5, 10], 72, 16)
    expect(shape.line).toBe('M0 16L36 9L72 2')
    expect(shape.area).toBe('M0 16L0 16L36 9L72 2L72 16Z')
    expect(shape.end).toEqual({ x: 72, y: 2 })
  })

  it('never joins across a gap and hatches it from known to known', () => {
    const shape = sparkShape([10, 10, null, null, 10], 80, 16)
    expect(shape.line).toBe('M0 2L20 2M80 2h0.01')
    expect(shape.gaps).toEqual([{ x: 20, width: 60 }])
  })

  it('has no end where the last value is unknown', () => {
    const shape = sparkShape([10, null], 72, 16)
    expect(shape.end).toBeNull()
    expect(shape.gaps).toEqual([{ x: 0, width: 72 }])
  })

  it('hatches all where nothing is known', () => {
    expect(sparkShape([null, null, null], 72, 16)).toEqual({
      area: '',
      line: '',
      gaps: [{ x: 0, width: 72 }],
      end: null,
    })
  })

  it('draws a true zero as a line on the ground, not as a gap', () => {
    const shape = sparkShape([0, 0], 72, 16)
    expect(shape.line).toBe('M0 15.5L72 15.5')
    expect(shape.gaps).toEqual([])
  })
})
