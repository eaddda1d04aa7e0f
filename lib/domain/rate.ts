/** An ever-growing counter (an offset of one queue) at a moment. */
export type OffsetSample = { atMs: number; offset: bigint }

/**
 * Messages a second between two samples of the same queue. null (a gap, not 0) with one sample only, when no time
 * passed, and when the counter went back: the queue was recreated or the offset reset.
 */
export function ratePerSecond(previous: OffsetSample | null, current: OffsetSample | null): number | null {
  if (!previous || !current) return null
  const elapsedMs = current.atMs - previous.atMs
  if (!(elapsedMs > 0) || current.offset < previous.offset) return null
  return (Number(current.offset - previous.offset) * 1000) / elapsedMs
}
