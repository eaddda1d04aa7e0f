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
 * Which bands have their cause written in a tab, and where, so that no tab lies on another, or on the band of another
 * cause: the widest band first, then from the left. A tab that would meet one of the same cause is not written a second
 * time; it moves to the band's other side where that is free, and is left out where neither is (hovering, the table and
 * the summary still say it).
 */
export function bandTabs(
  bands: readonly ChartBand[],
  textOf: (band: ChartBand) => string,
  shown: { fromMs: number; toMs: number },
  widthPx: number,
): (BandTab | null)[] {
  const perMs = widthPx / (shown.toMs - shown.fromMs)
  const places = bands.map((band, index) => ({
    index,
    text: textOf(band),
    from: (band.fromMs - shown.fromMs) * perMs,
    to: (band.toMs - shown.fromMs) * perMs,
  }))
  const tabs: (BandTab | null)[] = bands.map(() => null)
  const taken: { from: number; to: number; text: string }[] = []
  const widestFirst = [...places].sort((a, b) => b.to - b.from - (a.to - a.from) || a.index - b.index)
  for (const place of widestFirst) {
    const width = textWidth(place.text)
    const beside = { from: place.from - width, to: place.from + width }
    if (taken.some((tab) => tab.text === place.text && meet(tab, beside))) continue
    const side = (['right', 'left'] as const).find((one) => {
      const from = one === 'right' ? place.from : place.from - width
      const tab = { from, to: from + width }
      if (tab.from < 0 || tab.to > widthPx || taken.some((other) => meet(other, tab))) return false
      const onOwnBand = one === 'right' && tab.to <= place.to
      return onOwnBand || !places.some((other) => other.text !== place.text && meet(other, tab))
    })
    if (side === undefined) continue
    const from = side === 'right' ? place.from : place.from - width
    tabs[place.index] = { text: place.text, side }
    taken.push({ from, to: from + width, text: place.text })
  }
  return tabs
}

function meet(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  return a.from < b.to && b.from < a.to
}

function textWidth(text: string): number {
  let width = PADDING_PX
  for (const char of text) width += char.codePointAt(0)! > 0x2e80 ? WIDE_CHAR_PX : CHAR_PX
  return width
}
