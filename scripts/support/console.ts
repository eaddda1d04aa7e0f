import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { lastLines, type OwnedProcess, startOwned } from '../cluster/process.ts'
import { root } from './run.ts'

export type ConsoleProcess = {
  url: string
  logFile: string
  dataFolder: string
  process: OwnedProcess
  stop: () => Promise<void>
}

const startMs = 60_000
const stopMs = 15_000

/**
 * Starts the production build for these name servers (none: without a cluster) and resolves when it answers. It ends with this process.
 * Throws with the end of its log when it does not come up; `isWanted` answering false ends the waiting.
 */
export async function startConsole(input: {
  nameServers: readonly string[]
  port: number
  host: string
  logFolder: string
  isWanted?: () => boolean
}): Promise<ConsoleProcess> {
  const { nameServers, port, host, logFolder, isWanted = () => true } = input
  const logFile = path.join(logFolder, 'rocketdeck.log')
  const cluster = nameServers.length > 0 ? ['--namesrv', nameServers.join(';')] : []
  const flags = [...cluster, '--port', String(port), '--host', host, '--auth', 'off']
  // Its own data beside its log: no console that a script starts uses the data of another, or of this checkout.
  const dataFolder = path.join(logFolder, 'rocketdeck-data')
  flags.push('--data', dataFolder)
  const server = await startOwned({
    name: 'console',
    command: process.execPath,
    args: [path.join(root, 'scripts', 'serve.mjs'), ...flags],
    cwd: logFolder,
    env: { NODE_ENV: 'production' },
    logFile,
  })
  const stop = () => server.stop(stopMs)
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + startMs
  while (!(await isHealthy(url))) {
    const reason = !isWanted()
      ? 'was not wanted any more'
      : server.ended !== null
        ? `did not start (${server.ended})`
        : Date.now() > deadline
          ? `gave no answer for ${startMs / 1000} s`
          : null
    if (reason !== null) {
      await stop()
      throw new Error(`The console ${reason}:\n${lastLines(logFile, 40)}`)
    }
    await delay(200)
  }
  return { url, logFile, dataFolder, process: server, stop }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) })
    return response.ok
  } catch {
    return false // not listening yet
  }
}
