'use client'

import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from './cn'

export type TrendDirection = 'growing' | 'falling' | 'steady'

const icons = { growing: ArrowUpRight, falling: ArrowDownRight, steady: ArrowRight }
const look = { growing: 'text-danger', falling: 'text-ok', steady: 'text-ink-3' }

/** Which way a lag goes: red grows, green falls, grey is steady. In a table the arrow alone, elsewhere with words. */
export function Trend({
  direction,
  children,
  className,
}: {
  direction: TrendDirection
  children?: ReactNode
  className?: string
}) {
  const t = useTranslations('trend')
  const Icon = icons[direction]
  return (
    <span
      className={cn('inline-flex h-lh items-center gap-0.75 align-top whitespace-nowrap', look[direction], className)}
      data-hint={children ? undefined : t(direction)}
    >
      <Icon className="size-3 flex-none stroke-[1.6]" aria-hidden="true" />
      {children ?? <span className="sr-only">{t(direction)}</span>}
    </span>
  )
}
