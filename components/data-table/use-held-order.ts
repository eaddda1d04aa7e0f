'use client'

import { useMemo, useState } from 'react'

/** Rows at the places that the held ones had, with the values of the fresh ones. */
type Hold<Slot> = (
  held: readonly Slot[],
  fresh: readonly Slot[],
) => { rows: readonly Slot[]; gone: ReadonlySet<string> }

interface Held<Slot> {
  /** Under which question the order was taken; another question is another order. */
  key: string
  /** The answer that `rows` were last made of. */
  of: readonly Slot[]
  rows: readonly Slot[]
  gone: ReadonlySet<string>
}

/**
 * Holds the order of rows while a mouse is over the table. Spread `pointer` on what surrounds it. A click on a column's
 * head happens under that mouse: the rows of the question before, which stand until the answer comes, are not held.
 * `hold` is `holdOrder` or `holdSlots`; keep it stable.
 */
export function useHeldOrder<Slot>(rows: readonly Slot[] | undefined, key: string, hold: Hold<Slot>) {
  const [inside, setInside] = useState(false)
  const [held, setHeld] = useState<Held<Slot> | null>(null)
  const [shown, setShown] = useState({ key, rows, before: undefined as readonly Slot[] | undefined })

  if (shown.key !== key) setShown({ key, rows, before: shown.rows })
  else if (shown.rows !== rows) setShown({ ...shown, rows })
  const answered = shown.key === key && rows !== shown.before

  if (rows !== undefined && answered && inside) {
    if (held?.key !== key) setHeld({ key, of: rows, rows, gone: nobody })
    else if (held.of !== rows) setHeld({ key, of: rows, ...hold(held.rows, rows) })
  }
  if (!inside && held !== null) setHeld(null)

  const result = useMemo(() => {
    if (rows === undefined || !inside || held === null || held.key !== key) return { rows, gone: nobody, active: false }
    const active = held.gone.size > 0 || held.rows.some((row, index) => rows[index] !== row)
    return { rows: held.rows, gone: held.gone, active }
  }, [rows, inside, held, key])

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
