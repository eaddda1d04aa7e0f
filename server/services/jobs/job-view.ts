import 'server-only'
import type { z } from 'zod'
import type { JobItem as JobItemShape, Job as JobShape } from '@/lib/contract/jobs'
import { iso, isoOrNull } from '@/server/metrics/sides'
import type { Job } from '@/server/store/jobs'
import type { JsonObject } from '@/server/store/json'
import { countItems, type ItemCounts, type LedgerItem } from '@/server/store/ledger'
import type { Store } from '@/server/store/store'
import { paramsOf, progressOf, RESEND } from './resend-job'

export type JobView = z.infer<typeof JobShape>
export type JobItemView = z.infer<typeof JobItemShape>

/** Jobs in the words of the API, each with the counts of its ledger. */
export async function jobViews(store: Store, jobs: readonly Job[]): Promise<JobView[]> {
  const counts = await countItems(
    store,
    jobs.map(({ id }) => id),
  )
  return jobs.map((job) => viewOf(job, counts.get(job.id)!))
}

function viewOf(job: Job, counts: ItemCounts): JobView {
  const { group, ratePerSecond, target, topic } = paramsOf(job)
  const { notices, of, read, skipped } = progressOf(job)
  return {
    id: job.id,
    kind: RESEND,
    group,
    topic,
    target,
    state: job.state,
    reason: job.reason,
    createdBy: job.createdBy,
    createdAt: iso(job.createdAt),
    stateAt: iso(job.stateAt),
    ratePerSecond,
    of: of === null ? null : Math.max(of, read),
    read,
    skipped,
    intended: counts.intended,
    sent: counts.sent,
    notSent: counts['not-sent'],
    inDoubt: counts['in-doubt'],
    notices,
  }
}

/** Where a message landed. */
export type Landed = NonNullable<JobItemView['landed']>

/** A line of the ledger in the words of the API. */
export function itemView(item: LedgerItem): JobItemView {
  const { error, messageId, seq, source, state, target, attempts } = item
  return {
    seq,
    state,
    messageId,
    source: { topic: source.topic, brokerName: source.broker, queueId: source.queueId, queueOffset: source.offset },
    target,
    attempts,
    intendedAt: iso(item.intendedAt),
    settledAt: isoOrNull(item.settledAt),
    landed: item.result === null ? null : landedOf(item.result),
    error,
  }
}

const landedOf = ({ brokerName, offsetMessageId, queueId, queueOffset }: JsonObject): Landed => ({
  brokerName: String(brokerName),
  queueId: Number(queueId),
  queueOffset: Number(queueOffset),
  offsetMessageId: String(offsetMessageId),
})
