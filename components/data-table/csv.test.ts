import { describe, expect, it } from 'vitest'
import type { TableColumn } from './columns'
import { csvCell, toCsv } from './csv'

describe('csvCell', () => {
  it.each([
    { value: null, text: '' },
    { value: 0, text: '0' },
    { value: -3, text: '-3' },
    { value: Number.NaN, text: '' },
    { value: 9007199254740993n, text: '9007199254740993' },
    { value: true, text: 'true' },
    { value: 'order-service', text: 'order-service' },
    { value: { value: 18204, atLeast: true }, text: '>=18204' },
    { value: { value: 18204, atLeast: false }, text: '18204' },
    { value: { value: null, atLeast: true }, text: '' },
    { value: '=HYPERLINK("x")', text: '\'=HYPERLINK("x")' },
    { value: '+1', text: "'+1" },
    { value: '-1', text: "'-1" },
    { value: '@SUM(A1)', text: "'@SUM(A1)" },
    { value: '\tx', text: "'\tx" },
    { value: '\rx', text: "'\rx" },
    { value: '%RETRY%g', text: '%RETRY%g' },
  ])('writes $value as $text', ({ value, text }) => {
    expect(csvCell(value)).toBe(text)
  })
})

interface Row {
  name: string
  lag: number | null
}

const columns: TableColumn<Row>[] = [
  { id: 'name', header: 'Group', cell: (r) => r.name, csv: (r) => r.name },
  { id: 'trend', header: 'Trend', cell: () => null },
  { id: 'lag', header: 'Lag, "all"', cell: (r) => r.lag, csv: (r) => ({ value: r.lag, atLeast: r.name === 'b' }) },
]

describe('toCsv', () => {
  it('quotes, ends lines with CRLF, leaves unknown empty and skips columns without a text', () => {
    const rows = [
      { name: 'a,"x"', lag: null },
      { name: 'b', lag: 5 },
      { name: 'c\nd', lag: 0 },
    ]
    expect(toCsv(columns, rows)).toBe('\uFEFFGroup,"Lag, ""all"""\r\n"a,""x""",\r\nb,>=5\r\n"c\nd",0\r\n')
  })

  it('says in its last line what it lacks', () => {
    expect(toCsv(columns, [{ name: 'a', lag: 1 }], 'Partial: 1 of 2 rows')).toBe(
      '\uFEFFGroup,"Lag, ""all"""\r\na,1\r\nPartial: 1 of 2 rows,\r\n',
    )
  })
})
