import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { type OffsetMessageIdParts, recogniseMessageId, WHAT_AN_ID_IS } from '@/lib/domain/message-id.ts'
import type { ReplicaState } from '@/server/metrics/state'
import { readMessageAtCommitLogOffset } from '@/server/rocketmq/admin/read-message.ts'
import { canonicalAddress } from '@/server/rocketmq/net/address.ts'
import { createAddressMap } from '@/server/rocketmq/net/address-map.ts'
import { ServiceError } from '../errors'
import type { VerbContext } from '../implement'
import { sidesOfTopic } from '../truth'
import { askBrokerName } from './ask-broker-name'
import type { StoredCopy } from './message-row'
import { queryByUniqueId } from './query-by-unique-id'
import { topicNotFound } from './topic-not-found'

/** Every stored copy an id names, newest first; never empty. */
export type FoundMessage = {
  kind: 'unique' | 'offset'
  copies: StoredCopy[]
  /** There may be older copies than these. */
  more: boolean
  outcomes: TargetOutcome[]
}

/**
 * Finds a message by either kind of id.
 *
 * 32 and 56 digits can be both: such an id is the broker's own when its address is (or was) a broker of this cluster, and
 * is then read from whoever speaks for that broker name today. Any other id is a client's, looked up in the index of all
 * brokers of `topic`. No address out of an id is ever connected to.
 *
 * Without `topic`, an id that reads as the address of a strange broker is answered `address-outside-cluster` and not
 * `topic-required`: it could be a client's id only of a process whose number ends in sixteen zero bits, so "this is
 * another cluster's offset message ID" helps nearly always, and the answer says that a topic lets it be tried as the other.
 */
export async function findMessage(
  ctx: VerbContext,
  { messageId, topic }: { messageId: string; topic?: string | undefined },
): Promise<FoundMessage> {
  if (topic !== undefined) return findInTopic(ctx, messageId, topic)
  const found = await findWithoutTopic(ctx, messageId)
  if (found.kind !== 'somewhere') return found
  throw new ServiceError(
    'topic-required',
    `${found.id} is a client's message ID: to find it, name its topic (?topic=…)`,
    { params: { messageId: found.id } },
  )
}

/** What an id alone tells: the message at a broker's own id, or that it is a client's, which may be in any topic. */
export async function findWithoutTopic(
  ctx: VerbContext,
  messageId: string,
): Promise<FoundMessage | { kind: 'somewhere'; id: string }> {
  const recognised = recognise(messageId)
  const { id } = recognised
  if (recognised.kind !== 'offset-or-unique') return { kind: 'somewhere', id }
  const broker = brokerAt(ctx, recognised.offset)
  if (!broker) throw outsideCluster(ctx, id, recognised.offset)
  const found = await findByOffset(ctx, broker, recognised.offset.commitLogOffset, undefined)
  if (found.copies.length > 0) return found
  throw notAtOffset(id, broker, recognised.offset.commitLogOffset, found.outcomes)
}

async function findInTopic(ctx: VerbContext, messageId: string, topic: string): Promise<FoundMessage> {
  const recognised = recognise(messageId)
  const broker = recognised.kind === 'offset-or-unique' ? brokerAt(ctx, recognised.offset) : null
  if (broker && recognised.kind === 'offset-or-unique') {
    const found = await findByOffset(ctx, broker, recognised.offset.commitLogOffset, topic)
    if (found.copies.length > 0) return found
  }
  return findByUniqueId(ctx, recognised.id, topic)
}

function recognise(messageId: string) {
  const recognised = recogniseMessageId(messageId)
  if (recognised.kind !== null) return recognised
  throw new ServiceError('malformed-message-id', `"${messageId}" is not a message ID: ${recognised.reason}`, {
    params: { messageId, reason: recognised.reason, expected: WHAT_AN_ID_IS },
  })
}

async function findByOffset(
  ctx: VerbContext,
  broker: ReplicaState,
  commitLogOffset: bigint,
  topic: string | undefined,
): Promise<FoundMessage> {
  const { client } = ctx.cluster
  const position = { commitLogOffset, ...(topic === undefined ? {} : { topic }) }
  const answer = await askBrokerName(ctx, broker.brokerName, (address) =>
    readMessageAtCommitLogOffset(client, address, position, { signal: ctx.signal }),
  )
  if (answer.error) throw answer.error
  const copies = answer.value ? [{ message: answer.value, brokerName: broker.brokerName }] : []
  return { kind: 'offset', copies, more: false, outcomes: answer.outcomes }
}

async function findByUniqueId(ctx: VerbContext, id: string, topic: string): Promise<FoundMessage> {
  const sides = sidesOfTopic(ctx.cluster.model(ctx.now()), topic)
  if (sides.length === 0) throw topicNotFound(ctx, topic)
  const brokerNames = sides.map((side) => side.brokerName)
  const found = await queryByUniqueId(ctx, brokerNames, topic, id)
  if (found.copies.length > 0) return { kind: 'unique', ...found }
  if (found.errors.length === brokerNames.length) throw found.errors[0]
  // Clients print upper case and brokers compare by case; a person may have typed the other.
  const upper = id.toUpperCase()
  if (upper !== id) return findByUniqueId(ctx, upper, topic)
  throw nowhere(id, topic, found.outcomes)
}

/** The replica whose address an id names, as advertised or as reached through the address map. */
function brokerAt(ctx: VerbContext, { host, port }: OffsetMessageIdParts): ReplicaState | null {
  const wanted = canonicalAddress(`${host}:${port}`)
  if (wanted === null) return null
  const map = createAddressMap(Object.fromEntries(ctx.cluster.config.addressMap))
  const replicas = [...ctx.cluster.state.replicas.values()]
  const at = (address: string) => canonicalAddress(address) === wanted
  return replicas.find((r) => at(r.address)) ?? replicas.find((r) => at(map.reachable(r.address))) ?? null
}

function outsideCluster(ctx: VerbContext, id: string, { host, port }: OffsetMessageIdParts): ServiceError {
  const address = `${host}:${port}`
  const known = [...ctx.cluster.state.replicas.values()].map((r) => r.address).sort()
  return new ServiceError(
    'address-outside-cluster',
    `${id} reads as the offset message ID of broker ${address}, which is not in cluster ${ctx.cluster.id} ` +
      `(${known.join(', ') || 'no broker is known yet'}); it was not contacted. If it is a client's message ID, name its topic (?topic=…)`,
    { params: { messageId: id, address, known } },
  )
}

function notAtOffset(id: string, broker: ReplicaState, offset: bigint, outcomes: readonly TargetOutcome[]) {
  const counters = broker.runtime.value?.counters
  const min = counters?.commitLogMinOffset ?? null
  const max = counters?.commitLogMaxOffset ?? null
  const range = min !== null && max !== null ? `; its log holds ${min} to ${max}` : ''
  return new ServiceError(
    'message-not-found',
    `No message begins at commit-log offset ${offset} of ${broker.brokerName}${range}${mayBeAt(outcomes)}`,
    {
      params: {
        messageId: id,
        brokerName: broker.brokerName,
        commitLogOffset: String(offset),
        minOffset: min === null ? null : String(min),
        maxOffset: max === null ? null : String(max),
        asked: outcomes.filter((o) => o.reason === null).map((o) => o.target),
        notAnswered: outcomes.filter((o) => o.reason !== null).map((o) => o.target),
      },
    },
  )
}

function nowhere(id: string, topic: string, outcomes: readonly TargetOutcome[]): ServiceError {
  const asked = outcomes.filter((o) => o.reason === null).map((o) => o.target)
  return new ServiceError(
    'message-not-found',
    `Topic ${topic} has no message with the message ID ${id} (asked ${asked.join(', ')})${mayBeAt(outcomes)}`,
    {
      params: {
        messageId: id,
        topic,
        asked,
        notAnswered: outcomes.filter((o) => o.reason !== null).map((o) => o.target),
      },
    },
  )
}

/** Who did not answer: the message might exist there. */
export function mayBeAt(outcomes: readonly TargetOutcome[]): string {
  const silent = outcomes.filter((o) => o.reason !== null).map((o) => o.target)
  return silent.length === 0 ? '' : `; it may be on ${silent.join(', ')}, which did not answer`
}
