/** Which rows are in sight, both ends included; from 0. */
export interface RowRange {
  first: number
  last: number
}

/** Pages (from 1) to ask for: those in sight and one on either side, within the list. */
export function pagesInSight(range: RowRange, pageSize: number, total: number): number[] {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const first = Math.min(pages, Math.max(1, Math.floor(range.first / pageSize)))
  const last = Math.min(pages, Math.floor(range.last / pageSize) + 2)
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, at) => first + at)
}

/** Pages to hold: those in sight, and of those seen before the nearest, at most `most` in all; in order. */
export function pagesToHold(held: readonly number[], inSight: readonly number[], most: number): number[] {
  const middle = inSight[Math.floor(inSight.length / 2)] ?? 1
  const seen = held
    .filter((page) => !inSight.includes(page))
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
    .slice(0, Math.max(0, most - inSight.length))
  return [...inSight, ...seen].sort((a, b) => a - b)
}

/** Pages as one list with a place for every row; undefined where none has come yet. */
export function slotsOf<Row>(
  pages: readonly { page: number; items: readonly Row[] | undefined }[],
  pageSize: number,
  total: number,
): (Row | undefined)[] {
  const slots = new Array<Row | undefined>(total).fill(undefined)
  for (const { page, items } of pages) {
    const from = (page - 1) * pageSize
    items?.forEach((row, at) => {
      if (from + at < total) slots[from + at] = row
    })
  }
  return slots
}

/**
 * Rows at the places they had, with the values of now: nothing moves under the pointer although pages come anew. A row
 * that is on no page held any more stands there with its last values, marked; a place never filled takes what comes.
 */
export function holdSlots<Row>(
  held: readonly (Row | undefined)[],
  fresh: readonly (Row | undefined)[],
  idOf: (row: Row) => string,
): { rows: readonly (Row | undefined)[]; gone: ReadonlySet<string> } {
  const byId = new Map<string, Row>()
  for (const row of fresh) if (row !== undefined) byId.set(idOf(row), row)
  const gone = new Set<string>()
  const rows = fresh.map((row, at) => {
    const before = held[at]
    // A page that is no longer held shows placeholders again: its rows are not gone.
    if (before === undefined || row === undefined) return row
    const now = byId.get(idOf(before))
    if (now === undefined) gone.add(idOf(before))
    return now ?? before
  })
  return { rows, gone }
}

/** The page (from 1, of the address' size) that a row stands on. */
export function pageOfRow(row: number, pageSize: number): number {
  return Math.floor(Math.max(0, row) / pageSize) + 1
}
