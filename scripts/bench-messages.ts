import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { CountingProxy } from '../bench/counting-proxy.ts'
import { messageTimes } from '../bench/messages.ts'
import { startCluster } from './cluster/cluster.ts'
import { startFixture } from './cluster/fixture.ts'
import { startOwned } from './cluster/process.ts'
import { buildForProduction, isBuildFresh } from './support/build.ts'
import { prepareChromium } from './support/chromium.ts'
import { root } from './support/run.ts'

// What the first page of a big topic costs, where the predecessor makes 81 calls one after the other in 64 to 122 ms:
// 100,000 messages in 16 queues on two masters. `node scripts/bootstrap.mjs bench-messages [--messages 100000]`.

const at = process.argv.indexOf('--messages')
const wanted = at < 0 ? 100_000 : Number(process.argv[at + 1])
if (!Number.isInteger(wanted) || wanted < 1000) throw new Error('--messages takes a number from 1000')

const TOPIC = 'bench-messages'
const BATCH = 500
const PORT = 8095
const url = `http://127.0.0.1:${PORT}`
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`)

const executablePath = await prepareChromium()
if (!isBuildFresh()) await buildForProduction()
say('starting two masters, RocketMQ 5.5.0')
const cluster = await startCluster({ topology: '2m', version: '5.5.0' })
const folder = mkdtempSync(path.join(tmpdir(), 'rocketdeck-bench-'))
const proxies: CountingProxy[] = []
try {
  const fixture = await startFixture(cluster)
  await fixture.createTopic({ topic: TOPIC, queues: 8 })
  say(`sending ${wanted} messages to 16 queues`)
  for (let sent = 0; sent < wanted; sent += BATCH)
    await fixture.sendBatch({ topic: TOPIC, count: Math.min(BATCH, wanted - sent), body: `order {i} of batch ${sent}` })

  const masters = cluster.brokers.map((broker) => broker.address)
  for (const target of masters) proxies.push(await new CountingProxy(target).start())
  const reachable = proxies.map((proxy) => `${proxy.target}=${proxy.address}`).join(';')
  const server = await startOwned({
    name: 'console',
    command: process.execPath,
    args: [
      path.join(root, 'scripts', 'serve.mjs'),
      ...['--port', String(PORT), '--host', '127.0.0.1', '--auth', 'off', '--namesrv', cluster.nameServers.join(';')],
      ...['--data', path.join(folder, 'rocketdeck-data')],
    ],
    cwd: folder,
    env: { NODE_ENV: 'production', ROCKETMQ_ADDRESS_MAP: reachable },
    logFile: path.join(folder, 'console.log'),
  })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  try {
    const lines = await messageTimes({ url, browser, topic: TOPIC, wanted, proxies })
    say(
      `load average ${loadavg()
        .map((value) => value.toFixed(1))
        .join(' / ')}`,
    )
    console.log(`\n${lines.map((line) => `- ${line}`).join('\n')}`)
  } finally {
    await browser.close()
    await server.stop(10_000)
  }
} finally {
  for (const proxy of proxies) await proxy.close()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
