'use client'

import { useTranslations } from 'next-intl'
import { cn } from './cn'

/** The sign before a sum of which a part did not answer. Drawn, since the fonts' Latin part has no "≥". */
export function AtLeast({ className }: { className?: string }) {
  const t = useTranslations('truth')
  return (
    <svg
      viewBox="0 0 10 12"
      role="img"
      aria-label={t('atLeast')}
      className={cn(
        'mr-[0.14em] inline-block h-[0.74em] w-[0.62em] flex-none fill-none stroke-ink-3 stroke-[1.3] align-[-0.02em] [stroke-linecap:round] [stroke-linejoin:round]',
        className,
      )}
    >
      <path d="M1.4 1.6 8.6 4.6 1.4 7.6M1.4 10.6h7.2" />
    </svg>
  )
}
