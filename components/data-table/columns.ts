import type { ReactNode } from 'react'

/** What a cell says in CSV: unknown (null) is empty, a lower bound `>=n`. */
export type CsvValue = string | number | bigint | boolean | null | { value: string | number | null; atLeast: boolean }

/** One column of a table. The first is the name: pinned, never hidden. */
export interface TableColumn<Row> {
  id: string
  /** Head, translated. */
  header: string
  cell: (row: Row) => ReactNode
  /** Without it the column is not in the CSV. */
  csv?: (row: Row) => CsvValue
  /** Numbers stand right; so does their head. */
  align?: 'left' | 'right' | 'center'
  /** Pixels it needs; what is left over is shared in proportion. Default 110, the first 220. */
  width?: number
  /** The API's field to sort by. Without it (and without `sortValue`) the head is no button. */
  sortKey?: string
  /** For tables sorted in the browser; null goes last either way. */
  sortValue?: (row: Row) => string | number | bigint | null
  /** First click sorts this way. Default: `desc` for right-aligned, else `asc`. */
  sortFirst?: 'asc' | 'desc'
  /** How the rows come, in a list that the reader cannot sort. */
  sorted?: 'asc' | 'desc'
  hideOnPhone?: boolean
  /** Shown only when the reader chose it. */
  hidden?: boolean
  /** Columns beside each other with the same `label` stand under one head, each with its `short` word; not on a phone. */
  group?: { label: string; short: string }
  /** Explains the head. */
  hint?: string
}

/** Rows that belong together under a head of their own. */
export interface RowGrouping<Row> {
  by: (row: Row) => string
  /** In the first column. */
  title: (key: string, rows: readonly Row[]) => ReactNode
  /** In other columns, by their id: a sum. */
  cells?: Record<string, (rows: readonly Row[], key: string) => ReactNode>
}

/** The heads over the heads: how many columns each spans; null over those that stand alone. */
export function headRuns<Row>(columns: readonly TableColumn<Row>[]): { label: string | null; span: number }[] {
  const runs: { label: string | null; span: number }[] = []
  for (const { group } of columns) {
    const label = group?.label ?? null
    const last = runs.at(-1)
    if (last && label !== null && last.label === label) last.span++
    else runs.push({ label, span: 1 })
  }
  return runs
}

/** `-lagMessages` → the field and its direction. */
export function parseSort(sort: string): { key: string; desc: boolean } {
  return sort.startsWith('-') ? { key: sort.slice(1), desc: true } : { key: sort, desc: false }
}

/** What a click on the column's head makes of the present sort: first its own direction, then the other. */
export function nextSort<Row>(column: TableColumn<Row>, sort: string): string | null {
  const key = sortKeyOf(column)
  if (key === null) return null
  const now = parseSort(sort)
  const firstDesc = (column.sortFirst ?? (column.align === 'right' ? 'desc' : 'asc')) === 'desc'
  const desc = now.key === key ? !now.desc : firstDesc
  return desc ? `-${key}` : key
}

/** The name under which a column is sorted, or null where it cannot be. */
export function sortKeyOf<Row>(column: TableColumn<Row>): string | null {
  return column.sortKey ?? (column.sortValue ? column.id : null)
}
