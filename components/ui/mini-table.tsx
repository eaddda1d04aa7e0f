import type { ReactNode } from 'react'
import { cn } from './cn'

export interface MiniColumn<Row> {
  id: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  align?: 'right'
  sorted?: boolean
  hideOnPhone?: boolean
}

interface MiniTableProps<Row> {
  label: string
  columns: readonly MiniColumn<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** In place of rows when there are none. */
  empty?: ReactNode
}

/** A short list under a section's head: no paging, no sorting, first column the name. */
export function MiniTable<Row>({ label, columns, rows, keyOf, empty }: MiniTableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className="overflow-x-auto" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full border-collapse">
        <thead>
          <tr>
            {columns.map((c) => (
              <th
                key={c.id}
                scope="col"
                aria-sort={c.sorted ? 'descending' : undefined}
                className={cn(
                  'h-7 border-b border-line-2 px-2 text-left text-micro font-normal whitespace-nowrap text-ink-3 first:pl-0 last:pr-0',
                  c.align === 'right' && 'text-right',
                  c.sorted && 'font-semibold text-ink',
                  c.hideOnPhone && 'max-desk:hidden',
                )}
              >
                {c.header}
                {c.sorted && ' ↓'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="hover:bg-hover">
              {columns.map((c, index) => {
                const Cell = index === 0 ? 'th' : 'td'
                return (
                  <Cell
                    key={c.id}
                    {...(index === 0 ? { scope: 'row' } : {})}
                    className={cn(
                      'h-8.25 border-b border-line px-2 text-left whitespace-nowrap first:max-w-52 first:truncate first:pl-0 first:font-medium last:pr-0',
                      c.align === 'right' && 'text-right',
                      c.hideOnPhone && 'max-desk:hidden',
                    )}
                  >
                    {c.cell(row)}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </div>
  )
}
