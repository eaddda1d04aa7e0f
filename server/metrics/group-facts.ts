import 'server-only'
import type { Client } from '@/server/rocketmq/client.ts'
import { DriverError } from '@/server/rocketmq/errors.ts'
import { getConsumeStats } from '@/server/rocketmq/requests/get-consume-stats.ts'
import {
  type ConsumerRunningInfo,
  getConsumerRunningInfo,
} from '@/server/rocketmq/requests/get-consumer-running-info.ts'
import { queryConsumeTimeSpan } from '@/server/rocketmq/requests/query-consume-time-span.ts'
import { eachLimited } from './budget'
import {
  type ClientSay,
  clientSay,
  type QueueSpan,
  type QueueStats,
  queueSpans,
  queueStats,
} from './group-facts-convert'
import type { GroupModel } from './group-model'
import { failed, good, noReading, type Reading } from './reading'
import { type Side, whyNot } from './sides'
import { replicaKey } from './state'

/** What is known of one group beyond the collector's tables; asked for only while somebody looks at the group. */
export type GroupFacts = {
  /** clientId → what the client says of itself (307). */
  clients: Map<string, Reading<ClientSay>>
  /** brokerName → in flight and last consumed, by `queueKey` (208). */
  stats: Map<string, Reading<ReadonlyMap<string, QueueStats>>>
  /** brokerName → how old the first unconsumed message is, by `queueKey` (303). */
  spans: Map<string, Reading<ReadonlyMap<string, QueueSpan>>>
  /** Clients left out of the last turn because of the limit. */
  clientsNotAsked: number
}

const FRESH_MS = 5_000
/** After this long without a reader what is known says nothing of now: it is dropped, and the first reader waits again. */
const OLD_MS = 30_000
/** A first turn younger than this may still answer its reader; an older one waits for somebody slow. */
const YOUNG_MS = 1_500
/** A client that did not answer keeps a relayed call busy for 10 s at its broker: it is left alone for a while. */
const CLIENT_PAUSE_MS = 30_000
const MAX_GROUPS = 50
const MAX_CLIENTS = 200
const MAX_SPAN_TOPICS = 32
const IN_FLIGHT = 8

export const noFacts = (): GroupFacts => ({
  clients: new Map(),
  stats: new Map(),
  spans: new Map(),
  clientsNotAsked: 0,
})

type Entry = { facts: GroupFacts; startedAt: number; turn: Promise<void> | null; complete: boolean }

/**
 * Facts of the groups that people look at: 307 of each client, 208 and 303 of each broker. An answer a few seconds old
 * is served while the next is fetched behind it; a slow client delays nobody for longer than the reader waits. Bounded:
 * past 50 groups the longest unread is forgotten.
 */
export class GroupFactsCache {
  readonly #client: Client
  readonly #signal: AbortSignal
  readonly #now: () => number
  readonly #onError: (error: unknown) => void
  readonly #entries = new Map<string, Entry>()
  readonly #turns = new Set<Promise<void>>()

  constructor(options: {
    client: Client
    signal: AbortSignal
    now: () => number
    onError: (error: unknown) => void
  }) {
    this.#client = options.client
    this.#signal = options.signal
    this.#now = options.now
    this.#onError = options.onError
  }

  /** What is known, without asking anybody. */
  peek(group: string): GroupFacts | null {
    return this.#entries.get(group)?.facts ?? null
  }

  /** Asks again when the facts are older than 5 s and answers at once; `read` with no wait. */
  touch(group: GroupModel, sides: readonly Side[]): GroupFacts {
    return this.#refreshed(group, sides).facts
  }

  /**
   * The facts of a group. Waits only when there are none yet or they are old, and then until `patience` resolves: what
   * has not answered by then is simply not there.
   */
  async read(group: GroupModel, sides: readonly Side[], patience: Promise<void>): Promise<GroupFacts> {
    const known = this.#entries.get(group.name)
    const age = known ? this.#now() - known.startedAt : 0
    const mustWait = !known || age > OLD_MS || (!known.complete && age < YOUNG_MS)
    const entry = this.#refreshed(group, sides)
    if (mustWait && entry.turn) await Promise.race([entry.turn, patience])
    return entry.facts
  }

  /** Resolves when nothing is being asked any more. */
  async settled(): Promise<void> {
    await Promise.all([...this.#turns])
  }

  #refreshed(group: GroupModel, sides: readonly Side[]): Entry {
    let entry = this.#entries.get(group.name)
    const now = this.#now()
    if (entry) this.#entries.delete(group.name)
    if (!entry || now - entry.startedAt > OLD_MS)
      entry = { facts: noFacts(), startedAt: Number.NEGATIVE_INFINITY, turn: null, complete: false }
    this.#entries.set(group.name, entry)
    if (this.#entries.size > MAX_GROUPS) this.#entries.delete(this.#entries.keys().next().value!)
    if (entry.turn === null && now - entry.startedAt >= FRESH_MS && !this.#signal.aborted) {
      entry.startedAt = now
      const current = entry
      const turn = this.#ask(group, sides, current.facts)
        .catch((error: unknown) => {
          if (!this.#signal.aborted) this.#onError(error)
        })
        .finally(() => {
          this.#turns.delete(turn)
          current.turn = null
          current.complete = true
        })
      this.#turns.add(turn)
      current.turn = turn
    }
    return entry
  }

  async #ask(group: GroupModel, sides: readonly Side[], facts: GroupFacts): Promise<void> {
    await Promise.all([
      this.#askClients(group, sides, facts),
      ...sides.filter((s) => !s.silent).map((side) => this.#askBroker(group, side, facts)),
    ])
    for (const brokerName of facts.stats.keys()) {
      if (sides.some((s) => s.brokerName === brokerName)) continue
      facts.stats.delete(brokerName)
      facts.spans.delete(brokerName)
    }
  }

  async #askClients(group: GroupModel, sides: readonly Side[], facts: GroupFacts): Promise<void> {
    const address = new Map(sides.filter((s) => !s.silent).map((s) => [s.brokerName, s.serving!.address]))
    const clients = group.connections.clients
    const present = new Set(clients.map((c) => c.clientId))
    for (const clientId of facts.clients.keys()) if (!present.has(clientId)) facts.clients.delete(clientId)
    const now = this.#now()
    const due = clients.filter((c) => {
      const error = facts.clients.get(c.clientId)?.error
      return !error || now - error.at >= CLIENT_PAUSE_MS
    })
    facts.clientsNotAsked = Math.max(0, due.length - MAX_CLIENTS)
    await eachLimited(due.slice(0, MAX_CLIENTS), IN_FLIGHT, this.#signal, async ({ clientId, brokers }) => {
      const at = this.#now()
      const before = facts.clients.get(clientId) ?? noReading<ClientSay>()
      const to = brokers.map((name) => address.get(name)).find((a) => a !== undefined)
      if (to === undefined) {
        facts.clients.set(clientId, failed(before, 'The broker it is connected to does not answer', at))
        return
      }
      const next = await this.#reading(before, async () => {
        const reply = await this.#client.call(
          to,
          getConsumerRunningInfo,
          { consumerGroup: group.name, clientId },
          { signal: this.#signal },
        )
        return reply.outcome === 'absent' || reply.body === null ? null : clientSay(reply.body as ConsumerRunningInfo)
      })
      facts.clients.set(clientId, next ?? failed(before, 'The broker says that it is not connected', at))
    })
  }

  async #askBroker(group: GroupModel, side: Side, facts: GroupFacts): Promise<void> {
    const { brokerName } = side
    const address = side.serving!.address
    const none = noReading<ReadonlyMap<string, QueueStats>>()
    const options = { signal: this.#signal }
    const stats = this.#reading(facts.stats.get(brokerName) ?? none, async () =>
      queueStats((await this.#client.call(address, getConsumeStats, { consumerGroup: group.name }, options)).body),
    )
    const behind = new Set(
      group.queues.filter((q) => q.brokerName === brokerName && !q.leftover && q.lagMessages !== 0).map((q) => q.topic),
    )
    const spans = this.#reading(
      facts.spans.get(brokerName) ?? noReading<ReadonlyMap<string, QueueSpan>>(),
      async () => {
        const found = new Map<string, QueueSpan>()
        await eachLimited([...behind].slice(0, MAX_SPAN_TOPICS), 4, this.#signal, async (topic) => {
          const reply = await this.#client.call(address, queryConsumeTimeSpan, { topic, group: group.name }, options)
          if (reply.body === null) return
          for (const [key, span] of queueSpans(reply.body.consumeTimeSpanSet)) found.set(key, span)
        })
        return found
      },
    )
    // Never null: only the answer of a client can be "not there".
    facts.stats.set(brokerName, (await stats) ?? none)
    facts.spans.set(brokerName, (await spans) ?? noReading())
  }

  async #reading<T>(previous: Reading<T>, run: () => Promise<T | null>): Promise<Reading<T> | null> {
    const at = this.#now()
    try {
      const value = await run()
      return value === null ? null : good(value, at)
    } catch (error) {
      if (this.#signal.aborted) return previous
      if (!(error instanceof DriverError)) throw error
      return failed(previous, error.message, at)
    }
  }
}

/** What the facts of these sides lacked, as outcomes of their replicas. */
export function factOutcomes(facts: GroupFacts, sides: readonly Side[]) {
  return sides.flatMap((side) => {
    const replica = side.serving
    if (!replica) return []
    const reason = facts.stats.get(side.brokerName)?.error?.reason ?? facts.spans.get(side.brokerName)?.error?.reason
    return reason === undefined
      ? []
      : [
          {
            target: replicaKey(replica.brokerName, replica.brokerId),
            reason: reason || whyNot(replica),
            lastGoodAt: null,
          },
        ]
  })
}
