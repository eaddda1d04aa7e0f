'use client'

import { type ReactNode, useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { messageRowId, useMessageColumns } from './message-columns'
import type { MessageRow } from './message-reader'

interface FoundTableProps {
  label: string
  rows: readonly MessageRow[] | undefined
  /** Place of the row that is open. */
  selected: { broker: string; queueId: number; offset: number } | null
  onOpen: (row: MessageRow) => void
  /** Topics differ from row to row. */
  withTopic?: boolean
  empty: ReactNode
}

/** Messages that were found, in the order in which they came. */
export function FoundTable({ label, rows, selected, onOpen, withTopic = false, empty }: FoundTableProps) {
  const table = useLocalTableState('', 10_000)
  const columns = useFoundColumns(withTopic)
  return (
    <DataTable
      id="messages-found"
      label={label}
      columns={columns}
      rows={rows}
      rowId={messageRowId}
      state={table}
      selectedId={selected && `${selected.broker}/${selected.queueId}/${selected.offset}`}
      onRowOpen={onOpen}
      variant="bare"
      density="compact"
      empty={empty}
    />
  )
}

function useFoundColumns(withTopic: boolean): TableColumn<MessageRow>[] {
  const { bodySizeBytes, keys, queue, queueOffset, storedAt, tags, topic } = useMessageColumns()
  return useMemo(
    () => [storedAt, ...(withTopic ? [topic] : []), keys, tags, queue, queueOffset, bodySizeBytes],
    [bodySizeBytes, keys, queue, queueOffset, storedAt, tags, topic, withTopic],
  )
}
