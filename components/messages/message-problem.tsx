'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ProblemState } from '@/components/layout/answer'
import { ErrorState } from '@/components/ui/states'
import { useFormat } from '@/components/ui/use-format'
import type { ApiError } from '@/lib/api/call'
import type { Problem } from '@/lib/contract/errors'

/**
 * Why a message is not shown, in the reader's language: what an id looks like, which offsets there are, what was searched
 * where. `children`: what to try next.
 */
export function MessageProblem({
  error,
  onRetry,
  children,
}: {
  error: ApiError
  onRetry: () => unknown
  children?: ReactNode
}) {
  const t = useTranslations('problem.code')
  const said = useProblemText(error.problem)
  const problem = error.problem
  if (problem === null || said === null) return <ProblemState error={error} onRetry={onRetry} />
  return (
    <div className="grid gap-3">
      <ErrorState title={t(problem.code)} requestId={problem.requestId}>
        {said}
      </ErrorState>
      {children}
    </div>
  )
}

/** The problem's own values in a sentence; null where the general one says it better. */
function useProblemText(problem: Problem | null): string | null {
  const t = useTranslations('message.problem')
  const format = useFormat()
  if (problem === null) return null
  const text = (name: string) => String(problem.params?.[name] ?? '')
  const list = (name: string) => {
    const value = problem.params?.[name]
    return Array.isArray(value) ? value.join(', ') : ''
  }
  const number = (name: string) => {
    const value = problem.params?.[name]
    return value === null || value === undefined || value === '' ? null : Number(value)
  }
  const count = (name: string) => format.count(number(name)) ?? '?'
  const silent = list('notAnswered') === '' ? '' : ` ${t('silent', { targets: list('notAnswered') })}`
  switch (problem.code) {
    case 'malformed-message-id':
      return t('malformed', { id: text('messageId') })
    case 'topic-required':
      return t('topicRequired')
    case 'address-outside-cluster':
      return t('outside', { address: text('address'), known: list('known') || '–' })
    case 'topic-not-found':
      return list('holders') === ''
        ? t('noTopic', { topic: text('topic'), searched: list('searched') || '–' }) + silent
        : t('topicElsewhere', { topic: text('topic'), broker: text('brokerName'), holders: list('holders') })
    case 'queue-not-found': {
      const queues = number('readQueues')
      const place = { topic: text('topic'), broker: text('brokerName'), queue: text('queueId') }
      return queues === null ? t('noQueue', place) : t('noQueueOf', { ...place, last: queues - 1 })
    }
    case 'offset-out-of-range': {
      const min = number('minOffset') ?? 0
      const max = number('maxOffset') ?? 0
      const place = { queue: text('queueId'), topic: text('topic'), broker: text('brokerName') }
      return (
        (min >= max
          ? t('queueEmpty', { ...place, next: format.count(max) })
          : t('outOfRange', {
              ...place,
              offset: count('offset'),
              min: format.count(min),
              max: format.count(max - 1),
            })) + silent
      )
    }
    case 'message-not-found':
      if (number('nextOffset') !== null) {
        return t('goneAt', { offset: count('offset'), next: count('nextOffset') }) + silent
      }
      if (number('commitLogOffset') !== null) {
        const place = { offset: count('commitLogOffset'), broker: text('brokerName') }
        return (
          (number('minOffset') === null
            ? t('notInLog', place)
            : t('notInLogOf', { ...place, min: count('minOffset'), max: count('maxOffset') })) + silent
        )
      }
      return t('nowhere', { topic: text('topic'), asked: list('asked') || '–' }) + silent
    default:
      return null
  }
}
