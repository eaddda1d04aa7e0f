'use client'

import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { TableColumn } from './columns'
import type { Density } from './layout-choice'

/** How the table stands on the page. */
export interface TableFrameInfo {
  rowHeight: number
  /** It scrolls inside itself: it is wider than its place, or has many rows. */
  inside: boolean
  /** The name column is pinned while the rest scrolls beside it. */
  pinned: boolean
  /** Null: all rows are drawn. */
  virtualizer: Virtualizer<HTMLDivElement, HTMLTableRowElement> | null
}

interface TableFrameProps<Row> {
  columns: readonly TableColumn<Row>[]
  ruled: boolean
  density: Density
  lineCount: number
  label: string
  children: (frame: TableFrameInfo) => ReactNode
}

/** From here on only the rows in sight are drawn. */
const VIRTUAL_FROM = 120

/**
 * The table's place: where it fits, the page scrolls and the head sticks to the bar; else it scrolls in itself, head and
 * names pinned. The page never scrolls sideways.
 */
export function TableFrame<Row>({ columns, ruled, density, lineCount, label, children }: TableFrameProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const phone = width !== null && width < 740
  const drawn = phone ? columns.filter((c) => c.hideOnPhone !== true) : columns
  const wanted = drawn.reduce((sum, column, index) => sum + columnWidth(column, index === 0, phone), 0)
  const tooWide = width !== null && wanted > width
  const many = lineCount > VIRTUAL_FROM
  const inside = tooWide || many
  const rowHeight = density === 'compact' ? 28 : 36
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    count: many ? lineCount : 0,
    enabled: many,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // What the server draws, and the first look before the place is measured.
    initialRect: { width: 1_000, height: 720 },
  })
  return (
    <div className={cn(ruled && 'border-t border-rule')}>
      <div
        ref={scroller}
        className={cn(
          '-mx-2 px-2 max-desk:mx-0 max-desk:-mr-[var(--gutter)] max-desk:px-0',
          inside && 'relative max-h-[calc(100dvh-var(--bar-h)-120px)] min-h-60 overflow-auto',
          inside && !many && 'min-h-0',
        )}
      >
        <table
          aria-label={label}
          aria-rowcount={many ? lineCount + 1 : undefined}
          className="w-full table-fixed border-separate border-spacing-0"
          style={{ minWidth: wanted }}
        >
          <colgroup>
            {columns.map((column, index) => (
              <col
                key={column.id}
                className={cn(column.hideOnPhone && 'max-desk:hidden')}
                style={{ width: columnWidth(column, index === 0, phone) }}
              />
            ))}
          </colgroup>
          {children({ rowHeight, inside, pinned: tooWide, virtualizer: many ? virtualizer : null })}
        </table>
      </div>
    </div>
  )
}

function columnWidth<Row>(column: TableColumn<Row>, first: boolean, phone: boolean): number {
  const width = column.width ?? (first ? 220 : 110)
  return first && phone ? Math.min(width, 170) : width
}

function useWidth(ref: React.RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return width
}
