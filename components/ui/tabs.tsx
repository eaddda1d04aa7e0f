'use client'

import Link from 'next/link'
import type { MouseEvent, ReactNode } from 'react'
import { cn } from './cn'

export const listLook =
  'relative flex gap-5 overflow-x-auto overflow-y-hidden border-b border-line-2 [scrollbar-width:none]'
export const tabLook =
  'inline-flex h-8.5 flex-none items-center gap-1.5 whitespace-nowrap text-ink-2 hover:text-ink hover:no-underline focus-visible:-outline-offset-2'

export interface CountProps {
  /** Small number or word after the label. */
  count?: ReactNode
  /** Colours the count. */
  tone?: 'warning' | 'danger' | undefined
}

/** The small number after a tab's label. */
export function Count({ count, tone }: CountProps) {
  if (count === undefined || count === null) return null
  return (
    <span
      className={cn(
        'text-small font-normal tabular-nums text-ink-3',
        tone === 'warning' && 'font-semibold text-warn',
        tone === 'danger' && 'font-semibold text-danger',
      )}
    >
      {count}
    </span>
  )
}

interface LinkTab extends CountProps {
  id: string
  label: ReactNode
  href: string
}

/**
 * Tabs whose choice stands in the URL: each is a link, so it can be opened beside and shared. A plain click changes the
 * address in the browser only (nuqs reads it); the server draws the tab when the address is opened.
 */
export function LinkTabs({
  label,
  tabs,
  active,
  className,
}: {
  label: string
  tabs: readonly LinkTab[]
  active: string
  className?: string
}) {
  return (
    <nav aria-label={label} className={cn(listLook, 'mt-3.5', className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.id}
          href={tab.href}
          scroll={false}
          // A press switches in the browser: there is nothing to fetch ahead.
          prefetch={false}
          onClick={(event) => switchInPlace(event, tab.href)}
          aria-current={tab.id === active ? 'page' : undefined}
          className={cn(tabLook, tab.id === active && 'font-semibold text-ink shadow-[inset_0_-2px_0_var(--accent)]')}
        >
          {tab.label}
          <Count count={tab.count} tone={tab.tone} />
        </Link>
      ))}
    </nav>
  )
}

function switchInPlace(event: MouseEvent, href: string): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  const next = new URL(href, location.href)
  if (next.href !== location.href) window.history.pushState(null, '', next)
}
