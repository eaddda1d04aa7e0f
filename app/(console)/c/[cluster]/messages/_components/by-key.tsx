'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type SubmitEvent, useId, useState } from 'react'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { FoundTable } from '@/components/messages/found-table'
import { ListAndMessage } from '@/components/messages/list-and-message'
import { MessageProblem } from '@/components/messages/message-problem'
import { NoticeList } from '@/components/messages/notice-list'
import { rangeInput } from '@/components/messages/time-range'
import { TimeRangeField } from '@/components/messages/time-range-field'
import { TopicField } from '@/components/messages/topic-field'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/input'
import { EmptyState } from '@/components/ui/states'
import { listMessagesByKey } from '@/lib/contract/message-search'
import { type LookupState, noPlace, offsetInput, placeOf } from '../search-params'
import type { SetLookup } from './messages-view'
import { useDraft } from './use-draft'

interface ByKeyProps {
  cluster: string
  state: LookupState
  setState: SetLookup
}

/** Topic and key; by default of all that is kept. */
export function KeyForm({ cluster, state, setState }: ByKeyProps) {
  const t = useTranslations('messages')
  const id = useId()
  const { topic, key, range, from, to } = state
  const [draft, setDraft] = useDraft({ topic, key, range, from, to })
  const [tried, setTried] = useState(false)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (draft.topic.trim() === '' || draft.key.trim() === '') return
    void setState({ ...draft, topic: draft.topic.trim(), key: draft.key.trim(), ...noPlace })
  }
  const noKey = tried && draft.key.trim() === ''
  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
      <TopicField
        cluster={cluster}
        value={draft.topic}
        onChange={(next) => setDraft({ topic: next })}
        className="w-60 max-desk:w-full"
        error={tried && draft.topic.trim() === '' ? t('topicToSearch') : undefined}
      />
      <Field
        label={t('key')}
        htmlFor={`${id}-key`}
        className="min-w-60 flex-1 max-desk:w-full max-desk:min-w-0 max-desk:flex-auto"
        help={t('keyHelp')}
        error={noKey ? t('keyMissing') : undefined}
      >
        <Input
          id={`${id}-key`}
          mono
          value={draft.key}
          maxLength={1024}
          onChange={(event) => setDraft({ key: event.target.value })}
          onClear={() => setDraft({ key: '' })}
          aria-invalid={noKey}
          aria-describedby={`${id}-key-note`}
        />
      </Field>
      <TimeRangeField
        label={t('storedBetween')}
        value={draft}
        onChange={(next) => setDraft(next)}
        className="w-54 max-desk:w-full"
      />
      <Button type="submit" variant="default" className="mt-5.25 max-desk:mt-0 max-desk:w-full">
        <Search />
        {t('lookUp')}
      </Button>
    </form>
  )
}

/** All messages with a key, from the index of every broker. */
export function ByKey({ cluster, state, setState }: ByKeyProps) {
  const t = useTranslations('messages.byKey')
  const [askedAtMs] = useState(() => Date.now())
  const { topic, key } = state
  const query = useEndpoint(listMessagesByKey, { cluster, topic, key, ...rangeInput(state, askedAtMs) }, { once: true })
  const place = offsetInput(cluster, state)
  const data = query.isPlaceholderData ? undefined : query.data
  if (!data && query.error) return <MessageProblem error={query.error} onRetry={query.refetch} />
  return (
    <ListAndMessage place={place} onClose={() => void setState(noPlace)}>
      <p role="status" className="min-h-7 pb-1">
        {data ? (
          <>
            <span className="font-medium">{t('found', { count: data.items.length })}</span>
            {data.continueBefore !== null && (
              <span className="text-ink-2">
                {' '}
                {t('more')}{' '}
                <button
                  type="button"
                  className="text-link underline-offset-2 hover:underline"
                  onClick={() => void setState({ to: data.continueBefore ?? '', ...noPlace })}
                >
                  {t('older')}
                </button>
              </span>
            )}
          </>
        ) : (
          <span className="text-ink-2">{t('asking')}</span>
        )}
      </p>
      {data && <NoticeList notices={data.notices} completeness={data.completeness} />}
      <FoundTable
        label={t('title')}
        rows={data?.items}
        selected={place}
        onOpen={(row) => void setState(placeOf(row))}
        empty={<EmptyState title={t('none')}>{t('noneBody')}</EmptyState>}
      />
    </ListAndMessage>
  )
}
