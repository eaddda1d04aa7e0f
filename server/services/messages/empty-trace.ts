import 'server-only'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { readTrace } from '@/lib/contract/traces'
import { decodeUniqueId, recogniseMessageId, uniqueIdTime } from '@/lib/domain/message-id.ts'
import { iso, type Side } from '@/server/metrics/sides'
import { Aborted, DriverError } from '@/server/rocketmq/errors.ts'
import { getEarliestMessageStoreTime } from '@/server/rocketmq/requests/get-earliest-message-store-time.ts'
import { getMinOffset } from '@/server/rocketmq/requests/get-min-offset.ts'
import { ServiceError } from '../errors'
import type { VerbContext } from '../implement'
import { askBrokerName } from './ask-broker-name'
import { findMessage } from './find-message'
import { propertyOf } from './message-row'

type Trace = OutputOf<typeof readTrace>
type Checks = NonNullable<Trace['checks']>
type Reason = NonNullable<Trace['emptyBecause']>

/** Clients hold records for up to 5 s (AsyncTraceDispatcher#flushTraceInterval, 5.2+); indexing follows. */
const ON_THE_WAY_MS = 10_000
/** Queues of the trace topic that are asked how far back they go, on each broker. By default it has one. */
const MAX_QUEUES = 16

/** What was found out where nothing was found. */
export type EmptyFacts = {
  messageId: string
  checks: Checks
  /** A broker that has the trace topic, or may have it, did not answer. */
  failed: boolean
  unreadable: number
  now: number
}

/** The most likely reason for an empty trace: what is certain first, what is left over last. */
export function whyEmpty({ messageId, checks, failed, unreadable, now }: EmptyFacts): Reason {
  if (checks.topicOn.length === 0 && !failed) return 'topic-missing'
  if (failed) return 'broker-failed'
  if (unreadable > 0) return 'unreadable'
  if (recogniseMessageId(messageId).kind === 'grpc-unique') return 'proxy-client'
  if (checks.traceOn === false) return 'broker-off'
  if (checks.storedAt !== null && now - Date.parse(checks.storedAt) < ON_THE_WAY_MS) return 'not-indexed-yet'
  const made = checks.storedAt ?? checks.madeBefore
  if (made !== null && checks.keptSince !== null && made < checks.keptSince) return 'expired'
  return 'client-off'
}

/** Looks at what can explain an empty trace. What cannot be found out stays null; never rejects for a broker's failure. */
export async function checkEmpty(
  ctx: VerbContext,
  sides: { with: readonly Side[]; without: readonly Side[] },
  question: { messageId: string; topic: string | undefined; traceTopic: string },
): Promise<Checks> {
  const [kept, message] = await Promise.all([
    Promise.all(sides.with.map((side) => keptSince(ctx, side, question.traceTopic))),
    messageOf(ctx, question),
  ])
  const oldest = kept.flatMap((one) => one ?? []).sort((a, b) => b.atMs - a.atMs)[0]
  const traceOn = message && propertyOf(message, 'TRACE_ON')
  return {
    topicOn: sides.with.map(({ brokerName }) => brokerName),
    topicMissingOn: sides.without.map(({ brokerName }) => brokerName),
    keptSince: oldest ? iso(oldest.atMs) : null,
    keptSinceOn: oldest?.brokerName ?? null,
    storedAt: message && message.storeTimestamp > 0n ? iso(Number(message.storeTimestamp)) : null,
    madeBefore: madeBefore(question.messageId, ctx.now()),
    region: message && propertyOf(message, 'MSG_REGION'),
    traceOn: traceOn == null ? null : traceOn !== 'false',
  }
}

/** Since when a broker has every trace record; null while it has removed none, or when it does not tell. */
async function keptSince(ctx: VerbContext, side: Side, topic: string) {
  const { client } = ctx.cluster
  const queues = Math.min(side.state.topics.value?.get(topic)?.readQueues ?? 1, MAX_QUEUES)
  const options = { signal: ctx.signal }
  const answer = await askBrokerName(ctx, side.brokerName, (address) =>
    Promise.all(
      Array.from({ length: queues }, async (_, queueId) => {
        const { header } = await client.call(address, getMinOffset, { topic, queueId }, options)
        if (header.offset <= 0n) return null
        const earliest = await client.call(address, getEarliestMessageStoreTime, { topic, queueId }, options)
        return earliest.header.timestamp > 0n ? Number(earliest.header.timestamp) : null
      }),
    ),
  )
  const times = (answer.value ?? []).filter((ms) => ms !== null)
  return times.length === 0 ? null : { brokerName: side.brokerName, atMs: Math.max(...times) }
}

async function messageOf(ctx: VerbContext, { messageId, topic }: { messageId: string; topic: string | undefined }) {
  if (topic === undefined) return null
  try {
    // The oldest copy: a later one is a producer's second attempt, or a resend.
    return (await findMessage(ctx, { messageId, topic })).copies.at(-1)?.message ?? null
  } catch (error) {
    if (error instanceof ServiceError || (error instanceof DriverError && !(error instanceof Aborted))) return null
    throw error
  }
}

/** An id counts from the beginning of the month in its client's time zone: the latest of all zones (UTC−12 … +14). */
function madeBefore(messageId: string, now: number): string | null {
  const parts = decodeUniqueId(messageId)
  if (parts === null) return null
  const zones = Array.from({ length: 27 }, (_, index) => (index - 12) * 60)
  const latest = Math.max(...zones.map((minutes) => uniqueIdTime(parts, now, minutes)))
  return iso(Math.min(latest, now))
}
