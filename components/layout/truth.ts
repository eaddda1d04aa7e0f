import { type Moment, momentMs } from '@/lib/format/clock'

/** How much of an answer is there, as every list of the API says it. */
export interface CompletenessInfo {
  asked: number
  answered: number
  failed: readonly { target: string; reason: string; lastGoodAt: string | null }[]
}

/** One bar of the truth meter. */
export type MeterBar = 'answered' | 'failed' | 'unknown'

/**
 * A bar for each replica asked: those with an older value count as failed, those never heard of as unknown. With the
 * names of all replicas each bar keeps its place; without, the failed ones stand last.
 */
export function meterBars(completeness: CompletenessInfo, targets?: readonly string[]): MeterBar[] {
  const failed = new Map(
    completeness.failed.map((f) => [f.target, f.lastGoodAt === null ? 'unknown' : 'failed'] as const),
  )
  if (targets && targets.length === completeness.asked) return targets.map((t) => failed.get(t) ?? 'answered')
  const bars: MeterBar[] = Array.from({ length: Math.max(0, completeness.answered) }, () => 'answered')
  for (const state of failed.values()) bars.push(state)
  while (bars.length < completeness.asked) bars.push('unknown')
  return bars.slice(0, completeness.asked)
}

/** Age of an answer in milliseconds, never negative; null while either is unknown. */
export function ageMs(asOf: Moment | null | undefined, nowMs: number | null): number | null {
  const at = momentMs(asOf)
  return at === null || nowMs === null ? null : Math.max(0, nowMs - at)
}
