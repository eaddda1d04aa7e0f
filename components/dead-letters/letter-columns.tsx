'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { TableColumn } from '@/components/data-table/columns'
import { messageRowId, useMessageColumns } from '@/components/messages/message-columns'
import type { MessageRow } from '@/components/messages/message-reader'
import { Dash, Value } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import { originOf } from './letters'
import { ResentCell } from './resent-cell'
import { SelectBox } from './select-box'
import type { Selection } from './selection'

interface Options {
  cluster: string
  group: string
  selection: Selection
  /** Ids in the order in which they stand. */
  listed: () => string[]
  openId: string | null
  onOpen: (row: MessageRow) => void
}

/** Dead letters of one group: when they died, what they are, and what was done about them. */
export function useLetterColumns({ cluster, group, selection, listed, openId, onOpen }: Options) {
  const t = useTranslations('deadLetters')
  const { keys, storedAt, tags } = useMessageColumns()
  return useMemo<TableColumn<MessageRow>[]>(
    () => [
      {
        ...storedAt,
        id: 'diedAt',
        header: t('died'),
        width: 200,
        cell: (row) => {
          const id = messageRowId(row)
          const isOpen = id === openId
          const Chevron = isOpen ? ChevronDown : ChevronRight
          return (
            <span className="flex items-center gap-2 font-normal">
              <button
                type="button"
                tabIndex={-1}
                aria-expanded={isOpen}
                aria-label={t(isOpen ? 'close' : 'unfold')}
                onClick={() => onOpen(row)}
                className="-m-1.5 p-1.5 text-ink-3 hover:text-ink"
              >
                <Chevron className="size-3.5 stroke-[1.6]" />
              </button>
              <SelectBox id={id} selection={selection} listed={listed} />
              {storedAt.cell(row)}
            </span>
          )
        },
      },
      { ...keys, width: 150 },
      {
        id: 'origin',
        header: t('origin'),
        width: 140,
        sortValue: originOf,
        csv: originOf,
        cell: (row) => {
          const topic = originOf(row)
          return topic === null ? (
            <Dash />
          ) : (
            <Link className="block truncate" href={pages.topic(cluster, topic)} prefetch={false}>
              {topic}
            </Link>
          )
        },
        hideOnPhone: true,
      },
      { ...tags, width: 80 },
      {
        id: 'retries',
        header: t('retries'),
        width: 64,
        align: 'right',
        sortValue: (row) => row.reconsumeTimes,
        csv: (row) => row.reconsumeTimes,
        cell: (row) => <Value value={row.reconsumeTimes} tint={false} />,
        hideOnPhone: true,
      },
      {
        id: 'resend',
        header: t('resend'),
        width: 122,
        cell: (row) => <ResentCell cluster={cluster} group={group} row={row} />,
      },
    ],
    [t, keys, storedAt, tags, cluster, group, selection, listed, openId, onOpen],
  )
}
