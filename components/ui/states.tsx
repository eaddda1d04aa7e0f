'use client'

import { Check, CircleSlash, Lock, type LucideIcon, OctagonX, RotateCw, SearchX } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { CopyButton } from './copy-button'
import { Sentences } from './sentences'

interface BlankProps {
  icon: LucideIcon
  title: ReactNode
  children?: ReactNode
  /** The next step: a button or link. */
  action?: ReactNode
  className?: string | undefined
}

function Blank({ icon: Icon, title, children, action, className }: BlankProps) {
  return (
    <div className={cn('flex gap-3.5 bg-sunken p-4', className)}>
      <Icon className="mt-px size-5 flex-none stroke-[1.6] text-ink-3" aria-hidden="true" />
      <div className="min-w-0">
        <h3 className="font-semibold">{title}</h3>
        {children && <p className="max-w-[60ch] pt-0.75 text-ink-2">{children}</p>}
        {action && <div className="flex flex-wrap items-center gap-2 pt-2.5">{action}</div>}
      </div>
    </div>
  )
}

/** Nothing is here: what this would be, and the next step. `icon` is the noun's own. */
export function EmptyState(props: Omit<BlankProps, 'icon'> & { icon?: LucideIcon }) {
  return <Blank icon={CircleSlash} {...props} />
}

interface NoMatchProps {
  /** What was typed; without it the filters are to blame. */
  search?: string | undefined
  /** How many there are without the filter. */
  total?: number | null | undefined
  /** What the list holds; decides the words. */
  noun?: ListNoun | undefined
  /** The name that was probably meant, and where it leads. */
  closest?: { name: string; href: string } | null | undefined
  onClear: () => void
  children?: ReactNode
  className?: string
}

/** What a list is a list of. */
export type ListNoun = 'topic' | 'group' | 'broker' | 'producer' | 'other'

/** Something is here, but not what was looked for: the filter, the closest name, and one click to clear. */
export function NoMatch({ search, total, noun = 'other', closest, onClear, children, className }: NoMatchProps) {
  const t = useTranslations('table')
  const body = [
    total === undefined || total === null ? null : t('hereOf', { noun, total }),
    closest
      ? t.rich('closest', {
          name: closest.name,
          link: (text) => (
            <Link href={closest.href} className="font-medium text-link wrap-anywhere underline">
              {text}
            </Link>
          ),
        })
      : null,
  ].filter((part) => part !== null)
  return (
    <Blank
      icon={SearchX}
      title={search ? t('noMatchOf', { noun, search }) : t('noMatchFilters')}
      action={<Button onClick={onClear}>{t('clearFilter')}</Button>}
      className={className}
    >
      {children ?? (body.length === 0 ? undefined : <Sentences all={body} />)}
    </Blank>
  )
}

/** Refused by permission: grey with a lock, since nothing is wrong. */
export function NotPermitted(props: Omit<BlankProps, 'icon'>) {
  return <Blank icon={Lock} {...props} />
}

interface ErrorStateProps {
  /** What happened: "broker-d refused the request". */
  title: ReactNode
  /** The broker's own words. */
  remark?: string | null | undefined
  /** Whose fault it is, and what to try. */
  children?: ReactNode
  requestId?: string | null | undefined
  /** Whom it concerned, beside the request id: a broker's address. */
  target?: string | null | undefined
  onRetry?: () => void
  className?: string
}

/** What happened, whose fault it is, what to try, and the id that finds it in the log. */
export function ErrorState({ title, remark, children, requestId, target, onRetry, className }: ErrorStateProps) {
  const t = useTranslations('error')
  const common = useTranslations('common')
  return (
    <div
      role="alert"
      className={cn('grid gap-1.75 border border-l-3 border-line-2 border-l-danger-fill px-3.5 py-2.5', className)}
    >
      <div className="flex items-center gap-2 text-danger">
        <OctagonX className="size-4 flex-none stroke-[1.6]" aria-hidden="true" />
        <h3 className="font-semibold">{title}</h3>
      </div>
      {remark && <p className="mono bg-sunken px-2 py-1.5 leading-4.25 wrap-anywhere">{remark}</p>}
      {children && <p className="text-ink-2">{children}</p>}
      {(onRetry || requestId || target) && (
        <div className="flex flex-wrap items-center gap-2">
          {onRetry && (
            <Button onClick={onRetry}>
              <RotateCw />
              {common('retry')}
            </Button>
          )}
          <span className="mono flex-1 text-ink-3">
            {[requestId && t('request', { id: requestId }), target].filter(Boolean).join(' · ')}
          </span>
          {requestId && <CopyButton text={requestId} label={t('copyRequest')} />}
        </div>
      )}
    </div>
  )
}

/** One step on the way to a cluster. */
export interface ConnectionHop {
  id: string
  /** A name server or broker address. */
  label: ReactNode
  outcome: 'ok' | 'failed' | 'skipped'
  /** Milliseconds, or why it failed. */
  detail?: ReactNode
}

interface NotConnectedProps {
  title?: ReactNode
  children?: ReactNode
  /** What has been tried, in its order, when a cluster is configured but cannot be reached. */
  hops?: readonly ConnectionHop[]
  /** Beside it where nothing was tried yet. */
  more?: ReactNode
  className?: string
}

/** No cluster yet: how to give the console one; or, with `hops`, at which step the configured one fails. */
export function NotConnected({ title, children, hops = [], more, className }: NotConnectedProps) {
  const t = useTranslations('error')
  return (
    <div className={cn('grid gap-8 bg-sunken p-4 desk:grid-cols-2', className)}>
      <div>
        <h3 className="font-semibold">{title ?? t('notConnectedTitle')}</h3>
        <p className="pt-0.75 text-ink-2">{children ?? t('notConnectedBody')}</p>
        <Command label={t('notConnectedOwn')} text="npm start -- --namesrv host:9876" />
        <Command label={t('notConnectedDemo')} text="npm run demo" />
      </div>
      {hops.length === 0 && more}
      {hops.length > 0 && (
        <ol>
          {hops.map((hop) => (
            <li key={hop.id} className="flex min-h-7.5 items-center justify-between gap-3 border-b border-line-2 py-1">
              <span
                className={cn(
                  'flex min-w-0 items-center gap-1.25',
                  hop.outcome === 'failed' ? 'font-medium text-danger' : 'text-ink-2',
                )}
              >
                {hop.outcome === 'ok' && (
                  <Check className="size-3.5 flex-none text-ok" strokeWidth={2} aria-hidden="true" />
                )}
                {hop.outcome === 'failed' && (
                  <OctagonX className="size-3.5 flex-none" strokeWidth={2} aria-hidden="true" />
                )}
                {hop.outcome === 'skipped' && <span className="w-3.5 text-center text-ink-3">–</span>}
                <span className="wrap-anywhere">{hop.label}</span>
              </span>
              <span className="num text-right wrap-anywhere whitespace-normal text-ink-3">
                {hop.detail ??
                  t(hop.outcome === 'ok' ? 'hopOk' : hop.outcome === 'failed' ? 'hopFailed' : 'hopSkipped')}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function Command({ label, text }: { label: string; text: string }) {
  return (
    <div className="mt-3.5">
      <div className="text-small font-medium text-ink-2">{label}</div>
      <div className="mt-1.25 flex min-h-8 items-center gap-2 rounded-md border border-line-2 bg-raised pr-1 pl-2">
        <code className="min-w-0 flex-1 wrap-anywhere">{text}</code>
        <CopyButton text={text} />
      </div>
    </div>
  )
}
