'use client'

import { type PointerEvent, useState } from 'react'
import { dragSpan, type TimeSpan } from './prepare/zoom'

/** Less than this is a press, not a drag. */
const MEANT_PX = 5

/** Dragging over the plot marks a span of time and zooms into it. Spread `on` over what lies round it. */
export function useDragZoom(figure: HTMLElement | null, shown: TimeSpan, onZoom: (span: TimeSpan) => void) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const partOf = (event: PointerEvent): number => {
    const plot = figure?.querySelector('[data-plot]')?.getBoundingClientRect()
    return plot && plot.width > 0 ? (event.clientX - plot.left) / plot.width : 0
  }
  const width = () => figure?.querySelector('[data-plot]')?.getBoundingClientRect().width ?? 1
  return {
    /** Where the mark lies, as parts of the plot. */
    mark: drag && Math.abs(drag.to - drag.from) * width() >= MEANT_PX ? drag : null,
    on: {
      onPointerDown: (event: PointerEvent) => {
        const at = partOf(event)
        if (event.button !== 0 || at < 0 || at > 1 || (event.target as Element).closest('button')) return
        setDrag({ from: at, to: at })
        // Text under the way of the pointer is not selected.
        event.preventDefault()
      },
      onPointerMove: (event: PointerEvent) => {
        if (!drag) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ ...drag, to: partOf(event) })
      },
      onPointerUp: (event: PointerEvent) => {
        if (!drag) return
        setDrag(null)
        const span = dragSpan(shown, drag.from, partOf(event))
        if (span && Math.abs(partOf(event) - drag.from) * width() >= MEANT_PX) onZoom(span)
      },
      onPointerCancel: () => setDrag(null),
    },
  }
}
