import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import type { ReplicaState } from '@/server/metrics/state'
import type { Pull, PullReply } from '@/server/rocketmq/admin/read-queue.ts'
import type { Client } from '@/server/rocketmq/client.ts'
import { TimedOut, Unreachable } from '@/server/rocketmq/errors.ts'
import { pullMessage } from '@/server/rocketmq/requests/pull-message.ts'
import { ServiceError } from '../../errors'
import type { VerbContext } from '../../implement'
import { askBrokerName } from '../ask-broker-name'

/**
 * One broker name as one search hears it: within the cluster's budget, from the replica that answered last, and silent
 * for good once no replica can be reached, so that its other queues do not wait for the same time-out again.
 */
export class BrokerVoice {
  readonly brokerName: string
  /** What each replica did; a failure stays. */
  readonly outcomes = new Map<string, TargetOutcome>()
  /** Some of what is read is no longer in the broker's memory. */
  isFromDisk = false
  readonly #ctx: VerbContext
  readonly #signal: AbortSignal
  #replica: ReplicaState | null = null
  #gone: Error | null = null

  constructor(ctx: VerbContext, brokerName: string, signal: AbortSignal) {
    this.#ctx = ctx
    this.brokerName = brokerName
    this.#signal = signal
  }

  get client(): Client {
    return this.#ctx.cluster.client
  }

  /** The slave that answers while the master is silent. */
  get fromReplica(): string | null {
    return this.#replica !== null && this.#replica.brokerId !== 0 ? this.#replica.address : null
  }

  /** Why nobody answers for this broker name any more; null while somebody does. */
  get gone(): string | null {
    return this.#gone?.message ?? null
  }

  /** @throws DriverError or ServiceError when no replica answers; the signal's reason or `Aborted` when it fires. */
  ask<T>(question: (address: string, signal: AbortSignal) => Promise<T>, cost = noCost<T>): Promise<T> {
    return this.#ctx.cluster.reads.run(
      this.brokerName,
      this.#signal,
      async () => {
        if (this.#gone !== null) throw this.#gone
        const answer = await askBrokerName(this.#ctx, this.brokerName, (address) => question(address, this.#signal), {
          first: this.#replica,
        })
        for (const outcome of answer.outcomes) {
          const known = this.outcomes.get(outcome.target)
          if (known === undefined || known.reason === null) this.outcomes.set(outcome.target, outcome)
        }
        if (answer.error) {
          const { error } = answer
          if (error instanceof Unreachable || error instanceof TimedOut || error instanceof ServiceError)
            this.#gone = error
          throw error
        }
        this.#replica = answer.replica
        return answer.value
      },
      cost,
    )
  }

  /** The pulls of one queue. */
  pullOf(topic: string, queueId: number): Pull {
    const { client } = this
    return (queueOffset, maxMsgNums) =>
      this.ask(
        async (address, signal): Promise<PullReply> =>
          client.call(address, pullMessage, { topic, queueId, queueOffset, maxMsgNums }, { signal }),
        ({ body: { messages }, header }) => {
          const bytes = messages.reduce((sum, message) => sum + message.storedSizeBytes, 0)
          const isShort = messages.length === DISK_BATCH && maxMsgNums > DISK_BATCH && bytes <= MEMORY_BATCH_BYTES
          if (isShort && header.nextBeginOffset < header.maxOffset) this.isFromDisk = true
          return { messages: messages.length, bytes }
        },
      )
  }
}

// maxTransferCountOnMessageInDisk and maxTransferBytesOnMessageInMemory, all versions: a batch that ends there, and not
// where memory would end it, came from disk.
const DISK_BATCH = 8
const MEMORY_BATCH_BYTES = 256 * 1024

function noCost<T>(_: T) {
  return { messages: 0, bytes: 0 }
}
