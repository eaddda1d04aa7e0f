/** What a cell of a CSV file can hold; unknown is empty, never 0. */
export type CsvPlain = string | number | bigint | boolean | null

/** Text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function defuseCsv(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** A cell as it stands between commas (RFC 4180). */
export function quoteCsv(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line with its CRLF. */
export function csvLine(cells: readonly CsvPlain[]): string {
  return `${cells.map((cell) => quoteCsv(typeof cell === 'string' ? defuseCsv(cell) : cell === null ? '' : String(cell))).join(',')}\r\n`
}

/** Stands before the first line, so that spreadsheets read Chinese. */
export const CSV_BEGIN = '\uFEFF'
