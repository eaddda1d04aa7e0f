import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { BrokerRefused } from '@/server/rocketmq/errors.ts'
import { endTransaction } from '@/server/rocketmq/requests/end-transaction.ts'
import { ServiceError } from '../../errors'
import type { VerbContext } from '../../implement'
import { offsetMessageIdOf } from '../message-row'
import { queryByUniqueId } from '../query-by-unique-id'
import { PRODUCER_GROUP } from './message-to-send'
import { compared, mayBeStored, type Stored, type StoredNew } from './store-message'

/** The index of a broker follows its log within a moment. */
const LOOK_AFTER_MS = [20, 100, 300, 600]

/**
 * Ends the transaction of a half message. `unknown` asks nothing of the broker: it would not answer
 * (EndTransactionProcessor, all versions), and checks with the producer group later, where nobody is. What was committed
 * is looked for in its topic, where it is a new message with the same id; until it is found there, the half message is
 * what is known.
 */
export async function endHalfMessage(
  ctx: VerbContext,
  { item, sent, commitLogOffset, transactionId }: StoredNew,
  { end, address, body }: { end: 'commit' | 'rollback' | 'unknown'; address: string; body: Buffer },
): Promise<Stored> {
  const half: Stored = { ...item, transaction: end }
  ctx.audited().note({ transaction: end })
  if (end === 'unknown') return half
  const header = {
    producerGroup: PRODUCER_GROUP,
    topic: item.topic,
    tranStateTableOffset: BigInt(item.queueOffset),
    commitLogOffset,
    end,
    msgId: item.messageId,
    transactionId,
    brokerName: item.brokerName,
  }
  try {
    await ctx.cluster.client.call(address, endTransaction, header)
  } catch (error) {
    throw notEnded(error, half)
  }
  ctx.audited().note({ ended: true })
  return end === 'commit' ? ((await committed(ctx, half, { sent, body })) ?? half) : half
}

async function committed(
  ctx: VerbContext,
  half: Stored,
  sent: { sent: StoredNew['sent']; body: Buffer },
): Promise<Stored | null> {
  // The commit takes this away.
  const own = sent.sent.filter(([name]) => name !== 'TRAN_MSG')
  for (const afterMs of LOOK_AFTER_MS) {
    await setTimeout(afterMs)
    const { copies } = await queryByUniqueId(ctx, [half.brokerName], half.topic, half.messageId)
    const message = copies[0]?.message
    if (!message) continue
    return {
      ...half,
      offsetMessageId: offsetMessageIdOf(message),
      queueId: message.queueId,
      queueOffset: Number(message.queueOffset),
      parkedIn: null,
      ...compared(message, { sent: own, body: sent.body }),
    }
  }
  return null
}

function notEnded(error: unknown, { messageId, brokerName, transaction, topic, offsetMessageId }: Stored): unknown {
  const params = { messageId, topic, brokerName, offsetMessageId }
  const stored = `The half message ${messageId} is stored on ${brokerName}`
  if (error instanceof BrokerRefused) {
    const { address, code, codeName, remark } = error
    return new ServiceError('broker-refused', `${stored}, but its ${transaction} was refused: ${error.message}`, {
      cause: error,
      params,
      broker: { address, code, codeName, remark },
    })
  }
  if (!mayBeStored(error)) return error
  const detail = `${stored}; whether its ${transaction} was carried out is not known (${error.message})`
  return new ServiceError('outcome-unknown', detail, { cause: error, params })
}
