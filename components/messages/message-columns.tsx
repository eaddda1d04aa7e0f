'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { useFormat } from '@/components/ui/use-format'
import { Dash, Value } from '@/components/ui/value'
import type { MessageRow } from './message-reader'

type Column = TableColumn<MessageRow>

/** A stored message among others: its place. */
export const messageRowId = (row: MessageRow) => `${row.brokerName}/${row.queueId}/${row.queueOffset}`

/** The columns that lists of messages are made of, by what they show. */
export function useMessageColumns() {
  const t = useTranslations('messages')
  const format = useFormat()
  return useMemo(
    () => ({
      storedAt: {
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
      } satisfies Column,
      topic: {
        id: 'topic',
        header: t('topic'),
        width: 150,
        cell: (row) => <span className="block truncate">{row.topic}</span>,
      } satisfies Column,
      keys: {
        id: 'keys',
        header: t('key'),
        width: 170,
        sortValue: (row) => row.keys.join(' '),
        csv: (row) => row.keys.join(' '),
        cell: (row) =>
          row.keys.length === 0 ? <Dash /> : <span className="mono block truncate">{row.keys.join(' ')}</span>,
      } satisfies Column,
      tags: {
        id: 'tags',
        header: t('tag'),
        width: 96,
        sortValue: (row) => row.tags,
        csv: (row) => row.tags,
        cell: (row) => (row.tags === null ? <Dash /> : <span className="block truncate">{row.tags}</span>),
        hideOnPhone: true,
      } satisfies Column,
      queue: {
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
      } satisfies Column,
      queueOffset: number('queueOffset', t('offset'), 96),
      bodySizeBytes: number('bodySizeBytes', t('bytes'), 76),
    }),
    [t, format],
  )
}

function number(field: 'queueOffset' | 'bodySizeBytes', header: string, width: number): Column {
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
