import 'server-only'
import type { OutputOf, ParsedInputOf } from '@/lib/contract/endpoint'
import type { tailMessages } from '@/lib/contract/message-search'
import { readQueueStep } from '@/server/rocketmq/admin/read-queue.ts'
import type { VerbContext } from '../../implement'
import { type MessageRow, messageRow } from '../message-row'
import { topicNotFound } from '../topic-not-found'
import { BrokerVoice } from './broker-voice'
import { compileFilters, type Filter, hasFilters } from './filters'
import { findQueues, type QueueEnds } from './find-queues'
import { isAbort } from './queue-reader'
import { type Notice, Notices, type Progress } from './tally'
import { brokersOfTopic, type TopicBroker } from './topic-brokers'

export type TailInput = ParsedInputOf<typeof tailMessages>
export type TailEvent = OutputOf<typeof tailMessages>

/** Handed out at one look; there is about one a second. */
export const MOST_SHOWN = 20
/** Read at one look: of more that came, the newest of each queue. */
export const MOST_READ = 640

type TailedBroker = {
  broker: TopicBroker
  /** Next offset by queue id; what has no entry began after the tail did. */
  next: Map<number, number>
  came: number
  read: number
  fromReplica: string | null
  failed: Progress['brokers'][number]['failed']
}

type New = { storedAt: number; row: MessageRow }

/** Follows the ends of a topic's queues. A broker that is silent at one look is asked again at the next. */
export class Tail {
  readonly #ctx: VerbContext
  readonly #topic: string
  readonly #filter: Filter
  readonly #mostOfQueue: number
  readonly #notices = new Notices(true)
  #brokers: TailedBroker[] = []
  #found = 0

  /** @throws ServiceError when a filter is not valid. */
  constructor(ctx: VerbContext, input: TailInput) {
    this.#ctx = ctx
    this.#topic = input.topic
    this.#filter = compileFilters(input)
    this.#mostOfQueue = hasFilters(input) ? MOST_READ : MOST_SHOWN
  }

  /** Learns where the queues end now. @throws when no broker of the topic answers. */
  async begin(): Promise<void> {
    const { brokers } = await brokersOfTopic(this.#ctx, this.#topic, undefined)
    this.#brokers = brokers.map((broker) => ({
      broker,
      next: new Map(),
      came: 0,
      read: 0,
      fromReplica: null,
      failed: [],
    }))
    const errors = await Promise.all(
      this.#brokers.map(async (tailed) => {
        try {
          const queues = await this.#ends(tailed)
          for (const { max, queueId } of queues) tailed.next.set(queueId, max)
          return null
        } catch (error) {
          return this.#failed(tailed, null, error)
        }
      }),
    )
    const failed = errors.filter((error) => error !== null)
    if (failed[0] && failed.length === errors.length) throw failed[0]
  }

  /** What came since the last look, oldest first, at most `MOST_SHOWN`; what was left out; how far it is. */
  async look(): Promise<TailEvent[]> {
    const looks = await Promise.all(this.#brokers.map((tailed) => this.#lookAt(tailed)))
    const matching = looks.flatMap((look) => look.rows).sort((a, b) => a.storedAt - b.storedAt)
    const shown = matching.slice(-MOST_SHOWN)
    const unread = looks.reduce((sum, look) => sum + look.unread, 0)
    const count = matching.length - shown.length + unread
    this.#found += matching.length
    const dropped: Notice = {
      kind: 'notice',
      code: 'dropped',
      brokerName: null,
      queueId: null,
      // `unread`: nobody knows whether they match.
      params: { count, unread },
    }
    return [
      ...shown.map(({ row }) => ({ kind: 'message' as const, item: row })),
      ...(count > 0 ? [dropped] : []),
      ...this.#notices.take(),
      this.progress(),
    ]
  }

  /** `scanned`: what was read; `of`: what came. */
  progress(): Progress {
    return {
      kind: 'progress',
      scanned: this.#brokers.reduce((sum, { read }) => sum + read, 0),
      of: this.#brokers.reduce((sum, { came }) => sum + came, 0),
      found: this.#found,
      brokers: this.#brokers.map(({ broker, came, failed, fromReplica, read }) => ({
        brokerName: broker.brokerName,
        scanned: read,
        of: came,
        done: false,
        fromReplica,
        failed,
      })),
    }
  }

  async #lookAt(tailed: TailedBroker): Promise<{ rows: New[]; unread: number }> {
    tailed.failed = []
    let queues: QueueEnds[]
    try {
      queues = await this.#ends(tailed)
    } catch (error) {
      this.#failed(tailed, null, error)
      return { rows: [], unread: 0 }
    }
    const moved = queues.filter((queue) => {
      const next = tailed.next.get(queue.queueId)
      // Written anew from a lower offset: on from there.
      if (next === undefined || next > queue.max)
        tailed.next.set(queue.queueId, next === undefined ? queue.min : queue.max)
      return queue.max > (tailed.next.get(queue.queueId) ?? queue.max)
    })
    const most = Math.max(1, Math.min(this.#mostOfQueue, Math.floor(MOST_READ / Math.max(1, moved.length))))
    const voice = this.#voice(tailed)
    const read = await Promise.all(moved.map((queue) => this.#read(tailed, voice, queue, most)))
    return { rows: read.flatMap((one) => one.rows), unread: read.reduce((sum, one) => sum + one.unread, 0) }
  }

  async #read(
    tailed: TailedBroker,
    voice: BrokerVoice,
    { max, queueId }: QueueEnds,
    most: number,
  ): Promise<{ rows: New[]; unread: number }> {
    const before = tailed.next.get(queueId) ?? max
    const first = Math.max(before, max - most)
    const pull = voice.pullOf(this.#topic, queueId)
    const { brokerName } = tailed.broker
    const rows: New[] = []
    let next = first
    try {
      while (next < max) {
        const step = await readQueueStep(pull, BigInt(next), BigInt(max))
        for (const finding of step.findings)
          this.#notices.finding(brokerName, queueId, finding, tailed.broker.isCompacted)
        for (const message of step.messages) {
          tailed.read += 1
          if (this.#filter(message) !== 'yes') continue
          rows.push({ storedAt: Number(message.storeTimestamp), row: messageRow({ message, brokerName }) })
        }
        next = Number(step.next)
      }
    } catch (error) {
      this.#failed(tailed, queueId, error)
    }
    // A queue that failed goes on at the next look where it stopped.
    tailed.next.set(queueId, next)
    tailed.came += next - before
    return { rows, unread: first - before }
  }

  async #ends(tailed: TailedBroker): Promise<QueueEnds[]> {
    const voice = this.#voice(tailed)
    // Queues may be added while it follows.
    const known = this.#ctx.cluster.state.brokers.get(voice.brokerName)?.topics.value?.get(this.#topic)
    const readQueues = known?.readQueues ?? tailed.broker.readQueues
    const queues = await findQueues(voice, this.#topic, readQueues)
    tailed.fromReplica = voice.fromReplica
    if (voice.fromReplica !== null)
      this.#notices.once('from-replica', voice.brokerName, null, { address: voice.fromReplica })
    if (queues === null) throw topicNotFound(this.#ctx, this.#topic)
    return queues.filter((queue) => readQueues === null || queue.queueId < readQueues)
  }

  #voice({ broker }: TailedBroker): BrokerVoice {
    return new BrokerVoice(this.#ctx, broker.brokerName, this.#ctx.signal)
  }

  #failed(tailed: TailedBroker, queueId: number | null, error: unknown): Error {
    if (!(error instanceof Error) || (isAbort(error) && !this.#ctx.signal.aborted)) throw error
    if (this.#ctx.signal.aborted) return error
    tailed.failed.push({ queueId, reason: error.message })
    this.#notices.once('queue-failed', tailed.broker.brokerName, queueId, { reason: error.message })
    return error
  }
}
