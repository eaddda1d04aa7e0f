'use client'

import { Check, CircleHelp, OctagonX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { useFormat } from '@/components/ui/use-format'
import { recogniseMessageId } from '@/lib/domain/message-id'
import type { Trace } from './timeline'

type State = 'bad' | 'unknown' | 'good'
type Row = { id: string; state: State; question: string; answer: string }

const icons = { bad: OctagonX, unknown: CircleHelp, good: Check }
const order: State[] = ['bad', 'unknown', 'good']

/** Everything that was looked at where no record was found, what failed first. */
export function TraceChecks({ rows }: { rows: readonly Row[] }) {
  return (
    <ul>
      {rows.map(({ id, state, question, answer }) => {
        const Icon = icons[state]
        return (
          <li key={id} className="grid grid-cols-[20px_minmax(0,1fr)] gap-2.5 border-t border-line py-2.5">
            <Icon
              aria-hidden="true"
              strokeWidth={2}
              className={cn(
                'mt-0.5 size-4',
                state === 'bad' ? 'text-danger' : state === 'good' ? 'text-ok' : 'text-unknown',
              )}
            />
            <div>
              <b className={state === 'good' ? 'font-medium' : 'font-semibold'}>{question}</b>
              <p className="max-w-[62em] wrap-anywhere text-ink-2">{answer}</p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** The questions that make sense here, each with its answer. */
export function useTraceChecks(trace: Trace | undefined): Row[] {
  const t = useTranslations('trace.check')
  const format = useFormat()
  if (trace === undefined || trace.checks === null) return []
  const { checks, completeness, messageId, traceTopic: topic } = trace
  const brokers = checks.topicOn.join(', ')
  const since = format.dateTime(checks.keptSince) ?? ''
  const broker = checks.keptSinceOn ?? ''
  const madeAt = checks.storedAt ?? checks.madeBefore
  const made = format.dateTime(madeAt) ?? ''
  const isGrpc = recogniseMessageId(messageId).kind === 'grpc-unique'

  const answered: Row = {
    id: 'answered',
    state: completeness.failed.length > 0 ? 'bad' : 'good',
    question: t('answered'),
    answer: [
      t('answeredYes', { answered: completeness.answered, asked: completeness.asked }),
      ...completeness.failed.map(({ reason, target }) => `${target}: ${reason}.`),
    ].join(' '),
  }
  const missing = checks.topicMissingOn.join(', ')
  const exists: Row = {
    id: 'topic',
    state: checks.topicOn.length === 0 ? 'bad' : 'good',
    question: t('topic'),
    answer:
      checks.topicOn.length === 0
        ? t('topicNo', { topic })
        : missing === ''
          ? t('topicYes', { topic, brokers })
          : t('topicPart', { topic, brokers, missing }),
  }
  const isGone = checks.keptSince !== null && madeAt !== null && madeAt < checks.keptSince
  // An ID tells only before when the message was made: without the message itself it may still be older.
  const isKept = checks.keptSince === null || (checks.storedAt !== null && checks.storedAt >= checks.keptSince)
  const kept: Row = {
    id: 'kept',
    state: isGone ? 'bad' : isKept ? 'good' : 'unknown',
    question: t('kept'),
    answer:
      checks.keptSince === null
        ? t('keptAll')
        : isGone
          ? t('keptNo', { broker, since, made })
          : isKept
            ? t('keptYes', { broker, since })
            : t('keptUnknown', { broker, since }),
  }
  // Only brokers of 5.x say it in the message; clients trace unless it says no.
  const isSilent = checks.traceOn === null && checks.storedAt !== null
  const allowed: Row = {
    id: 'allowed',
    state: checks.traceOn === false ? 'bad' : checks.traceOn || isSilent ? 'good' : 'unknown',
    question: t('allowed'),
    answer: t(
      checks.traceOn === false
        ? 'allowedNo'
        : checks.traceOn
          ? 'allowedYes'
          : isSilent
            ? 'allowedSilent'
            : 'allowedUnknown',
    ),
  }
  const hasRegion = checks.region !== null
  const region: Row = {
    id: 'region',
    state: hasRegion ? 'good' : 'unknown',
    question: t('region'),
    answer: t(hasRegion ? 'regionYes' : checks.storedAt === null ? 'allowedUnknown' : 'regionNo'),
  }
  const client: Row = {
    id: 'client',
    state: isGrpc ? 'bad' : 'unknown',
    question: t('client'),
    answer: t(isGrpc ? 'clientGrpc' : 'clientUnknown'),
  }
  const key: Row = { id: 'key', state: 'good', question: t('key'), answer: t('keyYes', { id: messageId }) }
  // Where no broker has the topic, none was asked.
  const rows =
    checks.topicOn.length === 0
      ? [exists, allowed, region, client]
      : [answered, exists, allowed, region, kept, client, key]
  return rows.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}
