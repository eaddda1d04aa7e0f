'use client'

import { type RefObject, startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RowRange } from './endless'
import { type DrawnRows, drawnRows, rowsInSight } from './row-window'

export interface RowWindow extends DrawnRows {
  /** Pixels of the rows over and under them. */
  before: number
  after: number
  /** Scrolls a row into sight, if it is not. */
  reveal: (row: number) => void
}

interface RowWindowOptions {
  scroller: RefObject<HTMLElement | null>
  /** Off: every row is drawn. */
  enabled: boolean
  count: number
  rowHeight: number
  /** Where the list begins. */
  startRow: number
  /** Hears which rows are in sight. */
  onRange: ((range: RowRange) => void) | undefined
}

/** What the server draws, and the first look before the place is measured. */
const FIRST_HEIGHT = 720
/** The head, which covers the top of the place. */
const HEAD_HEIGHT = 28

/**
 * The rows of a long list that are drawn. They are drawn in between other work: a far jump never holds the page, and one
 * place is drawn whole before the next one begins, however fast the reader scrolls.
 */
export function useRowWindow(options: RowWindowOptions): RowWindow | null {
  const { scroller, enabled, count, rowHeight, startRow } = options
  // Whatever the list turns out to hold.
  const [drawn, setDrawn] = useState<DrawnRows>(() =>
    drawnRows({ top: startRow * rowHeight, height: FIRST_HEIGHT }, rowHeight, startRow + 1_000),
  )
  const latest = useRef(options)
  const shown = useRef(drawn)
  const asked = useRef<DrawnRows | null>(null)
  useLayoutEffect(() => {
    latest.current = options
  })

  const look = useCallback(() => {
    const now = latest.current
    const element = now.scroller.current
    if (!element || !now.enabled || now.count === 0) return
    const place = { top: element.scrollTop, height: element.clientHeight }
    const next = drawnRows(place, now.rowHeight, now.count)
    now.onRange?.({ first: rowsInSight(place, now.rowHeight, now.count).first, last: next.last })
    if (asked.current !== null) return
    if (next.first === shown.current.first && next.last === shown.current.last) return
    asked.current = next
    startTransition(() => setDrawn(next))
  }, [])

  // The reader has gone on while the last place was drawn.
  useEffect(() => {
    shown.current = drawn
    if (asked.current !== drawn) return
    asked.current = null
    look()
  }, [drawn, look])

  const begun = useRef(false)
  useLayoutEffect(() => {
    if (!enabled || begun.current) return
    begun.current = true
    if (startRow > 0) scroller.current?.scrollTo({ top: startRow * rowHeight })
  }, [enabled, scroller, startRow, rowHeight])

  useEffect(() => {
    const element = scroller.current
    if (!element || !enabled) return
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, enabled, look])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, or rows of another height, at the same place
  useEffect(look, [look, enabled, count, rowHeight, options.onRange])

  const reveal = useCallback((row: number) => {
    const { scroller, rowHeight } = latest.current
    const element = scroller.current
    if (!element) return
    const top = row * rowHeight
    const under = top + rowHeight + HEAD_HEIGHT - element.clientHeight
    if (top < element.scrollTop) element.scrollTo({ top })
    else if (under > element.scrollTop) element.scrollTo({ top: under })
  }, [])

  if (!enabled) return null
  const last = Math.min(drawn.last, count - 1)
  const first = Math.min(drawn.first, Math.max(0, last))
  return { first, last, before: first * rowHeight, after: (count - 1 - last) * rowHeight, reveal }
}
