import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Cluster, startCluster } from './cluster.ts'
import type { RocketmqVersion } from './maven.ts'
import { MqadminFailed } from './mqadmin.ts'
import type { TopologyName } from './topologies.ts'
import { startTraffic, type Traffic } from './traffic.ts'

/** What `.cache/cluster.json` says while a cluster runs. */
export type ClusterState = {
  topology: TopologyName
  version: RocketmqVersion
  nameServers: readonly string[]
  brokers: ReadonlyArray<{ name: string; id: number; address: string }>
  dataDir: string
  keeperPid: number
  /** The keeper listens here. */
  socket: string
}

export type KeeperOptions = { topology: TopologyName; version: RocketmqVersion; basePort?: number; traffic: boolean }
export type KeeperMessage = { kind: 'progress' | 'ready' | 'failed'; text: string }
export type KeeperRequest = { ask: 'status' } | { ask: 'down' } | { ask: 'mqadmin'; args: string[] }
export type KeeperAnswer = { ok: boolean; text: string }

export const cacheFolder = fileURLToPath(new URL('../../.cache/', import.meta.url))
const stateFile = join(cacheFolder, 'cluster.json')

/** The running cluster, or null. A state that a killed keeper left behind is removed: its processes died with it. */
export function readState(): ClusterState | null {
  let state: ClusterState
  try {
    state = JSON.parse(readFileSync(stateFile, 'utf8')) as ClusterState
  } catch {
    return null
  }
  if (isKeeper(state.keeperPid)) return state
  rmSync(stateFile, { force: true })
  rmSync(state.dataDir, { recursive: true, force: true })
  return null
}

/** Asks the keeper of the running cluster. Throws when there is none. */
export async function askKeeper(request: KeeperRequest): Promise<KeeperAnswer> {
  const state = readState()
  if (!state) throw new Error('No cluster runs: npm run cluster -- up 2m-2s-sync starts one.')
  const text = await new Promise<string>((resolve, reject) => {
    let answer = ''
    const socket = connect(state.socket, () => socket.end(JSON.stringify(request)))
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
  return JSON.parse(text) as KeeperAnswer
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await keep(JSON.parse(process.argv[2] ?? '{}') as KeeperOptions)
}

/** Owns the cluster until it is asked to stop. Everything it started dies with it. */
async function keep(options: KeeperOptions): Promise<void> {
  const say = (kind: KeeperMessage['kind'], text: string) => {
    console.log(text)
    if (process.connected) process.send?.({ kind, text } satisfies KeeperMessage)
  }
  let cluster: Cluster | null = null
  let ready = false
  const end = async () => {
    await cluster?.stop()
    rmSync(stateFile, { force: true })
    process.exit(0)
  }
  // Whoever typed `up` went away before it was ready.
  process.on('disconnect', () => {
    if (!ready) void end()
  })
  process.on('SIGTERM', () => void end())
  process.on('SIGINT', () => void end())

  try {
    cluster = await startCluster({ ...options, onProgress: (text) => say('progress', text) })
    let traffic: Traffic | null = null
    if (options.traffic) {
      say('progress', 'starting the traffic')
      traffic = await startTraffic(cluster)
    }
    const socket = join(cluster.dataDir, 'keeper.sock')
    await listen(socket, cluster, traffic, end)
    const { topology, version } = options
    const { nameServers, brokers, dataDir } = cluster
    writeFileSync(
      stateFile,
      JSON.stringify({ topology, version, nameServers, brokers, dataDir, keeperPid: process.pid, socket }),
    )
    ready = true
    say('ready', statusText(cluster, traffic))
  } catch (error) {
    say('failed', error instanceof Error ? error.message : String(error))
    await cluster?.stop()
    process.exitCode = 1
    if (process.connected) process.disconnect()
  }
}

function listen(path: string, cluster: Cluster, traffic: Traffic | null, end: () => Promise<void>): Promise<Server> {
  const answer = async (request: KeeperRequest): Promise<KeeperAnswer> => {
    switch (request.ask) {
      case 'status':
        return { ok: true, text: statusText(cluster, traffic) }
      case 'mqadmin':
        try {
          return { ok: true, text: await cluster.mqadmin(request.args) }
        } catch (error) {
          if (error instanceof MqadminFailed) return { ok: false, text: `${error.output.trim() || error.message}\n` }
          throw error
        }
      case 'down':
        await cluster.stop()
        return { ok: true, text: 'The cluster is stopped and its data removed.' }
    }
  }
  const serve = (socket: Socket) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('error', (error) => console.error(error.message))
    socket.on('end', () => {
      const request = JSON.parse(text) as KeeperRequest
      void answer(request)
        .catch((error: unknown) => ({ ok: false, text: `${String(error)}\n` }))
        .then((reply) => socket.end(JSON.stringify(reply), () => request.ask === 'down' && void end()))
    })
  }
  return new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true }, serve)
    server.once('error', reject)
    server.listen(path, () => resolve(server))
  })
}

function statusText(cluster: Cluster, traffic: Traffic | null): string {
  const mb = (bytes: number | null) => (bytes === null ? '?' : `${Math.round(bytes / 1e6)} MB`)
  const processes = cluster.processes()
  const total = processes.reduce((sum, each) => sum + (each.residentBytes ?? 0), 0)
  const counts = traffic?.counts
  return [
    `RocketMQ ${cluster.version}, ${cluster.topology}, data in ${cluster.dataDir}`,
    `name servers  ${cluster.nameServers.join(';')}`,
    ...cluster.brokers.map(
      ({ name, id, role, address, pid }) =>
        `${`${name}/${id}`.padEnd(14)}${address}  ${role}${pid ? '' : '  not running'}`,
    ),
    ...(counts ? [`traffic       ${counts.sent} sent, ${counts.consumed} consumed, ${counts.failed} failed`] : []),
    `memory        ${mb(total)} in ${processes.length} processes: ${processes.map((each) => `${each.name} ${mb(each.residentBytes)}`).join(', ')}`,
  ].join('\n')
}

/** The pid may belong to somebody else by now. */
function isKeeper(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('keeper.ts')
  } catch {
    return false
  }
}
