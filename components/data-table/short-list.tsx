'use client'

import type { ReactNode } from 'react'
import type { TableColumn } from './columns'
import { DataTable } from './data-table'
import { useLocalTableState } from './use-table-state'

interface ShortListProps<Row> {
  id: string
  label: string
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  empty?: ReactNode
}

/** A short list under a section's head: already in its order, without tools, paging or footer. */
export function ShortList<Row extends object>({ rows, empty, ...props }: ShortListProps<Row>) {
  const state = useLocalTableState('')
  return (
    <DataTable
      {...props}
      rows={rows}
      total={rows.length}
      state={state}
      variant="bare"
      density="compact"
      empty={empty ?? null}
    />
  )
}
