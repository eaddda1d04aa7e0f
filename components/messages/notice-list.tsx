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

/** Every fact that a sentence names; what a notice does not know is a dash. */
const FACTS = [
  'address',
  'from',
  'to',
  'offsets',
  'messages',
  'reason',
  'asked',
  'min',
  'max',
  'most',
  'setting',
  'topic',
  'count',
] as const

function useNoticeWords() {
  const t = useTranslations('messages.notice')
  const format = useFormat()
  return ({ code, brokerName, queueId, params }: MessageNotice): string => {
    const word = (value: string | number | null | undefined) => {
      if (value === null || value === undefined) return '–'
      if (typeof value === 'number') return format.count(value) ?? '–'
      return isMoment.test(value) ? (format.dateTime(value, 'milliseconds') ?? value) : value
    }
    const facts = Object.fromEntries(FACTS.map((fact) => [fact, word(params[fact])])) as Record<
      (typeof FACTS)[number],
      string
    >
    const place = brokerName === null ? '' : queueId === null ? brokerName : `${brokerName} / ${queueId}`
    // Offsets that hold nothing readable, or bodies that a filter could not look at.
    const kind = code === 'unreadable' && params.offsets === undefined ? 'unread' : code
    return t(kind, { place, ...facts })
  }
}

const isMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
