'use client'

import { useTranslations } from 'next-intl'
import type { Problem } from '@/lib/contract/errors'
import { failureOf } from '@/lib/domain/failure'
import { piecesOf } from './problem-words'

/** What a problem says, in the reader's language as far as there are words for it. */
export function useProblemDetail(): (problem: Problem) => string {
  const t = useTranslations('problem.detail')
  const failure = useTranslations('truth.failure')
  return (problem) => {
    const pieces = piecesOf(problem)
    if (pieces) return pieces.map(({ key, values }) => t(key, values as never)).join('')
    const { kind, code } = failureOf(problem.detail)
    const address = problem.broker?.address
    return kind === null || !address ? problem.detail : t('reached', { address, reason: failure(kind, { code }) })
  }
}
