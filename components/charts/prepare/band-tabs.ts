import type { ChartBand } from './types'

/** The tab of a band: its words, and on which side of the band's left edge they stand. */
export interface BandTab {
  text: string
  side: 'right' | 'left'
}

/** Width of a character of 11 px, generously; of one that is as wide as it is high. */
const CHAR_PX = 5.8
const WIDE_CHAR_PX = 11
const PADDING_PX = 14

/**
 * Which bands have their cause written in a tab, and where, so that no tab lies on another: one after the other from the
 * left; a tab that would meet the next is not written a second time for the same cause, moves to the band's other side
 * for a different one, and is left out where neither side has room (hovering, the table and the summary still say it).
 */
export function bandTabs(
  bands: readonly ChartBand[],
  textOf: (band: ChartBand) => string,
  shown: { fromMs: number; toMs: number },
  widthPx: number,
): (BandTab | null)[] {
  const perMs = widthPx / (shown.toMs - shown.fromMs)
  const tabs: (BandTab | null)[] = []
  let taken = 0
  let lastText: string | null = null
  for (const band of bands) {
    const text = textOf(band)
    const left = (band.fromMs - shown.fromMs) * perMs
    const width = textWidth(text)
    const fitsRight = left >= taken && left + width <= widthPx
    const fitsLeft = left - width >= taken
    const meetsSame: boolean = text === lastText && left < taken + width
    const side = meetsSame ? null : fitsRight ? 'right' : fitsLeft ? 'left' : null
    tabs.push(side === null ? null : { text, side })
    if (side === null) continue
    taken = side === 'right' ? left + width : left
    lastText = text
  }
  return tabs
}

function textWidth(text: string): number {
  let width = PADDING_PX
  for (const char of text) width += char.codePointAt(0)! > 0x2e80 ? WIDE_CHAR_PX : CHAR_PX
  return width
}
