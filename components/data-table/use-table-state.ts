'use client'

import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import { type ListParams, type listParams, prefixedKeys } from '@/lib/url/list-params'
import { pageOfRow } from './endless'
import { useStored } from './use-stored'

/** How a long list is read: a page at a time, or by scrolling through all of it. */
export type Paging = 'pages' | 'scroll'

/** Where a table stands: what was searched, how it is sorted, which page. */
export interface TableState {
  /** While it is scrolled, `page` is the one that the first row in sight stands on, and a page holds at least 100 rows. */
  params: ListParams
  setSearch: (search: string) => void
  setSort: (sort: string) => void
  setPage: (page: number) => void
  setPageSize: (pageSize: number) => void
  /** Where a reader may scroll through the whole list. */
  scrolling?: {
    paging: Paging
    setPaging: (paging: Paging) => void
    /** The row that the address names, from 0. */
    startRow: number
    setFirstRow: (row: number) => void
  }
}

const LEAST_SCROLLED_PAGE = 100

/**
 * A table's state in the URL. Give the same parsers as the page's `search-params.ts`; what changes the rows goes back to
 * page 1. `prefix` keeps two tables of one page apart.
 */
export function useTableState(
  parsers: ReturnType<typeof listParams>,
  prefix?: string,
): TableState & { replacePage: (page: number) => void } {
  const urlKeys = useMemo(() => (prefix === undefined ? {} : prefixedKeys(prefix)), [prefix])
  const [params, setParams] = useQueryStates(parsers, { urlKeys, history: 'replace', clearOnDefault: true })
  return useMemo(
    () => ({
      params,
      setSearch: (search: string) => void setParams({ search, page: 1 }),
      setSort: (sort: string) => void setParams({ sort, page: 1 }),
      setPage: (page: number) => void setParams({ page }, { history: 'push' }),
      replacePage: (page: number) => void setParams({ page }),
      setPageSize: (pageSize: number) => void setParams({ pageSize, page: 1 }),
    }),
    [params, setParams],
  )
}

/**
 * The same for a long list whose table has `pageOf`: the reader's choice between pages and scrolling is kept in the
 * browser, and the address names the page of the first row in sight.
 */
export function useScrolledTableState(parsers: ReturnType<typeof listParams>): TableState {
  const inPages = useTableState(parsers)
  const [stored, store] = useStored('rocketdeck.paging')
  const paging: Paging = stored === 'scroll' ? 'scroll' : 'pages'
  return useMemo(() => {
    const { page, pageSize } = inPages.params
    const startRow = (page - 1) * pageSize
    const held = Math.max(LEAST_SCROLLED_PAGE, pageSize)
    return {
      ...inPages,
      params:
        paging === 'scroll' ? { ...inPages.params, pageSize: held, page: pageOfRow(startRow, held) } : inPages.params,
      scrolling: {
        paging,
        setPaging: (next: Paging) => store(next === 'pages' ? null : next),
        startRow,
        setFirstRow: (row: number) => {
          const next = pageOfRow(row, pageSize)
          if (next !== page) inPages.replacePage(next)
        },
      },
    }
  }, [inPages, paging, store])
}

/** The same for a small table that needs no address of its own; it is lost with the page. */
export function useLocalTableState(defaultSort: string, pageSize = 1_000): TableState {
  const [params, setParams] = useState<ListParams>({ search: '', sort: defaultSort, page: 1, pageSize })
  return useMemo(
    () => ({
      params,
      setSearch: (search: string) => setParams((p) => ({ ...p, search, page: 1 })),
      setSort: (sort: string) => setParams((p) => ({ ...p, sort, page: 1 })),
      setPage: (page: number) => setParams((p) => ({ ...p, page })),
      setPageSize: (size: number) => setParams((p) => ({ ...p, pageSize: size, page: 1 })),
    }),
    [params],
  )
}
