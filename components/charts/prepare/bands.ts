import type { ChartBand, ChartRow, SampleGap } from './types'

/** Gaps as bands inside the range; those of the same targets that touch are one. */
export function gapBands(gaps: readonly SampleGap[], fromMs: number, toMs: number): ChartBand[] {
  const bands = gaps
    .map((gap) => ({
      fromMs: Math.max(fromMs, Date.parse(gap.from)),
      toMs: gap.to === null ? toMs : Math.min(toMs, Date.parse(gap.to)),
      targets: gap.targets,
      open: gap.to === null,
    }))
    .filter((band) => band.toMs > band.fromMs)
    .sort((a, b) => a.fromMs - b.fromMs)
  return joined(bands)
}

/**
 * Times in which no series has a value and no gap says why: nothing was collected. A distance of more than three steps
 * between two rows counts as such a time too. What lies before the first row is simply not there yet.
 */
export function silentBands(
  rows: readonly ChartRow[],
  keys: readonly string[],
  stepMs: number,
  known: readonly ChartBand[],
): ChartBand[] {
  const answered = rows.filter((row) => keys.some((key) => (row.whole[key] ?? row.atLeast[key] ?? null) !== null))
  const bands: ChartBand[] = []
  for (let i = 1; i < answered.length; i++) {
    const fromMs = answered[i - 1]!.atMs
    const toMs = answered[i]!.atMs
    if (toMs - fromMs > 3 * stepMs) bands.push({ fromMs, toMs, targets: [], open: false })
  }
  return bands.filter((band) => !known.some((k) => k.fromMs < band.toMs && k.toMs > band.fromMs))
}

function joined(bands: readonly ChartBand[]): ChartBand[] {
  const result: ChartBand[] = []
  for (const band of bands) {
    const before = result.at(-1)
    if (before && band.fromMs <= before.toMs && sameTargets(before.targets, band.targets)) {
      result[result.length - 1] = { ...before, toMs: Math.max(before.toMs, band.toMs), open: before.open || band.open }
    } else {
      result.push(band)
    }
  }
  return result
}

function sameTargets(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((target) => b.includes(target))
}
