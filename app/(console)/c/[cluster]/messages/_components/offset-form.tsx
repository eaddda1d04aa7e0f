'use client'

import { ArrowLeft, ArrowRight, Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type SubmitEvent, useId, useState } from 'react'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { offsetRange } from '@/components/messages/offset-range'
import { TopicField } from '@/components/messages/topic-field'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useFormat } from '@/components/ui/use-format'
import { readTopicQueues } from '@/lib/contract/topics'
import type { LookupState } from '../search-params'
import type { SetLookup } from './messages-view'
import { useDraft } from './use-draft'

interface OffsetFormProps {
  cluster: string
  state: LookupState
  setState: SetLookup
}

/** Topic, broker, queue, offset: each choice narrows the next, the range of the queue beside the field. */
export function OffsetForm({ cluster, state, setState }: OffsetFormProps) {
  const t = useTranslations('messages')
  const format = useFormat()
  const id = useId()
  const { topic, broker, queue, offset } = state
  const [draft, setDraft] = useDraft({ topic, broker, queue, offset: offset === null ? '' : String(offset) })
  const [tried, setTried] = useState(false)
  const query = useEndpoint(readTopicQueues, { cluster, topic: state.topic }, { enabled: state.topic !== '' })
  const queues = query.isPlaceholderData || state.topic === '' ? [] : (query.data?.items ?? [])
  const brokers = [...new Set(queues.map((queue) => queue.brokerName))]
  const ofBroker = queues.filter((queue) => queue.brokerName === state.broker)
  const chosen = ofBroker.find((queue) => queue.queueId === state.queue)
  const range = offsetRange(chosen)
  const typed = /^\d{1,16}$/.test(draft.offset.trim()) ? Number(draft.offset.trim()) : null

  const go = (offset: number, history: 'push' | 'replace' = 'push') => void setState({ offset }, { history })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (draft.topic !== state.topic) {
      void setState({ topic: draft.topic.trim(), broker: '', queue: null, offset: null })
    } else if (typed !== null) go(typed)
  }
  const rangeText =
    range === null
      ? undefined
      : range.newest === null
        ? t('queueEmpty')
        : t(chosen?.atLeast.includes('maxOffset') || chosen?.stale ? 'rangeAtLeast' : 'range', {
            min: format.count(range.oldest),
            max: format.count(range.newest),
          })
  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
      <TopicField
        cluster={cluster}
        value={draft.topic}
        onChange={(topic) => setDraft({ topic })}
        onChoose={(topic) => topic !== '' && setState({ topic, broker: '', queue: null, offset: null })}
        className="min-w-50 flex-1 max-desk:w-full max-desk:flex-auto"
        error={tried && draft.topic === '' ? t('topicMissing') : undefined}
      />
      <Field label={t('broker')} htmlFor={`${id}-broker`} className="w-37 max-desk:w-auto max-desk:flex-1">
        <Select
          id={`${id}-broker`}
          value={brokers.includes(state.broker) ? state.broker : ''}
          onChange={(broker) => {
            const sole = queues.filter((queue) => queue.brokerName === broker)
            void setState({ broker, queue: sole.length === 1 ? sole[0]!.queueId : null, offset: null })
          }}
          options={brokers.map((broker) => ({ value: broker, label: broker }))}
          placeholder={t('choose')}
          disabled={brokers.length === 0}
        />
      </Field>
      <Field label={t('queue')} htmlFor={`${id}-queue`} className="w-27 max-desk:w-auto max-desk:flex-1">
        <Select
          id={`${id}-queue`}
          value={chosen ? String(chosen.queueId) : ''}
          onChange={(queue) => {
            const next = offsetRange(ofBroker.find((each) => String(each.queueId) === queue))
            void setState({ queue: Number(queue), offset: next?.newest ?? null })
          }}
          options={ofBroker.map((queue) => ({ value: String(queue.queueId), label: queue.queueId }))}
          placeholder={t('choose')}
          disabled={ofBroker.length === 0}
        />
      </Field>
      <Field
        label={t('offset')}
        htmlFor={`${id}-offset`}
        className="w-92 max-desk:w-full"
        help={rangeText}
        error={tried && draft.offset !== '' && typed === null ? t('offsetWrong') : undefined}
      >
        <span className="flex min-w-0 gap-1">
          <Button
            size="icon"
            aria-label={t('previous')}
            data-hint={t('previous')}
            disabled={state.offset === null || state.offset <= (range?.oldest ?? 0)}
            onClick={() => state.offset !== null && go(state.offset - 1, 'replace')}
          >
            <ArrowLeft />
          </Button>
          <Input
            id={`${id}-offset`}
            className="w-0 flex-1"
            inputMode="numeric"
            value={draft.offset}
            onChange={(event) => setDraft({ offset: event.target.value })}
            aria-invalid={tried && draft.offset !== '' && typed === null}
            aria-describedby={rangeText ? `${id}-offset-note` : undefined}
            disabled={state.broker === '' || state.queue === null}
          />
          <Button
            size="icon"
            aria-label={t('next')}
            data-hint={t('next')}
            disabled={state.offset === null || (range?.newest !== undefined && state.offset >= (range.newest ?? -1))}
            onClick={() => state.offset !== null && go(state.offset + 1, 'replace')}
          >
            <ArrowRight />
          </Button>
          <Button disabled={range?.newest == null} onClick={() => range?.newest != null && go(range.oldest)}>
            {t('oldest')}
          </Button>
          <Button disabled={range?.newest == null} onClick={() => range?.newest != null && go(range.newest)}>
            {t('newest')}
          </Button>
        </span>
      </Field>
      <Button type="submit" variant="default" className="mt-5.25 max-desk:mt-0 max-desk:w-full">
        <Search />
        {t('lookUp')}
      </Button>
    </form>
  )
}
