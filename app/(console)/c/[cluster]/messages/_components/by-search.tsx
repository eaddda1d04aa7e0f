'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FoundTable } from '@/components/messages/found-table'
import { ListAndMessage } from '@/components/messages/list-and-message'
import { MessageProblem } from '@/components/messages/message-problem'
import { SearchProgress } from '@/components/messages/search-progress'
import { rangeInput } from '@/components/messages/time-range'
import { useMessageSearch } from '@/components/messages/use-message-reader'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'
import { useFormat } from '@/components/ui/use-format'
import { filterInput, type LookupState, noPlace, offsetInput } from '../search-params'
import type { SetLookup } from './messages-view'

interface BySearchProps {
  cluster: string
  state: LookupState
  setState: SetLookup
}

/** A search over a range, as it finds: progress, rows, and the message that was chosen. */
export function BySearch({ cluster, state, setState }: BySearchProps) {
  const t = useTranslations('messages.search')
  const format = useFormat()
  // A range that ends now ends when the search begins.
  const [askedAtMs] = useState(() => Date.now())
  const { topic, order } = state
  const search = useMessageSearch({ cluster, topic, order, ...rangeInput(state, askedAtMs), ...filterInput(state) })
  const { reader } = search
  const { done, error, rows, cleared, phase } = search.state
  const place = offsetInput(cluster, state)
  const close = () => void setState(noPlace)
  if (error?.problem && rows.length === 0) return <MessageProblem error={error} onRetry={() => reader.start()} />
  const cursor = done?.cursor ?? null
  return (
    <ListAndMessage place={place} onClose={close}>
      <SearchProgress state={search.state} reader={reader} onAgain={() => void reader.start()} />
      {(rows.length > 0 || phase === 'running' || phase === 'paused') && (
        <FoundTable
          label={t('results')}
          rows={rows.length === 0 ? undefined : rows}
          selected={place}
          onOpen={({ brokerName, queueId, queueOffset }) =>
            void setState({ broker: brokerName, queue: queueId, offset: queueOffset })
          }
          empty={null}
        />
      )}
      {rows.length === 0 && (phase === 'ended' || phase === 'stopped') && (
        <EmptyState title={t(cursor === null ? 'nothing' : 'nothingYet')}>
          {t(cursor === null ? 'nothingBody' : 'nothingYetBody')}
        </EmptyState>
      )}
      {(cursor !== null || cleared > 0) && (
        <p className="flex flex-wrap items-center gap-3 pt-2.5">
          {cursor !== null && <Button onClick={() => void reader.start({ cursor })}>{t('goOn')}</Button>}
          {cleared > 0 && (
            <span className="text-small text-ink-3">{t('cleared', { count: format.count(cleared) ?? '' })}</span>
          )}
        </p>
      )}
    </ListAndMessage>
  )
}
