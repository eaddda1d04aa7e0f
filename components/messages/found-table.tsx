'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import { useFormat } from '@/components/ui/use-format'
import { Dash, Value } from '@/components/ui/value'
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
      rowId={rowId}
      state={table}
      selectedId={selected && `${selected.broker}/${selected.queueId}/${selected.offset}`}
      onRowOpen={onOpen}
      variant="bare"
      density="compact"
      empty={empty}
    />
  )
}

const rowId = (row: MessageRow) => `${row.brokerName}/${row.queueId}/${row.queueOffset}`

function useFoundColumns(withTopic: boolean): TableColumn<MessageRow>[] {
  const t = useTranslations('messages')
  const format = useFormat()
  return useMemo(() => {
    const topic: TableColumn<MessageRow> = {
      id: 'topic',
      header: t('topic'),
      width: 150,
      cell: (row) => <span className="block truncate">{row.topic}</span>,
    }
    return [
      {
        id: 'storedAt',
        header: t('stored'),
        width: 158,
        sortValue: (row) => row.storedAt,
        csv: (row) => row.storedAt,
        cell: (row) =>
          row.storedAt === null ? (
            <Dash />
          ) : (
            <span className="num">{format.dateTime(row.storedAt, 'milliseconds')?.slice(5)}</span>
          ),
      },
      ...(withTopic ? [topic] : []),
      {
        id: 'keys',
        header: t('key'),
        width: 170,
        sortValue: (row) => row.keys.join(' '),
        csv: (row) => row.keys.join(' '),
        cell: (row) =>
          row.keys.length === 0 ? <Dash /> : <span className="mono block truncate">{row.keys.join(' ')}</span>,
      },
      {
        id: 'tags',
        header: t('tag'),
        width: 96,
        sortValue: (row) => row.tags,
        csv: (row) => row.tags,
        cell: (row) => (row.tags === null ? <Dash /> : <span className="block truncate">{row.tags}</span>),
        hideOnPhone: true,
      },
      {
        id: 'queue',
        header: t('brokerQueue'),
        width: 116,
        sortValue: (row) => `${row.brokerName}/${String(row.queueId).padStart(5, '0')}`,
        csv: (row) => `${row.brokerName}/${row.queueId}`,
        cell: (row) => (
          <span className="num">
            {row.brokerName} / {row.queueId}
          </span>
        ),
        hideOnPhone: true,
      },
      number('queueOffset', t('offset'), 96),
      number('bodySizeBytes', t('bytes'), 76),
    ]
  }, [t, format, withTopic])
}

function number(field: 'queueOffset' | 'bodySizeBytes', header: string, width: number): TableColumn<MessageRow> {
  return {
    id: field,
    header,
    width,
    align: 'right',
    sortValue: (row) => row[field],
    csv: (row) => row[field],
    cell: (row) => <Value value={row[field]} tint={false} />,
    hideOnPhone: field === 'bodySizeBytes',
  }
}
