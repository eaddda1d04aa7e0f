import { expect, it } from 'vitest'
import { chartCsv } from './chart-csv'
import type { ChartSeries, PreparedChart } from './prepare/types'

it('writes what is shown: known, at least, unknown, without what is hidden or outside', () => {
  const at = Date.UTC(2026, 10, 21, 2, 0, 0)
  const row = (offsetMs: number, whole: number | null, atLeast: number | null) => ({
    atMs: at + offsetMs,
    whole: { in: whole, out: 1 },
    atLeast: { in: atLeast, out: null },
  })
  const chart: PreparedChart = {
    fromMs: at,
    toMs: at + 10_000,
    rows: [row(-5_000, 1, null), row(0, 4.5, null), row(5_000, null, 3), row(10_000, null, null), row(15_000, 9, null)],
    bands: [],
    ends: [],
    yTicks: [0, 1],
    xTicks: [],
    hasData: true,
  }
  const series: ChartSeries[] = [
    { key: 'in', label: '=In', color: 'in' },
    { key: 'out', label: 'Out', color: 'out' },
  ]
  expect(chartCsv(chart, series, new Set(['out']), 'Time, UTC').split('\r\n')).toEqual([
    '\uFEFF"Time, UTC",\'=In',
    '2026-11-21T02:00:00.000Z,4.5',
    '2026-11-21T02:00:05.000Z,>=3',
    '2026-11-21T02:00:10.000Z,',
    '',
  ])
})
