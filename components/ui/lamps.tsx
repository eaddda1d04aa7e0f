'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneIcons } from './tone'

export interface Lamp {
  id: string
  label: ReactNode
  tone: Exclude<Tone, 'offline'>
  /** A word or count: "2 agree", "3 groups", "none". */
  value: ReactNode
  /** Its list, filtered; null where there is no such page yet. */
  href: string | null
}

const look: Record<Lamp['tone'], string> = {
  ok: 'text-ink-2 [&_.lamp-icon]:text-ok',
  unknown: 'hatch text-unknown',
  warning: 'bg-warn-soft text-warn shadow-[inset_0_3px_0_var(--warn-fill)]',
  danger: 'bg-danger-fill text-on-danger',
}

/** Eight lamps in fixed places, always in the same order: unlit is grey with a check. */
export function Lamps({ lamps, className }: { lamps: readonly Lamp[]; className?: string }) {
  const t = useTranslations('lamps')
  return (
    <ul
      aria-label={t('label')}
      className={cn(
        'grid grid-cols-8 overflow-hidden rounded-md border border-line-2 bg-sunken max-mid:grid-cols-4',
        className,
      )}
    >
      {lamps.map((lamp) => (
        <li
          key={lamp.id}
          className="min-w-0 border-l border-line-2 first:border-l-0 max-mid:nth-[4n+1]:border-l-0 max-mid:nth-[n+5]:border-t"
        >
          <LampBody lamp={lamp} />
        </li>
      ))}
    </ul>
  )
}

function LampBody({ lamp }: { lamp: Lamp }) {
  const Icon = toneIcons[lamp.tone]
  const lit = lamp.tone === 'danger' || lamp.tone === 'warning'
  const classes = cn(
    'block h-full px-2.5 py-2 hover:no-underline focus-visible:-outline-offset-2 max-desk:px-2 max-desk:py-1.75',
    look[lamp.tone],
  )
  const body = (
    <>
      <span className={cn('block truncate text-small max-desk:narrow max-desk:text-micro', !lit && 'text-ink-3')}>
        {lamp.label}
      </span>
      <span
        className={cn(
          'mt-px flex items-center gap-1.5 truncate text-lead font-medium tabular-nums [font-stretch:92%] max-desk:gap-1 max-desk:text-body max-desk:[font-stretch:86%]',
          lit && 'font-semibold',
        )}
      >
        <Icon className="lamp-icon size-3.5 flex-none" strokeWidth={2} aria-hidden="true" />
        <span className="truncate">{lamp.value}</span>
      </span>
    </>
  )
  return lamp.href === null ? (
    <div className={classes}>{body}</div>
  ) : (
    <Link prefetch={false} href={lamp.href} className={classes}>
      {body}
    </Link>
  )
}
