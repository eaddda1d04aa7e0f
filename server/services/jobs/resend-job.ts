import 'server-only'
import { z } from 'zod'
import type { Job as StoredJob } from '@/server/store/jobs'
import type { JsonObject } from '@/server/store/json'
import type { SearchInput } from '../messages/search/search-input'

/** The kind of job that sends dead letters again, as the store has it. */
export const RESEND = 'resend-dead-letters'

const Position = z.object({ broker: z.string(), queueId: z.number(), offset: z.number() })

/** What a resend was asked. Filters as those of a search. */
export const ResendParams = z.object({
  group: z.string(),
  topic: z.string(),
  target: z.enum(['group', 'origin']),
  /** Of target `origin`: the topics that letters may go back to. */
  origins: z.array(z.string()),
  again: z.boolean(),
  ratePerSecond: z.number(),
  /** Null: all of the range. */
  messages: z.array(Position).nullable(),
  filters: z.object({
    from: z.string().optional(),
    to: z.string().optional(),
    tag: z.string().optional(),
    key: z.string().optional(),
    property: z.string().optional(),
    text: z.string().optional(),
    pattern: z.string().optional(),
    bornHost: z.string().optional(),
  }),
})
export type ResendParams = z.infer<typeof ResendParams>

/** How far a resend has come. The row of every message that was taken stands in the ledger. */
export const ResendProgress = z.object({
  /** Of a range: goes on after what was taken. */
  cursor: z.string().nullable(),
  read: z.number(),
  skipped: z.number(),
  /** How many there are to look at. */
  of: z.number().nullable(),
  nextSeq: z.number(),
  /** Nothing is left to take. */
  isOver: z.boolean(),
  /** Rows that surely were not sent are tried again: those after this one. */
  retryAfterSeq: z.number().nullable(),
  notices: z.array(z.string()),
})
export type ResendProgress = z.infer<typeof ResendProgress>

export const FIRST_PROGRESS: ResendProgress = {
  cursor: null,
  read: 0,
  skipped: 0,
  of: null,
  nextSeq: 1,
  isOver: false,
  retryAfterSeq: null,
  notices: [],
}

export const paramsOf = (job: Pick<StoredJob, 'params'>): ResendParams => ResendParams.parse(job.params)
export const progressOf = (job: Pick<StoredJob, 'progress'>): ResendProgress => ResendProgress.parse(job.progress)

/** As the store has it: JSON has nothing that is undefined. */
export const asJson = (value: ResendParams | ResendProgress): JsonObject => JSON.parse(JSON.stringify(value))

const MAX_NOTICES = 50

/** With more notices, at most 50 and how many there are beyond. */
export function withNotices(progress: ResendProgress, more: readonly string[]): ResendProgress {
  const all = [...new Set([...progress.notices, ...more])]
  return { ...progress, notices: all.length <= MAX_NOTICES ? all : [...all.slice(0, MAX_NOTICES), '… and more'] }
}

/** The search that finds its letters, oldest first. */
export function searchOf(cluster: string, { filters, topic }: ResendParams, cursor: string | null): SearchInput {
  const range = { cluster, topic, order: 'oldest' as const, limit: 1_000, maxScanned: 1_000_000 }
  return { ...range, ...filters, ...(cursor === null ? {} : { cursor }) }
}
