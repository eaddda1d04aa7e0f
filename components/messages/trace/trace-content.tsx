'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { ProblemState } from '@/components/layout/answer'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { useEmptyWords } from './empty-words'
import { figuresOf, type Trace, timelineOf } from './timeline'
import { TraceNotes } from './trace-notes'
import { TracePicture } from './trace-picture'
import { STANDARD_TRACE_TOPIC, type TraceQuestion } from './trace-question'
import { TraceSkeleton } from './trace-skeleton'
import { TraceTable } from './trace-table'
import { TraceTopicForm } from './trace-topic-form'
import { useTrace, useTraceTopic } from './use-trace'
import { useTraceWords } from './words'

/** The trace as a part of a message's page: picture or table, or why there is none. */
export function TraceContent({ question }: { question: TraceQuestion }) {
  const [traceTopic, setTraceTopic] = useTraceTopic()
  const query = useTrace(question, traceTopic, true)
  if (query.data === undefined) {
    return query.error ? <ProblemState error={query.error} onRetry={query.refetch} /> : <TraceSkeleton />
  }
  const trace = query.data
  const isEmpty = trace.emptyBecause !== null
  return (
    <div aria-busy={query.isPlaceholderData} className={cn('grid gap-2', query.isPlaceholderData && 'opacity-60')}>
      {isEmpty ? <EmptyTrace trace={trace} onAskAgain={() => void query.refetch()} /> : <Found trace={trace} />}
      {(isEmpty || traceTopic !== STANDARD_TRACE_TOPIC) && (
        <TraceTopicForm key={traceTopic} cluster={question.cluster} traceTopic={traceTopic} onChange={setTraceTopic} />
      )}
    </div>
  )
}

function Found({ trace }: { trace: Trace }) {
  const t = useTranslations('trace')
  const [view, setView] = useQueryState(
    'traceAs',
    parseAsStringLiteral(['picture', 'table']).withDefault('picture').withOptions({ history: 'replace' }),
  )
  const { time } = useTraceWords()
  const timeline = timelineOf(trace)
  const total = figuresOf(trace, timeline).sentToConsumedMs
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-3">
        <span>{t('recordTotal', { count: trace.records })}</span>
        {total !== null && <span className="num">{t('total', { time: time(total) })}</span>}
        <SegmentedControl
          label={t('viewAs')}
          size="sm"
          value={view}
          onChange={(next) => void setView(next)}
          options={(['picture', 'table'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
          className="ml-auto"
        />
      </div>
      {view === 'picture' ? <TracePicture timeline={timeline} /> : <TraceTable lanes={timeline.lanes} />}
      <TraceNotes trace={trace} />
    </>
  )
}

function EmptyTrace({ trace, onAskAgain }: { trace: Trace; onAskAgain: () => void }) {
  const t = useTranslations('trace')
  const words = useEmptyWords()
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 bg-sunken p-4">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="font-semibold">{t('empty.title')}</h3>
        <p className="max-w-[60ch] pt-0.75 wrap-anywhere text-ink-2">{words(trace)}</p>
      </div>
      <Button size="sm" onClick={onAskAgain}>
        <RotateCw />
        {t('askAgain')}
      </Button>
    </div>
  )
}
