'use client'

import { useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TopicField } from '../topic-field'
import { STANDARD_TRACE_TOPIC } from './trace-question'

/** Names the trace topic that clients were given instead of the standard one. */
export function TraceTopicForm({
  cluster,
  traceTopic,
  onChange,
}: {
  cluster: string
  traceTopic: string
  onChange: (topic: string) => void
}) {
  const t = useTranslations('trace')
  const [text, setText] = useState(traceTopic)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onChange(text)
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
      <TopicField
        cluster={cluster}
        label={t('topicField')}
        value={text}
        onChange={setText}
        onChoose={onChange}
        help={t('topicHelp')}
        className="min-w-50 flex-1 max-desk:w-full max-desk:flex-auto"
      />
      <Button type="submit" className="mt-5.25 max-desk:mt-0">
        {t('topicApply')}
      </Button>
      {traceTopic !== STANDARD_TRACE_TOPIC && (
        <Button
          variant="ghost"
          className="-ml-2"
          onClick={() => {
            setText(STANDARD_TRACE_TOPIC)
            onChange(STANDARD_TRACE_TOPIC)
          }}
        >
          {t('standardTopic', { topic: STANDARD_TRACE_TOPIC })}
        </Button>
      )}
    </form>
  )
}
