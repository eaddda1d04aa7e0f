import 'server-only'
import type { z } from 'zod'
import { readGroupLag as endpoint, type QueueLag } from '@/lib/contract/groups'
import { completenessOf, type PartialSum, sumPartial } from '@/lib/domain/completeness.ts'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import { topicKind } from '@/lib/domain/topic-kind.ts'
import { factOutcomes, type GroupFacts } from '@/server/metrics/group-facts'
import type { GroupModel, GroupQueueModel } from '@/server/metrics/group-model'
import type { ClusterModel } from '@/server/metrics/model'
import { isoOrNull, type Side } from '@/server/metrics/sides'
import { implement } from '../implement'
import { truthOfSides } from '../truth'
import { findGroup } from './find-group'
import { withPatience } from './patience'
import { inFlightOf, lastConsumedAt, ownerOf, ownersAsOf, ownersOf, queueLagTime } from './queue-facts'
import { lowerBounds, rounded } from './row'

type QueueLagRow = z.infer<typeof QueueLag>

/** Lag by queue. The numbers are from memory; owners and in flight as far as clients answered in time. */
export const readGroupLag = implement(endpoint, async ({ ctx, input }) => {
  const found = findGroup(ctx, input.group)
  const { group, model, sides, now } = found
  const facts = await withPatience(ctx.signal, (patience) => ctx.cluster.groupFacts.read(group, sides, patience))
  const wanted = input.topic === undefined ? group : { ...group, queues: ofTopic(group, input.topic) }
  const lag = input.topic === undefined ? totalOf(group) : sumOf(wanted.queues, group)
  const inFlight = inFlightOf(wanted, facts)
  const owners = ownersOf(group, facts)
  const truth = truthOfSides(sides)
  return {
    items: sorted(wanted.queues).map((queue) => rowOf(queue, { group, model, sides, facts, owners, now })),
    lagMessages: lag.lag.value,
    retryMessages: lag.retry.value,
    inFlight: inFlight.value,
    ownersAsOf: isoOrNull(ownersAsOf(facts)),
    atLeast: lowerBounds({
      lagMessages: lag.lag.atLeast,
      retryMessages: lag.retry.atLeast,
      inFlight: inFlight.atLeast,
    }),
    ...truth,
    completeness: completenessOf([...sides.flatMap((s) => s.outcomes), ...factOutcomes(facts, sides)]),
  }
})

type RowInput = {
  group: GroupModel
  model: ClusterModel
  sides: readonly Side[]
  facts: GroupFacts
  owners: ReadonlyMap<string, string>
  now: number
}

function rowOf(queue: GroupQueueModel, { group, model, sides, facts, owners, now }: RowInput): QueueLagRow {
  const broadcasting = group.connections.messageModel === 'broadcasting'
  const lagTime = broadcasting ? { lagMs: null, atLeast: false } : queueLagTime(queue, facts, sides, now)
  const fromReplica = queue.fromReplicaId !== null
  const lagMessages = broadcasting ? null : queue.lagMessages
  return {
    topic: queue.topic,
    kind: topicKind(queue.topic, model.names),
    leftover: queue.leftover,
    brokerName: queue.brokerName,
    queueId: queue.queueId,
    brokerOffset: numberOf(queue.maxOffset),
    minOffset: numberOf(queue.minOffset),
    consumerOffset: queue.never ? null : numberOf(queue.committedOffset),
    lagMessages,
    expiredMessages: broadcasting ? null : queue.expiredMessages,
    lagMs: rounded(lagTime.lagMs),
    lastConsumedAt: isoOrNull(lastConsumedAt(queue, facts, sides)),
    inTps: queue.stale ? null : queue.inTps,
    // Committed in neither of two tables: nothing was consumed, as far as the broker can know.
    outTps: queue.stale || broadcasting ? null : queue.outTps === undefined ? 0 : queue.outTps,
    clientId: queue.leftover ? null : ownerOf(owners, queue),
    fromReplica: queue.fromReplicaId,
    stale: queue.stale,
    asOf: isoOrNull(queue.asOf),
    atLeast: lowerBounds({
      lagMessages: fromReplica && lagMessages !== null,
      lagMs: lagTime.lagMs !== null && lagTime.atLeast,
    }),
  }
}

/** −1 is no offset. */
const numberOf = (offset: bigint | 'never' | null): number | null =>
  typeof offset === 'bigint' && offset >= 0n ? Number(offset) : null

const ofTopic = (group: GroupModel, topic: string) => group.queues.filter((q) => q.topic === topic)

const totalOf = ({ lag }: GroupModel): { lag: PartialSum; retry: PartialSum } => ({
  lag: { value: lag.lagMessages, atLeast: lag.atLeast },
  retry: { value: lag.retryMessages, atLeast: lag.retryAtLeast },
})

/** The same sums over some of the queues. */
function sumOf(queues: readonly GroupQueueModel[], group: GroupModel): { lag: PartialSum; retry: PartialSum } {
  const broadcasting = group.connections.messageModel === 'broadcasting'
  const part = (q: GroupQueueModel): PartialSum =>
    q.stale || broadcasting
      ? { value: null, atLeast: false }
      : { value: q.lagMessages, atLeast: q.fromReplicaId !== null }
  const counted = queues.filter((q) => !q.leftover)
  const retry = counted.filter((q) => q.isRetry)
  const nothing: PartialSum = { value: counted.length > 0 && !broadcasting ? 0 : null, atLeast: false }
  return { lag: sumPartial(counted.map(part)), retry: retry.length > 0 ? sumPartial(retry.map(part)) : nothing }
}

/** User topics first, then retry; by name, broker and queue. */
function sorted(queues: readonly GroupQueueModel[]): GroupQueueModel[] {
  return [...queues].sort(
    (a, b) =>
      Number(a.leftover) - Number(b.leftover) ||
      Number(a.isRetry) - Number(b.isRetry) ||
      naturalCompare(a.topic, b.topic) ||
      naturalCompare(a.brokerName, b.brokerName) ||
      a.queueId - b.queueId,
  )
}
