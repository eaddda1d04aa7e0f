'use client'

import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { chartZoomParsers } from '@/lib/url/chart-range'
import { spanOf, stepSpan, type TimeSpan } from './prepare/zoom'

/** The part of time that all charts of the page show, in the URL (`?from=…&to=…`); null: the newest samples. */
export function useChartZoom() {
  const [{ from, to }, setUrl] = useQueryStates(chartZoomParsers, { history: 'push' })
  return useMemo(() => {
    const setZoom = (span: TimeSpan | null) => void setUrl({ from: span?.fromMs ?? null, to: span?.toMs ?? null })
    return {
      zoom: spanOf(from, to),
      setZoom,
      /** Half as much, earlier or later, of what is shown, inside what is known. */
      step: (shown: TimeSpan, way: 'in' | 'earlier' | 'later', limits: TimeSpan) =>
        setZoom(stepSpan(shown, way, limits)),
    }
  }, [from, to, setUrl])
}
