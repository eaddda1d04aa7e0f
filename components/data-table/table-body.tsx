'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import type { TableLine } from './arrange-rows'
import { alignLook, hiddenOnPhone, pinnedLook } from './cell-look'
import type { RowGrouping, TableColumn } from './columns'
import type { TableFrameInfo } from './table-frame'

interface TableBodyProps<Row> {
  columns: readonly TableColumn<Row>[]
  /** Undefined: first load. */
  lines: readonly TableLine<Row>[] | undefined
  skeletonRows: number
  frame: TableFrameInfo
  gone: ReadonlySet<string>
  grouping: RowGrouping<Row> | undefined
  onToggleGroup: (key: string) => void
  renderCells: (lineId: string) => readonly { id: string; node: ReactNode }[]
  rowHref: ((row: Row) => string | null) | undefined
  onRowOpen: ((row: Row) => void) | undefined
  selectedId: string | null
  rowTone: ((row: Row) => 'warning' | 'dim' | undefined) | undefined
}

const cellLook =
  'border-b border-line bg-(--row-ground) px-2.5 whitespace-nowrap first:pl-0 last:pr-0 overflow-hidden text-ellipsis first:font-medium'
/** The ground of a hovered or selected row reaches 8 px past the text on both sides. */
const bleedLook = 'first:shadow-[-8px_0_0_var(--row-ground)] last:shadow-[8px_0_0_var(--row-ground)]'

/** Rows, the heads of their groups, or the skeleton of both. Arrows move, Enter opens. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { columns, lines, frame } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const [current, setCurrent] = useState(0)
  const router = useRouter()

  if (lines === undefined)
    return <SkeletonBody columns={columns} rows={props.skeletonRows} rowHeight={frame.rowHeight} />

  const open = (line: TableLine<Row>) => {
    if (line.kind === 'group') return props.onToggleGroup(line.key)
    if (props.onRowOpen) return props.onRowOpen(line.row)
    const href = props.rowHref?.(line.row)
    if (href) router.push(href)
  }
  const focusLine = (index: number) => {
    const next = Math.min(Math.max(0, index), lines.length - 1)
    setCurrent(next)
    frame.virtualizer?.scrollToIndex(next)
    // A virtual row may have to be drawn first.
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-line="${next}"]`)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.target !== event.currentTarget) return
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: lines.length - 1,
      PageDown: index + 10,
      PageUp: index - 10,
    }
    const line = lines[index]
    if (event.key in moves) focusLine(moves[event.key]!)
    else if (event.key === 'Enter' && line) open(line)
    else return
    event.preventDefault()
  }
  const onClick = (event: MouseEvent, line: TableLine<Row>) => {
    const target = event.target as Element
    if (event.defaultPrevented || target.closest('a,button,input,label,[role=menuitem],[role=checkbox]')) return
    if (getSelection()?.toString()) return
    open(line)
  }

  const items = frame.virtualizer?.getVirtualItems()
  const first = items?.[0]
  const last = items?.at(-1)
  const drawn = items ? items.map((item) => item.index) : lines.map((_, index) => index)
  const focusable = Math.min(current, lines.length - 1)
  return (
    <tbody ref={body}>
      {first && first.start > 0 && <Space height={first.start} />}
      {drawn.map((index) => {
        const line = lines[index]
        if (!line) return null
        const common = {
          'data-line': index,
          tabIndex: index === focusable || (items && !drawn.includes(focusable) && index === drawn[0]) ? 0 : -1,
          onFocus: () => setCurrent(index),
          onKeyDown: (event: KeyboardEvent) => onKeyDown(event, index),
          onClick: (event: MouseEvent) => onClick(event, line),
          style: { height: frame.rowHeight },
          ...(items ? { 'aria-rowindex': index + 2 } : {}),
        }
        if (line.kind === 'group') {
          return (
            <GroupRow
              key={line.id}
              line={line}
              columns={columns}
              frame={frame}
              grouping={props.grouping}
              onToggle={props.onToggleGroup}
              common={common}
            />
          )
        }
        const tone = props.gone.has(line.id) ? 'dim' : props.rowTone?.(line.row)
        const opens = props.onRowOpen !== undefined || Boolean(props.rowHref?.(line.row))
        const cells = new Map(props.renderCells(line.id).map((cell) => [cell.id, cell.node]))
        return (
          <tr
            key={line.id}
            {...common}
            aria-selected={props.selectedId === null ? undefined : line.id === props.selectedId}
            className={cn(
              'group/row [--row-ground:var(--surface-0)] hover:[--row-ground:var(--surface-2)] focus-visible:-outline-offset-2 in-data-float:not-hover:[--row-ground:var(--surface-3)]',
              opens && 'cursor-pointer',
              tone === 'warning' && '[--row-ground:var(--warn-soft)]',
              tone === 'dim' && 'text-ink-3',
              line.id === props.selectedId &&
                '[--row-ground:var(--accent-soft)] hover:[--row-ground:var(--accent-soft)]',
            )}
          >
            {columns.map((column, at) => (
              <td
                key={column.id}
                className={cn(
                  cellLook,
                  alignLook(column),
                  column.align === 'right' && 'tabular-nums [font-stretch:var(--wdth-num)]',
                  hiddenOnPhone(column),
                  at === 0 && frame.pinned ? pinnedLook : !frame.pinned && bleedLook,
                )}
              >
                {cells.get(column.id)}
              </td>
            ))}
          </tr>
        )
      })}
      {last && frame.virtualizer && frame.virtualizer.getTotalSize() > last.end && (
        <Space height={frame.virtualizer.getTotalSize() - last.end} />
      )}
    </tbody>
  )
}

interface GroupRowProps<Row> {
  line: Extract<TableLine<Row>, { kind: 'group' }>
  columns: readonly TableColumn<Row>[]
  frame: TableFrameInfo
  grouping: RowGrouping<Row> | undefined
  onToggle: (key: string) => void
  common: object
}

function GroupRow<Row>({ line, columns, frame, grouping, onToggle, common }: GroupRowProps<Row>) {
  const t = useTranslations('table')
  const cells = grouping?.cells ?? {}
  // The title may need room: it takes the columns up to the first one with a sum of its own.
  const firstSum = columns.findIndex((column, index) => index > 0 && cells[column.id] !== undefined)
  const span = firstSum < 0 ? columns.length : firstSum
  const Chevron = line.open ? ChevronDown : ChevronRight
  return (
    <tr
      {...common}
      className="cursor-pointer font-semibold [--row-ground:var(--surface-1)] focus-visible:-outline-offset-2"
    >
      <th
        scope="rowgroup"
        colSpan={span}
        className={cn(cellLook, 'border-line-2 text-left', frame.pinned ? pinnedLook : bleedLook)}
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
      {columns.slice(span).map((column) => (
        <td
          key={column.id}
          className={cn(
            cellLook,
            'border-line-2',
            alignLook(column),
            hiddenOnPhone(column),
            !frame.pinned && bleedLook,
          )}
        >
          {cells[column.id]?.(line.rows, line.key)}
        </td>
      ))}
    </tr>
  )
}

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
              <Skeleton width={index === 0 ? `${48 + ((row * 17) % 30)}%` : column.align === 'right' ? '38%' : '52%'} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

function Space({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without tabindex takes no focus
    <tr aria-hidden="true" style={{ height }}>
      <td />
    </tr>
  )
}
