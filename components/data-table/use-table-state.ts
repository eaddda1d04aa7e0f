'use client'

import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import type { ListParams, listParams } from '@/lib/url/list-params'

/** Where a table stands: what was searched, how it is sorted, which page. */
export interface TableState {
  params: ListParams
  setSearch: (search: string) => void
  setSort: (sort: string) => void
  setPage: (page: number) => void
  setPageSize: (pageSize: number) => void
}

/**
 * A table's state in the URL. Give the same parsers as the page's `search-params.ts`; what changes the rows goes back to
 * page 1. `prefix` keeps two tables of one page apart.
 */
export function useTableState(parsers: ReturnType<typeof listParams>, prefix?: string): TableState {
  const urlKeys = useMemo(() => (prefix === undefined ? {} : prefixed(prefix)), [prefix])
  const [params, setParams] = useQueryStates(parsers, { urlKeys, history: 'replace', clearOnDefault: true })
  return useMemo(
    () => ({
      params,
      setSearch: (search: string) => void setParams({ search, page: 1 }),
      setSort: (sort: string) => void setParams({ sort, page: 1 }),
      setPage: (page: number) => void setParams({ page }, { history: 'push' }),
      setPageSize: (pageSize: number) => void setParams({ pageSize, page: 1 }),
    }),
    [params, setParams],
  )
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

function prefixed(prefix: string): Record<keyof ListParams, string> {
  return { search: `${prefix}-search`, sort: `${prefix}-sort`, page: `${prefix}-page`, pageSize: `${prefix}-page-size` }
}
