import { naturalCompare } from './natural-sort.ts'

/** A value rows are ordered by; null = unknown. */
export type SortValue = string | number | bigint | boolean | null

/** How a list of rows may be searched, ordered and filtered; the keys are the names in the URL. */
export type ListFields<Row> = {
  /** Makes the order total: the row's name, unique in the list. */
  key: (row: Row) => string
  /** Texts the search looks into. */
  search: (row: Row) => readonly string[]
  sort: Record<string, SortField<Row>>
  /** The value or values of a row that a filter compares with; null matches no filter value. */
  filter?: Record<string, (row: Row) => string | readonly string[] | null>
}

/** `place`: where a row stands while its value is unknown (its last good value), so that rows do not jump. */
export type SortField<Row> =
  | ((row: Row) => SortValue)
  | { value: (row: Row) => SortValue; place: (row: Row) => SortValue }

export type ListQuery = {
  search?: string
  /** Field, `-field` for descending, several apart by commas. */
  sort?: string
  /** From 1. */
  page: number
  pageSize: number
  /** A row passes when, for each field named, it has one of the values. */
  filter?: Readonly<Record<string, readonly string[]>>
}

export type ListPage<Row> = { items: Row[]; total: number; page: number; pageSize: number }

/** A list was asked for a field it does not have; `known` are those it has. */
export class UnknownListField extends Error {
  readonly field: string
  readonly known: readonly string[]

  constructor(field: string, known: readonly string[]) {
    super(`unknown field "${field}"; known: ${known.join(', ')}`)
    this.name = 'UnknownListField'
    this.field = field
    this.known = known
  }
}

/**
 * Searches (case-insensitive, anywhere in the text, all words), filters, orders and cuts one page out of the rows,
 * which are left as they are. Unknown values come last, ascending or descending; equal rows are in the order of their
 * keys. A page past the end is empty and keeps its number. Throws `UnknownListField`.
 */
export function listQuery<Row>(rows: readonly Row[], query: ListQuery, fields: ListFields<Row>): ListPage<Row> {
  const kept = filterRows(rows, query, fields)
  const sorted = sortRows(kept, query.sort ?? '', fields)
  const from = (query.page - 1) * query.pageSize
  return {
    items: sorted.slice(from, from + query.pageSize),
    total: sorted.length,
    page: query.page,
    pageSize: query.pageSize,
  }
}

/** The rows that pass search and filters, in their given order. */
function filterRows<Row>(
  rows: readonly Row[],
  { search, filter }: Pick<ListQuery, 'search' | 'filter'>,
  fields: ListFields<Row>,
): readonly Row[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const filters = Object.entries(filter ?? {}).map(([name, values]) => {
    const read = ownField(fields.filter ?? {}, name)
    return { read, values: new Set(values) }
  })
  if (words.length === 0 && filters.length === 0) return rows
  return rows.filter((row) => {
    for (const { read, values } of filters) {
      const value = read(row)
      const passes = typeof value === 'string' ? values.has(value) : (value?.some((each) => values.has(each)) ?? false)
      if (!passes) return false
    }
    if (words.length === 0) return true
    const texts = fields.search(row).map((text) => text.toLowerCase())
    return words.every((word) => texts.some((text) => text.includes(word)))
  })
}

/** The rows in order, as a new list. */
function sortRows<Row>(rows: readonly Row[], sort: string, fields: ListFields<Row>): Row[] {
  const orders = sort
    .split(',')
    .filter(Boolean)
    .map((term) => {
      const descending = term.startsWith('-')
      const field = ownField(fields.sort, descending ? term.slice(1) : term)
      return { descending, read: typeof field === 'function' ? field : placedValue(field) }
    })
  // Sort values are read once a row, not once a comparison.
  const decorated = rows.map((row) => ({ row, key: fields.key(row), values: orders.map(({ read }) => read(row)) }))
  decorated.sort((a, b) => {
    for (let at = 0; at < orders.length; at++) {
      const order = compareValues(a.values[at] ?? null, b.values[at] ?? null, orders[at]!.descending)
      if (order !== 0) return order
    }
    return naturalCompare(a.key, b.key)
  })
  return decorated.map(({ row }) => row)
}

function placedValue<Row>({ value, place }: { value: (row: Row) => SortValue; place: (row: Row) => SortValue }) {
  return (row: Row): SortValue => value(row) ?? place(row)
}

/** Unknown (null, NaN) after everything known, whichever the direction. */
function compareValues(a: SortValue, b: SortValue, descending: boolean): number {
  const aUnknown = a === null || Number.isNaN(a)
  const bUnknown = b === null || Number.isNaN(b)
  if (aUnknown || bUnknown) return Number(aUnknown) - Number(bUnknown)
  const order = typeof a === 'string' && typeof b === 'string' ? naturalCompare(a, b) : a! < b! ? -1 : a! > b! ? 1 : 0
  return descending ? -order : order
}

function ownField<Value>(fields: Record<string, Value>, name: string): Value {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (field === undefined) throw new UnknownListField(name, Object.keys(fields))
  return field
}
