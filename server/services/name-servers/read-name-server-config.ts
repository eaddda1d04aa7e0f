import 'server-only'
import { readNameServerConfig as endpoint } from '@/lib/contract/brokers'
import { isoOrNull } from '@/server/metrics/sides'
import { getNameServerConfig } from '@/server/rocketmq/requests/get-name-server-config.ts'
import { ServiceError } from '../errors'
import { implement } from '../implement'
import { truthOfCalls } from '../truth'

/** Asked now (319). Only a configured name server is asked; its failure is the answer's failure. */
export const readNameServerConfig = implement(endpoint, async ({ ctx, input }) => {
  const { client, state } = ctx.cluster
  const nameServer = state.nameServers.get(input.address)
  if (!nameServer) {
    const known = [...state.nameServers.keys()]
    throw new ServiceError(
      'name-server-not-found',
      `There is no name server "${input.address}" in cluster ${ctx.cluster.id} (configured: ${known.join(', ')})`,
      { params: { address: input.address, known } },
    )
  }
  const { body } = await client.call(nameServer.address, getNameServerConfig, {}, { signal: ctx.signal })
  return {
    address: nameServer.address,
    items: (body ?? []).map(({ key, value, secret }) => ({ key, value: value ?? null, secret: secret ?? false })),
    ...truthOfCalls(ctx.now(), [
      { target: nameServer.address, reason: null, lastGoodAt: isoOrNull(nameServer.view.asOf) },
    ]),
  }
})
