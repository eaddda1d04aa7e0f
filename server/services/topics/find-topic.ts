import 'server-only'
import type { ClusterModel, TopicModel } from '@/server/metrics/model'
import { ServiceError } from '../errors'
import type { VerbContext } from '../implement'

/** A topic of the joined view. Marks it as looked at. Throws `topic-not-found` (or `cluster-not-connected`). */
export function findTopic(ctx: VerbContext, name: string): { topic: TopicModel; model: ClusterModel } {
  const now = ctx.now()
  const model = ctx.cluster.model(now)
  const topic = model.topics.get(name)
  if (!topic) throw topicNotFound(ctx, model, name)
  ctx.cluster.viewers.topic(name, now)
  return { topic, model }
}

/** Says what was looked for and where, and which brokers could not be asked and might have it. */
export function topicNotFound(ctx: VerbContext, model: ClusterModel, topic: string): ServiceError {
  const cluster = ctx.cluster.id
  const searched = model.sides.filter((side) => side.state.topics.value !== null).map((side) => side.brokerName)
  const silent = model.sides.filter((side) => side.silent).map((side) => side.brokerName)
  if (searched.length === 0) {
    return new ServiceError(
      'cluster-not-connected',
      `No broker of cluster ${cluster} has answered yet, so it is not known whether there is a topic "${topic}"`,
      { params: { topic, cluster, silent } },
    )
  }
  const unheard = silent.length > 0 ? `; ${silent.join(', ')} did not answer and may have it` : ''
  return new ServiceError(
    'topic-not-found',
    `There is no topic "${topic}" in cluster ${cluster} (searched on ${searched.join(', ')}${unheard})`,
    { params: { topic, cluster, searched, silent } },
  )
}
