'use client'

import { useTranslations } from 'next-intl'
import { cn } from './cn'
import { useFormat } from './use-format'

interface BarProps {
  /** 0…1; null is unknown. */
  ratio: number | null
  /** Where the tick stands, 0…1. */
  threshold?: number
  tone?: 'warning' | 'danger' | undefined
  /** The value is a last good one: hatched. */
  old?: boolean
  /** Default 56 px. */
  width?: number | string
  className?: string
}

/** A part of a whole, neutral unless it is the exception. The number stands beside it. */
export function Bar({ ratio, threshold, tone, old, width = 56, className }: BarProps) {
  const t = useTranslations('bar')
  const format = useFormat()
  const label = [
    ratio === null ? null : t('used', { percent: format.percent(ratio) }),
    threshold === undefined ? null : t('threshold', { percent: format.percent(threshold) }),
  ]
  return (
    <span
      role="img"
      aria-label={label.filter(Boolean).join(', ')}
      className={cn(
        'relative inline-block h-1.5 max-w-full overflow-hidden rounded-[1px] bg-hover align-[1px]',
        ratio === null && 'hatch',
        className,
      )}
      style={{ width }}
    >
      {ratio !== null && (
        <i
          className={cn(
            'absolute inset-y-0 left-0 bg-ink-3',
            tone === 'warning' && 'bg-warn-fill',
            tone === 'danger' && 'bg-danger-fill',
            old && 'hatch bg-line-2',
          )}
          style={{ width: `${Math.min(1, Math.max(0, ratio)) * 100}%` }}
        />
      )}
      {threshold !== undefined && (
        <b className="absolute inset-y-0 w-px bg-ink" style={{ left: `${threshold * 100}%` }} />
      )}
    </span>
  )
}
