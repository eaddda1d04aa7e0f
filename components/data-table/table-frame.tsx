'use client'

import { type CSSProperties, type ReactNode, useEffect, useId, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import type { TableColumn } from './columns'
import type { RowRange } from './endless'
import { fitCss } from './fit-css'
import type { Density } from './layout-choice'
import { type RowWindow, useRowWindow } from './use-row-window'

/** How the table stands on the page. */
export interface TableFrameInfo {
  rowHeight: number
  /** Rows that its place shows at once. */
  rowsInSight: () => number
  /** Null: all rows are drawn. */
  window: RowWindow | null
}

interface TableFrameProps<Row> {
  columns: readonly TableColumn<Row>[]
  ruled: boolean
  density: Density
  lineCount: number
  label: string
  /** For a list that is scrolled through: where it begins, what question it answers, and who hears what is in sight. */
  startRow: number
  question: string
  onRange: ((range: RowRange) => void) | undefined
  children: (frame: TableFrameInfo) => ReactNode
}

/** From here on only the rows in sight are drawn. */
const VIRTUAL_FROM = 120

/**
 * The table's place: where it fits, the page scrolls and the head sticks to the bar; else it scrolls in itself, head and
 * names pinned. The page never scrolls sideways.
 */
export function TableFrame<Row>(props: TableFrameProps<Row>) {
  const { columns, ruled, density, lineCount, label, startRow, question, onRange } = props
  const scroller = useRef<HTMLDivElement>(null)
  const name = `dt${useId().replaceAll(/\W/g, '')}`
  const width = columns.reduce((sum, column, index) => sum + columnWidth(column, index === 0), 0)
  const phoneWidth = columns
    .filter((column) => column.hideOnPhone !== true)
    .reduce((sum, column, index) => sum + phoneColumnWidth(column, index === 0), 0)
  const many = lineCount > VIRTUAL_FROM
  const rowHeight = density === 'compact' ? 28 : 36
  const window = useRowWindow({ scroller, enabled: many, count: lineCount, rowHeight, startRow, onRange })

  // Another question begins at its top; the first one where the address says.
  const asked = useRef(question)
  useEffect(() => {
    if (asked.current === question) return
    const isFirst = asked.current === ''
    asked.current = question
    scroller.current?.scrollTo({ top: isFirst ? startRow * rowHeight : 0 })
  }, [question, startRow, rowHeight])

  const rowsInSight = () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - 28) / rowHeight) - 1)
  return (
    <div className={cn('@container/dt', ruled && 'border-t border-rule')}>
      <style>{fitCss({ name, width, phoneWidth, many })}</style>
      <div
        ref={scroller}
        className={cn(
          name,
          '-mx-2 px-2 max-desk:mx-0 max-desk:-mr-[var(--gutter)] max-desk:pr-[var(--gutter)] max-desk:pl-0',
          many && 'min-h-60',
        )}
      >
        <table
          aria-label={label}
          aria-rowcount={many ? lineCount + 1 : undefined}
          className="w-full min-w-(--wide) table-fixed border-separate border-spacing-0 max-desk:min-w-(--narrow)"
          style={{ '--wide': `${width}px`, '--narrow': `${phoneWidth}px` } as CSSProperties}
        >
          <colgroup>
            {columns.map((column, index) => (
              <col
                key={column.id}
                className={cn('w-(--wide) max-desk:w-(--narrow)', column.hideOnPhone && 'max-desk:hidden')}
                style={
                  {
                    '--wide': `${columnWidth(column, index === 0)}px`,
                    '--narrow': `${phoneColumnWidth(column, index === 0)}px`,
                  } as CSSProperties
                }
              />
            ))}
          </colgroup>
          {props.children({ rowHeight, rowsInSight, window })}
        </table>
      </div>
    </div>
  )
}

function columnWidth<Row>(column: TableColumn<Row>, first: boolean): number {
  return column.width ?? (first ? 220 : 110)
}

function phoneColumnWidth<Row>(column: TableColumn<Row>, first: boolean): number {
  return first ? Math.min(columnWidth(column, true), 170) : columnWidth(column, false)
}
