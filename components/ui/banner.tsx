'use client'

import { Clock, Info, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { replicaName } from '@/lib/domain/failure'
import { type Moment, momentMs } from '@/lib/format/clock'
import { Button } from './button'
import { cn } from './cn'
import { useFailureWord } from './use-failure-word'
import { useFormat } from './use-format'

const look = {
  warning: {
    ground: 'bg-warn-soft shadow-[inset_3px_0_0_var(--warn-fill)]',
    icon: <TriangleAlert className="size-4 flex-none stroke-[1.6] text-warn" />,
  },
  danger: {
    ground: 'bg-danger-soft shadow-[inset_3px_0_0_var(--danger-fill)]',
    icon: <TriangleAlert className="size-4 flex-none stroke-[1.6] text-danger" />,
  },
  unknown: {
    ground: 'hatch bg-unknown-soft shadow-[inset_3px_0_0_var(--unknown-fill)]',
    icon: <Clock className="size-4 flex-none stroke-[1.6]" />,
  },
  info: {
    ground: 'bg-brand-soft shadow-[inset_3px_0_0_var(--accent)]',
    icon: <Info className="size-4 flex-none stroke-[1.6]" />,
  },
}

/** A sentence across the page about what it shows. */
export function Banner({
  tone,
  children,
  action,
  className,
}: {
  tone: keyof typeof look
  children: ReactNode
  action?: ReactNode
  className?: string
}) {
  return (
    <div
      role="status"
      className={cn(
        'flex min-h-9 flex-wrap items-center gap-2.5 rounded-md px-3 py-1.75 leading-4.5',
        look[tone].ground,
        className,
      )}
    >
      {look[tone].icon}
      <span className="min-w-0 flex-1">{children}</span>
      {action}
    </div>
  )
}

interface PartialBannerProps {
  completeness: {
    asked: number
    answered: number
    failed: readonly { target: string; reason: string; lastGoodAt: string | null }[]
  }
  onAskAgain?: () => void
  className?: string
}

/** Names who did not answer; the rest is shown. Draws nothing when everybody did. */
export function PartialBanner({ completeness, onAskAgain, className }: PartialBannerProps) {
  const t = useTranslations('truth')
  const format = useFormat()
  const word = useFailureWord()
  const { asked, answered, failed } = completeness
  if (failed.length === 0) return null
  return (
    <Banner
      tone="warning"
      {...(className ? { className } : {})}
      action={
        onAskAgain && (
          <Button size="sm" onClick={onAskAgain}>
            {t('askAgain')}
          </Button>
        )
      }
    >
      <b className="font-semibold">{t('partial', { answered, asked })}</b>{' '}
      {failed.slice(0, 3).map((f) => (
        <span key={f.target} data-hint={f.reason}>
          {f.lastGoodAt === null
            ? t('partialNever', { target: replicaName(f.target), reason: word(f.reason) })
            : t('partialSince', {
                target: replicaName(f.target),
                reason: word(f.reason),
                time: format.clock(f.lastGoodAt) ?? '',
              })}{' '}
        </span>
      ))}
      {failed.length > 3 && t('partialMore', { count: failed.length - 3 })}
    </Banner>
  )
}

/** The page no longer hears of the cluster: how long, and what its values are from. */
export function StaleBanner({
  lastAt,
  nowMs,
  onReconnect,
  source = 'stream',
  className,
}: {
  lastAt: Moment
  nowMs: number
  onReconnect?: () => void
  /** What no longer comes: the live stream, or any answer of the console. */
  source?: 'stream' | 'console'
  className?: string
}) {
  const t = useTranslations('truth')
  const format = useFormat()
  const atMs = momentMs(lastAt)
  if (atMs === null) return null
  return (
    <Banner
      tone="unknown"
      {...(className ? { className } : {})}
      action={
        onReconnect && (
          <Button size="sm" onClick={onReconnect}>
            {t('reconnect')}
          </Button>
        )
      }
    >
      <b className="font-semibold">{t('stale', { age: format.age(nowMs - atMs) ?? '' })}</b>{' '}
      {t(source === 'stream' ? 'staleDetail' : 'staleConsole', { time: format.clock(atMs) ?? '' })}
    </Banner>
  )
}

/** Something was cut where it has a limit: how much there is, and how to go on. */
export function LimitBanner({ count, where, action }: { count: number; where: string; action?: ReactNode }) {
  const t = useTranslations('truth')
  return (
    <Banner tone="info" action={action}>
      {t('limit', { count, where })}
    </Banner>
  )
}
