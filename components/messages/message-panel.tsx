'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { pages } from '@/lib/url/pages'
import { AskAgain } from './ask-again'
import { BodySection } from './body-section'
import { ConsumptionSection } from './consumption-section'
import { CopyLink } from './copy-link'
import { InnerSection } from './inner-section'
import type { MessageCopy } from './message-copy'
import { MessageFacts } from './message-facts'
import { messageType } from './properties'
import { PropertySection } from './property-section'
import { TraceSection } from './trace-section'
import { CopyToTopicButton } from './write/write-buttons'

interface MessagePanelProps {
  cluster: string
  message: MessageCopy
  asOf: string | null
  onAskAgain: () => void
}

/** A message beside the list it was found in. */
export function MessagePanel({ cluster, message, asOf, onAskAgain }: MessagePanelProps) {
  const t = useTranslations('message')
  return (
    <article aria-label={t('title')}>
      <header className="flex min-h-7 flex-wrap items-center gap-2 pb-1.5">
        <h2 className="text-lead font-semibold">{t('title')}</h2>
        <Badge>{messageType(message.properties)}</Badge>
        <span className="ml-auto flex gap-1.5">
          <CopyToTopicButton small cluster={cluster} message={message} />
          <CopyLink small href={messageHref(cluster, message)} />
        </span>
      </header>
      {message.messageId !== null && (
        <p className="mono flex min-h-6 items-center gap-1 pb-1.5">
          <Link className="min-w-0 wrap-anywhere text-ink" href={messageHref(cluster, message)} prefetch={false}>
            {message.messageId}
          </Link>
          <CopyButton text={message.messageId} />
        </p>
      )}
      <MessageFacts cluster={cluster} message={message} idAbove />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <BodySection cluster={cluster} message={message} />
        <InnerSection cluster={cluster} message={message} />
        <ConsumptionSection cluster={cluster} message={message} aside={<AskAgain asOf={asOf} onAsk={onAskAgain} />} />
        <TraceSection cluster={cluster} message={message} />
        <PropertySection cluster={cluster} message={message} />
      </div>
    </article>
  )
}

/** The page of a message: by its client id, which survives a move of the broker, else by its place. */
export function messageHref(cluster: string, message: MessageCopy): string {
  return message.messageId === null
    ? pages.message(cluster, message.offsetMessageId)
    : pages.message(cluster, message.messageId, message.topic)
}
