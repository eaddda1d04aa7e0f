import 'server-only'
import { readResendTargets as endpoint } from '@/lib/contract/dead-letters'
import { DLQ_PREFIX } from '@/lib/domain/topic-kind.ts'
import { ServiceError } from '../errors'
import { implement } from '../implement'
import { sidesOfTopic, truthOfCalls } from '../truth'
import { groupsOfTopic } from './groups-of-topic'
import { popOf, retryTopicOf } from './resend-target'

const MAX_ORIGINS = 100

/** Without `origins`: the topics that the group consumes. */
export const readResendTargets = implement(endpoint, async ({ ctx, input }) => {
  const now = ctx.now()
  const model = ctx.cluster.model(now)
  const group = model.groups.get(input.group) ?? null
  const names =
    input.origins === undefined ? (group?.topics ?? []) : input.origins.split(',').map((name) => name.trim())
  const origins = [...new Set(names)].filter((name) => name !== '')
  if (origins.length > MAX_ORIGINS) {
    const message = `at most ${MAX_ORIGINS} topics; ${origins.length} were given`
    throw new ServiceError('invalid-input', `origins: ${message}`, { inputErrors: [{ path: 'origins', message }] })
  }
  const pop = popOf(group)
  const answers = await Promise.all(
    origins.map(async (topic) => {
      const { groups, outcomes } = await groupsOfTopic(ctx, topic)
      const exists = sidesOfTopic(model, topic).length > 0
      const retryTopic = retryTopicOf(input.group, topic, { pop, retryTopics: group?.retryTopics ?? [] })
      return { origin: { topic, exists, retryTopic, groups: exists ? groups : [] }, outcomes }
    }),
  )
  const outcomes = answers.flatMap((answer) => answer.outcomes)
  const ofMemory = sidesOfTopic(model, `${DLQ_PREFIX}${input.group}`).flatMap((side) => side.outcomes)
  return {
    group: input.group,
    groupExists: group !== null,
    clients: group === null || group.connections.state === 'unknown' ? null : group.connections.clients.length,
    pop,
    origins: answers.map(({ origin }) => origin),
    ...truthOfCalls(now, [...ofMemory, ...outcomes]),
  }
})
