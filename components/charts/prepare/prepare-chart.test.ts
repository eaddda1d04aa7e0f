import { describe, expect, it } from 'vitest'
import { formatBytes } from '@/lib/format/number'
import { gapBands } from './bands'
import { chartEnds } from './ends'
import { prepareChart } from './prepare-chart'
import { thinRows } from './thin'
import { byteTicks, timeTicks, valueTicks, zoneOffsetMs } from './ticks'
import type { ChartSeries, SamplePoint } from './types'

const start = Date.UTC(2026, 10, 21, 2, 0, 0)
const step = 5_000
const iso = (index: number) => new Date(start + index * step).toISOString()
const sample = (index: number, value: number | null, atLeast = false): SamplePoint => ({
  at: iso(index),
  values: { inTps: value },
  atLeast: atLeast ? ['inTps'] : [],
})
const series: ChartSeries[] = [{ key: 'inTps', label: 'In', color: 'in' }]
const base = { gaps: [], series, stepMs: step, timeZone: 'UTC' }

describe('prepareChart', () => {
  it('keeps null as a gap and a true zero as zero', () => {
    const chart = prepareChart({
      ...base,
      points: [sample(0, 5), sample(1, null), sample(2, 0)],
      toMs: start + 2 * step,
      rangeMs: 60_000,
    })
    expect(chart.rows.map((r) => r.whole.inTps)).toEqual([5, null, 0])
    expect(chart.ends).toEqual([{ key: 'inTps', value: 0, atLeast: false, hidden: false, top: 1 }])
  })

  it('splits at-least values from whole ones, joined nowhere', () => {
    const points = [sample(0, 10), sample(1, 10), sample(2, 7, true), sample(3, 7, true)]
    const chart = prepareChart({ ...base, points, toMs: start + 3 * step, rangeMs: 60_000 })
    expect(chart.rows.map((r) => [r.whole.inTps, r.atLeast.inTps])).toEqual([
      [10, null],
      [10, null],
      [null, 7],
      [null, 7],
    ])
    expect(chart.ends[0]).toMatchObject({ value: 7, atLeast: true })
  })

  it('says unknown at the end where the last sample is', () => {
    const chart = prepareChart({
      ...base,
      points: [sample(0, 10), sample(1, null)],
      toMs: start + step,
      rangeMs: 60_000,
    })
    expect(chart.ends[0]).toMatchObject({ value: null, atLeast: false })
  })

  it('names the cause of a gap, and bands what nobody explains as not collected', () => {
    const points = [sample(0, 1), sample(1, 1), sample(20, 1), sample(21, 1, true)]
    const gaps = [{ from: iso(21), to: null, targets: ['broker-b'] }]
    const chart = prepareChart({ ...base, points, gaps, toMs: start + 22 * step, rangeMs: 300_000 })
    expect(chart.bands).toEqual([
      { fromMs: start + step, toMs: start + 20 * step, targets: [], open: false },
      { fromMs: start + 21 * step, toMs: start + 22 * step, targets: ['broker-b'], open: true },
    ])
    // The line is broken inside the band that nothing was collected in.
    expect(chart.rows).toHaveLength(5)
    expect(chart.rows[2]!.whole.inTps).toBeNull()
  })

  it('is empty without samples, and does not invent a band', () => {
    const chart = prepareChart({ ...base, points: [], toMs: start, rangeMs: 300_000 })
    expect(chart).toMatchObject({ hasData: false, rows: [], bands: [], yTicks: [0, 1] })
  })

  it('drops what lies outside the range, but for one sample on the left', () => {
    const points = Array.from({ length: 100 }, (_, i) => sample(i, i))
    const chart = prepareChart({ ...base, points, toMs: start + 99 * step, rangeMs: 10 * step })
    expect(chart.rows[0]!.whole.inTps).toBe(88)
    expect(chart.rows).toHaveLength(12)
  })

  it('holds at most 180 rows', () => {
    const points = Array.from({ length: 900 }, (_, i) => sample(i, 1))
    const chart = prepareChart({ ...base, points, toMs: start + 899 * step, rangeMs: 900 * step })
    expect(chart.rows.length).toBeLessThanOrEqual(180)
  })
})

describe('a chart with a line switched off, or zoomed in', () => {
  const two: ChartSeries[] = [...series, { key: 'outTps', label: 'Out', color: 'out' }]
  const points = Array.from({ length: 20 }, (_, i) => ({
    at: iso(i),
    values: { inTps: 9_000, outTps: i },
    atLeast: [],
  }))
  const input = { ...base, series: two, points, toMs: start + 10 * step, rangeMs: 5 * step }
  it('is as high as the lines that are drawn, and keeps the other one as a label', () => {
    const chart = prepareChart({ ...input, hidden: new Set(['inTps']) })
    expect(chart.yTicks.at(-1)).toBeLessThan(20)
    expect(chart.ends.map((end) => [end.key, end.hidden, end.value])).toEqual([
      ['inTps', true, 9_000],
      ['outTps', false, 10],
    ])
  })
  it('leaves at its right edge with the sample after it, and says the value at the edge', () => {
    const chart = prepareChart(input)
    expect(chart.rows.map((row) => row.whole.outTps)).toEqual([4, 5, 6, 7, 8, 9, 10, 11])
    expect(chart.ends[1]!.value).toBe(10)
  })
})

describe('thinRows', () => {
  const row = (atMs: number, whole: number | null, atLeast: number | null = null) => ({
    atMs,
    whole: { a: whole },
    atLeast: { a: atLeast },
  })

  it('means each slice, at its last moment', () => {
    expect(thinRows([row(1, 2), row(2, 4), row(3, 6), row(4, 8)], 2, ['a'])).toEqual([row(2, 3), row(4, 7)])
  })

  it('is unknown only where nothing is known', () => {
    expect(thinRows([row(1, null), row(2, null), row(3, null), row(4, 8)], 2, ['a'])).toEqual([row(2, null), row(4, 8)])
  })

  it('is at least where any of it is', () => {
    expect(thinRows([row(1, 4), row(2, null, 2)], 1, ['a'])).toEqual([row(2, null, 3)])
  })
})

describe('gapBands', () => {
  it('clips to the range, joins the same cause, drops what is outside', () => {
    const gaps = [
      { from: iso(-10), to: iso(2), targets: ['b'] },
      { from: iso(2), to: iso(4), targets: ['b'] },
      { from: iso(4), to: iso(5), targets: ['c'] },
      { from: iso(-9), to: iso(-8), targets: ['c'] },
    ]
    expect(gapBands(gaps, start, start + 10 * step)).toEqual([
      { fromMs: start, toMs: start + 4 * step, targets: ['b'], open: false },
      { fromMs: start + 4 * step, toMs: start + 5 * step, targets: ['c'], open: false },
    ])
  })
})

describe('chartEnds', () => {
  const two: ChartSeries[] = [
    { key: 'a', label: 'A', color: 'in' },
    { key: 'b', label: 'B', color: 'out' },
  ]
  const rows = (a: number, b: number) => [{ atMs: 0, whole: { a, b }, atLeast: { a: null, b: null } }]

  it('leaves labels that are apart where they are', () => {
    expect(chartEnds(rows(10, 5), two, 10, 0.2).map((e) => e.top)).toEqual([0, 0.5])
  })

  it('moves colliding labels apart, the higher value above', () => {
    expect(chartEnds(rows(5, 5.1), two, 10, 0.2).map((e) => Number(e.top.toFixed(2)))).toEqual([0.69, 0.49])
  })

  it('keeps them inside the plot', () => {
    expect(chartEnds(rows(0, 0), two, 10, 0.2).map((e) => Number(e.top.toFixed(2)))).toEqual([0.8, 1])
  })
})

describe('ticks', () => {
  it.each([
    { max: 0, ticks: [0, 1] },
    { max: 1, ticks: [0, 0.4, 0.8, 1.2] },
    { max: 6, ticks: [0, 2, 4, 6] },
    { max: 18_900, ticks: [0, 8_000, 16_000, 24_000] },
    { max: 52_000, ticks: [0, 20_000, 40_000, 60_000] },
    { max: 1_500, ticks: [0, 500, 1_000, 1_500] },
  ])('values up to $max', ({ max, ticks }) => {
    expect(valueTicks(max)).toEqual(ticks)
  })

  it.each([
    { max: 2, ticks: ['0 B', '1 B', '2 B'] },
    { max: 5, ticks: ['0 B', '2 B', '4 B', '6 B'] },
    { max: 700, ticks: ['0 B', '250 B', '500 B', '750 B'] },
    { max: 900, ticks: ['0 B', '256 B', '512 B', '768 B', '1 KB'] },
    { max: 1_200, ticks: ['0 B', '512 B', '1 KB', '1.5 KB'] },
    { max: 2_800, ticks: ['0 B', '1 KB', '2 KB', '3 KB'] },
    { max: 7 * 1024, ticks: ['0 B', '2.5 KB', '5 KB', '7.5 KB'] },
    { max: 28_000, ticks: ['0 B', '10 KB', '20 KB', '30 KB'] },
    { max: 148 * 1024 ** 2, ticks: ['0 B', '50 MB', '100 MB', '150 MB'] },
    { max: 980 * 1024, ticks: ['0 B', '256 KB', '512 KB', '768 KB', '1 MB'] },
  ])('bytes up to $max', ({ max, ticks }) => {
    expect(byteTicks(max).map((tick) => formatBytes(tick))).toEqual(ticks)
  })

  it('covers every number of bytes with two to four lines', () => {
    for (let max = 1; max < 2 ** 45; max *= 1.07) {
      const ticks = byteTicks(max)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * 0.9999)
      expect(ticks.length).toBeGreaterThanOrEqual(3)
      expect(ticks.length).toBeLessThanOrEqual(5)
    }
  })

  it('stands times on round minutes', () => {
    const from = start + 67_000
    expect(timeTicks(from, from + 900_000, 4).map((t) => new Date(t).toISOString().slice(11, 16))).toEqual([
      '02:05',
      '02:10',
      '02:15',
    ])
  })

  it('rounds in the reader’s zone', () => {
    const offset = zoneOffsetMs('Asia/Kolkata', start)
    expect(offset).toBe(19_800_000)
    expect(timeTicks(start, start + 4 * 3_600_000, 4, offset)[0]).toBe(start + 1_800_000)
    expect(zoneOffsetMs('UTC', start + 999)).toBe(0)
    expect(zoneOffsetMs('America/New_York', start)).toBe(-5 * 3_600_000)
  })
})
