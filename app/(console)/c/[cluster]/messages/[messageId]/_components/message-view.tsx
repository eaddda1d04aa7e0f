'use client'

import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { type ReactNode, useEffect } from 'react'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { AskAgain } from '@/components/messages/ask-again'
import { BodySection } from '@/components/messages/body-section'
import { ConsumptionSection } from '@/components/messages/consumption-section'
import { CopyLink } from '@/components/messages/copy-link'
import { InnerSection } from '@/components/messages/inner-section'
import type { MessageCopy } from '@/components/messages/message-copy'
import { MessageFacts } from '@/components/messages/message-facts'
import { messageHref } from '@/components/messages/message-panel'
import { MessageProblem } from '@/components/messages/message-problem'
import { MessageSkeleton } from '@/components/messages/message-skeleton'
import { messageType } from '@/components/messages/properties'
import { PropertySection } from '@/components/messages/property-section'
import { RecentMenu } from '@/components/messages/recent-menu'
import { TraceSection } from '@/components/messages/trace-section'
import { useRecentLookups } from '@/components/messages/use-recent-lookups'
import { CopyToTopicButton } from '@/components/messages/write/write-buttons'
import { Badge } from '@/components/ui/badge'
import { Banner, PartialBanner } from '@/components/ui/banner'
import { Ago } from '@/components/ui/freshness'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { readMessage } from '@/lib/contract/messages'
import { pages } from '@/lib/url/pages'
import { messageInput, messageParams } from '../search-params'
import { NameTopic } from './name-topic'

// Most messages have one copy and their topic in the address: tables are loaded where they are drawn.
const loading = () => <Skeleton width="100%" height={120} />
const CopiesList = dynamic(() => import('./copies-list').then((part) => part.CopiesList), { loading, ssr: false })
const FindAnywhere = dynamic(() => import('./find-anywhere').then((part) => part.FindAnywhere), { loading, ssr: false })

/** One message, by either kind of id: every stored copy, newest first, and what became of it. */
export function MessageView({ cluster, messageId }: { cluster: string; messageId: string }) {
  const t = useTranslations('message')
  const [{ topic, copy }, setState] = useQueryStates(messageParams, { history: 'replace' })
  const query = useEndpoint(readMessage, messageInput(cluster, messageId, topic), { once: true })
  const items = query.data?.items ?? []
  const shown = items.find((item) => item.offsetMessageId === copy) ?? items[0]
  const { remember } = useRecentLookups(cluster)
  const found = shown !== undefined
  const facts = useFacts(cluster, shown, items.length)
  useEffect(() => {
    if (found) remember({ by: 'id', id: messageId, topic })
  }, [found, remember, messageId, topic])
  return (
    <>
      <PageTitle
        title={messageId}
        mono
        crumbs={[{ label: t('messages'), href: pages.messages(cluster) }]}
        copy={messageId}
        badge={shown && <Badge>{messageType(shown.properties)}</Badge>}
        facts={facts}
        actions={
          <>
            <RecentMenu cluster={cluster} />
            {shown && <CopyLink href={linkTo(cluster, shown, items.length)} />}
            {shown && <CopyToTopicButton cluster={cluster} message={shown} />}
          </>
        }
      />
      {query.data === undefined ? (
        query.error ? (
          query.error.problem?.code === 'topic-required' ? (
            <FindAnywhere cluster={cluster} messageId={messageId} />
          ) : (
            <MessageProblem error={query.error} onRetry={query.refetch}>
              <NameTopic cluster={cluster} messageId={messageId} topic={topic} problem={query.error.problem} />
            </MessageProblem>
          )
        ) : (
          <MessageSkeleton />
        )
      ) : (
        <>
          {query.error && (
            <Banner tone="unknown" className="mb-3">
              {t('notRefreshed')}
            </Banner>
          )}
          <PartialBanner
            completeness={query.data.completeness}
            onAskAgain={() => void query.refetch()}
            className="mb-3"
          />
          {query.data.more && shown && (
            <Banner tone="warning" className="mb-3">
              {t.rich('moreCopies', {
                all: (words) => (
                  <Link key="all" href={pages.messagesByKey(cluster, shown.topic, messageId)}>
                    {words}
                  </Link>
                ),
              })}
            </Banner>
          )}
          {items.length > 1 && (
            <Section title={t('copies')} note={t('copiesNote')} className="mb-5">
              <CopiesList
                items={items}
                selectedId={shown?.offsetMessageId ?? null}
                onOpen={(item) => void setState({ copy: item.offsetMessageId })}
              />
            </Section>
          )}
          {shown && (
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-5 wide:grid-cols-[minmax(0,1fr)_minmax(0,500px)]">
              <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
                <Section title={t(items.length > 1 ? 'thisCopy' : 'record')}>
                  <div className="pt-1">
                    <MessageFacts cluster={cluster} message={shown} />
                  </div>
                </Section>
                <BodySection cluster={cluster} message={shown} />
                <InnerSection cluster={cluster} message={shown} />
              </div>
              <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
                <ConsumptionSection
                  cluster={cluster}
                  message={shown}
                  aside={<AskAgain asOf={query.data.asOf} onAsk={() => void query.refetch({ cancelRefetch: false })} />}
                />
                <TraceSection key={shown.offsetMessageId} cluster={cluster} message={shown} />
                <PropertySection cluster={cluster} message={shown} />
              </div>
            </div>
          )}
        </>
      )}
    </>
  )
}

/** The line of facts: where it lies, how old it is, how large. */
function useFacts(cluster: string, message: MessageCopy | undefined, copies: number): ReactNode[] | null {
  const t = useTranslations('message')
  const format = useFormat()
  const now = useNow()
  if (!message) return null
  const { brokerName, queueId, queueOffset, storedAt, topic } = message
  return [
    <Link key="topic" href={pages.topic(cluster, topic)}>
      {topic}
    </Link>,
    brokerName !== null && (
      <span key="place" className="num">{`${brokerName} / ${queueId} @ ${format.count(queueOffset)}`}</span>
    ),
    storedAt !== null && (
      <span key="stored">
        {/* Before the first tick there is no age yet: the time of day stands in its place. */}
        {t.rich(now === null ? 'storedAt' : 'storedAgo', { age: () => <Ago key="age" at={storedAt} /> })}
      </span>
    ),
    <span key="size" className="num">
      {format.bytes(message.body.sizeBytes)}
    </span>,
    copies > 1 && <span key="copies">{t('copyCount', { count: copies })}</span>,
  ]
}

function linkTo(cluster: string, message: MessageCopy, copies: number): string {
  const href = messageHref(cluster, message)
  return copies > 1 && message.messageId !== null ? `${href}&copy=${message.offsetMessageId}` : href
}
