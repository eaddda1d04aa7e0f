import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import { z } from 'zod'
import { type Cluster, startCluster } from '../../../scripts/cluster/cluster.ts'
import { type Fixture, startFixture } from '../../../scripts/cluster/fixture.ts'
import type { RocketmqVersion } from '../../../scripts/cluster/maven.ts'
import { MqadminFailed } from '../../../scripts/cluster/mqadmin.ts'
import type { TopologyName } from '../../../scripts/cluster/topologies.ts'
import { startConsole } from '../../../scripts/support/console.ts'
import { freePort } from '../../../scripts/support/free-port.ts'
import { type ConsoleApi, consoleApi } from '../../support/console-api.ts'
import type { Data } from './oracle-data.ts'
import { PATIENCE } from './settle.ts'

/** A real cluster with clients that do what a test asks, and the production build of the console looking at it. */
export type World = {
  version: RocketmqVersion
  cluster: Cluster
  fixture: Fixture
  /** Waits for complete answers: a broker that was too slow for one question is no finding. */
  api: ConsoleApi
  /** Takes every answer as it comes. */
  anyApi: ConsoleApi
  url: string
  /** What mqadmin prints; throws when it fails. It gives up after 5 s: on a busy machine it is asked again. */
  mqadmin(args: readonly string[]): Promise<string>
  /** Ends the console and the cluster. */
  /** Of the console. */
  dataFolder: string
  stop(): Promise<void>
}

const standalone = fileURLToPath(new URL('../../../.next/standalone/server.js', import.meta.url))

/** A world with the data set in it, once `beforeAll` has run. */
export type Scene = () => { world: World; data: Data }

/** What did start is stopped again when a part does not. */
export async function startWorld(
  version: RocketmqVersion,
  brokerConfig: Record<string, string> = {},
  topology: TopologyName = '2m-2s-sync',
): Promise<World> {
  if (!existsSync(standalone)) {
    throw new Error('There is no production build to test: run "npm run build" first (npm test does).')
  }
  const logFolder = mkdtempSync(path.join(tmpdir(), 'rocketdeck-oracle-'))
  const started: Array<() => Promise<void>> = [async () => rmSync(logFolder, { recursive: true, force: true })]
  const stop = async () => {
    for (let end = started.pop(); end; end = started.pop()) await end()
  }
  try {
    const cluster = await startCluster({ topology, version, extraBrokerConfig: brokerConfig })
    started.push(() => cluster.stop())
    const fixture = await startFixture(cluster)
    const port = await freePort()
    const site = await withEnvironment({ ROCKETMQ_TIMEOUT_MS: '30000' }, () =>
      startConsole({ nameServers: cluster.nameServers, port, host: '127.0.0.1', logFolder }),
    )
    const anyApi = consoleApi(site.url)
    started.push(() => site.stop())
    return {
      version,
      cluster,
      fixture,
      api: { ...anyApi, get: (endpoint, input) => completeAnswer(() => anyApi.get(endpoint, input)) },
      anyApi,
      url: site.url,
      dataFolder: site.dataFolder,
      mqadmin: (args) => patientMqadmin(cluster, args),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const Completeness = z.object({ completeness: z.object({ failed: z.array(z.unknown()) }) })

function completeAnswer<T>(ask: () => Promise<T>): Promise<T> {
  return vi.waitFor(async () => {
    const answer = await ask()
    const said = Completeness.safeParse(answer)
    if (said.success) expect(said.data.completeness.failed).toEqual([])
    return answer
  }, PATIENCE)
}

/** The console waits longer than its default of 3 s for a broker: the machine is busy with what is tested. */
async function withEnvironment<T>(values: Record<string, string>, work: () => Promise<T>): Promise<T> {
  for (const [key, value] of Object.entries(values)) vi.stubEnv(key, value)
  try {
    return await work()
  } finally {
    vi.unstubAllEnvs()
  }
}

const ATTEMPTS = 12

/** Repeats a command that timed out, and no other failure: what is done with it changes nothing when it comes twice. */
async function patientMqadmin(cluster: Cluster, args: readonly string[]): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await cluster.mqadmin(args)
    } catch (error) {
      const isSlow = error instanceof MqadminFailed && /RemotingTimeoutException/.test(error.output)
      if (!isSlow || attempt === ATTEMPTS) throw error
    }
  }
}
