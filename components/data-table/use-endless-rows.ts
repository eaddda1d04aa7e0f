'use client'

import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLive } from '@/components/layout/live'
import { pagesInSight, pagesToHold, type RowRange, slotsOf } from './endless'
import type { TableState } from './use-table-state'

interface ListAnswer<Row> {
  items: readonly Row[]
  total: number
}

/** How one page (from 1) is asked for: `pageQuery(endpoint, input)`. */
export type PageOf<Row> = (page: number) => {
  queryKey: readonly unknown[]
  queryFn: (context: { signal: AbortSignal }) => Promise<ListAnswer<Row>>
}

export interface EndlessRows<Row> {
  /** A place for every row; undefined where none has come yet. Null: the table is read in pages. */
  rows: readonly (Row | undefined)[] | null
  startRow: number
  /** Another question (search, order, filter) is another list, which begins at its top. */
  question: string
  onRange: (range: RowRange) => void
}

/** Rows of eight pages stay: each refresh goes through all of them. Further ones come from the cache, or anew. */
const MOST_PAGES = 8
/** So often may scrolling ask for other pages. */
const RANGE_MS = 120

interface Sight {
  question: string
  pages: readonly number[]
  held: readonly number[]
}

/** The pages of a list that is scrolled through: those in sight are asked for and kept fresh, the nearest others held. */
export function useEndlessRows<Row>(
  state: TableState,
  pageOf: PageOf<Row> | undefined,
  total: number | undefined,
): EndlessRows<Row> {
  const { refetchInterval } = useLive()
  const { pageSize } = state.params
  const enabled = state.scrolling?.paging === 'scroll' && pageOf !== undefined && total !== undefined && total > 0
  const question = enabled ? JSON.stringify(pageOf(1).queryKey) : ''
  const startRow = state.scrolling?.startRow ?? 0
  const [sight, setSight] = useState<Sight>({ question: '', pages: [], held: [] })
  if (sight.question !== question) {
    const pages = enabled ? pagesInSight({ first: startRow, last: startRow + 40 }, pageSize, total) : []
    setSight({ question, pages, held: pages })
  }

  const { answers } = useQueries({
    queries: (enabled && sight.question === question ? sight.held : []).map((page) => {
      const inSight = sight.pages.includes(page)
      return {
        ...(pageOf as PageOf<Row>)(page),
        enabled: inSight,
        refetchInterval: inSight ? refetchInterval : (false as const),
        staleTime: 2_000,
      }
    }),
    combine: dataOf<Row>,
  })
  const rows = useMemo(
    () =>
      enabled
        ? slotsOf(
            answers.map((answer, at) => ({ page: sight.held[at] ?? 1, items: answer?.items })),
            pageSize,
            total,
          )
        : null,
    [enabled, answers, sight.held, pageSize, total],
  )

  const setFirstRow = state.scrolling?.setFirstRow
  const latest = useRef({ pageSize, total: total ?? 0, setFirstRow })
  useEffect(() => {
    latest.current = { pageSize, total: total ?? 0, setFirstRow }
  })
  const pending = useRef<{ timer: ReturnType<typeof setTimeout> | null; range: RowRange }>({
    timer: null,
    range: { first: 0, last: 0 },
  })
  useEffect(() => {
    const waiting = pending.current
    return () => {
      if (waiting.timer !== null) clearTimeout(waiting.timer)
      waiting.timer = null
    }
  }, [])
  const onRange = useCallback((range: RowRange) => {
    pending.current.range = range
    pending.current.timer ??= setTimeout(() => {
      pending.current.timer = null
      const now = latest.current
      const seen = pending.current.range
      const pages = pagesInSight(seen, now.pageSize, now.total)
      setSight((was) =>
        sameList(was.pages, pages) ? was : { ...was, pages, held: pagesToHold(was.held, pages, MOST_PAGES) },
      )
      now.setFirstRow?.(seen.first)
    }, RANGE_MS)
  }, [])

  return { rows, startRow, question, onRange }
}

function dataOf<Row>(results: readonly UseQueryResult<ListAnswer<Row>>[]): {
  answers: readonly (ListAnswer<Row> | undefined)[]
} {
  return { answers: results.map((result) => result.data) }
}

function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at])
}
