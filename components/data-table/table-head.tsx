'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { alignLook, hiddenOnPhone } from './cell-look'
import { headRuns, parseSort, sortKeyOf, type TableColumn } from './columns'

interface TableHeadProps<Row> {
  columns: readonly TableColumn<Row>[]
  sort: string
  onSort: (column: TableColumn<Row>) => void
}

/** Column heads, stuck to the bar (or to the top of the table where that scrolls). */
export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  const t = useTranslations('table')
  const { key, desc } = parseSort(sort)
  const grouped = columns.some((column) => column.group)
  return (
    <thead className={cn(grouped && '[--heads-h:24px] max-desk:[--heads-h:0px]')}>
      {grouped && <GroupHeads columns={columns} />}
      <tr>
        {columns.map((column) => {
          const sortKey = sortKeyOf(column)
          const sorted = column.sorted !== undefined || (sortKey !== null && sortKey === key)
          const isDesc = column.sorted === undefined ? desc : column.sorted === 'desc'
          const Arrow = isDesc ? ArrowDown : ArrowUp
          const label = (
            <>
              <HeadText column={column} />
              {sorted && (
                <Arrow
                  className="size-2.75 flex-none stroke-2"
                  aria-label={t(isDesc ? 'sortDescending' : 'sortAscending')}
                />
              )}
            </>
          )
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted ? (isDesc ? 'descending' : 'ascending') : undefined}
              data-hint={column.hint}
              className={cn(
                'sticky top-[calc(var(--bar-h)+var(--heads-h,0px))] z-3 h-7 border-b border-line-2 bg-background px-2.5 text-micro font-normal tracking-[0.01em] whitespace-nowrap text-ink-3 first:pl-0 last:pr-0 in-data-float:bg-raised',
                alignLook(column),
                hiddenOnPhone(column),
                sorted && 'font-semibold text-ink',
              )}
            >
              {sortKey === null ? (
                <span className="inline-flex max-w-full items-center gap-1 align-top">{label}</span>
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

/** Under a shared head its short word; alone, and on a phone, its own name. */
function HeadText<Row>({ column }: { column: TableColumn<Row> }) {
  const { header, group } = column
  if (!group) return <span className="block truncate">{header}</span>
  return (
    <>
      <span className="block truncate max-desk:hidden">
        <span className="sr-only">{group.label} </span>
        {group.short}
      </span>
      <span className="block truncate desk:hidden">{header}</span>
    </>
  )
}

/** The heads that several columns share, over a line of their own. */
function GroupHeads<Row>({ columns }: { columns: readonly TableColumn<Row>[] }) {
  let at = 0
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without tabindex takes no focus
    <tr aria-hidden="true" className="max-desk:hidden">
      {headRuns(columns).map(({ label, span }) => {
        const first = columns[at]!
        at += span
        return (
          <td
            key={first.id}
            colSpan={span}
            className="sticky top-[var(--bar-h)] z-3 h-6 bg-background px-2.5 align-bottom text-micro whitespace-nowrap text-ink-3 first:z-4 first:pl-0 last:pr-0 in-data-float:bg-raised"
          >
            {label !== null && <span className="block truncate border-b border-line-2 leading-5">{label}</span>}
          </td>
        )
      })}
    </tr>
  )
}
