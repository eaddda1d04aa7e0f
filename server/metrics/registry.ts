import 'server-only'
import type { Logger } from 'pino'
import type { ClusterConfig } from '@/server/config'
import { type ClientOptions, createClient } from '@/server/rocketmq/client.ts'
import { ClusterCollector } from './collector'
import { type LoopClock, systemLoopClock } from './loop'

export type ClusterHandle = ClusterCollector

/** All configured clusters, each with its driver and collector. */
export class ClusterRegistry {
  readonly #clusters: Map<string, ClusterCollector>

  constructor(
    configs: readonly ClusterConfig[],
    deps: { log: Logger; clock?: LoopClock; beforeWrite?: ClientOptions['beforeWrite'] },
  ) {
    this.#clusters = new Map(
      configs.map((config) => {
        const client = createClient({
          nameServers: config.nameServers,
          timeoutMs: config.timeoutMs,
          addressMap: Object.fromEntries(config.addressMap),
          ...(config.credentials ? { credentials: config.credentials } : {}),
          ...(deps.beforeWrite ? { beforeWrite: deps.beforeWrite } : {}),
          // Java clients do not verify the broker's certificate either unless told to (tls.client.authServer).
          ...(config.tls ? { tls: { rejectUnauthorized: false } } : {}),
        })
        return [
          config.id,
          new ClusterCollector({ config, client, log: deps.log, clock: deps.clock ?? systemLoopClock }),
        ]
      }),
    )
  }

  get(id: string): ClusterCollector | null {
    return this.#clusters.get(id) ?? null
  }

  all(): ClusterCollector[] {
    return [...this.#clusters.values()]
  }

  start(): void {
    for (const cluster of this.all()) cluster.start()
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((cluster) => cluster.close()))
  }
}
