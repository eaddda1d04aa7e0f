import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { queryIndex } from '@/server/rocketmq/admin/query-index.ts'
import type { VerbContext } from '../implement'
import { askBrokerName } from './ask-broker-name'
import { type StoredCopy, uniqueIdOf } from './message-row'

/** Of each broker; a producer that sends one Message object in a loop stores thousands under one id. */
const MAX_COPIES = 64
/** What a broker gives for one query (maxMsgsNumBatch, all versions): one that gives fewer has no more of an id. */
const CAP = 64
const MAX_SCANNED = 50_000

/**
 * The stored copies with this unique id in a topic, from the index of these broker names, newest first. \`more\`: there
 * may be older copies than the newest 64 or so of a broker that are given. \`errors\`: one per broker name that failed.
 */
export async function queryByUniqueId(
  ctx: VerbContext,
  brokerNames: readonly string[],
  topic: string,
  id: string,
): Promise<{ copies: StoredCopy[]; more: boolean; outcomes: TargetOutcome[]; errors: Error[] }> {
  const answers = await Promise.all(
    brokerNames.map((brokerName) =>
      askBrokerName(ctx, brokerName, (address) => copiesAt(ctx, brokerName, address, topic, id)),
    ),
  )
  const copies = answers.flatMap(({ value }) => value?.copies ?? [])
  return {
    copies: copies.sort((a, b) => Number(b.message.storeTimestamp - a.message.storeTimestamp)),
    more: answers.some(({ value }) => value?.more),
    outcomes: answers.flatMap((answer) => answer.outcomes),
    errors: answers.flatMap((answer) => answer.error ?? []),
  }
}

async function copiesAt(ctx: VerbContext, brokerName: string, address: string, topic: string, id: string) {
  const queues = ctx.cluster.state.brokers.get(brokerName)?.topics.value?.get(topic)?.readQueues ?? 0
  const copies: StoredCopy[] = []
  const index = await queryIndex(
    ctx.cluster.client,
    address,
    { topic, key: id, from: 0n, to: null, cap: CAP, queues, maxScanned: MAX_SCANNED },
    (message) => {
      // The id may stand among the keys of another message.
      if (uniqueIdOf(message) === id && copies.length < MAX_COPIES) copies.push({ message, brokerName })
    },
    () => copies.length >= MAX_COPIES,
    ctx.signal,
  )
  return { copies, more: index.completeAfter !== null || index.gaps.length > 0 }
}
