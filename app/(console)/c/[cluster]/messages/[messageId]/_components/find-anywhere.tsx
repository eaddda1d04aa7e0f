'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { FoundTable } from '@/components/messages/found-table'
import { MessageProblem } from '@/components/messages/message-problem'
import { SearchFoot, SearchProgress } from '@/components/messages/search-progress'
import { useMessageFind } from '@/components/messages/use-message-reader'
import { Section } from '@/components/ui/section'
import { EmptyState } from '@/components/ui/states'
import { pages } from '@/lib/url/pages'

/** A message ID without its topic: looked for in every topic; what is found in one topic only is opened. */
export function FindAnywhere({ cluster, messageId }: { cluster: string; messageId: string }) {
  const t = useTranslations('messages.anywhere')
  const search = useTranslations('messages.search')
  const router = useRouter()
  const { state, reader } = useMessageFind({ cluster, messageId })
  const { done, error, phase, rows } = state
  const cursor = done?.cursor ?? null
  const topics = new Set(rows.map((row) => row.topic))
  const only = done !== null && cursor === null && topics.size === 1 ? ([...topics][0] ?? null) : null
  useEffect(() => {
    if (only !== null) router.replace(pages.message(cluster, messageId, only))
  }, [only, router, cluster, messageId])
  if (error?.problem) return <MessageProblem error={error} onRetry={() => reader.start()} />
  return (
    <Section title={t('title')} note={t('note')}>
      <SearchProgress state={state} reader={reader} counted="topics" />
      {rows.length > 0 ? (
        <FoundTable
          label={t('title')}
          rows={rows}
          selected={null}
          onOpen={(row) => router.push(pages.message(cluster, messageId, row.topic))}
          withTopic
          empty={null}
        />
      ) : (
        (phase === 'ended' || phase === 'stopped') && (
          <EmptyState title={search(cursor === null ? 'nothing' : 'nothingYet')}>
            {t(cursor === null ? 'nowhere' : 'notYet')}
          </EmptyState>
        )
      )}
      <SearchFoot state={state} reader={reader} />
    </Section>
  )
}
