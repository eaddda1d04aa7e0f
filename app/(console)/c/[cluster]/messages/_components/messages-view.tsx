'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { AddressNotice } from '@/components/layout/address-notice'
import { RecentMenu } from '@/components/messages/recent-menu'
import { SendButton } from '@/components/messages/write/write-buttons'
import { cn } from '@/components/ui/cn'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { type LookupState, lookupModes, lookupParams, noPlace } from '../search-params'
import { IdForm } from './id-form'
import { LookupStart } from './lookup-start'
import { OffsetForm } from './offset-form'

export type SetLookup = (next: Partial<LookupState>, options?: { history: 'push' | 'replace' }) => unknown

// Each comes when it was asked for, and is drawn by the browser only: its data moves on before its code is there.
const loading = () => <Skeleton width="100%" height={240} className="mt-4" />
const ByOffset = dynamic(() => import('./by-offset').then((part) => part.ByOffset), { loading, ssr: false })
const ByKey = dynamic(() => import('./by-key').then((part) => part.ByKey), { loading, ssr: false })
const BySearch = dynamic(() => import('./by-search').then((part) => part.BySearch), { loading, ssr: false })
const ByLive = dynamic(() => import('./by-live').then((part) => part.ByLive), { loading, ssr: false })
const KeyForm = dynamic(() => import('./by-key').then((part) => part.KeyForm))
const SearchForm = dynamic(() => import('./search-form').then((part) => part.SearchForm))

/** Where is my message: by id, by key, by its place in a queue, in a range of time, or as it comes. */
export function MessagesView({ cluster }: { cluster: string }) {
  const t = useTranslations('messages')
  const [state, setState] = useQueryStates(lookupParams, { history: 'push' })
  const [run, setRun] = useState(0)
  return (
    <>
      <PageTitle
        title={t('title')}
        facts={
          state.by === 'offset' &&
          state.topic !== '' && [
            <span key="topic" className="wrap-anywhere">
              {state.topic}
            </span>,
            state.broker !== '' && state.queue !== null && (
              <span key="queue">{`${state.broker} / ${state.queue}`}</span>
            ),
          ]
        }
        actions={
          <>
            <RecentMenu cluster={cluster} />
            {state.topic !== '' && <SendButton cluster={cluster} topic={state.topic} />}
          </>
        }
      />
      <AddressNotice parsers={lookupParams} />
      <div className="rounded-md border border-line-2 bg-sunken">
        <div role="tablist" aria-label={t('lookUpBy')} className="flex overflow-x-auto border-b border-line-2">
          {lookupModes.map((mode) => (
            <button
              key={mode}
              ref={state.by === mode ? intoSight : undefined}
              type="button"
              role="tab"
              id={`lookup-tab-${mode}`}
              aria-controls="lookup-form"
              aria-selected={state.by === mode}
              onClick={() => mode !== state.by && void setState({ by: mode, ...noPlace })}
              className={cn(
                'border-r border-line px-3.5 py-1.75 whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 max-desk:py-2.5',
                state.by === mode && 'bg-background font-semibold text-ink shadow-[inset_0_2px_0_var(--accent)]',
              )}
            >
              {t(`by.${mode}`)}
            </button>
          ))}
        </div>
        <div
          role="tabpanel"
          id="lookup-form"
          aria-labelledby={`lookup-tab-${state.by}`}
          className="rounded-b-md bg-background p-2.5"
        >
          <LookupForm cluster={cluster} state={state} setState={setState} onAgain={() => setRun((n) => n + 1)} />
        </div>
      </div>
      <Found key={`${state.by} ${run}`} cluster={cluster} state={state} setState={setState} />
    </>
  )
}

/** On a phone the tabs are wider than the page. */
function intoSight(tab: HTMLElement | null): void {
  const tabs = tab?.parentElement
  if (tab && tabs) tabs.scrollLeft = Math.max(0, tab.offsetLeft + tab.offsetWidth - tabs.clientWidth)
}

interface PartProps {
  cluster: string
  state: LookupState
  setState: SetLookup
}

function LookupForm({ cluster, state, setState, onAgain }: PartProps & { onAgain: () => void }) {
  if (state.by === 'id') return <IdForm cluster={cluster} state={state} />
  if (state.by === 'key') return <KeyForm cluster={cluster} state={state} setState={setState} />
  if (state.by === 'offset') return <OffsetForm cluster={cluster} state={state} setState={setState} />
  return <SearchForm key={state.by} cluster={cluster} state={state} setState={setState} onAgain={onAgain} />
}

/** What was asked for; before that, what was found last. */
function Found({ cluster, state, setState }: PartProps) {
  const { by, topic, key } = state
  if (by === 'id' || topic === '' || (by === 'key' && key === '')) return <LookupStart cluster={cluster} />
  const Part = { key: ByKey, offset: ByOffset, time: BySearch, live: ByLive }[by]
  // Keyed by what is asked, not by what is chosen of it: another question begins anew.
  return <Part key={questionOf(state)} cluster={cluster} state={state} setState={setState} />
}

const questionOf = ({ broker: _, queue: __, offset: ___, ...question }: LookupState) => JSON.stringify(question)
