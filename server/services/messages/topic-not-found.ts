import 'server-only'
import { ServiceError } from '../errors'
import type { VerbContext } from '../implement'

/** No broker that was read has the topic; brokers that are silent or unread might. */
export function topicNotFound(ctx: VerbContext, topic: string): ServiceError {
  const { sides } = ctx.cluster.model(ctx.now())
  const searched = sides.filter((s) => !s.silent).map((s) => s.brokerName)
  const unread = sides.filter((s) => s.silent).map((s) => s.brokerName)
  const might = unread.length > 0 ? `; it may exist on ${unread.join(', ')}, which did not answer` : ''
  return new ServiceError(
    'topic-not-found',
    `There is no topic "${topic}" in cluster ${ctx.cluster.id} (searched on ${searched.join(', ') || 'no broker yet'})${might}`,
    { params: { topic, searched, notAnswered: unread } },
  )
}
