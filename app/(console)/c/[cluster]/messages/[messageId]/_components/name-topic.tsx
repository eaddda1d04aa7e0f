'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { IdKind } from '@/components/messages/id-kind'
import { readPasted } from '@/components/messages/pasted-id'
import { TopicField } from '@/components/messages/topic-field'
import { Button } from '@/components/ui/button'
import type { ErrorCode, Problem } from '@/lib/contract/errors'
import { pages } from '@/lib/url/pages'

const helped: readonly ErrorCode[] = [
  'topic-required',
  'topic-not-found',
  'message-not-found',
  'address-outside-cluster',
]

/** The next step where an id alone did not lead to a message: its topic, or another one. */
export function NameTopic({
  cluster,
  messageId,
  topic,
  problem,
}: {
  cluster: string
  messageId: string
  topic: string | null
  problem: Problem | null
}) {
  const t = useTranslations('messages')
  const router = useRouter()
  const [text, setText] = useState(topic ?? '')
  const { found } = readPasted(messageId)
  if (problem === null || !helped.includes(problem.code)) return null
  const go = (name: string) => {
    if (name !== '') router.push(pages.message(cluster, messageId, name))
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    go(text)
  }
  return (
    <form onSubmit={submit} className="grid gap-2 bg-sunken p-4">
      {found.kind !== null && (
        <p className="text-ink-2">
          <IdKind found={found} />
        </p>
      )}
      <div className="flex flex-wrap items-start gap-2">
        <TopicField
          cluster={cluster}
          value={text}
          onChange={setText}
          help={t('topicWhy')}
          className="min-w-55 max-w-110 flex-1 max-desk:w-full max-desk:flex-auto"
        />
        <Button type="submit" variant="default" className="mt-5.25 max-desk:mt-0 max-desk:w-full">
          <Search />
          {t('lookUp')}
        </Button>
      </div>
    </form>
  )
}
