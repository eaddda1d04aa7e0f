import 'server-only'
import { replicasOf } from '@/server/metrics/state'
import { getBrokerRuntimeInfo } from '@/server/rocketmq/requests/get-broker-runtime-info.ts'
import type { LedgerItem } from '@/server/store/ledger'
import { reasonOf } from '../driver-errors'
import type { VerbContext } from '../implement'
import { indexLacks } from '../messages/index-notices'
import { offsetMessageIdOf } from '../messages/message-row'
import { queryByUniqueId } from '../messages/query-by-unique-id'
import type { Landed } from './job-view'

/** What the brokers say of one unique id. `unsure`: somebody who may have it did not answer, or may not know it yet. */
export type Found = { state: 'there'; landed: Landed } | { state: 'absent' } | { state: 'unsure'; why: string }

/**
 * Whether a message that may have been sent is stored. Absent only when every master that may have it says so, with an
 * index that has come as far as its log was when the question began: ask no sooner than what was sent can have arrived.
 */
export async function lookUp(
  ctx: VerbContext,
  { messageId, target, targetBroker }: Pick<LedgerItem, 'messageId' | 'target' | 'targetBroker'>,
  indexed: ReadonlyMap<string, string | null>,
): Promise<Found> {
  const names = targetBroker === null ? [...ctx.cluster.state.brokers.keys()] : [targetBroker]
  const { copies, errors, more, outcomes } = await queryByUniqueId(ctx, names, target, messageId)
  const copy = copies[0]
  if (copy !== undefined) {
    const { brokerName, message } = copy
    const { queueId, queueOffset } = message
    const landed = {
      brokerName,
      queueId,
      queueOffset: Number(queueOffset),
      offsetMessageId: offsetMessageIdOf(message),
    }
    return { state: 'there', landed }
  }
  const silent = outcomes.find(({ reason, target }) => reason !== null || !target.endsWith('/0'))
  const why =
    (names.length === 0 ? 'no broker is known' : null) ??
    errors[0]?.message ??
    (silent ? `${silent.target}: ${silent.reason ?? 'a slave may lack what its master has'}` : null) ??
    (more ? 'its broker has more messages of this id than were read' : null) ??
    names.map((name) => (indexed.has(name) ? indexed.get(name) : 'not asked')).find((reason) => reason !== null)
  return why === null || why === undefined ? { state: 'absent' } : { state: 'unsure', why }
}

/**
 * Of each broker name why its index may lack what it has stored by now; null: it lacks nothing. Its log ends at M now;
 * later, when it says that it ends at N and B bytes of it are not indexed yet, N − B must be at least M.
 */
export async function indexedUpTo(
  ctx: VerbContext,
  brokerNames: Iterable<string>,
  pause: () => Promise<void>,
): Promise<Map<string, string | null>> {
  const result = new Map<string, string | null>()
  await Promise.all(
    [...new Set(brokerNames)].map(async (name) => {
      result.set(name, await laggingIndex(ctx, name, pause).catch((error: unknown) => reasonOf(error)))
    }),
  )
  return result
}

const ATTEMPTS = 5

async function laggingIndex(ctx: VerbContext, brokerName: string, pause: () => Promise<void>): Promise<string | null> {
  const master = replicasOf(ctx.cluster.state, brokerName).find(({ brokerId }) => brokerId === 0)
  if (!master) return `${brokerName} has no master`
  const lacks = indexLacks(master)
  if (lacks !== null) return `${brokerName} does not index all that it stores: ${lacks}`
  let end: number | null = null
  for (let attempt = 1; ; attempt++) {
    const { body } = await ctx.cluster.client.call(master.address, getBrokerRuntimeInfo, {}, { signal: ctx.signal })
    const max = Number(body.table.commitLogMaxOffset ?? Number.NaN)
    const behind = Number(body.table.dispatchBehindBytes ?? Number.NaN)
    if (!Number.isFinite(max) || !Number.isFinite(behind)) return `${brokerName} does not say how far its index is`
    end ??= max
    if (behind <= 0 || max - behind >= end) return null
    if (attempt === ATTEMPTS) return `the index of ${brokerName} is ${behind} bytes behind its log`
    await pause()
  }
}
