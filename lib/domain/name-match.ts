import { naturalCompare } from './natural-sort.ts'

/** A text as words to look for: lower case, split at white space. */
export function searchWords(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

/**
 * How well a name matches; lower is better, null = not at all. All words must stand in it: 0 the name itself, 1 its
 * beginning, 2 the beginning of a part of it (after `-`, `_`, `.`, `%`, `/`, `@`, `:` or a space), 3 anywhere.
 * `words` as `searchWords` gives them.
 */
export function nameMatch(name: string, words: readonly string[]): number | null {
  const lower = name.toLowerCase()
  let worst = 0
  for (const word of words) {
    const at = lower.indexOf(word)
    if (at < 0) return null
    const rank = lower === word ? 0 : at === 0 ? 1 : beginsPart(lower, word, at) ? 2 : 3
    if (rank > worst) worst = rank
  }
  return worst
}

function beginsPart(lower: string, word: string, first: number): boolean {
  for (let at = first; at >= 0; at = lower.indexOf(word, at + 1))
    if (/[-_.%/@: ]/.test(lower[at - 1] ?? '-')) return true
  return false
}

/** Where the words stand in the name: `[from, to)`, in order, none touching another. */
export function matchedParts(name: string, words: readonly string[]): [from: number, to: number][] {
  const lower = name.toLowerCase()
  // Some letters change length in lower case; then nothing is marked rather than the wrong part.
  if (lower.length !== name.length) return []
  const parts = words
    .map((word): [number, number] => [lower.indexOf(word), lower.indexOf(word) + word.length])
    .filter(([from]) => from >= 0)
    .sort((a, b) => a[0] - b[0])
  const joined: [number, number][] = []
  for (const [from, to] of parts) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** How rows are found by name. */
export interface NameSearch<Row> {
  name: (row: Row) => string
  /** Other texts that find the row, after every name that matches: an address. */
  also?: (row: Row) => readonly string[]
  /** Rows of a higher group stand after all others, however well they match: retry topics after a user's own. */
  after?: (row: Row) => number
}

/** The best `limit` rows, best match first and then by name, and how many match. */
export function findByName<Row>(
  rows: Iterable<Row>,
  words: readonly string[],
  limit: number,
  { name, also, after }: NameSearch<Row>,
): { items: Row[]; total: number } {
  const hits: { row: Row; name: string; rank: number }[] = []
  for (const row of rows) {
    const rank = nameMatch(name(row), words) ?? (also?.(row).some((text) => nameMatch(text, words) !== null) ? 4 : null)
    if (rank !== null) hits.push({ row, name: name(row), rank: (after?.(row) ?? 0) * 8 + rank })
  }
  hits.sort((a, b) => a.rank - b.rank || naturalCompare(a.name, b.name))
  return { items: hits.slice(0, limit).map((hit) => hit.row), total: hits.length }
}
