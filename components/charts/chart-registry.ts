'use client'

import { useEffect, useSyncExternalStore } from 'react'
import type { ValueKind } from '@/components/ui/value'
import type { ChartSeries, PreparedChart } from './prepare/types'

/** What one chart of the page shows now, for the controls that act on all of them. */
export interface ShownChart {
  id: string
  label: string
  chart: PreparedChart
  series: readonly ChartSeries[]
  hidden: ReadonlySet<string>
  as: ValueKind
  /** From the first to the newest sample. */
  limits: { fromMs: number; toMs: number } | null
}

const shown = new Map<string, ShownChart>()
const listeners = new Set<() => void>()
const none: readonly ShownChart[] = []
let snapshot = none

/** Says what a mounted chart shows; it is forgotten when the chart leaves. */
export function useShown(chart: ShownChart): void {
  useEffect(() => {
    shown.set(chart.id, chart)
    changed()
  }, [chart])
  const { id } = chart
  useEffect(
    () => () => {
      shown.delete(id)
      changed()
    },
    [id],
  )
}

/** The charts of this page, in the order in which they came. */
export function useShownCharts(): readonly ShownChart[] {
  return useSyncExternalStore(
    subscribe,
    () => snapshot,
    () => none,
  )
}

function changed(): void {
  snapshot = [...shown.values()]
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
