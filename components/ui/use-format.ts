'use client'

import { useLocale } from 'next-intl'
import { useMemo } from 'react'
import { formatClock, formatDateTime, type Moment } from '@/lib/format/clock'
import { formatAge, formatDuration } from '@/lib/format/duration'
import { formatBytes, formatCount, formatPercent, formatRate, formatRateUnit, formatShort } from '@/lib/format/number'
import type { FormatLocale } from '@/lib/format/units'
import { useZone } from './zone'

/** Every format of lib/format, in the reader's language and zone. Null in, null out. */
export function useFormat() {
  const locale: FormatLocale = useLocale()
  const { timeZone } = useZone()
  return useMemo(
    () => ({
      locale,
      timeZone,
      count: formatCount,
      short: formatShort,
      rate: formatRate,
      bytes: formatBytes,
      percent: formatPercent,
      rateUnit: (perSecond: number | null) => formatRateUnit(perSecond, locale),
      duration: (ms: number | null) => formatDuration(ms, locale),
      age: (ms: number | null) => formatAge(ms, locale),
      clock: (moment: Moment | null, precision?: 'minutes' | 'seconds' | 'milliseconds') =>
        formatClock(moment, precision === undefined ? { timeZone } : { timeZone, precision }),
      dateTime: (moment: Moment | null, precision?: 'minutes' | 'seconds' | 'milliseconds') =>
        formatDateTime(moment, precision === undefined ? { timeZone } : { timeZone, precision }),
    }),
    [locale, timeZone],
  )
}

export type Format = ReturnType<typeof useFormat>
