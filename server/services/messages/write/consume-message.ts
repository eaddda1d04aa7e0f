import 'server-only'
import type { z } from 'zod'
import { consumeMessage as endpoint } from '@/lib/contract/message-writes'
import { type ReplicaState, replicaKey } from '@/server/metrics/state'
import { BrokerRefused, type DriverError } from '@/server/rocketmq/errors.ts'
import { consumeMessageDirectly } from '@/server/rocketmq/requests/consume-message-directly.ts'
import { getConsumerConnectionList } from '@/server/rocketmq/requests/get-consumer-connection-list.ts'
import { ServiceError } from '../../errors'
import { findGroup } from '../../groups/find-group'
import { implement, type VerbContext } from '../../implement'
import { truthOfCalls } from '../../truth'
import { readOneMessage } from './read-one-message'
import { mayBeStored } from './store-message'

type Result = z.output<typeof endpoint.response>['result']

const RESULTS: Readonly<Record<string, Result>> = {
  CR_SUCCESS: 'success',
  CR_LATER: 'later',
  CR_ROLLBACK: 'rollback',
  CR_COMMIT: 'commit',
  CR_THROW_EXCEPTION: 'exception',
  CR_RETURN_NULL: 'returned-null',
}

/** The broker waited 10 s for the client (AdminBrokerProcessor#callConsumer, all versions). */
const CONSUME_MSG_TIMEOUT = 207

/** The master that holds the message relays it; only clients connected to that broker are in its reach. */
export const consumeMessage = implement(endpoint, async ({ ctx, input }) => {
  const { group, messageId } = input
  findGroup(ctx, group)
  const { message, brokerName } = await readOneMessage(ctx, messageId)
  const { address } = masterOf(ctx, brokerName)
  const clientId = await connectedClient(ctx, address, { group, clientId: input.clientId, brokerName })
  ctx.audited().note({ brokerName, group, clientId, topic: message.topic })
  const header = { consumerGroup: group, clientId, msgId: messageId.trim(), topic: message.topic, brokerName }
  // Not ended by a caller who leaves: the business code runs on either way, and its result belongs in the audit row.
  const { body } = await ctx.cluster.client.call(address, consumeMessageDirectly, header).catch((error: unknown) => {
    throw timedOut(error) ? stillRunning(error, { group, clientId, brokerName }) : error
  })
  const result = RESULTS[body.consumeResult ?? ''] ?? 'other'
  const spentMs = body.spentTimeMills === undefined ? null : Number(body.spentTimeMills)
  ctx.audited().note({ result, spentMs })
  return {
    group,
    clientId,
    brokerName,
    result,
    resultName: body.consumeResult,
    remark: body.remark,
    spentMs,
    ordered: body.order,
    ...truthOfCalls(ctx.now(), [{ target: replicaKey(brokerName, 0), reason: null }]),
  }
})

function masterOf(ctx: VerbContext, brokerName: string): ReplicaState {
  const master = ctx.cluster.state.replicas.get(replicaKey(brokerName, 0))
  if (master) return master
  const detail = `Broker ${brokerName} holds the message and has no master, which alone relays it to a client`
  throw new ServiceError('broker-unreachable', detail, { params: { brokerName } })
}

/** The named client, or one of those that can: push consumers, Java and Go before others (not every client answers 309). */
async function connectedClient(
  ctx: VerbContext,
  address: string,
  { group, clientId, brokerName }: { group: string; clientId: string | undefined; brokerName: string },
): Promise<string> {
  const { body } = await ctx.cluster.client.call(
    address,
    getConsumerConnectionList,
    { consumerGroup: group },
    { signal: ctx.signal },
  )
  const clients = [...(body?.connectionSet ?? [])].sort((a, b) => (a.clientId < b.clientId ? -1 : 1))
  const params = { group, brokerName, clients: clients.map((client) => client.clientId) }
  if (body === null || clients.length === 0)
    throw new ServiceError(
      'group-offline',
      `No client of group ${group} is connected to ${brokerName}, which holds the message: nobody there could run it`,
      { params },
    )
  if (body.consumeType === 'CONSUME_ACTIVELY')
    throw new ServiceError(
      'group-offline',
      `The clients of group ${group} pull: they have no listener that a message could be handed to`,
      { params },
    )
  if (clientId === undefined) {
    const answers = clients.find(({ language }) => language === 'JAVA' || language === 'GO')
    return (answers ?? clients[0]!).clientId
  }
  if (clients.some((client) => client.clientId === clientId)) return clientId
  throw new ServiceError(
    'client-not-found',
    `Client ${clientId} of group ${group} is not connected to ${brokerName}, which holds the message; connected there: ${params.clients.join(', ')}`,
    { params: { ...params, clientId } },
  )
}

const timedOut = (error: unknown): error is DriverError =>
  mayBeStored(error) || (error instanceof BrokerRefused && error.code === CONSUME_MSG_TIMEOUT)

function stillRunning(
  error: DriverError,
  { group, clientId, brokerName }: { group: string; clientId: string; brokerName: string },
): ServiceError {
  return new ServiceError(
    'client-timed-out',
    `Client ${clientId} of group ${group} gave no result in time (${error.message}): it may still be running, or may have run`,
    {
      cause: error,
      params: { group, clientId, brokerName },
      broker: {
        address: error.address,
        code: error instanceof BrokerRefused ? error.code : null,
        codeName: error instanceof BrokerRefused ? error.codeName : null,
        remark: error instanceof BrokerRefused ? error.remark : null,
      },
    },
  )
}
