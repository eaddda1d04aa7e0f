'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from './cn'

/** Nobody answered: a word on hatching, and why on hover and focus. Never a zero. */
export function Unknown({
  reason,
  children,
  className,
}: {
  reason?: string | undefined
  children?: ReactNode
  className?: string
}) {
  const t = useTranslations('truth')
  const why = reason ?? t('noReason')
  return (
    <span
      data-hint={why}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the reason shows on focus too
      tabIndex={0}
      className={cn(
        'hatch inline-block h-4.5 rounded-sm px-1.25 text-small leading-4.5 whitespace-nowrap text-unknown [font-stretch:94%]',
        className,
      )}
    >
      {children ?? t('unknown')}
      <span className="sr-only">: {why}</span>
    </span>
  )
}
