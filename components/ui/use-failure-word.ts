'use client'

import { useTranslations } from 'next-intl'
import { failureOf } from '@/lib/domain/failure'

/** Why an address was not reached, in the reader's language where the system has a code for it. */
export function useFailureWord(): (reason: string) => string {
  const t = useTranslations('truth.failure')
  return (reason) => {
    const { kind, code, text } = failureOf(reason)
    return kind === null ? text : t(kind, { code })
  }
}
