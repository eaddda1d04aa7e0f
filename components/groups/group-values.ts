import type { OutputOf } from '@/lib/contract/endpoint'
import type { listGroups, readGroup, readGroupLag } from '@/lib/contract/groups'
import { slopePerMs } from '@/lib/domain/trend'

export type GroupRow = OutputOf<typeof listGroups>['items'][number]
export type GroupDetail = OutputOf<typeof readGroup>
export type QueueRow = OutputOf<typeof readGroupLag>['items'][number]
export type LagNote = GroupRow['notes'][number]

/** Numbers of a group that may be lower bounds. */
export type GroupNumber =
  | 'members'
  | 'lagMessages'
  | 'lagMs'
  | 'expiredMessages'
  | 'outTps'
  | 'retryMessages'
  | 'dlqMessages'

/** What of a group decides how its numbers are drawn; a row of a topic's groups has it too. */
type LagFacts = Pick<GroupRow, 'notes' | 'lagMessages'>

/** How a group's lag is drawn: as a number, as kept by its clients, or as a question that makes no sense here. */
export function lagLook(row: LagFacts): 'number' | 'at-clients' | 'none' {
  if (row.notes.includes('broadcasting')) return 'at-clients'
  return row.notes.includes('no-queues') ? 'none' : 'number'
}

/** Notes that qualify a lag which is drawn as a number; the others have a look of their own. */
export function lagCaveats(row: LagFacts): LagNote[] {
  return row.notes.filter((note) => note !== 'broadcasting' && note !== 'no-queues')
}

/** Why a number of a group is not known. */
export type Why = 'brokerSilent' | 'neverCommitted' | 'noSecondSample' | 'noStoreTime' | 'notAnswered'

export function whyUnknown(row: LagFacts, field: GroupNumber): Why {
  if (row.notes.includes('broker-silent')) return 'brokerSilent'
  if (row.lagMessages === null && row.notes.includes('never-committed') && field.startsWith('lag')) {
    return 'neverCommitted'
  }
  if (field === 'outTps') return 'noSecondSample'
  return field === 'lagMs' ? 'noStoreTime' : 'notAnswered'
}

/** A group's number in CSV: a lower bound is `>=n`, unknown is empty. */
export function groupCsv(row: GroupRow, field: GroupNumber) {
  return { value: row[field], atLeast: row.atLeast.includes(field) }
}

/** The contract's words for where a lag goes, in those of the arrow. */
export const directions = { rising: 'growing', falling: 'falling', steady: 'steady' } as const

const STEP_MS = 30_000
const PACE_POINTS = 10

/**
 * Messages a second by which a lag grew (positive) or shrank in the last five minutes: the straight line through the
 * last ten points of its 15-minute trend. null below three known points.
 */
export function lagPace(points: readonly (number | null)[]): number | null {
  const recent = points
    .slice(-PACE_POINTS)
    .map((value, index) => ({ atMs: index * STEP_MS, value }))
    .filter((point): point is { atMs: number; value: number } => point.value !== null)
  const slope = recent.length < 3 ? null : slopePerMs(recent)
  return slope === null ? null : slope * 1_000
}

/** Slower than this is no pace: it would be written as 0. */
const LEAST_PACE = 0.05

/** The pace of a trend as a positive number; null where none can be said, or the five minutes do not bear it out. */
export function paceOf(trend: GroupRow['trend'], points: readonly (number | null)[]): number | null {
  const pace = lagPace(points)
  if (pace === null || trend === null || trend === 'steady') return null
  const along = trend === 'rising' ? pace : -pace
  return along < LEAST_PACE ? null : along
}

/** What is said of the time to catch up: an estimate only while there is one. */
export type CatchUpWords =
  | { kind: 'estimate'; remainingMs: number }
  | { kind: 'caught-up' | 'not-shrinking' | 'too-few-samples' | 'unknown' | 'none' }

export function catchUpWords(
  group: Pick<GroupDetail, 'notes' | 'lagMessages' | 'lagTrend' | 'catchUpMs'>,
): CatchUpWords {
  if (lagLook(group) !== 'number') return { kind: 'none' }
  if (group.lagMessages === null) return { kind: 'unknown' }
  if (group.lagMessages === 0 || group.catchUpMs === 0) return { kind: 'caught-up' }
  if (group.catchUpMs !== null) return { kind: 'estimate', remainingMs: group.catchUpMs }
  const reachesBack = group.lagTrend.slice(0, -PACE_POINTS).some((value) => value !== null)
  return { kind: reachesBack ? 'not-shrinking' : 'too-few-samples' }
}

/** A list of versions in the width of one: the newest, and how many more. */
export function shortVersions(versions: readonly string[]): { newest: string; more: number } | null {
  const newest = versions.at(-1)
  return newest === undefined ? null : { newest, more: versions.length - 1 }
}
