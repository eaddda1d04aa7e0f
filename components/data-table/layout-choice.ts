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
  /** Every column in the reader's order. */
  all: readonly TableColumn<Row>[]
  shown: readonly TableColumn<Row>[]
  isShown: (id: string) => boolean
  toggle: (id: string, show: boolean) => void
  /** To a place in `all`; the first column keeps its own. */
  move: (id: string, place: number) => void
  /** Null where nothing was changed. */
  reset: (() => void) | null
}

/** Which columns the reader wants in this table, in which order; kept in the browser. The first always stands first. */
export function useColumnChoice<Row>(tableId: string, columns: readonly TableColumn<Row>[]): ColumnChoice<Row> {
  const [stored, store] = useStored(`rocketdeck.columns.${tableId}`)
  const [storedOrder, storeOrder] = useStored(`rocketdeck.column-order.${tableId}`)
  return useMemo(() => {
    const choice = parseChoice(stored)
    const all = orderColumns(columns, parseOrder(storedOrder))
    const isShown = (id: string) => {
      const column = columns.find((c) => c.id === id)
      return id === columns[0]?.id || (choice[id] ?? column?.hidden !== true)
    }
    return {
      all,
      shown: all.filter((c) => isShown(c.id)),
      isShown,
      toggle: (id: string, show: boolean) => store(JSON.stringify({ ...choice, [id]: show })),
      move: (id: string, place: number) =>
        storeOrder(
          JSON.stringify(
            movedTo(
              all.map((c) => c.id),
              id,
              place,
            ),
          ),
        ),
      reset:
        stored === null && storedOrder === null
          ? null
          : () => {
              store(null)
              storeOrder(null)
            },
    }
  }, [stored, store, storedOrder, storeOrder, columns])
}

/** What was stored, as far as it is a choice: older versions and other hands may have written anything. */
export function parseChoice(stored: string | null): Record<string, boolean> {
  const value = parsed(stored)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).filter(([, shown]) => typeof shown === 'boolean'))
}

/** Column ids in the order that was stored. */
export function parseOrder(stored: string | null): readonly string[] {
  const value = parsed(stored)
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}

/** The columns in the chosen order; one that the order does not know stands where it was delivered. */
export function orderColumns<Row>(
  columns: readonly TableColumn<Row>[],
  order: readonly string[],
): readonly TableColumn<Row>[] {
  if (order.length === 0) return columns
  const [first, ...others] = columns
  if (!first) return columns
  const known = order.flatMap((id) => others.find((c) => c.id === id) ?? [])
  const result = [first, ...new Set(known)]
  for (const [index, column] of columns.entries()) if (!result.includes(column)) result.splice(index, 0, column)
  return result
}

/** The ids with one of them at another place; the first place is the name's. */
export function movedTo(ids: readonly string[], id: string, place: number): string[] {
  const from = ids.indexOf(id)
  if (from <= 0) return [...ids]
  const result = ids.filter((other) => other !== id)
  result.splice(Math.min(Math.max(1, place), result.length), 0, id)
  return result
}

function parsed(stored: string | null): unknown {
  if (stored === null) return null
  try {
    return JSON.parse(stored)
  } catch {
    return null
  }
}
