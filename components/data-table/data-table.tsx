'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState, type ListNoun, NoMatch } from '@/components/ui/states'
import type { Progress } from '@/lib/api/all-pages'
import { slotLines, sortRows, tableLines } from './arrange-rows'
import { nextSort, parseSort, type RowGrouping, sortKeyOf, type TableColumn } from './columns'
import { holdSlots } from './endless'
import { holdOrder } from './hold-order'
import { useColumnChoice, useDensity } from './layout-choice'
import { type CellSource, TableBody } from './table-body'
import { TableFooter } from './table-footer'
import { TableFrame } from './table-frame'
import { TableHead } from './table-head'
import { TableToolbar } from './table-toolbar'
import { type PageOf, useEndlessRows } from './use-endless-rows'
import { useHeldOrder } from './use-held-order'
import type { TableState } from './use-table-state'

export interface DataTableProps<Row> {
  /** Under this name the browser keeps the chosen columns; also the CSV's file name. */
  id: string
  /** Names the table to those who do not see it. */
  label: string
  /** Keep it stable (module scope or memo). The first column is the name: pinned. */
  columns: readonly TableColumn<Row>[]
  /** This page's rows; undefined on first load only, never during a refresh. */
  rows: readonly Row[] | undefined
  rowId: (row: Row) => string
  /** From `useTableState` (URL) or `useLocalTableState`. */
  state: TableState
  /** Rows that match, over all pages. Without it the table holds all rows and is sorted in the browser. */
  total?: number | undefined
  /** Rows without any filter, where that is known. */
  totalUnfiltered?: number | undefined
  /** Where Enter and a click on the row go. */
  rowHref?: (row: Row) => string | null
  /** Instead of a link: select the row, as in list-and-detail. */
  onRowOpen?: (row: Row) => void
  selectedId?: string | null
  /** Space on a row, with Shift held or not. */
  onRowSelect?: (row: Row, extend: boolean) => void
  /** Under this row stands `detail`. */
  openId?: string | null
  detail?: (row: Row) => ReactNode
  /** `warning` for the row that stands out, `dim` for what hardly counts. */
  rowTone?: (row: Row) => 'warning' | 'dim' | undefined
  grouping?: RowGrouping<Row>
  /** Filters beside the search. */
  filters?: ReactNode
  /** Whether any of them is set: decides between "empty" and "no match". */
  filtered?: boolean
  onClearFilters?: () => void
  searchPlaceholder?: string
  /** Drawn when there is nothing and nothing was filtered; that an address asks for a page too many is said by the table. */
  empty?: ReactNode
  /** What it is a list of, for the words of "no match". */
  noun?: ListNoun
  /** The name nearest to a search without a match, as the list's answer gives it, and where it leads. */
  closest?: { name: string; href: string } | null | undefined
  /** All rows that match, for the CSV of a table in pages. Without it the CSV holds the rows on the page, and says so. */
  fetchAll?: (progress: Progress) => Promise<readonly Row[]>
  /** Any page of the list as `state` asks for it: with it and `useScrolledTableState` the reader may scroll through all. */
  pageOf?: PageOf<Row>
  /** Right end of the tool row. */
  actions?: ReactNode
  /** Right of the count in the footer. */
  footNote?: ReactNode
  /** `bare`: no tool row and no footer, for a short list in a section. `list`: all of it. */
  variant?: 'list' | 'bare'
  /** Rows of 28 px unless the reader chose otherwise. */
  density?: 'normal' | 'compact'
  /** Rows on the first load's skeleton. */
  skeletonRows?: number
}

/**
 * The one table engine: sorting, paging and search in the URL, order held under the pointer, virtual rows when there are
 * many, keyboard, chosen columns, CSV.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { id, label, columns, rowId, state, grouping, variant = 'list' } = props
  const t = useTranslations('table')
  const choice = useColumnChoice(id, columns)
  const [density, setDensity] = useDensity(props.density ?? 'normal')
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const { params } = state
  const inBrowser = props.total === undefined

  const sorted = useMemo(
    () => (props.rows && inBrowser ? sortRows(props.rows, columns, params.sort) : props.rows),
    [props.rows, inBrowser, columns, params.sort],
  )
  const endless = useEndlessRows(state, props.pageOf, props.total)
  const scrolled = endless.rows !== null
  const { pageSize } = params
  const hold = useCallback(
    (before: readonly (Row | undefined)[], fresh: readonly (Row | undefined)[]) =>
      scrolled
        ? holdSlots(before, fresh, rowId)
        : holdOrder(before as readonly Row[], fresh as readonly Row[], rowId, Math.max(pageSize, before.length)),
    [scrolled, rowId, pageSize],
  )
  const held = useHeldOrder<Row | undefined>(
    endless.rows ?? sorted,
    scrolled ? endless.question : `${params.search}|${params.sort}|${params.page}|${params.pageSize}`,
    hold,
  )

  const known = useMemo(() => uniqueRows(held.rows ?? noRows, rowId), [held.rows, rowId])
  // A row that has not changed keeps its function, and so its drawing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns draw other cells
  const cellsOf = useMemo(() => {
    const drawn = new WeakMap<Row, CellSource>()
    return (row: Row): CellSource => {
      const before = drawn.get(row)
      if (before) return before
      const cells: CellSource = (column) => (column as TableColumn<Row>).cell(row)
      drawn.set(row, cells)
      return cells
    }
  }, [columns])
  const freshLines = useMemo(
    () => (scrolled ? slotLines(held.rows ?? noRows, rowId) : tableLines(known, rowId, grouping, closed)),
    [scrolled, held.rows, known, rowId, grouping, closed],
  )
  // A page of rows that comes while the reader scrolls is drawn in between: it never holds the scroll.
  const deferredLines = useDeferredValue(freshLines)
  const lines = scrolled ? deferredLines : freshLines
  const filtered = params.search !== '' || props.filtered === true
  const isEmpty = props.rows !== undefined && lines.length === 0
  const sortKey = parseSort(params.sort).key
  const sortColumn = columns.find((c) => sortKeyOf(c) === sortKey)

  const clear = () => {
    state.setSearch('')
    props.onClearFilters?.()
  }
  return (
    <div className="min-w-0" {...held.pointer}>
      {variant === 'list' && (
        <TableToolbar
          id={id}
          choice={choice}
          density={density}
          onDensity={setDensity}
          state={state}
          searchPlaceholder={props.searchPlaceholder ?? t('filter')}
          filters={props.filters}
          actions={props.actions}
          rows={known}
          total={props.total}
          fetchAll={props.fetchAll}
        />
      )}
      {isEmpty ? (
        <div className={variant === 'list' ? 'border-t border-rule pt-3' : 'pt-1'}>
          {props.total ? (
            <EmptyState
              title={t('noSuchPage')}
              action={<Button onClick={() => state.setPage(1)}>{t('firstPage')}</Button>}
            >
              {t('noSuchPageBody', { count: props.total })}
            </EmptyState>
          ) : filtered ? (
            <NoMatch
              search={params.search || undefined}
              total={props.totalUnfiltered}
              noun={props.noun}
              closest={props.closest}
              onClear={clear}
            />
          ) : (
            props.empty
          )}
        </div>
      ) : (
        <TableFrame
          columns={choice.shown}
          ruled={variant === 'list'}
          density={density}
          lineCount={lines.length}
          label={label}
          startRow={scrolled ? endless.startRow : 0}
          question={endless.question}
          onRange={scrolled ? endless.onRange : undefined}
        >
          {(frame) => (
            <>
              <TableHead
                columns={choice.shown}
                sort={params.sort}
                onSort={(column) => {
                  const next = nextSort(column, params.sort)
                  if (next !== null) state.setSort(next)
                }}
              />
              <TableBody
                columns={choice.shown}
                lines={props.rows === undefined ? undefined : lines}
                skeletonRows={props.skeletonRows ?? 8}
                frame={frame}
                gone={held.gone}
                grouping={grouping}
                onToggleGroup={(key) => setClosed((was) => toggled(was, key))}
                cellsOf={cellsOf}
                rowHref={props.rowHref}
                onRowOpen={props.onRowOpen}
                selectedId={props.selectedId ?? null}
                onRowSelect={props.onRowSelect}
                openId={props.openId ?? null}
                detail={props.detail}
                rowTone={props.rowTone}
              />
            </>
          )}
        </TableFrame>
      )}
      {variant === 'list' && !isEmpty && (
        <TableFooter
          count={props.total ?? props.rows?.length}
          totalUnfiltered={props.totalUnfiltered}
          sortedBy={sortColumn?.header}
          held={held.active}
          note={props.footNote}
          state={state}
          paged={!inBrowser && !scrolled}
        />
      )}
    </div>
  )
}

const noRows: readonly never[] = []

/** The rows that have come, each once. */
function uniqueRows<Row>(slots: readonly (Row | undefined)[], idOf: (row: Row) => string): readonly Row[] {
  const byId = new Map<string, Row>()
  for (const row of slots) if (row !== undefined && !byId.has(idOf(row))) byId.set(idOf(row), row)
  return byId.size === slots.length ? (slots as readonly Row[]) : [...byId.values()]
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}
