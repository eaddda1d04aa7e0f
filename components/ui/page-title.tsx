'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Children, type ReactNode } from 'react'
import { cn } from './cn'
import { CopyButton } from './copy-button'

interface PageTitleProps {
  title: ReactNode
  /** Where the thing belongs: its list. */
  crumbs?: readonly { label: ReactNode; href: string }[]
  /** What the copy button beside the title copies: the thing's name. */
  copy?: string
  /** A badge after the title. */
  badge?: ReactNode
  /** One line of facts: each an element. Beside the title of a list, under the name of a thing. */
  facts?: ReactNode
  /** At most three buttons; or, on the overview, the time. */
  actions?: ReactNode
  /** The name is an id: mono. */
  mono?: boolean
}

/** Title row of a page: breadcrumb, name, copy, facts, actions. */
export function PageTitle({ title, crumbs, copy, badge, facts, actions, mono }: PageTitleProps) {
  const t = useTranslations('common')
  const isThing = crumbs !== undefined && crumbs.length > 0
  const heading = (
    <h1 className={cn('min-w-0 text-title font-semibold tracking-[-0.008em] wrap-anywhere', mono && 'mono text-lead')}>
      {title}
    </h1>
  )
  if (!isThing) {
    return (
      <div className="flex min-h-13 items-center gap-4 max-desk:flex-wrap max-desk:gap-x-3 max-desk:gap-y-1 max-desk:pt-2.5 max-desk:pb-2">
        {heading}
        {badge}
        {facts && <Facts className="min-w-0 max-desk:w-full max-desk:text-small">{facts}</Facts>}
        {actions && (
          <div className="ml-auto flex items-center gap-2 max-desk:ml-0 max-desk:w-full max-desk:flex-wrap">
            {actions}
          </div>
        )}
      </div>
    )
  }
  return (
    <div className="grid gap-0.5 py-3">
      <div className="flex min-h-7 flex-wrap items-center gap-x-2.5">
        <nav aria-label={t('breadcrumb')}>
          <ol className="flex items-center">
            {crumbs.map((crumb) => (
              <li key={crumb.href} className="flex items-center">
                <Link href={crumb.href}>{crumb.label}</Link>
                <ChevronRight className="mx-0.5 size-3.5 stroke-[1.6] text-ink-3" aria-hidden="true" />
              </li>
            ))}
          </ol>
        </nav>
        {heading}
        {badge}
        {copy !== undefined && <CopyButton text={copy} />}
        {actions && <div className="ml-auto flex gap-2 max-desk:mt-1.5 max-desk:w-full">{actions}</div>}
      </div>
      {facts && <Facts>{facts}</Facts>}
    </div>
  )
}

/** Short facts in one line, divided by dots. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cn('flex flex-wrap text-ink-2 max-desk:gap-x-3', className)}>
      {Children.toArray(children).map((fact, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a fact is its place in the line
          key={index}
          className="whitespace-nowrap max-wide:whitespace-normal not-first:before:px-1.75 not-first:before:text-ink-3 not-first:before:content-['·'] max-desk:not-first:before:content-none"
        >
          {fact}
        </span>
      ))}
    </div>
  )
}
