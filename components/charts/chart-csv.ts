import type { TableColumn } from '@/components/data-table/columns'
import { toCsv } from '@/components/data-table/csv'
import type { ChartRow, ChartSeries, PreparedChart } from './prepare/types'

/** What a chart shows as CSV: time in UTC, a column for each line that is not hidden; unknown is empty, a bound `>=n`. */
export function chartCsv(
  chart: PreparedChart,
  series: readonly ChartSeries[],
  hidden: ReadonlySet<string>,
  timeHead: string,
): string {
  const columns: TableColumn<ChartRow>[] = [
    { id: 'time', header: timeHead, cell: () => null, csv: (row) => new Date(row.atMs).toISOString() },
    ...series
      .filter((one) => !hidden.has(one.key))
      .map((one) => ({
        id: one.key,
        header: one.label,
        cell: () => null,
        csv: (row: ChartRow) => {
          const bound = row.atLeast[one.key] ?? null
          return { value: bound ?? row.whole[one.key] ?? null, atLeast: bound !== null }
        },
      })),
  ]
  return toCsv(
    columns,
    chart.rows.filter((row) => row.atMs >= chart.fromMs && row.atMs <= chart.toMs),
  )
}
