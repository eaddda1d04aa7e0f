'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { filterInput } from '@/components/messages/filters'
import { FoundTable } from '@/components/messages/found-table'
import { ListAndMessage } from '@/components/messages/list-and-message'
import { MessageProblem } from '@/components/messages/message-problem'
import { SearchFoot, SearchProgress } from '@/components/messages/search-progress'
import { rangeInput } from '@/components/messages/time-range'
import { useMessageSearch } from '@/components/messages/use-message-reader'
import { EmptyState } from '@/components/ui/states'
import { type LookupState, noPlace, offsetInput, placeOf } from '../search-params'
import type { SetLookup } from './messages-view'

interface BySearchProps {
  cluster: string
  state: LookupState
  setState: SetLookup
}

/** A search over a range, as it finds: progress, rows, and the message that was chosen. */
export function BySearch({ cluster, state, setState }: BySearchProps) {
  const t = useTranslations('messages.search')
  // A range that ends now ends when the search begins.
  const [askedAtMs] = useState(() => Date.now())
  const { topic, order } = state
  const search = useMessageSearch({ cluster, topic, order, ...rangeInput(state, askedAtMs), ...filterInput(state) })
  const { reader } = search
  const { done, error, rows, phase } = search.state
  const place = offsetInput(cluster, state)
  if (error?.problem && rows.length === 0) return <MessageProblem error={error} onRetry={() => reader.start()} />
  const cursor = done?.cursor ?? null
  return (
    <ListAndMessage place={place} onClose={() => void setState(noPlace)}>
      <SearchProgress state={search.state} reader={reader} />
      {(rows.length > 0 || phase === 'running' || phase === 'paused') && (
        <FoundTable
          label={t('results')}
          rows={rows.length === 0 ? undefined : rows}
          selected={place}
          onOpen={(row) => void setState(placeOf(row))}
          empty={null}
        />
      )}
      {rows.length === 0 && (phase === 'ended' || phase === 'stopped') && (
        <EmptyState title={t(cursor === null ? 'nothing' : 'nothingYet')}>
          {t(cursor === null ? 'nothingBody' : 'nothingYetBody')}
        </EmptyState>
      )}
      <SearchFoot state={search.state} reader={reader} />
    </ListAndMessage>
  )
}
