import 'server-only'
import type { z } from 'zod'
import type { GroupOnTopic } from '@/lib/contract/groups'
import { readTopicGroups as endpoint } from '@/lib/contract/topics'
import { atLeastFields } from '@/lib/domain/completeness.ts'
import { groupLag } from '@/lib/domain/lag.ts'
import { maxLagTime } from '@/lib/domain/lag-time.ts'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import type { GroupModel } from '@/server/metrics/group-model'
import { unknownPart } from '@/server/metrics/rates'
import { implement } from '../implement'
import { sidesOfTopic, truthOfSides } from '../truth'
import { findTopic } from './find-topic'

type Row = z.infer<typeof GroupOnTopic>

/** Groups that consume the topic, each with its lag and rate on this topic alone (its retry topics are topics of their own). */
export const readTopicGroups = implement(endpoint, ({ ctx, input }) => {
  const { topic, model } = findTopic(ctx, input.topic)
  const items = [...topic.groups].sort(naturalCompare).flatMap((name) => {
    const group = model.groups.get(name)
    return group ? [groupOnTopic(group, topic.name)] : []
  })
  return { items, ...truthOfSides(sidesOfTopic(model, topic.name)) }
})

function groupOnTopic(group: GroupModel, topic: string): Row {
  const { state, messageModel, clients, atLeast: membersAtLeast, subscriptions } = group.connections
  const queues = group.queues.filter((queue) => queue.topic === topic && !queue.leftover)
  const lag = groupLag({
    state,
    messageModel,
    // Queues of topics it no longer subscribes to are left out above.
    subscribedTopics: null,
    // A silent broker's queues count as unknown, not with their last good values.
    queues: queues.map((q) => (q.stale ? { ...q, minOffset: null, maxOffset: null, committedOffset: null } : q)),
    complete: true,
  })
  const lagTime =
    lag.lagMessages === null
      ? unknownPart
      : lagMsOf(maxLagTime(queues.map((q) => (q.stale ? { lagMs: null, atLeast: false } : q.lagTime))))
  const subscription = subscriptions.find((s) => s.topic === topic)
  const filtered =
    subscription !== undefined &&
    (subscription.expressionType !== 'TAG' || (subscription.expression !== '*' && subscription.expression !== ''))
  const notes: Row['notes'] = []
  if (filtered) notes.push('includes-filtered')
  if (messageModel === 'broadcasting') notes.push('broadcasting')
  if (queues.some((q) => q.committedOffset === 'never' && q.lagMessages === null)) notes.push('never-committed')
  if (queues.some((q) => q.stale)) notes.push('broker-silent')
  if (queues.some((q) => q.fromReplicaId !== null)) notes.push('from-replica')
  return {
    name: group.name,
    state,
    leftover: group.leftover,
    messageModel,
    notes,
    ...atLeastFields({
      members: state === 'unknown' ? unknownPart : { value: clients.length, atLeast: membersAtLeast },
      lagMessages: { value: lag.lagMessages, atLeast: lag.atLeast },
      lagMs: lagTime,
      outTps: group.outByTopic.get(topic) ?? unknownPart,
    }),
  }
}

const lagMsOf = ({ lagMs, atLeast }: { lagMs: number | null; atLeast: boolean }) => ({ value: lagMs, atLeast })
