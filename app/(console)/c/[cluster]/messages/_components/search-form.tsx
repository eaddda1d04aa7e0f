'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { FilterFields } from '@/components/messages/filter-fields'
import { TimeRangeField } from '@/components/messages/time-range-field'
import { TopicField } from '@/components/messages/topic-field'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { type LookupState, noPlace } from '../search-params'
import type { SetLookup } from './messages-view'
import { useDraft } from './use-draft'

interface SearchFormProps {
  cluster: string
  state: LookupState
  setState: SetLookup
  /** The same was asked again. */
  onAgain: () => void
}

/** Topic, range and filters of a search; a tail has no range. */
export function SearchForm({ cluster, state, setState, onAgain }: SearchFormProps) {
  const t = useTranslations('messages')
  const { topic, range, from, to, tag, where, is, order } = state
  const given = { topic, range, from, to, tag, where, is, order }
  const [draft, setDraft] = useDraft(given)
  const [tried, setTried] = useState(false)
  const live = state.by === 'live'
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const asked = { ...draft, topic: draft.topic.trim() }
    if (asked.topic === '') return
    if (JSON.stringify(asked) === JSON.stringify(given)) onAgain()
    else void setState({ ...asked, ...noPlace })
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
      <TopicField
        cluster={cluster}
        value={draft.topic}
        onChange={(next) => setDraft({ topic: next })}
        className="w-50 max-desk:w-full"
        error={tried && draft.topic.trim() === '' ? t('topicToSearch') : undefined}
      />
      {!live && (
        <TimeRangeField
          label={t('storedBetween')}
          value={draft}
          onChange={(next) => setDraft(next)}
          className="w-54 max-desk:w-full"
        />
      )}
      <FilterFields value={draft} onChange={setDraft} />
      <div className="flex gap-2 pt-5.25 max-desk:w-full max-desk:pt-0">
        {!live && (
          <Select
            label={t('order')}
            value={draft.order}
            onChange={(next) => setDraft({ order: next })}
            options={(['newest', 'oldest'] as const).map((value) => ({ value, label: t(`orders.${value}`) }))}
            className="max-desk:flex-1"
          />
        )}
        <Button type="submit" variant="default" className="max-desk:flex-1">
          <Search />
          {live ? t('follow') : t('searchNow')}
        </Button>
      </div>
    </form>
  )
}
