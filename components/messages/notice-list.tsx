'use client'

import { useTranslations } from 'next-intl'
import { PartialBanner } from '@/components/ui/banner'
import { useFormat } from '@/components/ui/use-format'
import type { Completeness } from '@/lib/contract/common'
import type { MessageNotice } from './message-reader'

const MOST_SHOWN = 6

/** What a reader of the list must know: who was silent, what was deleted, which answer came short. */
export function NoticeList({
  notices,
  completeness,
}: {
  notices: readonly MessageNotice[]
  completeness: Completeness | null
}) {
  const t = useTranslations('messages.notice')
  const words = useNoticeWords()
  return (
    <>
      {completeness && <PartialBanner completeness={completeness} />}
      {notices.length > 0 && (
        <ul className="text-small text-ink-2">
          {notices.slice(0, MOST_SHOWN).map((notice) => (
            <li key={JSON.stringify(notice)}>{words(notice)}</li>
          ))}
          {notices.length > MOST_SHOWN && <li>{t('more', { count: notices.length - MOST_SHOWN })}</li>}
        </ul>
      )}
    </>
  )
}

function useNoticeWords() {
  const t = useTranslations('messages.notice')
  const format = useFormat()
  return ({ code, brokerName, queueId, params }: MessageNotice): string => {
    const place = brokerName === null ? '' : queueId === null ? brokerName : `${brokerName} / ${queueId}`
    const said = Object.entries(params)
      .filter(([, value]) => value !== null)
      .map(([, value]) => (typeof value === 'number' ? format.count(value) : value))
      .join(', ')
    return t(code, { place, said: said === '' ? '–' : said })
  }
}
