import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { askKeeper, cacheFolder, type KeeperMessage, type KeeperRequest, readState } from './keeper.ts'
import { isRocketmqVersion, ROCKETMQ_VERSIONS } from './maven.ts'
import { isTopologyName, TOPOLOGY_NAMES, topologies } from './topologies.ts'

const USAGE = `A real RocketMQ cluster for people at work.

  up <topology> [--rocketmq ${ROCKETMQ_VERSIONS.join('|')}] [--traffic] [--port <first port>]
${TOPOLOGY_NAMES.map((name) => `       ${name.padEnd(12)} ${topologies[name].summary}`).join('\n')}
  mqadmin <command> …     RocketMQ's admin tool on that cluster; -n is added
  status                  what runs, where, and how much memory it takes
  down                    stop it and remove its data`

const [command, ...rest] = process.argv.slice(2)
try {
  process.exitCode = await run(command ?? 'help', rest)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(name: string, args: string[]): Promise<number> {
  switch (name) {
    case 'up':
      return await up(args)
    case 'mqadmin': {
      const answer = await askKeeper({ ask: 'mqadmin', args })
      ;(answer.ok ? process.stdout : process.stderr).write(answer.text)
      return answer.ok ? 0 : 1
    }
    case 'status': {
      if (!readState()) {
        console.log('No cluster runs. Start one: npm run cluster -- up 2m-2s-sync --traffic')
        return 0
      }
      return await print({ ask: 'status' })
    }
    case 'down': {
      if (!readState()) {
        console.log('No cluster runs.')
        return 0
      }
      return await print({ ask: 'down' })
    }
    default:
      console.log(USAGE)
      return name === 'help' ? 0 : 1
  }
}

async function print(request: KeeperRequest): Promise<number> {
  const answer = await askKeeper(request)
  console.log(answer.text)
  return answer.ok ? 0 : 1
}

/** Starts a keeper process that owns the cluster, shows its progress, and leaves it running. */
async function up(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rocketmq: { type: 'string' }, traffic: { type: 'boolean' }, port: { type: 'string' } },
  })
  const topology = positionals[0] ?? ''
  const version = values.rocketmq ?? '5.5.0'
  if (!isTopologyName(topology)) throw new Error(`Name a topology: ${TOPOLOGY_NAMES.join(', ')}.`)
  if (!isRocketmqVersion(version)) throw new Error(`RocketMQ ${version} is not one of ${ROCKETMQ_VERSIONS.join(', ')}.`)
  const basePort = values.port === undefined ? undefined : Number(values.port)
  if (basePort !== undefined && !(Number.isInteger(basePort) && basePort > 1023 && basePort < 65_400)) {
    throw new Error('--port takes the first port of a block of 100, between 1024 and 65399.')
  }
  const running = readState()
  if (running) {
    throw new Error(
      `A ${running.topology} cluster of RocketMQ ${running.version} runs already: npm run cluster -- down stops it.`,
    )
  }

  mkdirSync(cacheFolder, { recursive: true })
  const log = openSync(join(cacheFolder, 'cluster.log'), 'w')
  const keeper = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('./keeper.ts', import.meta.url)),
      JSON.stringify({ topology, version, basePort, traffic: values.traffic ?? false }),
    ],
    { detached: true, stdio: ['ignore', log, log, 'ipc'] },
  )
  closeSync(log)
  return await new Promise<number>((resolve) => {
    keeper.on('message', (message: KeeperMessage) => {
      console.log(message.text)
      if (message.kind !== 'progress') {
        // Until here the keeper stops when this process goes; from here on it stays.
        if (keeper.connected) keeper.disconnect()
        keeper.unref()
        resolve(message.kind === 'ready' ? 0 : 1)
      }
    })
    keeper.once('exit', (code, signal) => {
      console.error(`The cluster's keeper ended (${signal ?? code}); see ${join(cacheFolder, 'cluster.log')}`)
      resolve(1)
    })
  })
}
