import 'server-only'
import { sendMessage as endpoint } from '@/lib/contract/message-writes'
import { replicaKey } from '@/server/metrics/state'
import { DriverError } from '@/server/rocketmq/errors.ts'
import { getBrokerConfig } from '@/server/rocketmq/requests/get-broker-config.ts'
import { implement, type VerbContext } from '../../implement'
import { truthOfCalls } from '../../truth'
import { limitErrors, limitsOf, type Wanted } from './broker-limits'
import { type ChosenQueue, chooseQueue } from './choose-queue'
import { endHalfMessage } from './end-half-message'
import { messageToSend, refuse } from './message-to-send'
import { storeMessage } from './store-message'

/** MessageSysFlag.TRANSACTION_PREPARED_TYPE */
const HALF = 0x4

export const sendMessage = implement(endpoint, async ({ ctx, input }) => {
  const { topic, kind, shardingKey, broker, queueId } = input
  const { body, properties } = messageToSend(input, ctx.now())
  const queue = await chooseQueue(ctx, topic, { shardingKey, broker, queueId })
  await checkLimits(ctx, queue, {
    bodyBytes: body.length,
    bodyField: input.base64 === undefined ? 'text' : 'base64',
    delayLevel: input.delayLevel,
    deliverAt: input.deliverAt === undefined ? undefined : Date.parse(input.deliverAt),
    now: ctx.now(),
  })
  const sysFlag = kind === 'transaction' ? HALF : 0
  const stored = await storeMessage(ctx, { topic, queue, body, flag: 0, sysFlag, properties })
  const end = input.transaction
  const item =
    kind === 'transaction' && end
      ? await endHalfMessage(ctx, stored, { end, address: queue.address, body })
      : stored.item
  return { item, ...truthOfCalls(ctx.now(), [stored.outcome]) }
})

/**
 * Asks the broker for its configuration now: it may have been changed since the collector read it. Where only the size
 * is at stake, a broker that does not give it may refuse for itself.
 */
export async function checkLimits(
  ctx: VerbContext,
  { brokerName, address }: ChosenQueue,
  wanted: Wanted,
): Promise<void> {
  const needed = wanted.delayLevel !== undefined || wanted.deliverAt !== undefined
  const config = await ctx.cluster.client
    .call(address, getBrokerConfig, {}, { signal: ctx.signal })
    .then(({ body }) => body.map(({ key, value }) => ({ key, value: value ?? null })))
    .catch((error: unknown) => {
      if (needed || !(error instanceof DriverError) || error.kind === 'aborted') throw error
      return []
    })
  const version = ctx.cluster.state.replicas.get(replicaKey(brokerName, 0))?.runtime.value?.version ?? null
  refuse(limitErrors(wanted, limitsOf(config), { brokerName, version }))
}
