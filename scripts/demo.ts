// npm run demo: a real RocketMQ cluster with traffic, and the console on it. Ctrl-C stops all of it.
import { type Cluster, startCluster } from './cluster/cluster.ts'
import { prepareRocketmq } from './cluster/maven.ts'
import { lastLines } from './cluster/process.ts'
import { startTraffic } from './cluster/traffic.ts'
import { demoOptions } from './preflight.mjs'
import { buildForProduction, isBuildFresh } from './support/build.ts'
import { type ConsoleProcess, startConsole } from './support/console.ts'
import { formatDuration, withProgress } from './support/run.ts'

// The bootstrap has checked Java, Maven and the port before anything was installed.
const options = demoOptions(process.argv.slice(2))
const startedAt = Date.now()
/** What was started, newest last: stopped from the end. */
const started: { name: string; stop: () => Promise<void> }[] = []
let stopping: Promise<void> | undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
await main().catch((error: unknown) => {
  if (stopping) return
  console.error(`\n${error instanceof Error ? error.message : String(error)}`)
  return stopAndExit(1)
})

async function main(): Promise<void> {
  const { rocketmqVersion: version, topology, port } = options
  if (isBuildFresh()) console.log('✓ The console is built already')
  else await withProgress('Building the console', () => buildForProduction())
  goOn()
  await withProgress(`Fetching RocketMQ ${version}`, (detail) => prepareRocketmq(version, detail))
  goOn()
  const cluster = await withProgress(`Starting RocketMQ ${version}, ${topology}`, (detail) =>
    startCluster({ topology, version, onProgress: detail }),
  )
  started.push({ name: 'the cluster', stop: () => cluster.stop() })
  goOn()
  if (options.traffic) {
    const traffic = await withProgress('Starting traffic', () => startTraffic(cluster))
    started.push({ name: 'the traffic', stop: () => traffic.stop() })
    goOn()
  }
  const server = await withProgress('Starting the console', () =>
    startConsole({
      nameServers: cluster.nameServers,
      port,
      host: '0.0.0.0',
      logFolder: cluster.dataDir,
      isWanted: () => stopping === undefined,
    }),
  )
  started.push({ name: 'the console', stop: server.stop })
  console.log(summary(cluster, server))
  await server.process.exited
  if (stopping) return
  throw new Error(`The console ended by itself (${server.process.ended}):\n${lastLines(server.logFile, 40)}`)
}

function summary(cluster: Cluster, server: ConsoleProcess): string {
  const { rocketmqVersion: version, topology, port, traffic } = options
  const rows: [string, string][] = cluster.brokers.map((broker) => [
    `${broker.name} ${broker.id === 0 ? 'master' : `slave ${broker.id}`}`,
    `${broker.address}  pid ${broker.pid ?? 'unknown'}`,
  ])
  const lines: [string, string][] = [
    ['Console', `http://localhost:${port}  pid ${server.process.pid}, log ${server.logFile}`],
    ['', 'sign-in is off in the demo, on purpose: everybody who reaches this port can read and change'],
    ['RocketMQ', `${version}, ${topology}, traffic ${traffic ? 'on' : 'off'}`],
    ['Name servers', cluster.nameServers.join(';')],
    ...rows,
    ['Data', cluster.dataDir],
    [
      'mqadmin',
      `java -cp ".cache/rocketmq/${version}/lib/*" org.apache.rocketmq.tools.command.MQAdminStartup clusterList -n "${cluster.nameServers.join(';')}"`,
    ],
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  const text = lines.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n')
  return `\nEverything runs, after ${formatDuration(Date.now() - startedAt)}:\n\n${text}\n\nCtrl-C stops all of it.`
}

/** Between two steps: a stop that came in meanwhile ends the start. */
function goOn(): void {
  if (stopping) throw new Error('The demo is being stopped.')
}

function onSignal(): void {
  // npm and the terminal both pass Ctrl-C on; every further one changes nothing, the stop has deadlines of its own.
  if (!stopping) void stopAndExit(0)
}

function stopAndExit(code: number): Promise<void> {
  stopping ??= stopAll().then((clean) => process.exit(clean ? code : 1))
  return stopping
}

async function stopAll(): Promise<boolean> {
  console.log('\nStopping …')
  let clean = true
  for (let part = started.pop(); part; part = started.pop()) {
    const { name, stop } = part
    await stop().then(
      () => console.log(`✓ ${name} stopped`),
      (error: unknown) => {
        clean = false
        console.error(`✗ ${name} did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`)
      },
    )
  }
  return clean
}
