'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { TableLine } from './arrange-rows'
import { alignLook, hiddenOnPhone } from './cell-look'
import type { RowGrouping, TableColumn } from './columns'
import type { LinePlace } from './table-body'

export const cellLook =
  'border-b border-line bg-(--row-ground) px-2.5 whitespace-nowrap first:pl-0 last:pr-0 overflow-hidden text-ellipsis first:font-medium'
/** The ground of a hovered or selected row reaches 8 px past the text on both sides. */
export const bleedLook = 'first:shadow-[-8px_0_0_var(--row-ground)] last:shadow-[8px_0_0_var(--row-ground)]'

interface GroupRowProps<Row> extends LinePlace {
  line: Extract<TableLine<Row>, { kind: 'group' }>
  columns: readonly TableColumn<Row>[]
  grouping: RowGrouping<Row> | undefined
  onToggle: (key: string) => void
}

/** The head of rows that belong together. */
export function GroupRow<Row>({
  line,
  columns,
  grouping,
  onToggle,
  index,
  rowHeight,
  tabIndex,
  rowIndex,
}: GroupRowProps<Row>) {
  const t = useTranslations('table')
  const cells = grouping?.cells ?? {}
  // The title may need room: it takes the columns up to the first one with a sum of its own.
  const firstSum = columns.findIndex((column, at) => at > 0 && cells[column.id] !== undefined)
  const span = firstSum < 0 ? columns.length : firstSum
  // A column that a phone leaves out must not be spanned there: the sums would not stand under their heads.
  const firstHidden = columns.slice(0, span).findIndex((column) => column.hideOnPhone)
  const titleSpan = firstSum < 0 || firstHidden < 1 ? span : firstHidden
  const Chevron = line.open ? ChevronDown : ChevronRight
  return (
    <tr
      data-line={index}
      tabIndex={tabIndex}
      aria-rowindex={rowIndex}
      style={{ height: rowHeight }}
      className="cursor-pointer font-semibold [--row-ground:var(--surface-1)] focus-visible:-outline-offset-2"
    >
      <th
        scope="rowgroup"
        colSpan={titleSpan}
        className={cn(cellLook, bleedLook, 'border-line-2 text-left desk:overflow-visible')}
      >
        <span className="flex items-center gap-1">
          <button
            type="button"
            tabIndex={-1}
            aria-expanded={line.open}
            aria-label={t(line.open ? 'collapse' : 'expand')}
            onClick={() => onToggle(line.key)}
            className="text-ink-3"
          >
            <Chevron className="size-3.5 stroke-[1.6]" />
          </button>
          {grouping?.title(line.key, line.rows)}
        </span>
      </th>
      {columns.slice(titleSpan).map((column) => (
        <td
          key={column.id}
          className={cn(cellLook, bleedLook, 'border-line-2', alignLook(column), hiddenOnPhone(column))}
        >
          {cells[column.id]?.(line.rows, line.key)}
        </td>
      ))}
    </tr>
  )
}
