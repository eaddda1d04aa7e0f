'use client'

import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { DialogClose, DialogContent } from '@/components/ui/dialog'
import { useFormat } from '@/components/ui/use-format'
import { type Job, settledOf } from './job-values'

/** Stopping is for good: what it leaves, and what can still be done. */
export function StopJob({ job, onStop }: { job: Job; onStop: () => void }) {
  const t = useTranslations('jobs')
  const format = useFormat()
  const safe = useRef<HTMLButtonElement>(null)
  const left = job.of === null ? null : Math.max(0, job.of - settledOf(job))
  return (
    <DialogContent
      title={t('stopTitle')}
      onOpenAutoFocus={(event) => {
        event.preventDefault()
        safe.current?.focus()
      }}
      footer={
        <>
          <DialogClose>
            <Button ref={safe}>{t('stopNot')}</Button>
          </DialogClose>
          <DialogClose>
            <Button variant="destructive" className="ml-auto" onClick={onStop}>
              {t('stopDo')}
            </Button>
          </DialogClose>
        </>
      }
    >
      <p>
        {left === null
          ? t('stopBodyUnknown', { sent: format.count(job.sent) ?? '' })
          : t('stopBody', { sent: format.count(job.sent) ?? '', left: format.count(left) ?? '' })}
      </p>
    </DialogContent>
  )
}
