import type { OutputOf } from '@/lib/contract/endpoint'
import type { listJobItems, readJob } from '@/lib/contract/jobs'

export type Job = OutputOf<typeof readJob>['item']
export type JobLine = OutputOf<typeof listJobItems>['items'][number]

/** Steps of the rate, messages a second. */
const RATES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

/** The next rate up or down; null at the end. */
export function nextRate(rate: number, up: boolean): number | null {
  return (up ? RATES.find((each) => each > rate) : RATES.findLast((each) => each < rate)) ?? null
}

/** It goes on by itself, or when it is told to. */
export const isOpen = ({ state }: Job) => state === 'running' || state === 'paused'

/** Dead letters that a job is through with, one way or another. */
export const settledOf = ({ sent, notSent, inDoubt, skipped }: Job) => sent + notSent + inDoubt + skipped

/** Parts of the progress line, 0…1; null while it is not known how many there are to look at. */
export function partsOf(job: Job) {
  if (job.of === null) return null
  // What came meanwhile may be more than was counted.
  const whole = Math.max(job.of, settledOf(job), 1)
  return {
    sent: job.sent / whole,
    notSent: job.notSent / whole,
    inDoubt: job.inDoubt / whole,
    skipped: job.skipped / whole,
  }
}

export interface Pace {
  atMs: number
  settled: number
}

const PACE_MS = 20_000

/** The looks at a job of the last seconds, with this one; another job begins anew. */
export function paced(before: readonly Pace[], now: Pace): readonly Pace[] {
  if (now.atMs === before.at(-1)?.atMs) return before
  if (before.some(({ settled }) => settled > now.settled)) return [now]
  return [...before.filter(({ atMs }) => now.atMs - atMs <= PACE_MS), now]
}

/** How long a running job will take, in ms: at the pace it has had, or before that is known at its rate. */
export function timeLeftMs(job: Job, pace: readonly Pace[]): number | null {
  if (job.of === null || job.state !== 'running') return null
  const left = Math.max(0, job.of - settledOf(job))
  const first = pace[0]
  const last = pace.at(-1)
  const seconds = first && last ? (last.atMs - first.atMs) / 1000 : 0
  // What is left out takes no time: with some of it the pace may be above the rate.
  const most = job.skipped > 0 ? Number.POSITIVE_INFINITY : job.ratePerSecond
  const measured = first && last && seconds >= 4 ? (last.settled - first.settled) / seconds : job.ratePerSecond
  return measured <= 0 ? null : (left / Math.min(measured, most)) * 1000
}

/** The job to show: one that is open, else the newest that was not put away. Jobs come newest first. */
export function shownJob(jobs: readonly Job[], dismissedAt: string | null): Job | null {
  const open = jobs.find((job) => job.state === 'running') ?? jobs.find(isOpen)
  const newest = jobs[0]
  if (open || !newest) return open ?? null
  return dismissedAt !== null && newest.createdAt <= dismissedAt ? null : newest
}

const MOST_DISMISSED = 50

/** When the newest job that was put away had begun, of one group; kept in the browser as JSON. */
export function dismissedAt(stored: string | null, key: string): string | null {
  return readDismissed(stored)[key] ?? null
}

/** What is kept after one more was put away: the groups of the last fifty. */
export function withDismissed(stored: string | null, key: string, createdAt: string): string {
  const { [key]: _, ...rest } = readDismissed(stored)
  return JSON.stringify(Object.fromEntries([...Object.entries(rest), [key, createdAt]].slice(-MOST_DISMISSED)))
}

function readDismissed(stored: string | null): Record<string, string> {
  try {
    const value: unknown = JSON.parse(stored ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch {
    return {}
  }
}
