'use client'

import { useTranslations } from 'next-intl'
import { Skeleton } from '@/components/ui/skeleton'

/** The place of a trace that is being read, or will be once it comes into sight. */
export function TraceSkeleton({ waiting = false }: { waiting?: boolean }) {
  const t = useTranslations('trace')
  return (
    <div aria-busy={!waiting} className="grid gap-2 py-1">
      {!waiting && <span className="sr-only">{t('loading')}</span>}
      <Skeleton width={200} height={14} />
      <Skeleton width="100%" height={104} />
    </div>
  )
}
