'use client'

import { Pause, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { useFormat } from '@/components/ui/use-format'
import { barButton } from './bar-button'
import { useLive } from './live'

/** Says whether the page follows the cluster, and pauses it. */
export function LiveIndicator() {
  const t = useTranslations('frame')
  const live = useLive()
  return (
    <button
      type="button"
      className={cn(barButton, 'max-desk:hidden')}
      aria-pressed={live.paused}
      aria-label={live.paused ? t('resume') : t('pause')}
      data-hint={live.paused ? t('resume') : t('pause')}
      onClick={() => live.setPaused(!live.paused)}
    >
      <LivePill pausedAtMs={live.pausedAtMs} intervalMs={live.intervalMs} />
    </button>
  )
}

/** What the indicator says: how often the page asks, or since when it does not. */
export function LivePill({ pausedAtMs, intervalMs }: { pausedAtMs: number | null; intervalMs: number }) {
  const t = useTranslations('frame')
  const format = useFormat()
  const paused = pausedAtMs !== null
  const Icon = paused ? Play : Pause
  return (
    <>
      <i className={cn('size-1.75', paused ? 'rounded-[1px] bg-bezel-warn' : 'rounded-full bg-bezel-ok')} />
      <span className="num max-mid:hidden">
        {paused
          ? t('paused', { time: format.clock(pausedAtMs) ?? '' })
          : t('live', { interval: format.age(intervalMs) ?? '' })}
      </span>
      <Icon className="size-3.5 stroke-[1.6]" />
    </>
  )
}
