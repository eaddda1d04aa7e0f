import { CSV_BEGIN, defuseCsv, quoteCsv } from '@/lib/domain/csv.ts'
import type { CsvValue, TableColumn } from './columns'

/**
 * The rows as CSV (RFC 4180, CRLF), with a byte order mark so that spreadsheets read Chinese. Unknown is empty, never 0;
 * a lower bound is `>=n`. Text that a spreadsheet would run as a formula gets a leading apostrophe. `lastLine` says, in
 * the first column, what the file lacks.
 */
export function toCsv<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[], lastLine?: string): string {
  const written = columns.filter((c) => c.csv !== undefined)
  const lines = [written.map((c) => quoteCsv(defuseCsv(c.header)))]
  for (const row of rows) lines.push(written.map((c) => quoteCsv(csvCell(c.csv?.(row) ?? null))))
  if (lastLine !== undefined) lines.push(written.map((_, at) => (at === 0 ? quoteCsv(defuseCsv(lastLine)) : '')))
  return `${CSV_BEGIN}${lines.map((line) => `${line.join(',')}\r\n`).join('')}`
}

/** One value as CSV text, unquoted. */
export function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'object') {
    const inner = csvCell(value.value)
    return value.atLeast && inner !== '' ? `>=${inner}` : inner
  }
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  return typeof value === 'string' ? defuseCsv(value) : String(value)
}
