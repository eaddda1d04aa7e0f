'use client'

import { CircleHelp, Clock, OctagonX } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import type { JobLine } from './job-values'

/** How one message of a job ended, or that it has not yet. `href`: the new message. */
export function LineState({
  state,
  error,
  href,
  after,
}: {
  state: JobLine['state']
  error?: string | null
  href?: string | null
  /** Behind the word: when. */
  after?: string | null
}) {
  const t = useTranslations('jobs.line')
  const text = after ? `${t(state)} ${after}` : t(state)
  if (state === 'sent')
    return (
      <State tone="ok">
        {href ? (
          <Link href={href} prefetch={false} className="num">
            {text}
          </Link>
        ) : (
          text
        )}
      </State>
    )
  if (state === 'intended')
    return (
      <span className="inline-flex h-lh items-center gap-1.25 align-top text-ink-2 [&_svg]:size-3.5 [&_svg]:stroke-[1.6] [&_svg]:text-ink-3">
        <Clock aria-hidden="true" />
        {t(state)}
      </span>
    )
  return (
    <State tone={state === 'not-sent' ? 'danger' : 'unknown'} reason={error ?? t(`why.${state}`)}>
      {t(state)}
    </State>
  )
}

/** So many not sent, or in doubt: the exceptions of a job, each with its icon. */
export function Exceptions({ notSent, inDoubt }: { notSent: number; inDoubt: number }) {
  const t = useTranslations('jobs')
  return (
    <>
      {notSent > 0 && (
        <span className="num inline-flex items-center gap-1.25 font-medium text-danger">
          <OctagonX className="size-3.5" strokeWidth={2} aria-hidden="true" />
          {t('notSent', { count: notSent })}
        </span>
      )}
      {inDoubt > 0 && (
        <span className="num inline-flex items-center gap-1.25 font-medium text-unknown" data-hint={t('inDoubtWhy')}>
          <CircleHelp className="size-3.5" strokeWidth={2} aria-hidden="true" />
          {t('inDoubt', { count: inDoubt })}
        </span>
      )}
    </>
  )
}
