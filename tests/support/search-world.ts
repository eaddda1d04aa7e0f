import type { OutputOf } from '../../lib/contract/endpoint.ts'
import { searchMessages as searchEndpoint } from '../../lib/contract/message-search.ts'
import { createClient } from '../../server/rocketmq/client.ts'
import { searchMessages } from '../../server/services/messages/search/search-messages.ts'
import { type BrokerSpec, buildCluster, callOn, type TopicSpec } from './cluster-state.ts'
import { FakeBroker } from './fake-broker.ts'
import { type FakeQueue, FakeQueues } from './fake-queues.ts'

export type SearchEvent = OutputOf<typeof searchEndpoint>
type Of<K extends SearchEvent['kind']> = Extract<SearchEvent, { kind: K }>

export type Found = {
  events: SearchEvent[]
  rows: Array<Of<'message'>['item']>
  /** `broker/queue/offset` of each row. */
  places: string[]
  notices: Array<Of<'notice'>>
  progress: Array<Of<'progress'>>
  done: Of<'done'>
}

/** Two masters and a slave of the first, each a scripted broker, and the search over them. */
export class SearchWorld {
  readonly a = new FakeBroker()
  readonly b = new FakeBroker()
  readonly slaveOfA = new FakeBroker()
  #client = createClient({ nameServers: ['127.0.0.1:1'] })
  #queues: { a: FakeQueues; b: FakeQueues } | null = null
  specOfA: Partial<BrokerSpec> = {}

  async start(): Promise<void> {
    for (const fake of [this.a, this.b, this.slaveOfA]) {
      await fake.start()
      fake.requests.length = 0
    }
    this.specOfA = {}
    this.waitFor(20_000)
  }

  /** From now on a call waits so long for its answer: a short time is only for tests in which somebody is silent. */
  waitFor(timeoutMs: number): void {
    this.#client.close()
    this.#client = createClient({ nameServers: [this.a.address], timeoutMs, connectTimeoutMs: timeoutMs })
    this.#client.announce([this.a, this.b, this.slaveOfA].map((fake) => fake.address))
  }

  async stop(): Promise<void> {
    this.#client.close()
    for (const fake of [this.a, this.b, this.slaveOfA]) await fake.close()
  }

  /** Gives topic `orders` these queues on both masters. */
  hold(a: FakeQueue[], b: FakeQueue[] = []): { a: FakeQueues; b: FakeQueues } {
    this.#queues = { a: new FakeQueues(this.a, 'broker-a', a), b: new FakeQueues(this.b, 'broker-b', b) }
    return this.#queues
  }

  /** Calls of all brokers since the start. */
  get calls(): number {
    return this.a.requests.length + this.b.requests.length + this.slaveOfA.requests.length
  }

  get cluster() {
    const orders = (queues: number): Record<string, TopicSpec> => (queues > 0 ? { orders: { queues } } : {})
    return buildCluster(
      {
        brokers: [
          {
            name: 'broker-a',
            replicas: [{ id: 0, address: this.a.address }],
            topics: orders(this.#queues?.a.queues.length ?? 0),
            ...this.specOfA,
          },
          {
            name: 'broker-b',
            replicas: [{ id: 0, address: this.b.address }],
            topics: orders(this.#queues?.b.queues.length ?? 0),
          },
        ],
      },
      { client: this.#client },
    )
  }

  /** The stream of a search; what is wrong before the first event rejects. */
  open(input: Record<string, unknown> = {}, signal?: AbortSignal): Promise<AsyncIterable<{ data: SearchEvent }>> {
    const call = callOn(this.cluster, signal ? { signal } : {})
    return searchMessages.run(call, { cluster: 'default', topic: 'orders', ...input })
  }

  /** A search to its `done`. */
  async search(input: Record<string, unknown> = {}): Promise<Found> {
    const events: SearchEvent[] = []
    for await (const { data } of await this.open(input)) events.push(data)
    return foundOf(events)
  }

  /** A search by cursor until there is none, in pages as large as `limits` says, again and again. */
  async searchAll(input: Record<string, unknown>, limits: readonly number[] = [100]): Promise<Found[]> {
    const pages: Found[] = []
    let cursor: string | null = null
    do {
      const limit = limits[pages.length % limits.length] ?? 100
      const page: Found = await this.search({ ...input, limit, ...(cursor === null ? {} : { cursor }) })
      pages.push(page)
      cursor = page.done.cursor
    } while (cursor !== null)
    return pages
  }
}

/** The events of a search by kind. Throws unless each is what the contract says and `done` comes last. */
export function foundOf(events: SearchEvent[]): Found {
  for (const event of events) searchEndpoint.response.parse(event)
  const of = <K extends SearchEvent['kind']>(kind: K) => events.filter((event): event is Of<K> => event.kind === kind)
  const rows = of('message').map((event) => event.item)
  const done = of('done')[0]
  if (done === undefined || events.at(-1) !== done) throw new Error('the last event is not done')
  return { events, rows, places: rows.map(placeOf), notices: of('notice'), progress: of('progress'), done }
}

const placeOf = ({ brokerName, queueId, queueOffset }: Found['rows'][number]) =>
  `${brokerName.replace('broker-', '')}/${queueId}/${queueOffset}`
