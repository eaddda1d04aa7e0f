'use client'

import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Section } from '@/components/ui/section'
import { pages } from '@/lib/url/pages'
import type { MessageCopy } from './message-copy'
import { STANDARD_TRACE_TOPIC } from './trace/trace-question'
import { TraceSkeleton } from './trace/trace-skeleton'
import { useTraceTopic } from './trace/use-trace'

const TraceContent = dynamic(() => import('./trace/trace-content').then((part) => part.TraceContent), {
  ssr: false,
  loading: () => <TraceSkeleton />,
})

/** The trace of a message. It asks brokers only once it comes into sight: the message itself is not held up. */
export function TraceSection({ cluster, message }: { cluster: string; message: MessageCopy }) {
  const t = useTranslations('trace')
  const [traceTopic] = useTraceTopic()
  const place = useRef<HTMLDivElement>(null)
  const seen = useSeen(place)
  const messageId = message.messageId ?? message.offsetMessageId
  const { topic } = message
  return (
    <Section
      title={t('title')}
      note={traceTopic}
      aside={
        <Link
          href={pages.trace(cluster, messageId, topic, traceTopic === STANDARD_TRACE_TOPIC ? undefined : traceTopic)}
          prefetch={false}
        >
          {t('open')}
        </Link>
      }
    >
      <div ref={place}>
        {seen ? <TraceContent question={{ cluster, messageId, topic }} /> : <TraceSkeleton waiting />}
      </div>
    </Section>
  )
}

/** Whether the element has been in sight, or nearly. */
function useSeen(place: { readonly current: Element | null }): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = place.current
    if (seen || element === null) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [seen, place])
  return seen
}
