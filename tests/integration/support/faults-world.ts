import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { type Cluster, startCluster } from '../../../scripts/cluster/cluster.ts'
import { type Fixture, startFixture } from '../../../scripts/cluster/fixture.ts'
import { type ConsoleProcess, startConsole } from '../../../scripts/support/console.ts'
import { freePort } from '../../../scripts/support/free-port.ts'
import { type ConsoleApi, consoleApi } from '../../support/console-api.ts'

/** A real cluster and the production build looking at it, with more clusters configured beside it. */
export type FaultsWorld = {
  cluster: Cluster
  fixture: Fixture
  url: string
  /** The cluster as everybody sees it. */
  api: ConsoleApi
  /** Another cluster of the same console, by its id. */
  apiOf(id: string): ConsoleApi
  /** A console of its own that starts now, with nothing in memory. */
  secondConsole(): Promise<ConsoleProcess>
  /** Everything that was stopped or killed runs again when this resolves. */
  mend(): Promise<void>
  stop(): Promise<void>
}

/** A cluster of the configuration file. */
export type ConfiguredCluster = { id: string; nameServers: readonly string[]; tls?: boolean; timeoutMs?: number }

const standalone = fileURLToPath(new URL('../../../.next/standalone/server.js', import.meta.url))

/**
 * Starts a 2m-2s-sync cluster of 5.5.0 and a console for it; `others` says which clusters stand in its configuration
 * file, given the addresses of the real name servers.
 */
export async function startFaultsWorld(
  others: (nameServers: readonly string[]) => readonly ConfiguredCluster[],
): Promise<FaultsWorld> {
  if (!existsSync(standalone)) {
    throw new Error('There is no production build to test: run "npm run build" first (npm test does).')
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'rocketdeck-faults-'))
  const cluster = await startCluster({ topology: '2m-2s-sync', version: '5.5.0' })
  const consoles: ConsoleProcess[] = []
  const start = async (logFolder: string) => {
    const port = await freePort()
    const site = await startConsole({ nameServers: cluster.nameServers, port, host: '127.0.0.1', logFolder })
    consoles.push(site)
    return site
  }
  const stop = async () => {
    await Promise.all(consoles.map((site) => site.stop()))
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    // Found by the console in the folder it is started in.
    writeFileSync(path.join(folder, 'rocketdeck.yaml'), JSON.stringify({ clusters: others(cluster.nameServers) }))
    const [fixture, site] = await Promise.all([startFixture(cluster), start(folder)])
    return {
      cluster,
      fixture,
      url: site.url,
      api: consoleApi(site.url),
      apiOf: (id) => consoleApi(site.url, id),
      secondConsole: () => start(mkdtempSync(path.join(folder, 'second-'))),
      mend: () => mend(cluster),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function mend(cluster: Cluster): Promise<void> {
  for (const { name, id, pid } of cluster.brokers) if (pid !== null) cluster.resumeBroker(name, id)
  await cluster.startNameServers()
  // A master first: its slave asks it for everything it has missed.
  for (const { name, id, pid } of [...cluster.brokers].sort((a, b) => a.id - b.id))
    if (pid === null) await cluster.startBroker(name, id)
}

/** Resolves when `check` does not throw any more; otherwise with its last error after two and a half minutes. */
export const eventually = <T>(check: () => Promise<T> | T): Promise<T> =>
  vi.waitFor(check, { timeout: 150_000, interval: 500 })

/** A server on 127.0.0.1 that does with each connection what it is told, and its address. */
export async function openServer(onConnection: (socket: Socket) => void): Promise<{ address: string; close(): void }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    onConnection(socket)
  })
  return {
    address: `127.0.0.1:${await listen(server)}`,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}
