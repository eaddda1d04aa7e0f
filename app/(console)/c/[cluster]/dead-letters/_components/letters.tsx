'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { sortRows } from '@/components/data-table/arrange-rows'
import { DataTable } from '@/components/data-table/data-table'
import { useLocalTableState } from '@/components/data-table/use-table-state'
import type { LetterFilter } from '@/components/dead-letters/filter-panel'
import { useLetterColumns } from '@/components/dead-letters/letter-columns'
import { LetterDetail } from '@/components/dead-letters/letter-detail'
import { ResendRow } from '@/components/dead-letters/resend-row'
import { Selection } from '@/components/dead-letters/selection'
import { filterInput } from '@/components/messages/filters'
import { messageRowId } from '@/components/messages/message-columns'
import { MessageProblem } from '@/components/messages/message-problem'
import type { MessageRow, ReaderState } from '@/components/messages/message-reader'
import { SearchFoot, SearchProgress } from '@/components/messages/search-progress'
import { rangeInput } from '@/components/messages/time-range'
import { useMessageSearch } from '@/components/messages/use-message-reader'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'

/** Which letters, as search, export and resend take it. */
type LetterInput = ReturnType<typeof rangeInput> & ReturnType<typeof filterInput>

interface LettersProps {
  cluster: string
  group: string
  topic: string
  filter: LetterFilter
  order: 'newest' | 'oldest'
  filtered: boolean
  onClearFilter: () => void
  onStarted: () => void
  head: (input: LetterInput) => ReactNode
}

/** The letters of one group that match, as they are found; another question begins anew. */
export function Letters({ cluster, group, topic, filter, order, filtered, head, ...props }: LettersProps) {
  const t = useTranslations('deadLetters')
  // A range that ends now ends when the search begins.
  const [askedAtMs] = useState(() => Date.now())
  const input = { ...rangeInput(filter, askedAtMs), ...filterInput(filter) }
  const { state, reader } = useMessageSearch({ cluster, topic, order, ...input })
  const table = useLocalTableState('', 10_000)
  const [selection] = useState(() => new Selection())
  const [openId, setOpenId] = useState<string | null>(null)
  const open = useCallback((row: MessageRow) => {
    const id = messageRowId(row)
    setOpenId((was) => (was === id ? null : id))
  }, [])
  const { rows, phase, error, done } = state

  const inOrder = useRef<() => string[]>(() => [])
  const listed = useCallback(() => inOrder.current(), [])
  const columns = useLetterColumns({ cluster, group, selection, listed, openId, onOpen: open })
  useLayoutEffect(() => {
    inOrder.current = () => sortRows(rows, columns, table.params.sort).map(messageRowId)
  })

  if (error?.problem && rows.length === 0)
    return (
      <>
        {head(input)}
        <MessageProblem error={error} onRetry={() => reader.start()} />
      </>
    )
  const ended = phase === 'ended' || phase === 'stopped'
  return (
    <>
      {head(input)}
      <SearchProgress state={state} reader={reader} />
      {rows.length === 0 && ended ? (
        <EmptyState
          title={t(filtered ? 'noMatch' : 'none')}
          action={filtered && <Button onClick={props.onClearFilter}>{t('clearFilter')}</Button>}
        >
          {t(filtered ? 'noMatchBody' : 'noneBody')}
        </EmptyState>
      ) : (
        <>
          <ResendRow
            cluster={cluster}
            group={group}
            rows={rows}
            selection={selection}
            // What comes from now on was not among those that were counted.
            filter={{ ...(done?.asOf ? { to: done.asOf } : {}), ...input }}
            matching={matchingOf(state, filter)}
            onStarted={props.onStarted}
          />
          <DataTable
            id="dead-letters-messages"
            label={t('of', { group })}
            columns={columns}
            rows={rows.length === 0 ? undefined : rows}
            rowId={messageRowId}
            state={table}
            onRowOpen={open}
            onRowSelect={(row, extend) => {
              const id = messageRowId(row)
              if (extend) selection.extend(id, listed())
              else selection.toggle(id, listed())
            }}
            openId={openId}
            detail={(row) => <LetterDetail cluster={cluster} group={group} row={row} />}
            variant="bare"
            density="compact"
          />
        </>
      )}
      <SearchFoot state={state} reader={reader} />
    </>
  )
}

/** How many match: all of the range where nothing more is asked of them, else what was found once all was read. */
function matchingOf({ done, progress }: ReaderState, { tag, is }: LetterFilter): number | null {
  if (tag === '' && is === '') return (done ?? progress)?.of ?? null
  return done?.cursor === null ? done.found : null
}
