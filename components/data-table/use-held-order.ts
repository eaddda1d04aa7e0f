'use client'

import { useMemo, useState } from 'react'
import { holdOrder } from './hold-order'

interface Held<Row> {
  /** Under which question the order was taken; another question is another order. */
  key: string
  rows: readonly Row[]
}

/**
 * Holds the order of rows while a mouse is over the table. Spread `pointer` on what surrounds it. A click on a column's
 * head happens under that mouse: the rows of the question before, which stand until the answer comes, are not held.
 */
export function useHeldOrder<Row>(
  rows: readonly Row[] | undefined,
  rowId: (row: Row) => string,
  key: string,
  limit: number,
) {
  const [inside, setInside] = useState(false)
  const [held, setHeld] = useState<Held<Row> | null>(null)
  const [shown, setShown] = useState({ key, rows, before: undefined as readonly Row[] | undefined })

  if (shown.key !== key) setShown({ key, rows, before: shown.rows })
  else if (shown.rows !== rows) setShown({ ...shown, rows })
  const answered = shown.key === key && rows !== shown.before

  if (rows !== undefined && answered && inside && held?.key !== key) setHeld({ key, rows })
  if (!inside && held !== null) setHeld(null)

  const result = useMemo(() => {
    if (rows === undefined || !inside || held === null || held.key !== key) return { rows, gone: nobody, active: false }
    const kept = holdOrder(held.rows, rows, rowId, Math.max(limit, held.rows.length))
    const active = kept.gone.size > 0 || kept.rows.some((row, index) => rows[index] !== row)
    return { ...kept, active }
  }, [rows, inside, held, key, rowId, limit])

  return {
    ...result,
    pointer: {
      // A finger leaves no pointer behind, so only a mouse holds.
      onPointerEnter: (event: { pointerType: string }) => setInside(event.pointerType === 'mouse'),
      onPointerLeave: () => setInside(false),
    },
  }
}

const nobody: ReadonlySet<string> = new Set()
