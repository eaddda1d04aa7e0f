'use client'

import { useTranslations } from 'next-intl'
import { ageMs, type CompletenessInfo } from '@/components/layout/truth'
import { useFormat } from '@/components/ui/use-format'
import { useNow } from '@/components/ui/use-now'
import { replicaName } from '@/lib/domain/failure'

/** How much of an answer is there, as a fact beside the title: who is silent, since when. */
export function CompletenessFact({ completeness }: { completeness: CompletenessInfo }) {
  const t = useTranslations('topics')
  const format = useFormat()
  const now = useNow()
  const { asked, answered, failed } = completeness
  if (failed.length === 0) return <>{t('complete', { answered, asked })}</>
  const first = failed[0]!
  const age = format.age(ageMs(first.lastGoodAt, now))
  return (
    <span data-hint={failed.map((f) => `${f.target}: ${f.reason}`).join('\n')}>
      {age === null
        ? t('partial', { target: replicaName(first.target) })
        : t('partialSince', { target: replicaName(first.target), age })}
      {failed.length > 1 && ` ${t('partialMore', { count: failed.length - 1 })}`}
    </span>
  )
}
