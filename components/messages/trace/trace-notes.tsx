'use client'

import { useTranslations } from 'next-intl'
import { NoticeList } from '../notice-list'
import type { Trace } from './timeline'

/** What a reader of the trace must know: no record of the send, records in no known form, who was silent. */
export function TraceNotes({ trace }: { trace: Trace }) {
  const t = useTranslations('trace')
  return (
    <>
      {trace.produced.length === 0 && <p className="text-small text-ink-3">{t('noProduce')}</p>}
      {trace.unreadable > 0 && <p className="text-small text-ink-3">{t('unreadable', { count: trace.unreadable })}</p>}
      <NoticeList notices={trace.notices} completeness={trace.completeness} />
    </>
  )
}
