import { parseSort, type RowGrouping, sortKeyOf, type TableColumn } from './columns'

/** A line of the table body. */
export type TableLine<Row> =
  | { kind: 'group'; id: string; key: string; rows: readonly Row[]; open: boolean }
  | { kind: 'row'; id: string; row: Row }
  /** A place whose row has not come yet. */
  | { kind: 'wait'; id: string }

/** Rows sorted in the browser, by a column with `sortValue`; equal ones keep their order, unknown ones go last. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sort: string,
): readonly Row[] {
  const { key, desc } = parseSort(sort)
  const sortValue = columns.find((c) => sortKeyOf(c) === key)?.sortValue
  if (!sortValue) return rows
  return rows
    .map((row) => ({ row, value: sortValue(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
      return compare(a.value, b.value) * (desc ? -1 : 1)
    })
    .map((entry) => entry.row)
}

/** The lines to draw: rows as they are, or under the heads of their groups, groups in the order of their first row. */
export function tableLines<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  grouping: RowGrouping<Row> | undefined,
  closed: ReadonlySet<string>,
): TableLine<Row>[] {
  const line = (row: Row): TableLine<Row> => ({ kind: 'row', id: idOf(row), row })
  if (!grouping) return rows.map(line)
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = grouping.by(row)
    const members = groups.get(key)
    if (members) members.push(row)
    else groups.set(key, [row])
  }
  return [...groups].flatMap(([key, members]) => {
    const open = !closed.has(key)
    return [
      { kind: 'group' as const, id: `group:${key}`, key, rows: members, open },
      ...(open ? members.map(line) : []),
    ]
  })
}

/**
 * The lines of a list that is scrolled through, one for each place. Pages come at different moments: a row that has moved
 * from one to the other meanwhile may stand there twice until both are fresh.
 */
export function slotLines<Row>(slots: readonly (Row | undefined)[], idOf: (row: Row) => string): TableLine<Row>[] {
  const seen = new Set<string>()
  return slots.map((row, at) => {
    if (row === undefined) return { kind: 'wait', id: `wait:${at}` }
    const id = idOf(row)
    const again = seen.has(id)
    seen.add(id)
    return { kind: 'row', id: again ? `${id}#${at}` : id, row }
  })
}

function compare(a: string | number | bigint, b: string | number | bigint): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'en', { numeric: true })
  return a < b ? -1 : a > b ? 1 : 0
}
