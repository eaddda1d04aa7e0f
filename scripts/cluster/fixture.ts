import type { Cluster } from './cluster.ts'
import { lineServer } from './java-lines.ts'

/** What the client was told about one message it sent. Ids as the client prints them. */
export type SentMessage = {
  /** The unique key: what people search by. */
  messageId: string
  /** Broker address and commit log offset. */
  offsetMessageId: string
  topic: string
  brokerName: string
  queueId: number
  queueOffset: number
  status: 'SEND_OK' | 'FLUSH_DISK_TIMEOUT' | 'FLUSH_SLAVE_TIMEOUT' | 'SLAVE_NOT_AVAILABLE'
  keys: string | null
}

/** In tag, key, body, sharding key and property values `{i}` is the number of the message, from 0. */
export type MessageInput = {
  topic: string
  count?: number
  tag?: string
  /** Several keys are separated by a space. */
  key?: string
  body?: string
  bodyBase64?: string
  /** A compressible ASCII body of this length instead. */
  bodyBytes?: number
  properties?: Readonly<Record<string, string>>
  /** 1–18: 1 s, 5 s, 10 s, 30 s, 1 min … */
  delayLevel?: number
  /** 5.x: from now. */
  delayMs?: number
  /** The producer group. */
  group?: string
  traced?: boolean
  /** Instead of the standard one. Transactions always use that. */
  traceTopic?: string
}

export type SendInput = MessageInput & {
  mode?: 'sync' | 'async'
  /** The queue is chosen by this key's hash (SelectMessageQueueByHash): messages with one key keep their order. */
  shardingKey?: string
  /** With `queue`: exactly this queue. */
  broker?: string
  queue?: number
  /** Bodies over 64 bytes are compressed by the client. */
  compression?: 'zlib' | 'lz4' | 'zstd'
}

export type ConsumeInput = {
  group: string
  topics: readonly string[]
  mode?: 'push' | 'pull'
  /** `a || b`; default all. */
  tag?: string
  sql?: string
  broadcast?: boolean
  ordered?: boolean
  /** Threads of a push consumer, default 2. */
  threads?: number
  /** Pause for each message: a slow consumer. */
  pauseMs?: number
  /** Every message fails. */
  fail?: boolean
  /** A message fails this often, and then no more. */
  failTimes?: number
  /** Every message makes the listener of a push consumer throw an IllegalStateException with these words. */
  throwing?: string
  /** With `ordered`: how long a queue waits after a failure, 10 ms at least; default 1 s. */
  suspendMs?: number
  /** Then after how many retries it is dead; default the client's 16. */
  maxReconsumeTimes?: number
  /** Delay level of a retry, default 1 (1 s); −1 is dead at once. */
  retryLevel?: number
  /** Where a group without offsets begins; default first. */
  from?: 'first' | 'last'
  traced?: boolean
  /** Instead of the standard one. */
  traceTopic?: string
}

export type TakenMessage = {
  messageId: string
  offsetMessageId: string
  topic: string
  brokerName: string
  queueId: number
  queueOffset: number
  reconsumeTimes: number
  tags: string | null
  keys: string | null
  bodyBase64: string
}

/** `messages` are the last 2,000 at most. */
export type Consumed = { count: number; messages: TakenMessage[] }

export type FixtureConsumer = {
  readonly clientId: string
  consumed(): Promise<Consumed>
  /** Resolves once it took that many messages in all (retries count again); rejects after the time-out. */
  waitFor(count: number, timeoutMs?: number): Promise<Consumed>
  stop(): Promise<void>
}

export type SentBatch = {
  messageIds: string[]
  offsetMessageIds: string[]
  brokerName: string
  queueId: number
  queueOffset: number
  status: SentMessage['status']
}

/** The offset id of a transactional message is not known when it is sent; queueOffset is that of the half message. */
export type SentTransaction = Omit<SentMessage, 'offsetMessageId'> & {
  offsetMessageId: string | null
  transactionId: string
  state: 'COMMIT_MESSAGE' | 'ROLLBACK_MESSAGE' | 'UNKNOW'
}

/** Real RocketMQ clients that do exactly what a test asks (scripts/cluster/java/Fixture.java). */
export type Fixture = {
  /** On all masters, or on the brokers named; resolves when the name servers route it. */
  createTopic(input: {
    topic: string
    queues?: number
    /** 6 read and write, 4 read, 2 write. */
    permission?: number
    ordered?: boolean
    /** 5.x. */
    messageType?: 'NORMAL' | 'FIFO' | 'DELAY' | 'TRANSACTION' | 'MIXED'
    brokers?: readonly string[]
  }): Promise<void>
  deleteTopic(topic: string): Promise<void>
  /** `settings`: names of SubscriptionGroupConfig, e.g. `{ retryMaxTimes: 3, consumeEnable: false }`. */
  createGroup(group: string, settings?: Readonly<Record<string, string | number | boolean>>): Promise<void>
  send(input: SendInput): Promise<SentMessage[]>
  /** One-way: only the unique keys are known. */
  sendOneway(input: Omit<SendInput, 'mode'>): Promise<Array<{ messageId: string; keys: string | null }>>
  /** All messages in one call. */
  sendBatch(input: MessageInput): Promise<SentBatch>
  sendTransaction(
    input: MessageInput & {
      outcome?: 'commit' | 'rollback' | 'unknown'
      /** What a check-back is told; default: still unknown. Kept in the user property `onCheck`. */
      onCheck?: 'commit' | 'rollback' | 'unknown'
    },
  ): Promise<SentTransaction[]>
  /** Ends the producers of a group; sends what they still hold, traces included. */
  stopProducer(group: string): Promise<void>
  consume(input: ConsumeInput): Promise<FixtureConsumer>
  /** Ends all its clients at once, without a goodbye. */
  stop(): Promise<void>
}

const ANSWER_MS = 60_000

/** Starts the clients' JVM. The cluster stops it with itself; several fixtures can run on one cluster. */
export async function startFixture(cluster: Cluster): Promise<Fixture> {
  const process = await cluster.java({
    name: `fixture-${++fixtures}`,
    mainClass: 'Fixture',
    args: [cluster.nameServers.join(';')],
    // Clients that rebalance every two seconds instead of twenty, so that tests do not wait for them.
    properties: { 'rocketmq.client.rebalance.waitInterval': '2000' },
  })
  const server = lineServer({ process, logFile: process.logFile })
  const addresses = (onlyMasters: boolean, names?: readonly string[]) =>
    cluster.brokers
      .filter((broker) => (!onlyMasters || broker.id === 0) && (!names || names.includes(broker.name)))
      .map((broker) => broker.address)

  async function ask<T>(verb: string, values: Values, timeoutMs = ANSWER_MS): Promise<T> {
    const { status, rest } = await server.ask([verb, ...requestWords(values)].join(' '), timeoutMs)
    const answer: unknown = JSON.parse(rest)
    if (status !== 'ok') throw new Error(`${verb} ${values.topic ?? values.group ?? ''}: ${String(answer)}`)
    return answer as T
  }

  return {
    async createTopic({ brokers, ...input }) {
      await ask('topic', { ...input, brokers: addresses(true, brokers) })
    },
    async deleteTopic(topic) {
      await ask('deleteTopic', { topic, brokers: addresses(true) })
    },
    async createGroup(group, settings = {}) {
      await ask('group', { group, settings, brokers: addresses(true) })
    },
    send: (input) => ask('send', input, ANSWER_MS + 20 * (input.count ?? 1)),
    sendOneway: (input) => ask('send', { ...input, mode: 'oneway' }, ANSWER_MS + 20 * (input.count ?? 1)),
    sendBatch: (input) => ask('batch', input),
    sendTransaction: (input) => ask('transaction', input),
    async stopProducer(group) {
      await ask('stopProducer', { group })
    },
    async consume(input) {
      const { consumer, clientId } = await ask<{ consumer: string; clientId: string }>('consume', input)
      return {
        clientId,
        consumed: () => ask('consumed', { consumer }),
        waitFor: (count, timeoutMs = ANSWER_MS) => ask('await', { consumer, count, timeoutMs }, timeoutMs + 5_000),
        stop: async () => {
          await ask('stop', { consumer })
        },
      }
    },
    stop: () => process.stop(0),
  }
}

let fixtures = 0

type Value =
  | string
  | number
  | boolean
  | undefined
  | readonly string[]
  | Readonly<Record<string, string | number | boolean>>
type Values = { readonly [name: string]: Value }

/** `name=value` words with URL-encoded values: lists joined by commas, maps as lines `name=value`. */
export function requestWords(values: Values): string[] {
  const words: string[] = []
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue
    const text = Array.isArray(value)
      ? value.join(',')
      : typeof value === 'object'
        ? Object.entries(value)
            .map(([key, each]) => `${key}=${each}`)
            .join('\n')
        : String(value)
    words.push(`${name}=${encodeURIComponent(text)}`)
  }
  return words
}
