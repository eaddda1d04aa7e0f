'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/states'
import type { ApiError } from '@/lib/api/call'
import type { ErrorCode, Problem } from '@/lib/contract/errors'
import { missingOf, NotThere } from './not-there'
import { useProblemDetail } from './use-problem-detail'

type Query<T> = { data: T | undefined; error: ApiError | null; refetch: () => unknown }

interface AnswerProps<T> {
  query: Query<T>
  /** The true layout without values, for the first load. */
  skeleton: ReactNode
  children: (data: T) => ReactNode
}

/** What an endpoint answered: first load, failure with whose fault it is, and a last answer that no longer refreshes. */
export function Answer<T>({ query, skeleton, children }: AnswerProps<T>) {
  const t = useTranslations('problem')
  const detail = useProblemDetail()
  if (query.data === undefined)
    return query.error ? <ProblemState error={query.error} onRetry={query.refetch} /> : skeleton
  return (
    <>
      {query.error && (
        <Banner
          tone="unknown"
          className="mb-3"
          action={
            <Button size="sm" onClick={() => query.refetch()}>
              {t('again')}
            </Button>
          }
        >
          {t('stale', { reason: query.error.problem ? detail(query.error.problem) : t('consoleSilent') })}
        </Banner>
      )}
      {children(query.data)}
    </>
  )
}

const fault: Partial<Record<ErrorCode, 'broker' | 'input' | 'console' | 'cluster'>> = {
  'broker-refused': 'broker',
  'broker-unreachable': 'broker',
  'broker-timed-out': 'broker',
  'bad-broker-reply': 'broker',
  'cluster-not-connected': 'cluster',
  internal: 'console',
}

/** A problem as the page says it: what happened, whose fault, what to try, the broker's own words, the request id. */
export function ProblemState({ error, onRetry }: { error: ApiError; onRetry?: () => unknown }) {
  const t = useTranslations('problem')
  const detail = useProblemDetail()
  const pathname = usePathname()
  const problem = error.problem
  const retry = onRetry ? { onRetry: () => void onRetry() } : {}
  if (!problem)
    return (
      <ErrorState title={t('consoleSilent')} {...retry}>
        {t('consoleSilentHelp')}
      </ErrorState>
    )
  const missing = missingOf(problem, clusterIn(pathname))
  if (missing) return <NotThere problem={problem} missing={missing} />
  const whose = fault[problem.code] ?? 'input'
  return (
    <ErrorState
      title={<ProblemTitle problem={problem} />}
      remark={problem.broker?.remark}
      requestId={problem.requestId}
      target={problem.broker?.address}
      {...(whose === 'input' ? {} : retry)}
    >
      {detail(problem)} {whose === 'input' ? '' : t(`help.${whose}`)}
    </ErrorState>
  )
}

function ProblemTitle({ problem }: { problem: Problem }) {
  const t = useTranslations('problem.code')
  return t(problem.code)
}

/** The cluster whose page this is. */
const clusterIn = (pathname: string): string | null => /^\/c\/([^/]+)/.exec(pathname)?.[1] ?? null
