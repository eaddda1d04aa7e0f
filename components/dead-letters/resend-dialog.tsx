'use client'

import { Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { ProblemState } from '@/components/layout/answer'
import { Button } from '@/components/ui/button'
import { DialogClose, DialogContent } from '@/components/ui/dialog'
import { Sentences } from '@/components/ui/sentences'
import { useFormat } from '@/components/ui/use-format'
import type { ApiError } from '@/lib/api/call'
import { type Origin, othersOf, retryTopicsOf } from './targets'

interface ResendDialogProps {
  group: string
  /** Null: not known before they are looked at. */
  count: number | null
  rate: number
  target: 'group' | 'origin'
  again: boolean
  origins: readonly Origin[]
  partly: boolean
  without: number
  pending: boolean
  error: ApiError | null
  onSend: () => void
}

/** The one question before letters go out again: how many, where to, how fast, and who gets them. */
export function ResendDialog(props: ResendDialogProps) {
  const { group, count, rate, target, again, origins, pending, error } = props
  const t = useTranslations('deadLetters.ask')
  const format = useFormat()
  const safe = useRef<HTMLButtonElement>(null)
  const what = { known: count === null ? 'no' : 'yes', count: count ?? 0, rate: format.count(rate) ?? '' } as const
  const topics = (target === 'group' ? retryTopicsOf(origins) : origins.map(({ topic }) => topic)).join(', ')
  const others = [...new Set(origins.flatMap((origin) => othersOf(origin, group) ?? []))]
  return (
    <DialogContent
      title={t('title')}
      onOpenAutoFocus={(event) => {
        event.preventDefault()
        safe.current?.focus()
      }}
      footer={
        <>
          <DialogClose>
            <Button ref={safe}>{t('cancel')}</Button>
          </DialogClose>
          <Button variant="default" className="ml-auto" disabled={pending} onClick={props.onSend}>
            <Send />
            {count === null ? t('sendAll') : t('send', { count: format.count(count) ?? '' })}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p className="wrap-anywhere">
          <Sentences
            all={[
              topics === '' ? t('noTopics', what) : t('body', { ...what, topics }),
              target === 'group'
                ? t('onlyGroup', { group })
                : others.length === 0
                  ? t('nobodyElse', { group })
                  : t('others', { group, count: others.length, groups: others.join(', ') }),
              again ? t('again') : t('notAgain'),
              t('stay'),
            ]}
          />
        </p>
        {props.partly && target === 'origin' && <p className="text-small text-ink-2">{t('onlyListed')}</p>}
        {props.without > 0 && <p className="text-small text-ink-2">{t('without', { count: props.without })}</p>}
        {error && <ProblemState error={error} />}
      </div>
    </DialogContent>
  )
}
