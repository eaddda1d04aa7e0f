'use client'

import { useTranslations } from 'next-intl'
import type { Moment } from '@/lib/format/clock'
import { momentMs } from '@/lib/format/clock'
import { cn } from './cn'
import { useFormat } from './use-format'
import { useNow } from './use-now'

/** When the page's data was true: `as of 10:07:42`, or with `age` how long ago, ticking. */
export function Freshness({
  asOf,
  age = false,
  className,
}: {
  asOf: Moment | null
  age?: boolean
  className?: string
}) {
  const t = useTranslations('truth')
  const format = useFormat()
  const now = useNow()
  const atMs = momentMs(asOf)
  if (atMs === null) return null
  const old = now === null ? null : format.age(now - atMs)
  return (
    <span
      className={cn('num text-small text-ink-3', className)}
      data-hint={age ? (format.dateTime(atMs) ?? undefined) : undefined}
    >
      {age ? old !== null && t('updated', { age: old }) : t('asOf', { time: format.clock(atMs) ?? '' })}
    </span>
  )
}

/** A past moment as its age, with the exact time in the reader's zone on hover: `5 m`. */
export function Ago({ at, className }: { at: Moment; className?: string }) {
  const format = useFormat()
  const now = useNow()
  const atMs = momentMs(at)
  if (atMs === null) return null
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      data-hint={format.dateTime(atMs) ?? undefined}
      className={cn('num', className)}
    >
      {now === null ? format.clock(atMs) : format.age(now - atMs)}
    </time>
  )
}

/** A moment as its time of day, with the date on hover. */
export function Clock({
  at,
  precision,
  className,
}: {
  at: Moment
  precision?: 'seconds' | 'milliseconds'
  className?: string
}) {
  const format = useFormat()
  const atMs = momentMs(at)
  if (atMs === null) return null
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      data-hint={format.dateTime(atMs, 'milliseconds') ?? undefined}
      className={cn('num', className)}
    >
      {format.clock(atMs, precision)}
    </time>
  )
}
