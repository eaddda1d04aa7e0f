export interface HeldRows<Row> {
  rows: readonly Row[]
  /** Ids of rows that have left the list and stand there with their last values only because the order is held. */
  gone: ReadonlySet<string>
}

/**
 * Rows in the order in which they stood when the pointer came in, with the values of now: nothing moves under the
 * pointer. Rows that left stay, marked, so that those below do not jump up; new ones are appended.
 */
export function holdOrder<Row>(
  held: readonly Row[],
  fresh: readonly Row[],
  idOf: (row: Row) => string,
  limit = Infinity,
): HeldRows<Row> {
  const byId = new Map(fresh.map((row) => [idOf(row), row]))
  const gone = new Set<string>()
  const rows = held.map((row) => {
    const id = idOf(row)
    const now = byId.get(id)
    byId.delete(id)
    if (now === undefined) gone.add(id)
    return now ?? row
  })
  for (const row of byId.values()) {
    if (rows.length >= limit) break
    rows.push(row)
  }
  return { rows, gone }
}
