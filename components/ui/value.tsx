'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { type Moment, momentMs } from '@/lib/format/clock'
import { isShortened } from '@/lib/format/number'
import { AtLeast } from './at-least'
import { cn } from './cn'
import { Unknown } from './unknown'
import { type Format, useFormat } from './use-format'
import { useNow } from './use-now'

/** How a number is written. `short` shows the exact one on hover. */
export type ValueKind = 'count' | 'short' | 'rate' | 'bytes' | 'percent' | 'duration'

interface ValueProps {
  /** Null is unknown. */
  value: number | null
  /** Default `count`. */
  as?: ValueKind
  /** Written after the number with a space. */
  unit?: string
  /** The sum lacks a part. */
  atLeast?: boolean
  /** The value is old: when it was true. */
  lastGoodAt?: Moment | null | undefined
  /** Why it is unknown or old. */
  reason?: string | undefined
  /** The question makes no sense here: a dash. */
  notApplicable?: boolean
  /** Draws the age behind an old value; false where the row says it already. Default true. */
  showAge?: boolean
  /** Tints the value for a moment when it changes. Default true. */
  tint?: boolean
  className?: string
}

/** A number and how far it can be trusted: exact, short, at least, last good, unknown, nothing, changed just now. */
export function Value({
  value,
  as = 'count',
  unit,
  atLeast,
  lastGoodAt,
  reason,
  notApplicable,
  showAge = true,
  tint = true,
  className,
}: ValueProps) {
  const format = useFormat()
  const changes = useChanges(value)
  if (notApplicable) return <Dash className={className} />
  if (value === null) return <Unknown reason={reason} {...(className ? { className } : {})} />
  const text = formatValue(value, as, format)
  const shortened = as === 'short' && isShortened(value)
  const body = (
    <>
      {atLeast && <AtLeast />}
      {shortened ? (
        <>
          <span aria-hidden="true">{text}</span>
          <span className="sr-only">{format.count(value)}</span>
        </>
      ) : (
        text
      )}
      {unit && ` ${unit}`}
    </>
  )
  if (momentMs(lastGoodAt) !== null) {
    return (
      <Aged at={lastGoodAt ?? null} reason={reason} showAge={showAge} className={className}>
        {body}
      </Aged>
    )
  }
  return (
    <span
      key={tint ? changes : undefined}
      data-hint={shortened ? format.count(value) : undefined}
      className={cn(
        'num rounded-sm',
        value === 0 && !atLeast && 'text-ink-3',
        tint && changes > 0 && 'animate-tint',
        className,
      )}
    >
      {body}
    </span>
  )
}

/** Writes a number as `Value` would, for CSV, labels and sentences. */
export function formatValue(value: number, as: ValueKind, format: Format): string {
  const write = {
    count: format.count,
    short: format.short,
    rate: format.rate,
    bytes: format.bytes,
    percent: format.percent,
    duration: format.duration,
  }[as]
  return write(value) ?? ''
}

/** Does not apply here. */
export function Dash({ className }: { className?: string | undefined }) {
  const t = useTranslations('truth')
  return (
    <span className={cn('text-ink-3', className)}>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t('notApplicable')}</span>
    </span>
  )
}

interface AgedProps {
  at: Moment | null
  reason?: string | undefined
  showAge?: boolean
  className?: string | undefined
  children: ReactNode
}

/** A last good value: grey, dotted, its age beside it. */
export function Aged({ at, reason, showAge = true, className, children }: AgedProps) {
  const t = useTranslations('truth')
  const format = useFormat()
  const now = useNow()
  const atMs = momentMs(at)
  const age = now === null || atMs === null ? null : format.age(now - atMs)
  const hint = age === null ? reason : t('lastGoodReason', { age, reason: reason ?? t('noReason') })
  return (
    <span
      data-hint={hint}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the reason shows on focus too
      tabIndex={0}
      className={cn('num', className)}
    >
      <span className="text-ink-3 underline decoration-line-3 decoration-dotted underline-offset-3">{children}</span>
      {age !== null && (
        <span className={cn(showAge ? 'narrow ml-1 text-micro text-ink-3' : 'sr-only')}> {t('old', { age })}</span>
      )}
    </span>
  )
}

/** How often the value has changed since it was first drawn here. */
function useChanges(value: number | null): number {
  const [state, setState] = useState({ value, changes: 0 })
  if (state.value === value) return state.changes
  const changes = state.value === null || value === null ? state.changes : state.changes + 1
  setState({ value, changes })
  return changes
}
