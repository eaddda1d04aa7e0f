import { describe, expect, it } from 'vitest'
import { topSeries } from './top-series'
import type { ChartSeries, SamplePoint } from './types'

const series = (count: number): ChartSeries[] =>
  Array.from({ length: count }, (_, i) => ({ key: `t${i}`, label: `t${i}`, color: 1 }))
const point = (values: Record<string, number | null>, atLeast: string[] = []): SamplePoint => ({
  at: '2026-11-21T02:00:00.000Z',
  values,
  atLeast,
})
const values = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, i]))

describe('topSeries', () => {
  it('leaves eight as they are', () => {
    const eight = series(8)
    expect(topSeries(eight, [], 'others')).toEqual({ series: eight, points: [], of: null })
  })
  it('keeps the highest in their order and sums the rest', () => {
    const top = topSeries(series(10), [point(values(10))], 'others')
    expect(top.of).toBe(10)
    expect(top.series.map((s) => s.key)).toEqual(['t2', 't3', 't4', 't5', 't6', 't7', 't8', 't9', 'others'])
    expect(top.series.map((s) => s.color)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 'others'])
    expect(top.points[0]?.values.others).toBe(1)
  })
  it('says at least where one of the rest is unknown or a bound, unknown where all are', () => {
    const part = topSeries(series(10), [point({ ...values(10), t0: null })], 'others').points[0]!
    expect([part.values.others, part.atLeast]).toEqual([1, ['others']])
    const bound = topSeries(series(10), [point(values(10), ['t1'])], 'others').points[0]!
    expect(bound.atLeast).toEqual(['t1', 'others'])
    const none = topSeries(series(10), [point({ ...values(10), t0: null, t1: null })], 'others').points[0]!
    expect([none.values.others, none.atLeast]).toEqual([null, []])
  })
})
