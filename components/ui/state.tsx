'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneIcons } from './tone'

const look: Record<Tone, string> = {
  // A good state is quiet: the exception is the only colour in a column.
  ok: 'font-normal text-ink-2 [&>svg]:text-ok',
  warning: 'text-warn',
  danger: 'text-danger',
  unknown: 'text-unknown',
  offline: 'text-warn',
}

interface StateProps {
  tone: Tone
  /** The word; default is the tone's own. */
  children?: ReactNode
  /** Why, on hover and focus. */
  reason?: string | undefined
  className?: string
}

/** A state: always an icon and a word. */
export function State({ tone, children, reason, className }: StateProps) {
  const t = useTranslations('state')
  const Icon = toneIcons[tone]
  return (
    <span
      data-hint={reason}
      tabIndex={reason ? 0 : undefined}
      className={cn(
        'inline-flex h-lh items-center gap-1.25 align-top font-medium whitespace-nowrap',
        look[tone],
        className,
      )}
    >
      <Icon className="size-3.5 flex-none" strokeWidth={2} aria-hidden="true" />
      {children ?? t(tone)}
      {reason && <span className="sr-only">: {reason}</span>}
    </span>
  )
}
