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
  const format = useFormat()
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
      <i className={cn('size-1.75', live.paused ? 'rounded-[1px] bg-bezel-warn' : 'rounded-full bg-bezel-ok')} />
      <span className="num max-mid:hidden">
        {live.paused
          ? t('paused', { time: format.clock(live.pausedAtMs) ?? '' })
          : t('live', { interval: format.age(live.intervalMs) ?? '' })}
      </span>
      {live.paused ? <Play className="size-3.5 stroke-[1.6]" /> : <Pause className="size-3.5 stroke-[1.6]" />}
    </button>
  )
}
