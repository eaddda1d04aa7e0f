import 'server-only'
import { readGroupClient as endpoint } from '@/lib/contract/groups'
import { naturalCompare } from '@/lib/domain/natural-sort.ts'
import { subscriptionsOf } from '@/server/metrics/group-facts-convert'
import { isoOrNull, type Side } from '@/server/metrics/sides'
import { replicaKey } from '@/server/metrics/state'
import { DriverError } from '@/server/rocketmq/errors.ts'
import {
  type ConsumerRunningInfo,
  getConsumerRunningInfo,
} from '@/server/rocketmq/requests/get-consumer-running-info.ts'
import { reasonOf } from '../driver-errors'
import { ServiceError } from '../errors'
import { implement, type VerbContext } from '../implement'
import { truthOfCalls } from '../truth'
import { findGroup } from './find-group'

/** What one client says of itself (307), relayed by the broker it is connected to: the one answer that waits for it. */
export const readGroupClient = implement(endpoint, async ({ ctx, input }) => {
  const { group, sides, now } = findGroup(ctx, input.group)
  const client = group.connections.clients.find((c) => c.clientId === input.clientId)
  const candidates = sides.filter((s) => !s.silent && (!client || client.brokers.includes(s.brokerName)))
  const { info, outcomes } = await askFirst(ctx, candidates, group.name, input.clientId, input.stack === '1')
  return {
    clientId: input.clientId,
    properties: [...(info.properties ?? []), ...(info.userConsumerInfo ?? [])]
      .map((p) => ({ key: p.key, value: p.value ?? null, secret: p.secret ?? false }))
      .sort((a, b) => naturalCompare(a.key, b.key)),
    subscriptions: subscriptionsOf(info).sort((a, b) => naturalCompare(a.topic, b.topic)),
    queues: queuesOf(info),
    topics: topicsOf(info),
    stack: input.stack === '1' ? (info.jstack ?? null) : null,
    ...truthOfCalls(now, outcomes),
  }
})

/** Asks one broker after the other until one knows the client. */
async function askFirst(
  ctx: VerbContext,
  sides: readonly Side[],
  consumerGroup: string,
  clientId: string,
  jstackEnable: boolean,
) {
  const outcomes: Array<{ target: string; reason: string | null }> = []
  let failure: DriverError | null = null
  for (const { serving } of sides) {
    if (!serving) continue
    const target = replicaKey(serving.brokerName, serving.brokerId)
    try {
      const reply = await ctx.cluster.client.call(
        serving.address,
        getConsumerRunningInfo,
        { consumerGroup, clientId, jstackEnable },
        { signal: ctx.signal },
      )
      outcomes.push({ target, reason: null })
      if (reply.outcome !== 'absent' && reply.body !== null) return { info: reply.body, outcomes }
    } catch (error) {
      if (!(error instanceof DriverError)) throw error
      failure ??= error
      outcomes.push({ target, reason: reasonOf(error) })
    }
  }
  if (failure) throw failure
  const asked = outcomes.map((o) => o.target)
  throw new ServiceError(
    'client-not-found',
    `Group "${consumerGroup}" has no client "${clientId}" connected in cluster ${ctx.cluster.id} (asked ${asked.join(', ') || 'nobody: no broker answers'})`,
    { params: { group: consumerGroup, clientId, cluster: ctx.cluster.id, asked } },
  )
}

type QueueRow = {
  topic: string
  brokerName: string
  queueId: number
  committedOffset: number | null
  cachedMessages: number | null
  locked: boolean | null
  lastPulledAt: string | null
  lastConsumedAt: string | null
}

function queuesOf(info: ConsumerRunningInfo): QueueRow[] {
  const rows: QueueRow[] = []
  for (const [queue, p] of info.mqTable ?? []) {
    if (p.droped) continue
    rows.push({
      ...queue,
      committedOffset: count(p.commitOffset),
      cachedMessages: count(p.cachedMsgCount),
      locked: p.locked ?? null,
      lastPulledAt: timeOf(p.lastPullTimestamp),
      lastConsumedAt: timeOf(p.lastConsumeTimestamp),
    })
  }
  for (const [queue, p] of info.mqPopTable ?? []) {
    if (p.droped) continue
    rows.push({
      ...queue,
      committedOffset: null,
      cachedMessages: count(p.waitAckCount),
      locked: null,
      lastPulledAt: timeOf(p.lastPopTimestamp),
      lastConsumedAt: null,
    })
  }
  return rows.sort(
    (a, b) => naturalCompare(a.topic, b.topic) || naturalCompare(a.brokerName, b.brokerName) || a.queueId - b.queueId,
  )
}

function topicsOf(info: ConsumerRunningInfo) {
  return Object.entries(info.statusTable ?? {})
    .map(([topic, s]) => ({
      topic,
      pullTps: rate(s.pullTPS),
      pullRtMs: rate(s.pullRT),
      consumeOkTps: rate(s.consumeOKTPS),
      consumeFailedTps: rate(s.consumeFailedTPS),
      consumeRtMs: rate(s.consumeRT),
      consumeFailedMessages: count(s.consumeFailedMsgs),
    }))
    .sort((a, b) => naturalCompare(a.topic, b.topic))
}

const count = (value: bigint | undefined): number | null => (value !== undefined && value >= 0n ? Number(value) : null)
const rate = (value: number | null): number | null => (value !== null && value >= 0 ? value : null)
const timeOf = (value: bigint | undefined): string | null =>
  value !== undefined && value > 0n ? isoOrNull(Number(value)) : null
