import { pino } from 'pino'
import { vi } from 'vitest'
import { type Cluster, startCluster } from '../../../scripts/cluster/cluster.ts'
import { type Fixture, startFixture } from '../../../scripts/cluster/fixture.ts'
import type { RocketmqVersion } from '../../../scripts/cluster/maven.ts'
import { ClusterCollector } from '../../../server/metrics/collector.ts'
import { systemLoopClock } from '../../../server/metrics/loop.ts'
import { type Client, createClient } from '../../../server/rocketmq/client.ts'
import type { CallContext } from '../../../server/services/implement.ts'
import { searchMessages } from '../../../server/services/messages/search/search-messages.ts'
import { callOn } from '../../support/cluster-state.ts'
import { type Found, foundOf, type SearchEvent } from '../../support/search-world.ts'

/** A real cluster and the search over it, in this process: calls can be counted, and nothing else makes any through `client`. */
export type SearchCluster = {
  version: RocketmqVersion
  cluster: Cluster
  fixture: Fixture
  /** Calls of searches so far. */
  calls(): number
  context(signal?: AbortSignal): CallContext
  /** A search to its `done`. */
  search(input: Record<string, unknown>): Promise<Found>
  /** By cursor to the end. */
  searchAll(
    input: Record<string, unknown>,
  ): Promise<{ places: string[]; storedAt: string[]; pages: number; last: Found }>
  stop(): Promise<void>
}

const PATIENT = { timeoutMs: 30_000 }
const UNLIMITED = { messagesPerSecond: 1e9, bytesPerSecond: 1e12 }

export async function startSearchCluster(version: RocketmqVersion): Promise<SearchCluster> {
  const cluster = await startCluster({ topology: '2m', version })
  const nameServers = [...cluster.nameServers]
  const config = {
    id: 'default',
    name: 'default',
    nameServers,
    credentials: null,
    tls: false,
    ...PATIENT,
    addressMap: [],
    reads: UNLIMITED,
  }
  const log = pino({ level: 'silent' })
  const client = createClient({ nameServers, ...PATIENT })
  let calls = 0
  const counting: Client = {
    ...client,
    call: (...call) => {
      calls++
      return client.call(...call)
    },
  }
  const clock = systemLoopClock
  const learner = new ClusterCollector({ config, client, log, clock })
  const searcher = new ClusterCollector({ config, client: counting, log, clock })
  const stop = async () => {
    await learner.close()
    await cluster.stop()
  }
  const context = (signal?: AbortSignal) => {
    // What the learner holds, seen by one whose calls are all of searches.
    Object.assign(searcher.state, learner.state)
    return callOn(searcher, { now: Date.now, ...(signal ? { signal } : {}) })
  }
  const search = async (input: Record<string, unknown>): Promise<Found> => {
    const events: SearchEvent[] = []
    const stream = await searchMessages.run(context(), { cluster: 'default', ...input })
    for await (const { data } of stream) events.push(data)
    return foundOf(events)
  }
  try {
    learner.start()
    const fixture = await startFixture(cluster)
    await vi.waitUntil(
      () => learner.model().sides.length === 2 && learner.model().sides.every((side) => !side.silent),
      {
        timeout: 120_000,
        interval: 100,
      },
    )
    return {
      version,
      cluster,
      fixture,
      calls: () => calls,
      context,
      search,
      async searchAll(input) {
        const places: string[] = []
        const storedAt: string[] = []
        let pages = 0
        let last = await search({ limit: 1000, ...input })
        for (;;) {
          pages++
          for (const place of last.places) places.push(place)
          for (const row of last.rows) storedAt.push(row.storedAt ?? '')
          if (last.done.cursor === null) return { places, storedAt, pages, last }
          last = await search({ limit: 1000, ...input, cursor: last.done.cursor })
        }
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
