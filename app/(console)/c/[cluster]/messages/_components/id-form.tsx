'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type SubmitEvent, useId, useState } from 'react'
import { IdKind } from '@/components/messages/id-kind'
import { readPasted } from '@/components/messages/pasted-id'
import { TopicField } from '@/components/messages/topic-field'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/input'
import { pages } from '@/lib/url/pages'
import type { LookupState } from '../search-params'

/** One field for either kind of id; the topic is asked for only where the id does not say where its message lies. */
export function IdForm({ cluster, state }: { cluster: string; state: LookupState }) {
  const t = useTranslations('messages')
  const router = useRouter()
  const id = useId()
  const [text, setText] = useState(state.id)
  const [topic, setTopic] = useState(state.topic)
  const [tried, setTried] = useState(false)
  const { found } = readPasted(text)
  const needsTopic = found.kind === 'unique' || found.kind === 'grpc-unique'

  const paste = (next: string) => {
    setText(next)
    setTried(false)
    const pasted = readPasted(next)
    if (pasted.found.kind !== null && pasted.topic !== null) setTopic(pasted.topic)
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (found.kind === null) return
    router.push(pages.message(cluster, found.id, topic === '' || !needsTopic ? undefined : topic))
  }
  const wrong = found.kind === null && text.trim() !== '' && (tried || text.trim().length >= 32)
  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
      <Field
        label={t('id')}
        htmlFor={`${id}-id`}
        className="min-w-75 flex-2 max-desk:w-full max-desk:min-w-0 max-desk:flex-auto"
        error={wrong ? t('notAnId') : tried && text.trim() === '' ? t('idMissing') : undefined}
        help={found.kind === null ? t('idHelp') : <IdKind found={found} />}
      >
        <Input
          id={`${id}-id`}
          mono
          value={text}
          onChange={(event) => paste(event.target.value)}
          onClear={() => paste('')}
          placeholder={t('idPlaceholder')}
          aria-invalid={wrong || (tried && text.trim() === '')}
          aria-describedby={`${id}-id-note`}
          maxLength={4000}
        />
      </Field>
      {needsTopic && (
        <TopicField
          cluster={cluster}
          value={topic}
          onChange={setTopic}
          className="min-w-55 flex-1 max-desk:w-full max-desk:flex-auto"
          help={t('topicWhy')}
        />
      )}
      <Button type="submit" variant="default" className="mt-5.25 max-desk:mt-0 max-desk:w-full">
        <Search />
        {t('lookUp')}
      </Button>
    </form>
  )
}
