'use client'

import { useMemo } from 'react'
import type { TableColumn } from './columns'
import { useStored } from './use-stored'

export type Density = 'normal' | 'compact'

/** Rows are as high as the reader wants, in every table. */
export function useDensity(fallback: Density): [Density, (density: Density) => void] {
  const [stored, store] = useStored('rocketdeck.density')
  return [stored === 'normal' || stored === 'compact' ? stored : fallback, store]
}

export interface ColumnChoice<Row> {
  shown: readonly TableColumn<Row>[]
  isShown: (id: string) => boolean
  toggle: (id: string, show: boolean) => void
  /** Null where nothing was changed. */
  reset: (() => void) | null
}

/** Which columns the reader wants in this table; kept in the browser. The first column always stands. */
export function useColumnChoice<Row>(tableId: string, columns: readonly TableColumn<Row>[]): ColumnChoice<Row> {
  const [stored, store] = useStored(`rocketdeck.columns.${tableId}`)
  return useMemo(() => {
    const choice = parseChoice(stored)
    const isShown = (id: string) => {
      const index = columns.findIndex((c) => c.id === id)
      return index === 0 || (choice[id] ?? columns[index]?.hidden !== true)
    }
    return {
      shown: columns.filter((c) => isShown(c.id)),
      isShown,
      toggle: (id: string, show: boolean) => store(JSON.stringify({ ...choice, [id]: show })),
      reset: stored === null ? null : () => store(null),
    }
  }, [stored, store, columns])
}

/** What was stored, as far as it is a choice: older versions and other hands may have written anything. */
export function parseChoice(stored: string | null): Record<string, boolean> {
  if (stored === null) return {}
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
    return Object.fromEntries(Object.entries(value).filter(([, shown]) => typeof shown === 'boolean'))
  } catch {
    return {}
  }
}
