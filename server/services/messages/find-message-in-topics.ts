import 'server-only'
import type { z } from 'zod'
import { findMessage as endpoint, type MessageEvent } from '@/lib/contract/message-search'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { replicaKey, servingReplica } from '@/server/metrics/state'
import { Aborted, BrokerRefused } from '@/server/rocketmq/errors.ts'
import { implementEvents, type VerbContext } from '../implement'
import { truthOfCalls } from '../truth'
import { cursorAfter, cursorText, type FindCursor, parseCursor, topicsAfter } from './find-cursor'
import { type FoundMessage, findWithoutTopic } from './find-message'
import { indexLacks } from './index-notices'
import { messageRow } from './message-row'
import { queryByUniqueId } from './query-by-unique-id'
import { numbered } from './search/numbered'
import { type TopicToAsk, topicsByActivity } from './topic-order'

/** Topics asked for one request; then a cursor goes on. */
export const MAX_TOPICS = 500
/** So many topics at once: each broker has at most that many questions of one search. */
const TOPICS_AT_ONCE = 4
const PROGRESS_EVERY = 25
const REASONS_KEPT = 10

type Event = z.output<typeof MessageEvent>

/** An id that says where the message is, or is none, is answered as `readMessage` does; any other is looked for. */
export const findMessageInTopics = implementEvents(endpoint, async ({ ctx, input }) => {
  const found = await findWithoutTopic(ctx, input.messageId)
  if (found.kind !== 'somewhere') return numbered(foundAtOnce(ctx, found))
  const cursor = input.cursor === undefined ? null : parseCursor(input.cursor, found.id)
  return numbered(new TopicSearch(ctx, found.id, cursor).events())
})

async function* foundAtOnce(ctx: VerbContext, { copies, outcomes }: FoundMessage): AsyncGenerator<Event> {
  for (const copy of copies) yield { kind: 'message', item: messageRow(copy) }
  const complete = outcomes.every(({ reason }) => reason === null)
  const counts = { scanned: 1, of: 1, found: copies.length }
  yield { kind: 'done', reason: 'end', complete, cursor: null, ...counts, ...truthOfCalls(ctx.now(), outcomes) }
}

type BrokerSide = {
  brokerName: string
  scanned: number
  of: number
  fromReplica: string | null
  /** Why it failed: at most a few of many reasons. */
  reasons: Set<string>
  /** It did not answer, also not when asked again: it is not asked for the topics that are left. */
  gone: boolean
}

/** The index of every broker holds `topic#id`: each topic is asked for, on the brokers that have it. */
class TopicSearch {
  readonly #ctx: VerbContext
  readonly #leave = new AbortController()
  readonly #ids: string[]
  readonly #id: string
  readonly #cursor: FindCursor | null
  readonly #sides = new Map<string, BrokerSide>()
  readonly #outcomes = new Map<string, TargetOutcome>()
  #found = 0
  #lacks = false
  #scanned = 0

  constructor(ctx: VerbContext, id: string, cursor: FindCursor | null) {
    this.#ctx = { ...ctx, signal: AbortSignal.any([ctx.signal, this.#leave.signal]) }
    this.#id = id
    // Clients print upper case and brokers compare by case; a person may have typed the other.
    this.#ids = [...new Set([id, id.toUpperCase()])]
    this.#cursor = cursor
    this.#scanned = cursor?.asked ?? 0
  }

  async *events(): AsyncGenerator<Event> {
    const model = this.#ctx.cluster.model(this.#ctx.now())
    const brokerNames = model.sides.map((side) => side.brokerName)
    const left = topicsAfter(topicsByActivity(model.topics.values(), brokerNames), this.#cursor)
    const topics = left.slice(0, MAX_TOPICS)
    const of = this.#scanned + left.length
    for (const topic of topics) for (const name of topic.brokerNames) this.#side(name).of++
    try {
      yield this.#progress(of)
      yield* this.#lacking(brokerNames)
      for await (const events of this.#answers(topics)) {
        yield* events
        if (this.#scanned % PROGRESS_EVERY === 0) yield this.#progress(of)
      }
      const more = left.length > topics.length
      const isPartial = (outcome: TargetOutcome) => outcome.reason !== null
      const missed = (this.#cursor?.missed ?? false) || this.#lacks || [...this.#outcomes.values()].some(isPartial)
      yield this.#progress(of)
      yield {
        kind: 'done',
        reason: more ? 'budget' : 'end',
        complete: !missed,
        cursor: more ? cursorText(cursorAfter(this.#id, this.#cursor, topics, missed)) : null,
        scanned: this.#scanned,
        of,
        found: this.#found,
        ...truthOfCalls(this.#ctx.now(), [...this.#outcomes.values()]),
      }
    } catch (error) {
      // The reader left: there is nobody to tell.
      if (!(error instanceof Aborted && this.#ctx.signal.aborted)) throw error
    } finally {
      this.#leave.abort()
    }
  }

  /** Brokers whose index lacks messages: there it may be and not be found. */
  *#lacking(brokerNames: readonly string[]): Generator<Event> {
    for (const brokerName of brokerNames) {
      const setting = indexLacks(servingReplica(this.#ctx.cluster.state, brokerName))
      if (setting === null) continue
      this.#lacks = true
      yield { kind: 'notice', code: 'index-partial', brokerName, queueId: null, params: { setting } }
    }
  }

  /** What each topic gave, in the order of the topics; a few are asked at the same time. */
  async *#answers(topics: readonly TopicToAsk[]): AsyncGenerator<Event[]> {
    const waiting: Promise<Event[]>[] = []
    for (const topic of topics) {
      const answer = this.#ask(topic)
      // One that fails while an earlier one is waited for is seen when its turn comes.
      answer.catch(() => {})
      waiting.push(answer)
      if (waiting.length >= TOPICS_AT_ONCE) yield await this.#next(waiting)
    }
    while (waiting.length > 0) yield await this.#next(waiting)
  }

  async #next(waiting: Promise<Event[]>[]): Promise<Event[]> {
    const events = await waiting.shift()!
    this.#scanned++
    return events
  }

  async #ask(topic: TopicToAsk): Promise<Event[]> {
    const answers = await Promise.all(topic.brokerNames.map((name) => this.#askBroker(topic.name, this.#side(name))))
    return answers.flat()
  }

  async #askBroker(topic: string, side: BrokerSide): Promise<Event[]> {
    if (side.gone) return []
    let answer = await this.#query(topic, side.brokerName)
    if (answer.error && !(answer.error instanceof BrokerRefused)) answer = await this.#query(topic, side.brokerName)
    const { copies, error, outcomes } = answer
    this.#remember(outcomes)
    const events: Event[] = []
    if (error) {
      if (side.reasons.size < REASONS_KEPT) side.reasons.add(error.message)
      if (!(error instanceof BrokerRefused)) {
        side.gone = true
        return []
      }
      events.push(skipped(topic, side.brokerName, error.message))
    } else this.#noteReplica(side, outcomes, events)
    side.scanned++
    this.#found += copies.length
    return [...events, ...copies.map((copy): Event => ({ kind: 'message', item: messageRow(copy) }))]
  }

  async #query(topic: string, brokerName: string) {
    const answers = await Promise.all(this.#ids.map((id) => queryByUniqueId(this.#ctx, [brokerName], topic, id)))
    return {
      copies: answers.flatMap(({ copies }) => copies),
      outcomes: answers.flatMap(({ outcomes }) => outcomes),
      error: answers.flatMap(({ errors }) => errors)[0] ?? null,
    }
  }

  #noteReplica(side: BrokerSide, outcomes: readonly TargetOutcome[], events: Event[]): void {
    if (side.fromReplica !== null) return
    const speaker = outcomes.find(({ reason }) => reason === null)?.target
    const replica = speaker === undefined ? undefined : this.#ctx.cluster.state.replicas.get(speaker)
    if (!replica || replica.brokerId === 0 || speaker !== replicaKey(side.brokerName, replica.brokerId)) return
    side.fromReplica = replica.address
    const { address } = replica
    events.push({
      kind: 'notice',
      code: 'from-replica',
      brokerName: side.brokerName,
      queueId: null,
      params: { address },
    })
  }

  #remember(outcomes: readonly TargetOutcome[]): void {
    for (const outcome of outcomes) {
      const seen = this.#outcomes.get(outcome.target)
      if (!seen || seen.reason === null) this.#outcomes.set(outcome.target, outcome)
    }
  }

  #side(brokerName: string): BrokerSide {
    let side = this.#sides.get(brokerName)
    if (!side) {
      side = { brokerName, scanned: 0, of: 0, fromReplica: null, reasons: new Set(), gone: false }
      this.#sides.set(brokerName, side)
    }
    return side
  }

  #progress(of: number): Event {
    return {
      kind: 'progress',
      scanned: this.#scanned,
      of,
      found: this.#found,
      brokers: [...this.#sides.values()].map(({ brokerName, scanned, fromReplica, reasons, ...side }) => ({
        brokerName,
        scanned,
        of: side.of,
        done: scanned === side.of,
        fromReplica,
        failed: [...reasons].map((reason) => ({ queueId: null, reason })),
      })),
    }
  }
}

const skipped = (topic: string, brokerName: string, reason: string): Event => ({
  kind: 'notice',
  code: 'topic-skipped',
  brokerName,
  queueId: null,
  params: { topic, reason },
})
