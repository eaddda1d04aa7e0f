import 'server-only'
import { resendDeadLetters as endpoint } from '@/lib/contract/dead-letters'
import type { ParsedInputOf } from '@/lib/contract/endpoint'
import { DLQ_PREFIX } from '@/lib/domain/topic-kind.ts'
import { iso } from '@/server/metrics/sides'
import { createJob } from '@/server/store/jobs'
import { ServiceError } from '../errors'
import { findGroup } from '../groups/find-group'
import { implement, type VerbContext } from '../implement'
import { jobViews } from '../jobs/job-view'
import { asJson, FIRST_PROGRESS, RESEND, type ResendParams, type ResendProgress, searchOf } from '../jobs/resend-job'
import { CopyReader } from '../messages/search/read-copies'
import { topicNotFound } from '../messages/topic-not-found'
import { sidesOfTopic } from '../truth'
import { groupsOfTopic } from './groups-of-topic'

type Input = ParsedInputOf<typeof endpoint>

/**
 * What can be refused is refused here, before there is a job. The end of a range is that of its queues now: what dies
 * while the job runs is not its business.
 */
export const resendDeadLetters = implement(endpoint, async ({ ctx, input }) => {
  const params = paramsOf(input)
  if (sidesOfTopic(ctx.cluster.model(ctx.now()), params.topic).length === 0) throw topicNotFound(ctx, params.topic)
  if (input.target === 'group') findGroup(ctx, input.group)
  else await checkConfirmation(ctx, input)
  const progress = await beginning(ctx, params)
  const { actor, id: auditId, note } = ctx.audited()
  const job = await createJob(
    ctx.store,
    { kind: RESEND, cluster: ctx.cluster.id, auditId, createdBy: actor, createdAt: ctx.now(), params: asJson(params) },
    asJson(progress),
  )
  note({ jobId: job.id, of: progress.of, notices: progress.notices })
  ctx.jobs.look(job.id)
  const [view] = await jobViews(ctx.store, [job])
  return { job: view!, asOf: iso(ctx.now()) }
})

function paramsOf(input: Input): ResendParams {
  const { again, group, messages, origins, ratePerSecond, target } = input
  const { from, to, tag, key, property, text, pattern, bornHost } = input
  const filters = Object.fromEntries(
    Object.entries({ from, to, tag, key, property, text, pattern, bornHost }).filter(
      ([, value]) => value !== undefined,
    ),
  )
  const filter = Object.keys(filters)[0]
  if (messages !== undefined && filter !== undefined)
    throw invalid(filter, 'cannot stand beside `messages`: those are chosen already')
  const known = new Set<string>()
  const isNew = ({ broker, offset, queueId }: { broker: string; queueId: number; offset: number }) => {
    const key = JSON.stringify([broker, queueId, offset])
    return !known.has(key) && known.add(key)
  }
  return {
    group,
    topic: `${DLQ_PREFIX}${group}`,
    target,
    origins: (origins ?? []).map(({ topic }) => topic),
    again,
    ratePerSecond,
    messages: messages?.filter(isNew) ?? null,
    filters,
  }
}

/** Whoever sends to the topics themselves has named everybody who gets it. */
async function checkConfirmation(ctx: VerbContext, { origins }: Input): Promise<void> {
  if (origins === undefined || origins.length === 0)
    throw invalid('origins', 'is needed by target "origin": each topic with all the groups that will get the messages')
  const unnamed: string[] = []
  for (const { groups: named, topic } of origins) {
    if (sidesOfTopic(ctx.cluster.model(ctx.now()), topic).length === 0) throw topicNotFound(ctx, topic)
    const { groups, outcomes } = await groupsOfTopic(ctx, topic)
    if (groups === null) {
      const reasons = outcomes.flatMap(({ reason, target }) => (reason === null ? [] : `${target}: ${reason}`))
      throw new ServiceError(
        'broker-unreachable',
        `Nobody can say which groups get what is sent to ${topic}, so nothing was started (${reasons.join('; ')})`,
        { params: { topic } },
      )
    }
    for (const group of groups) if (!named.includes(group)) unnamed.push(`${topic}: ${group}`)
  }
  if (unnamed.length > 0)
    throw new ServiceError(
      'confirmation-stale',
      `More groups would get the messages than were named: ${unnamed.join(', ')}. Nothing was started.`,
      { params: { unnamed } },
    )
}

async function beginning(ctx: VerbContext, params: ResendParams): Promise<ResendProgress> {
  if (params.messages !== null) return { ...FIRST_PROGRESS, of: params.messages.length }
  const stop = new AbortController()
  try {
    const signal = AbortSignal.any([ctx.signal, stop.signal])
    const reader = await CopyReader.open(ctx, searchOf(ctx.cluster.id, params, null), signal)
    const of = await reader.total()
    return { ...FIRST_PROGRESS, cursor: reader.cursor, of, notices: reader.failures }
  } finally {
    stop.abort()
  }
}

const invalid = (path: string, message: string) =>
  new ServiceError('invalid-input', `${path}: ${message}`, { inputErrors: [{ path, message }] })
