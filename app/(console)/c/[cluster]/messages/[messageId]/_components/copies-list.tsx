'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import type { MessageCopy } from '@/components/messages/message-copy'
import { Moment } from '@/components/messages/message-facts'
import { Unknown } from '@/components/ui/unknown'
import { useFormat } from '@/components/ui/use-format'
import { Dash } from '@/components/ui/value'

interface CopiesListProps {
  items: readonly MessageCopy[]
  selectedId: string | null
  onOpen: (item: MessageCopy) => void
}

/** Every stored copy that the id names, newest first: a producer's second attempt, a resend. */
export function CopiesList({ items, selectedId, onOpen }: CopiesListProps) {
  const t = useTranslations('message')
  const format = useFormat()
  const state = useLocalTableState('')
  const columns = useMemo<TableColumn<MessageCopy>[]>(
    () => [
      {
        id: 'stored',
        header: t('stored'),
        width: 180,
        cell: (item) =>
          item.storedAt === null ? <Unknown reason={t('noStoreTime')} /> : <Moment at={item.storedAt} />,
      },
      { id: 'topic', header: t('topic'), width: 180, cell: (item) => item.topic },
      {
        id: 'key',
        header: t('key'),
        width: 160,
        cell: (item) => (item.keys.length === 0 ? <Dash /> : <span className="mono">{item.keys.join(' ')}</span>),
      },
      { id: 'tag', header: t('tag'), width: 100, cell: (item) => item.tags ?? <Dash /> },
      {
        id: 'queue',
        header: t('brokerQueue'),
        width: 130,
        cell: (item) => <span className="num">{`${item.brokerName ?? '?'} / ${item.queueId}`}</span>,
      },
      {
        id: 'offset',
        header: t('offset'),
        width: 110,
        align: 'right',
        cell: (item) => <span className="num">{format.count(item.queueOffset)}</span>,
      },
      {
        id: 'bytes',
        header: t('bytes'),
        width: 80,
        align: 'right',
        cell: (item) => <span className="num">{format.count(item.sizeBytes)}</span>,
      },
    ],
    [t, format],
  )
  return (
    <DataTable
      id="message-copies"
      label={t('copies')}
      columns={columns}
      rows={items}
      rowId={(item) => item.offsetMessageId}
      state={state}
      selectedId={selectedId}
      onRowOpen={onOpen}
      variant="bare"
      density="compact"
    />
  )
}
