'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Fragment, type KeyboardEvent, type MouseEvent, memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import type { TableLine } from './arrange-rows'
import { alignLook, hiddenOnPhone } from './cell-look'
import type { RowGrouping, TableColumn } from './columns'
import { bleedLook, cellLook, GroupRow } from './group-row'
import type { TableFrameInfo } from './table-frame'
import { usePrinting } from './use-printing'

/** Draws the cells of one row; the same function for as long as the row and the columns are the same. */
export type CellSource = (column: TableColumn<unknown>) => ReactNode

interface TableBodyProps<Row> {
  columns: readonly TableColumn<Row>[]
  /** Undefined: first load. */
  lines: readonly TableLine<Row>[] | undefined
  skeletonRows: number
  frame: TableFrameInfo
  gone: ReadonlySet<string>
  grouping: RowGrouping<Row> | undefined
  onToggleGroup: (key: string) => void
  cellsOf: (row: Row) => CellSource
  rowHref: ((row: Row) => string | null) | undefined
  onRowOpen: ((row: Row) => void) | undefined
  selectedId: string | null
  onRowSelect: ((row: Row, extend: boolean) => void) | undefined
  openId: string | null
  detail: ((row: Row) => ReactNode) | undefined
  rowTone: ((row: Row) => 'warning' | 'dim' | undefined) | undefined
}

const MOST_PRINTED = 2_000

/** Rows, the heads of their groups, or the skeleton of both. Arrows, Home, End and pages move, Enter opens. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { columns, lines, frame } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const [current, setCurrent] = useState(0)
  const [detailHeight, setDetailHeight] = useState(0)
  const printing = usePrinting()
  const t = useTranslations('table')
  const router = useRouter()

  if (lines === undefined)
    return <SkeletonBody columns={columns} rows={props.skeletonRows} rowHeight={frame.rowHeight} />

  const open = (line: TableLine<Row>) => {
    if (line.kind === 'wait') return
    if (line.kind === 'group') return props.onToggleGroup(line.key)
    if (props.onRowOpen) return props.onRowOpen(line.row)
    const href = props.rowHref?.(line.row)
    if (href) router.push(href)
  }
  const focusLine = (index: number) => {
    const next = Math.min(Math.max(0, index), lines.length - 1)
    setCurrent(next)
    frame.window?.reveal(next)
    // A virtual row may have to be drawn first, which a far jump does not do in one frame.
    const focus = (tries: number) => {
      const row = body.current?.querySelector<HTMLElement>(`[data-line="${next}"]`)
      if (row) row.focus()
      else if (tries > 0) requestAnimationFrame(() => focus(tries - 1))
    }
    requestAnimationFrame(() => focus(10))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const index = lineOf(event.target)
    if (index === null || !(event.target as Element).matches('tr')) return
    const page = frame.window ? frame.rowsInSight() : 10
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: lines.length - 1,
      PageDown: index + page,
      PageUp: index - page,
    }
    const line = lines[index]
    if (event.key in moves) focusLine(moves[event.key]!)
    else if (event.key === 'Enter' && line) open(line)
    else if (event.key === ' ' && props.onRowSelect && line?.kind === 'row') props.onRowSelect(line.row, event.shiftKey)
    else return
    event.preventDefault()
  }
  const onClick = (event: MouseEvent) => {
    const target = event.target as Element
    if (event.defaultPrevented || target.closest('a,button,input,label,[role=menuitem],[role=checkbox]')) return
    if (getSelection()?.toString()) return
    const line = lines[lineOf(target) ?? -1]
    if (line) open(line)
  }

  // On paper nothing is out of sight: all of it is drawn, up to a number that a browser still lays out.
  const window = printing ? null : frame.window
  const from = window?.first ?? 0
  const drawn = lines.slice(from, printing ? MOST_PRINTED : (window?.last ?? lines.length - 1) + 1)
  const unprinted = printing ? lines.length - drawn.filter(({ kind }) => kind !== 'wait').length : 0
  const focusable = Math.min(current, lines.length - 1)
  // What stands under a row out of sight still has its place.
  const opened = window && props.detail ? lines.findIndex(({ id }) => id === props.openId) : -1
  const before = (window?.before ?? 0) + (opened >= 0 && opened < from ? detailHeight : 0)
  const after = (window?.after ?? 0) + (opened >= from + drawn.length ? detailHeight : 0)
  const stop = focusable < from || focusable >= from + drawn.length ? from : focusable
  return (
    <tbody
      ref={body}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => setCurrent((was) => lineOf(event.target) ?? was)}
    >
      {before > 0 && <Space height={before} />}
      {drawn.map((line, at) => {
        const index = from + at
        const place = {
          index,
          rowHeight: frame.rowHeight,
          tabIndex: index === stop ? (0 as const) : (-1 as const),
          rowIndex: window ? index + 2 : undefined,
        }
        if (line.kind === 'group')
          return (
            <GroupRow
              key={line.id}
              line={line}
              columns={columns}
              grouping={props.grouping}
              onToggle={props.onToggleGroup}
              {...place}
            />
          )
        if (line.kind === 'wait')
          return printing ? null : <WaitRow key={line.id} columns={columns as TableColumn<unknown>[]} {...place} />
        const row = (
          <BodyRow
            key={line.id}
            columns={columns as TableColumn<unknown>[]}
            cells={props.cellsOf(line.row)}
            tone={props.gone.has(line.id) ? 'dim' : props.rowTone?.(line.row)}
            opens={props.onRowOpen !== undefined || Boolean(props.rowHref?.(line.row))}
            selected={props.selectedId === null ? undefined : line.id === props.selectedId}
            {...place}
          />
        )
        if (!props.detail || line.id !== props.openId) return row
        return (
          <Fragment key={line.id}>
            {row}
            <DetailRow columns={columns.length} onHeight={setDetailHeight}>
              {props.detail(line.row)}
            </DetailRow>
          </Fragment>
        )
      })}
      {after > 0 && <Space height={after} />}
      {unprinted > 0 && (
        <tr>
          <td colSpan={columns.length} className="pt-2 text-ink-3">
            {t('notPrinted', { count: unprinted, total: lines.length })}
          </td>
        </tr>
      )}
    </tbody>
  )
}

/** The line that an element of the body belongs to. */
function lineOf(target: EventTarget): number | null {
  const row = (target as Element).closest<HTMLElement>('tr[data-line]')
  return row ? Number(row.dataset.line) : null
}

/** Where a line stands. */
export interface LinePlace {
  index: number
  rowHeight: number
  tabIndex: 0 | -1
  /** For those who do not see it, of a table that is not drawn whole. */
  rowIndex: number | undefined
}

interface BodyRowProps extends LinePlace {
  columns: readonly TableColumn<unknown>[]
  cells: CellSource
  tone: 'warning' | 'dim' | undefined
  opens: boolean
  selected: boolean | undefined
}

/** One row. Scrolling draws only those that come into sight. */
const BodyRow = memo(function BodyRow({
  columns,
  cells,
  tone,
  opens,
  selected,
  index,
  rowHeight,
  tabIndex,
  rowIndex,
}: BodyRowProps) {
  return (
    <tr
      data-line={index}
      tabIndex={tabIndex}
      aria-rowindex={rowIndex}
      aria-selected={selected}
      style={{ height: rowHeight }}
      className={cn(
        'group/row [--row-ground:var(--surface-0)] hover:[--row-ground:var(--surface-2)] focus-visible:-outline-offset-2 in-data-float:not-hover:[--row-ground:var(--surface-3)]',
        opens && 'cursor-pointer',
        tone === 'warning' && '[--row-ground:var(--warn-soft)]',
        tone === 'dim' && 'text-ink-3',
        selected && '[--row-ground:var(--accent-soft)] hover:[--row-ground:var(--accent-soft)]',
      )}
    >
      {columns.map((column) => (
        <td key={column.id} className={bodyCellLook(column)}>
          {cells(column)}
        </td>
      ))}
    </tr>
  )
})

/** What was opened under a row, as wide as what is in sight of the table. */
function DetailRow({
  columns,
  onHeight,
  children,
}: {
  columns: number
  onHeight: (height: number) => void
  children: ReactNode
}) {
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    const element = row.current
    if (!element) return
    const sizes = new ResizeObserver(() => onHeight(element.offsetHeight))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [onHeight])
  return (
    <tr ref={row}>
      <td colSpan={columns} className="border-b border-line-2 p-0 shadow-none! static!">
        <div className="sticky left-0 max-w-[100cqw]">{children}</div>
      </td>
    </tr>
  )
}

const bodyLooks = new WeakMap<object, string>()

/** Joined once a column, not once a cell. */
function bodyCellLook(column: TableColumn<unknown>): string {
  const before = bodyLooks.get(column)
  if (before !== undefined) return before
  const look = cn(
    cellLook,
    bleedLook,
    alignLook(column),
    column.align === 'right' && 'tabular-nums [font-stretch:var(--wdth-num)]',
    hiddenOnPhone(column),
  )
  bodyLooks.set(column, look)
  return look
}

/** A row that is on its way. */
const WaitRow = memo(function WaitRow({
  columns,
  index,
  rowHeight,
  tabIndex,
  rowIndex,
}: LinePlace & { columns: readonly TableColumn<unknown>[] }) {
  const t = useTranslations('table')
  return (
    <tr
      data-line={index}
      data-wait
      tabIndex={tabIndex}
      aria-rowindex={rowIndex}
      style={{ height: rowHeight }}
      className="[--row-ground:var(--surface-0)] focus-visible:-outline-offset-2 in-data-float:[--row-ground:var(--surface-3)]"
    >
      {columns.map((column, at) => (
        <td key={column.id} className={cn(cellLook, alignLook(column), hiddenOnPhone(column))}>
          {at === 0 && <span className="sr-only">{t('loadingRow', { row: index + 1 })}</span>}
          <Skeleton width={placeholderWidth(column, at, index)} />
        </td>
      ))}
    </tr>
  )
})

function SkeletonBody<Row>({
  columns,
  rows,
  rowHeight,
}: {
  columns: readonly TableColumn<Row>[]
  rows: number
  rowHeight: number
}) {
  return (
    <tbody aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <tr key={row} style={{ height: rowHeight }} className="[--row-ground:transparent]">
          {columns.map((column, index) => (
            <td key={column.id} className={cn(cellLook, alignLook(column), hiddenOnPhone(column))}>
              <Skeleton width={placeholderWidth(column, index, row)} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

function placeholderWidth<Row>(column: TableColumn<Row>, at: number, row: number): string {
  if (at === 0) return `${48 + ((row * 17) % 30)}%`
  return column.align === 'right' ? '38%' : '52%'
}

function Space({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without tabindex takes no focus
    <tr aria-hidden="true" style={{ height }}>
      <td />
    </tr>
  )
}
