'use client'

import { Mail } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { AskAgain } from '@/components/messages/ask-again'
import { ConsumptionSection } from '@/components/messages/consumption-section'
import { CopyLink } from '@/components/messages/copy-link'
import { MessageProblem } from '@/components/messages/message-problem'
import { MessageSkeleton } from '@/components/messages/message-skeleton'
import { useEmptyWords } from '@/components/messages/trace/empty-words'
import { type Trace, timelineOf } from '@/components/messages/trace/timeline'
import { TraceChecks, useTraceChecks } from '@/components/messages/trace/trace-checks'
import { TraceFigures, VerdictWord } from '@/components/messages/trace/trace-figures'
import { TraceNotes } from '@/components/messages/trace/trace-notes'
import { TraceLegend, TracePicture } from '@/components/messages/trace/trace-picture'
import { STANDARD_TRACE_TOPIC } from '@/components/messages/trace/trace-question'
import { TraceSide } from '@/components/messages/trace/trace-side'
import { TraceTopicForm } from '@/components/messages/trace/trace-topic-form'
import { useTrace, useTraceTopic } from '@/components/messages/trace/use-trace'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useFormat } from '@/components/ui/use-format'
import { readMessage } from '@/lib/contract/messages'
import { pages } from '@/lib/url/pages'
import { traceParams } from '../search-params'

const TraceTable = dynamic(() => import('@/components/messages/trace/trace-table').then((part) => part.TraceTable), {
  ssr: false,
  loading: () => <Skeleton width="100%" height={120} />,
})

/** What clients recorded of one message: picture, figures, every step; or why there is nothing. */
export function TraceView({ cluster, messageId }: { cluster: string; messageId: string }) {
  const t = useTranslations('trace')
  const [topic] = useQueryState('topic', traceParams.topic)
  const [traceTopic, setTraceTopic] = useTraceTopic()
  const query = useTrace({ cluster, messageId, topic }, traceTopic, true)
  const trace = query.data
  const facts = useFacts(cluster, trace)
  const form = (
    <Section title={t('otherPlaces')}>
      <div className="pt-1">
        <TraceTopicForm key={traceTopic} cluster={cluster} traceTopic={traceTopic} onChange={setTraceTopic} />
      </div>
    </Section>
  )
  return (
    <>
      <PageTitle
        title={t('title')}
        crumbs={[{ label: t('message'), href: pages.message(cluster, messageId, trace?.topic ?? topic ?? undefined) }]}
        copy={messageId}
        badge={
          <>
            <span className="mono min-w-0 wrap-anywhere text-ink-2">{messageId}</span>
            {trace?.produced[0] && <Badge>{t(`messageType.${trace.produced[0].messageType}`)}</Badge>}
          </>
        }
        facts={facts}
        actions={
          <>
            <CopyLink href={pages.trace(cluster, messageId, topic ?? undefined, customTopic(traceTopic))} />
            <Button asChild>
              <Link href={pages.message(cluster, messageId, trace?.topic ?? topic ?? undefined)} prefetch={false}>
                <Mail />
                {t('message')}
              </Link>
            </Button>
          </>
        }
      />
      {trace === undefined ? (
        query.error ? (
          <MessageProblem error={query.error} onRetry={query.refetch} />
        ) : (
          <MessageSkeleton />
        )
      ) : trace.emptyBecause === null ? (
        <Found cluster={cluster} trace={trace} onAskAgain={() => void query.refetch()}>
          {form}
        </Found>
      ) : (
        <Empty cluster={cluster} trace={trace} onAskAgain={() => void query.refetch()}>
          {form}
        </Empty>
      )}
    </>
  )
}

const customTopic = (traceTopic: string) => (traceTopic === STANDARD_TRACE_TOPIC ? undefined : traceTopic)

function useFacts(cluster: string, trace: Trace | undefined): ReactNode[] | null {
  const t = useTranslations('trace')
  const format = useFormat()
  if (trace === undefined) return null
  const sentAt = trace.produced[0]?.at ?? null
  return [
    trace.topic !== null && (
      <Link key="topic" href={pages.topic(cluster, trace.topic)} prefetch={false}>
        {trace.topic}
      </Link>
    ),
    sentAt !== null && (
      <span key="sent" className="num">
        {t('sent')} {format.dateTime(sentAt, 'milliseconds')}
      </span>
    ),
    <span key="records">{t('recordCount', { count: trace.records, topic: trace.traceTopic })}</span>,
  ]
}

interface PartProps {
  cluster: string
  trace: Trace
  onAskAgain: () => void
  children: ReactNode
}

const split =
  'grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-5 wide:grid-cols-[minmax(0,1fr)_minmax(0,320px)]'

function Found({ cluster, trace, onAskAgain, children }: PartProps) {
  const t = useTranslations('trace')
  const format = useFormat()
  const timeline = timelineOf(trace)
  const from = timeline.zeroMs === null ? null : format.dateTime(timeline.zeroMs, 'milliseconds')
  return (
    <>
      <TraceFigures trace={trace} timeline={timeline} />
      <div className={`${split} mt-5`}>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
          <Section
            title={t('timeline')}
            note={from !== null && t('timelineNote', { time: from })}
            aside={<AskAgain asOf={trace.asOf} onAsk={onAskAgain} />}
          >
            <TraceLegend />
            <TracePicture
              timeline={timeline}
              heads={(actor, kind) => kind === 'attempt' && <VerdictWord trace={trace} group={actor} />}
            />
            <TraceNotes trace={trace} />
          </Section>
          <Section title={t('records')} note={t('recordsNote')}>
            <TraceTable lanes={timeline.lanes} />
          </Section>
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
          <TraceSide cluster={cluster} trace={trace} />
          {children}
        </div>
      </div>
    </>
  )
}

function Empty({ cluster, trace, onAskAgain, children }: PartProps) {
  const t = useTranslations('trace')
  const words = useEmptyWords()
  const checks = useTraceChecks(trace)
  const { topic } = trace
  const input = { cluster, messageId: trace.messageId, ...(topic === null ? {} : { topic }) }
  const message = useEndpoint(readMessage, input, { once: true, enabled: topic !== null }).data?.items[0]
  return (
    <div className={split}>
      <Section
        title={t('empty.title')}
        note={t('check.count', { count: checks.length })}
        aside={<AskAgain asOf={trace.asOf} onAsk={onAskAgain} />}
      >
        <p className="max-w-[46em] pt-1 pb-3 text-lead wrap-anywhere">{words(trace)}</p>
        <TraceChecks rows={checks} />
      </Section>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
        {message && <ConsumptionSection cluster={cluster} message={message} />}
        {children}
      </div>
    </div>
  )
}
