'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/ui/use-format'
import type { Trace } from './timeline'

/** The most likely reason for an empty trace, and what to do, as a sentence. */
export function useEmptyWords() {
  const t = useTranslations('trace')
  const format = useFormat()
  return ({ emptyBecause, checks, completeness, traceTopic }: Trace): string | null => {
    const topic = traceTopic
    switch (emptyBecause) {
      case null:
        return null
      case 'topic-missing':
      case 'unreadable':
        return t(`empty.${emptyBecause}`, { topic })
      case 'broker-failed':
        return t('empty.broker-failed', { brokers: completeness.failed.map(({ target }) => target).join(', ') })
      case 'expired':
        return t('empty.expired', {
          broker: checks?.keptSinceOn ?? '?',
          since: format.dateTime(checks?.keptSince ?? null) ?? '?',
        })
      default:
        return t(`empty.${emptyBecause}`)
    }
  }
}
