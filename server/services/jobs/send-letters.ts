import 'server-only'
import { type WriteContext, withAuditRow } from '@/server/audit/write-context'
import { eachLimited } from '@/server/metrics/budget'
import { readMessageAtCommitLogOffset } from '@/server/rocketmq/admin/read-message.ts'
import { BrokerRefused, OutboundRefused } from '@/server/rocketmq/errors.ts'
import { sendMessageV2 } from '@/server/rocketmq/requests/send-message-v2.ts'
import { decodeOffsetMessageId } from '@/server/rocketmq/wire/message-id.ts'
import type { Settlement } from '@/server/store/ledger'
import { reasonOf } from '../driver-errors'
import type { VerbContext } from '../implement'
import { writeFailureOf } from '../write-outcome'
import type { Letter, Outgoing } from './letters'

/**
 * What became of one letter. `later`: it surely was not sent, and the same may succeed later. `isOurs`: it is about this
 * letter and says nothing of the others.
 */
export type Sent = { letter: Letter; settlement: Settlement; later: boolean; isOurs: boolean }

const IN_FLIGHT = 4
/** So that no limit of the group turns what is sent to it into a dead letter again. */
const MAX_RECONSUME_TIMES = 16
const MESSAGE_ILLEGAL = 13

/**
 * Sends letters whose rows stand in the ledger. A retry topic of a group that consumes in order is stored by brokers of
 * 5.x as dead letters at once (SendMessageProcessor#handleRetryAndDLQ, queue locks): the first message to each broker is
 * looked at before others follow.
 */
export class Sender {
  readonly #ctx: VerbContext
  readonly #audit: WriteContext
  /** By broker name and topic: why nothing is sent there; null: it lands where it should. */
  readonly #tried = new Map<string, Promise<string | null>>()

  constructor(ctx: VerbContext, auditId: number) {
    this.#ctx = ctx
    this.#audit = { auditId, writesSent: 0 }
  }

  /** Never rejects for what a broker does. What is on its way is not called back. */
  async send(letters: readonly Letter[]): Promise<Sent[]> {
    const results: Sent[] = []
    const never = new AbortController().signal
    await withAuditRow(this.#audit, () =>
      eachLimited(letters, IN_FLIGHT, never, async (letter) => {
        results.push(await this.#one(letter))
      }),
    )
    return results.sort((a, b) => a.settlement.seq - b.settlement.seq)
  }

  async #one(letter: Letter): Promise<Sent> {
    const { outgoing } = letter
    if (outgoing === null) return this.#notSent(letter, letter.why, { isOurs: true })
    if (!outgoing.isRetry) return await this.#put(letter, outgoing)
    const place = `${outgoing.brokerName} ${outgoing.topic}`
    const before = this.#tried.get(place)
    if (before !== undefined) {
      const why = await before
      return why === null ? await this.#put(letter, outgoing) : this.#notSent(letter, why)
    }
    const first = Promise.withResolvers<string | null>()
    this.#tried.set(place, first.promise)
    const sent = await this.#put(letter, outgoing)
    const why = sent.settlement.state === 'sent' ? await this.#strayed(outgoing, sent.settlement) : null
    // Not stored, so nothing is known: the next one is looked at.
    if (sent.settlement.state !== 'sent') this.#tried.delete(place)
    first.resolve(why)
    if (why === null) return sent
    const { result } = sent.settlement
    const stray = this.#notSent(letter, why)
    return { ...stray, settlement: { ...stray.settlement, ...(result ? { result } : {}) } }
  }

  async #put(letter: Letter, outgoing: Outgoing): Promise<Sent> {
    const { address, body, brokerName, flag, isRetry, properties, queueId, sysFlag, topic } = outgoing
    const { client } = this.#ctx.cluster
    const bornTimestamp = this.#ctx.now()
    const limit = isRetry ? { maxReconsumeTimes: MAX_RECONSUME_TIMES } : {}
    const header = { topic, queueId, sysFlag, bornTimestamp, flag, properties, brokerName, ...limit }
    try {
      const { header: stored, outcome } = await client.call(address, sendMessageV2, header, { body })
      const result = {
        brokerName,
        queueId: stored.queueId,
        queueOffset: Number(stored.queueOffset),
        offsetMessageId: stored.msgId,
        durability: outcome,
      }
      const settlement = { seq: letter.item.seq, state: 'sent' as const, at: this.#ctx.now(), result }
      return { letter, settlement, later: false, isOurs: false }
    } catch (error) {
      return this.#failed(letter, error)
    }
  }

  #failed(letter: Letter, error: unknown): Sent {
    const failure = writeFailureOf(error)
    if (failure === 'unknown') {
      const settlement = { seq: letter.item.seq, state: 'in-doubt' as const, at: this.#ctx.now() }
      return { letter, settlement: { ...settlement, error: reasonOf(error) }, later: false, isOurs: false }
    }
    const isOurs = error instanceof BrokerRefused && error.code === MESSAGE_ILLEGAL
    const isFinal = error instanceof BrokerRefused ? !error.retryable : error instanceof OutboundRefused
    return this.#notSent(letter, reasonOf(error), { isOurs, later: !isFinal })
  }

  #notSent(letter: Letter, why: string, { isOurs = false, later = false } = {}): Sent {
    const settlement = { seq: letter.item.seq, state: 'not-sent' as const, at: this.#ctx.now(), error: why }
    return { letter, settlement, later, isOurs }
  }

  /** Why a stored message is not where it was sent; null: it is, or that cannot be read. */
  async #strayed({ address, brokerName, topic }: Outgoing, { result }: Settlement): Promise<string | null> {
    const id = decodeOffsetMessageId(String(result?.offsetMessageId ?? ''))
    if (id === null) return null
    try {
      const { client } = this.#ctx.cluster
      const stored = await readMessageAtCommitLogOffset(client, address, { commitLogOffset: id.commitLogOffset })
      if (stored === null || stored.topic === topic) return null
      return `${brokerName} stored it in ${stored.topic} and not in ${topic}: brokers of 5.x do so while a consumer of the group holds queue locks (it consumes in order)`
    } catch {
      // What was stored is stored; looking at it is a help, and no condition.
      return null
    }
  }
}
