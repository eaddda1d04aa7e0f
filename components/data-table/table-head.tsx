'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { alignLook, hiddenOnPhone } from './cell-look'
import { parseSort, sortKeyOf, type TableColumn } from './columns'

interface TableHeadProps<Row> {
  columns: readonly TableColumn<Row>[]
  sort: string
  onSort: (column: TableColumn<Row>) => void
}

/** Column heads, stuck to the bar (or to the top of the table where that scrolls). */
export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  const t = useTranslations('table')
  const { key, desc } = parseSort(sort)
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const sortKey = sortKeyOf(column)
          const sorted = sortKey !== null && sortKey === key
          const Arrow = desc ? ArrowDown : ArrowUp
          const label = (
            <>
              <span className="truncate">{column.header}</span>
              {sorted && (
                <Arrow
                  className="size-2.75 flex-none stroke-2"
                  aria-label={t(desc ? 'sortDescending' : 'sortAscending')}
                />
              )}
            </>
          )
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted ? (desc ? 'descending' : 'ascending') : undefined}
              data-hint={column.hint}
              className={cn(
                'sticky top-[var(--bar-h)] z-3 h-7 border-b border-line-2 bg-background px-2.5 text-micro font-normal tracking-[0.01em] whitespace-nowrap text-ink-3 first:pl-0 last:pr-0 in-data-float:bg-raised',
                alignLook(column),
                hiddenOnPhone(column),
                sorted && 'font-semibold text-ink',
              )}
            >
              {sortKey === null ? (
                <span className="block truncate">{column.header}</span>
              ) : (
                <button
                  type="button"
                  className={cn(
                    'inline-flex max-w-full items-center gap-1 align-top hover:text-ink',
                    column.align === 'right' && 'flex-row',
                  )}
                  onClick={() => onSort(column)}
                >
                  {label}
                </button>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
