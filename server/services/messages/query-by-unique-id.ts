import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { queryMessage } from '@/server/rocketmq/requests/query-message.ts'
import type { VerbContext } from '../implement'
import { askBrokerName } from './ask-broker-name'
import { type StoredCopy, uniqueIdOf } from './message-row'

/** The most that a broker gives for one query (maxMsgsNumBatch 64, all versions). */
const MAX_COPIES = 64
const LONG_MAX = 9_223_372_036_854_775_807n

/**
 * Every stored copy with this unique id in a topic, from the index of these broker names, newest first. The index
 * compares hashes only, so topic and id of what comes are compared here. `errors`: one per broker name that failed.
 */
export async function queryByUniqueId(
  ctx: VerbContext,
  brokerNames: readonly string[],
  topic: string,
  id: string,
): Promise<{ copies: StoredCopy[]; outcomes: TargetOutcome[]; errors: Error[] }> {
  const { client } = ctx.cluster
  const header = { topic, key: id, maxNum: MAX_COPIES, beginTimestamp: 0, endTimestamp: LONG_MAX }
  const answers = await Promise.all(
    brokerNames.map((brokerName) =>
      askBrokerName(ctx, brokerName, (address) => client.call(address, queryMessage, header, { signal: ctx.signal })),
    ),
  )
  const copies = answers.flatMap(({ brokerName, value }) =>
    (value?.body?.messages ?? [])
      .filter((message) => message.topic === topic && uniqueIdOf(message) === id)
      .map((message) => ({ message, brokerName })),
  )
  return {
    copies: copies.sort((a, b) => Number(b.message.storeTimestamp - a.message.storeTimestamp)),
    outcomes: answers.flatMap((answer) => answer.outcomes),
    errors: answers.flatMap((answer) => answer.error ?? []),
  }
}
