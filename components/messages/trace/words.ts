'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormat } from '@/components/ui/use-format'
import type { Lane } from './timeline'

/** What a step is called, how it ended and what it cost, in the reader's language. */
export function useTraceWords() {
  const t = useTranslations('trace')
  const format = useFormat()
  return useMemo(() => {
    /** `12 ms`, `1.9 s`, `2 m 10 s`: finer than a duration, as costs are compared. */
    const time = (ms: number): string => {
      if (ms === 0) return t('noTimeAtAll')
      if (ms < 1_000 || ms >= 60_000) return format.duration(ms) ?? ''
      return t('seconds', { n: (Math.round(ms / 100) / 10).toFixed(1) })
    }
    const step = (lane: Lane): string => {
      if (lane.kind !== 'attempt') return t(`step.${lane.kind}`)
      return lane.attempt === null ? t('step.attemptUnknown') : t('step.attempt', { n: lane.attempt })
    }
    const result = (lane: Lane): string => {
      const word = t(`result.${lane.result}`)
      return lane.kind === 'transaction' && lane.fromCheck ? t('whenAsked', { result: word }) : word
    }
    /** What stands behind a bar: the cost, and the result where it is no plain success. */
    const note = (lane: Lane): string => {
      if (lane.isEstimate && lane.fromMs !== null) return t('about', { time: time(lane.fromMs) })
      if (lane.costMs === null) return result(lane)
      return lane.result === 'success'
        ? time(lane.costMs)
        : t('ended', { time: time(lane.costMs), result: result(lane) })
    }
    return { time, step, result, note }
  }, [t, format])
}
