'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { AddressNotice } from '@/components/layout/address-notice'
import { RecentMenu } from '@/components/messages/recent-menu'
import { cn } from '@/components/ui/cn'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { lookupModes, lookupParams } from '../search-params'
import { IdForm } from './id-form'
import { LookupStart } from './lookup-start'
import { OffsetForm } from './offset-form'

// Comes when a place was asked for.
const ByOffset = dynamic(() => import('./by-offset').then((part) => part.ByOffset), {
  loading: () => <Skeleton width="100%" height={240} />,
})

/** Where is my message: by id, or by its place in a queue. */
export function MessagesView({ cluster }: { cluster: string }) {
  const t = useTranslations('messages')
  const [state, setState] = useQueryStates(lookupParams, { history: 'push' })
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
        actions={<RecentMenu cluster={cluster} />}
      />
      <AddressNotice parsers={lookupParams} />
      <div className="rounded-md border border-line-2 bg-sunken">
        <div role="tablist" aria-label={t('lookUpBy')} className="flex overflow-x-auto border-b border-line-2">
          {lookupModes.map((mode) => (
            <button
              key={mode}
              type="button"
              role="tab"
              id={`lookup-tab-${mode}`}
              aria-controls="lookup-form"
              aria-selected={state.by === mode}
              onClick={() => void setState({ by: mode })}
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
          {state.by === 'id' ? (
            <IdForm cluster={cluster} state={state} />
          ) : (
            <OffsetForm key={placeKey(state)} cluster={cluster} state={state} setState={setState} />
          )}
        </div>
      </div>
      {state.by === 'offset' && state.topic !== '' ? (
        <ByOffset cluster={cluster} state={state} setState={setState} />
      ) : (
        <LookupStart cluster={cluster} />
      )}
    </>
  )
}

/** What is typed in the form starts anew where the address says something else. */
const placeKey = ({
  topic,
  broker,
  queue,
  offset,
}: {
  topic: string
  broker: string
  queue: number | null
  offset: number | null
}) => JSON.stringify([topic, broker, queue, offset])
