import 'server-only'
import type { GroupModel } from '@/server/metrics/group-model'
import type { ClusterModel } from '@/server/metrics/model'
import type { Side } from '@/server/metrics/sides'
import { ServiceError } from '../errors'
import type { VerbContext } from '../implement'

const MAX_VIEWED_TOPICS = 50

export type FoundGroup = { group: GroupModel; model: ClusterModel; sides: Side[]; now: number }

/** The group a request names, marked as looked at; `group-not-found` says where it was looked for. */
export function findGroup(ctx: VerbContext, name: string): FoundGroup {
  const now = ctx.now()
  const model = ctx.cluster.model(now)
  const group = model.groups.get(name)
  if (!group) throw notFound(ctx, model, name)
  viewGroup(ctx.cluster, group, now)
  return { group, model, sides: sidesOfGroup(model, name), now }
}

/** Raises the pace of a group and of the topics its lag comes from. */
export function viewGroup(cluster: VerbContext['cluster'], group: GroupModel, now: number): void {
  cluster.viewers.group(group.name, now)
  for (const topic of [...group.topics, ...group.retryTopics].slice(0, MAX_VIEWED_TOPICS))
    cluster.viewers.topic(topic, now)
}

/** The broker names an answer about a group depends on: those that know it, and those that never said what they know. */
export function sidesOfGroup(model: ClusterModel, name: string): Side[] {
  const group = model.groups.get(name)
  const topics = [...(group?.topics ?? []), ...(group?.retryTopics ?? [])]
  return model.sides.filter(
    ({ state }) =>
      state.groups.value === null ||
      state.committed.value === null ||
      state.groups.value.has(name) ||
      state.committed.value.groups.has(name) ||
      topics.some((topic) => state.topics.value?.has(topic)),
  )
}

function notFound(ctx: VerbContext, model: ClusterModel, name: string): ServiceError {
  const known = (side: Side) => !side.silent && side.state.groups.value !== null && side.state.committed.value !== null
  const searched = model.sides.filter(known).map((s) => s.brokerName)
  const unread = model.sides.filter((s) => !known(s)).map((s) => s.brokerName)
  const where = searched.length > 0 ? `searched on ${searched.join(', ')}` : 'no broker has answered yet'
  const maybe = unread.length > 0 ? `; it may exist on ${unread.join(', ')}, which cannot be read now` : ''
  return new ServiceError(
    'group-not-found',
    `There is no consumer group "${name}" in cluster ${ctx.cluster.id} (${where})${maybe}`,
    { params: { group: name, cluster: ctx.cluster.id, searched, unread } },
  )
}
