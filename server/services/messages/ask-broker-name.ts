import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { isoOrNull, whyNot } from '@/server/metrics/sides'
import { type ReplicaState, replicaKey, replicasOf, servingReplica } from '@/server/metrics/state'
import { Aborted, BrokerRefused, DriverError } from '@/server/rocketmq/errors.ts'
import { ServiceError } from '../errors'
import type { VerbContext } from '../implement'

/** What one broker name answered, which of its replicas spoke, and what each replica that was needed did. */
export type BrokerNameAnswer<T> = {
  brokerName: string
  outcomes: TargetOutcome[]
} & ({ value: T; replica: ReplicaState; error: null } | { value: null; replica: null; error: Error })

/**
 * Asks the master of a broker name, or, while it is silent, its slaves (the most advanced first). A silent master stands
 * in `outcomes` with its reason even when a slave answered for it. A refusal is an answer and is not asked again elsewhere,
 * unless the broker says "later". `first` is asked before all others: who answered last, where many questions follow. Never rejects for a broker's failure; rejects when the caller goes away.
 */
export async function askBrokerName<T>(
  ctx: VerbContext,
  brokerName: string,
  ask: (address: string) => Promise<T>,
  options: { first?: ReplicaState | null } = {},
): Promise<BrokerNameAnswer<T>> {
  const { state } = ctx.cluster
  const replicas = replicasOf(state, brokerName)
  const serving = options.first ?? servingReplica(state, brokerName)
  const master = replicas.find((r) => r.brokerId === 0) ?? null
  const outcomes: TargetOutcome[] = []
  const say = (replica: ReplicaState, reason: string | null) =>
    outcomes.push({
      target: replicaKey(replica.brokerName, replica.brokerId),
      reason,
      lastGoodAt: isoOrNull(replica.runtime.asOf),
    })
  if (master && master !== serving && master.state === 'down') say(master, whyNot(master))

  let lastError: Error | null = null
  for (const replica of inOrder(replicas, serving)) {
    try {
      const value = await ask(replica.address)
      say(replica, null)
      return { brokerName, outcomes, value, replica, error: null }
    } catch (error) {
      if (error instanceof Aborted || !(error instanceof DriverError)) throw error
      lastError = error
      say(replica, error.message)
      if (error instanceof BrokerRefused && !error.retryable) break
    }
  }
  if (outcomes.length === 0) outcomes.push({ target: brokerName, reason: 'No replica answers', lastGoodAt: null })
  const error = lastError ?? new ServiceError('broker-unreachable', unreachable(brokerName, master ?? replicas[0]))
  return { brokerName, outcomes, value: null, replica: null, error }
}

/** Replicas worth asking: who serves, then others that may answer. One known to be down is not waited for. */
function inOrder(replicas: readonly ReplicaState[], serving: ReplicaState | null): ReplicaState[] {
  const others = replicas.filter((r) => r !== serving && r.state !== 'down')
  return serving ? [serving, ...others] : others
}

function unreachable(brokerName: string, replica: ReplicaState | undefined): string {
  return `No replica of ${brokerName} answers${replica ? `: ${whyNot(replica)}` : ''}`
}
