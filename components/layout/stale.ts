/** Nothing new for longer than this is said. */
export const STALE_MS = 15_000

export interface StaleInput {
  nowMs: number
  /** Last answer of the console; null before the first. */
  answeredAtMs: number | null
  /** It is asked and does not answer: the call failed, hangs, or waits for the network. */
  asking: boolean
  /** Since when the stream is lost; null while it runs. */
  streamLostSinceMs: number | null
  /** Since when the page can be seen and is live: a hidden tab or a paused page asks nothing. */
  liveSinceMs: number
}

/** Whether what the page shows has gone stale: what failed, and from when the values are. */
export function staleness(input: StaleInput): { source: 'console' | 'stream'; lastAtMs: number } | null {
  const { nowMs, answeredAtMs, asking, streamLostSinceMs, liveSinceMs } = input
  const tooLong = (sinceMs: number) => nowMs - Math.max(sinceMs, liveSinceMs) > STALE_MS
  if (answeredAtMs !== null && asking && tooLong(answeredAtMs)) return { source: 'console', lastAtMs: answeredAtMs }
  if (streamLostSinceMs !== null && tooLong(streamLostSinceMs)) return { source: 'stream', lastAtMs: streamLostSinceMs }
  return null
}
