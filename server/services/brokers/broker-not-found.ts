import 'server-only'
import { ServiceError } from '../errors'
import type { VerbContext } from '../implement'

/** No name server ever listed a broker (or replica) of that name; while none answers, it may exist all the same. */
export function brokerNotFound(ctx: VerbContext, brokerName: string, brokerId: number | null = null): ServiceError {
  const { brokers, nameServers, replicas } = ctx.cluster.state
  const ids = [...replicas.values()].filter((r) => r.brokerName === brokerName).map((r) => String(r.brokerId))
  const known = ids.length > 0 ? ids : [...brokers.keys()].sort()
  const silent = [...nameServers.values()].filter((ns) => ns.reachable !== true).map((ns) => ns.address)
  const might = silent.length > 0 ? `; name server ${silent.join(', ')} did not answer and may know it` : ''
  const detail =
    ids.length > 0 && brokerId !== null
      ? `Broker ${brokerName} has no replica ${brokerId} (known: ${known.join(', ')})`
      : `There is no broker "${brokerName}" in cluster ${ctx.cluster.id} (known: ${known.join(', ') || 'none yet'})`
  return new ServiceError('broker-not-found', `${detail}${might}`, {
    params: { brokerName, brokerId, known, notAnswered: silent },
  })
}
