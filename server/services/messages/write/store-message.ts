import 'server-only'
import type { z } from 'zod'
import type { StoredMessage } from '@/lib/contract/message-writes'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { replicaKey } from '@/server/metrics/state'
import { readMessageAtCommitLogOffset } from '@/server/rocketmq/admin/read-message.ts'
import { DriverError, type TimedOut, type Unreachable } from '@/server/rocketmq/errors.ts'
import { sendMessageV2 } from '@/server/rocketmq/requests/send-message-v2.ts'
import type { WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { decodeOffsetMessageId } from '@/server/rocketmq/wire/message-id.ts'
import { encodeMessageProperties } from '@/server/rocketmq/wire/message-properties.ts'
import { SYSTEM_PROPERTIES } from '@/server/rocketmq/wire/own-properties.ts'
import { ServiceError } from '../../errors'
import type { VerbContext } from '../../implement'
import type { ChosenQueue } from './choose-queue'
import type { Properties } from './message-to-send'
import { newUniqueId } from './new-unique-id'

export type Stored = z.output<typeof StoredMessage>

export type NewMessage = {
  topic: string
  queue: ChosenQueue
  body: Buffer
  /** As Java's: a number of the application, 0 where it says nothing. */
  flag: number
  sysFlag: number
  /** Without the unique id. */
  properties: Properties
}

/** What was stored, and what ending a transaction needs of it. */
export type StoredNew = {
  item: Stored
  sent: Properties
  commitLogOffset: bigint
  transactionId: string
  outcome: TargetOutcome
}

/**
 * Stores a message once, under a unique id of its own, and reads it back. Neither waits for the caller to stay: what has
 * begun is finished and stands in the audit row. Throws `outcome-unknown` where the answer was lost.
 */
export async function storeMessage(ctx: VerbContext, message: NewMessage): Promise<StoredNew> {
  const { queue, topic, body } = message
  const messageId = newUniqueId(ctx.now())
  const sent: Properties = [['UNIQ_KEY', messageId], ...message.properties]
  ctx.audited().note({ messageId, topic, brokerName: queue.brokerName, queueId: queue.queueId })
  const reply = await ctx.cluster.client
    .call(
      queue.address,
      sendMessageV2,
      {
        topic,
        queueId: queue.queueId,
        sysFlag: message.sysFlag,
        bornTimestamp: ctx.now(),
        flag: message.flag,
        properties: encodeMessageProperties(sent),
        brokerName: queue.brokerName,
      },
      { body },
    )
    .catch((error: unknown) => {
      throw mayBeStored(error) ? outcomeUnknown(error, { messageId, topic, brokerName: queue.brokerName }) : error
    })
  const { msgId, queueId, queueOffset, transactionId } = reply.header
  const commitLogOffset = decodeOffsetMessageId(msgId)?.commitLogOffset ?? -1n
  const { message: found, ...read } = await readBack(ctx, queue.address, commitLogOffset, { sent, body })
  const item: Stored = {
    messageId,
    offsetMessageId: msgId,
    topic,
    brokerName: queue.brokerName,
    queueId: found?.queueId ?? queueId,
    queueOffset: Number(queueOffset),
    durability: reply.outcome,
    ...read,
    parkedIn: found === null ? parkingOf(sent) : found.topic === topic ? null : found.topic,
    transaction: null,
  }
  ctx.audited().note({ offsetMessageId: msgId, durability: item.durability, readBack: item.readBack })
  const outcome = { target: replicaKey(queue.brokerName, 0), reason: read.readBackError, lastGoodAt: null }
  return { item, sent, commitLogOffset, transactionId: transactionId ?? messageId, outcome }
}

/** Where brokers keep a message with such properties first (HookUtils, TransactionalMessageBridge); for one not read back. */
function parkingOf(sent: Properties): string | null {
  const names = new Set(sent.map(([name]) => name))
  if (names.has('TRAN_MSG')) return 'RMQ_SYS_TRANS_HALF_TOPIC'
  if (names.has('DELAY')) return 'SCHEDULE_TOPIC_XXXX'
  return names.has('TIMER_DELIVER_MS') ? 'rmq_sys_wheel_timer' : null
}

/** The message at a commit-log offset, compared byte for byte with what was sent. */
async function readBack(
  ctx: VerbContext,
  address: string,
  commitLogOffset: bigint,
  sent: { sent: Properties; body: Buffer },
): Promise<Pick<Stored, 'readBack' | 'readBackError'> & { message: WireMessage | null }> {
  try {
    const message = await readMessageAtCommitLogOffset(ctx.cluster.client, address, { commitLogOffset })
    return { message, ...compared(message, sent) }
  } catch (error) {
    if (!(error instanceof DriverError)) throw error
    return { message: null, readBack: 'failed', readBackError: error.message }
  }
}

/** The broker may add properties of its own (CLUSTER, REAL_TOPIC …) and nothing else. */
export function compared(
  message: Pick<WireMessage, 'body' | 'properties'> | null,
  { sent, body }: { sent: Properties; body: Buffer },
): Pick<Stored, 'readBack' | 'readBackError'> {
  if (message === null) return { readBack: 'absent', readBackError: null }
  const stored = new Map(message.properties)
  const own = new Map(sent)
  const same =
    message.body.equals(body) &&
    sent.every(([name, value]) => stored.get(name) === value) &&
    [...stored.keys()].every((name) => own.has(name) || SYSTEM_PROPERTIES.has(name))
  return { readBack: same ? 'same' : 'different', readBackError: null }
}

/** Whether a call that failed may have been carried out all the same. */
export function mayBeStored(error: unknown): error is DriverError {
  if (!(error instanceof DriverError)) return false
  if (error.kind === 'timed-out') return (error as TimedOut).phase === 'reply'
  if (error.kind === 'unreachable') return (error as Unreachable).hop === 'closed'
  return error.kind === 'bad-reply' || error.kind === 'aborted'
}

function outcomeUnknown(
  error: DriverError,
  { messageId, topic, brokerName }: { messageId: string; topic: string; brokerName: string },
): ServiceError {
  return new ServiceError(
    'outcome-unknown',
    `Whether ${brokerName} stored the message is not known (${error.message}). It was sent once and is not sent again; ` +
      `look message ID ${messageId} up in topic ${topic}`,
    {
      cause: error,
      params: { messageId, topic, brokerName },
      broker: { address: error.address, code: null, codeName: null, remark: null },
    },
  )
}
