import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { CountingProxy } from '../bench/counting-proxy.ts'
import { createDataSet } from '../bench/data-set.ts'
import { createClient } from '../server/rocketmq/client.ts'
import { getBrokerClusterInfo } from '../server/rocketmq/requests/get-broker-cluster-info.ts'
import { startCluster } from './cluster/cluster.ts'
import { startOwned } from './cluster/process.ts'
import { buildForProduction, isBuildFresh } from './support/build.ts'
import { root } from './support/run.ts'

// What the console costs on two masters with 2,000 topics and 2,000 groups, beside its predecessor on the same shape.
// `npm run bench -- [count]`; writes bench/results.md.

const count = Number(process.argv[2] ?? 2000)
if (!Number.isInteger(count) || count < 1) throw new Error('npm run bench -- [number of topics and groups]')

const PORT = 8097
const url = `http://127.0.0.1:${PORT}`
const base = `${url}/api/v1/clusters/default`
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`)

if (!isBuildFresh()) {
  say('building for production')
  await buildForProduction()
}
say('starting two masters, RocketMQ 5.5.0')
const cluster = await startCluster({ topology: '2m', version: '5.5.0' })
const proxies: CountingProxy[] = []
const folder = mkdtempSync(path.join(tmpdir(), 'rocketdeck-bench-'))
try {
  const masters = cluster.brokers.map((broker) => broker.address)
  const client = createClient({ nameServers: cluster.nameServers })
  await client.callNameServer(getBrokerClusterInfo, {})
  say(`creating ${count} topics and groups with offsets on each master`)
  await createDataSet(client, masters, count)
  client.close()

  for (const target of [...cluster.nameServers, ...masters]) proxies.push(await new CountingProxy(target).start())
  const reachable = (target: string) => proxies.find((proxy) => proxy.target === target)!.address
  const calls = () => proxies.reduce((sum, proxy) => sum + proxy.total, 0)

  say('starting the console')
  const startedAt = performance.now()
  const server = await startOwned({
    name: 'console',
    command: process.execPath,
    args: [
      path.join(root, 'scripts', 'serve.mjs'),
      '--port',
      String(PORT),
      '--host',
      '127.0.0.1',
      '--auth',
      'off',
      '--data',
      path.join(folder, 'rocketdeck-data'),
      '--namesrv',
      cluster.nameServers.map(reachable).join(';'),
    ],
    cwd: folder,
    env: { NODE_ENV: 'production', ROCKETMQ_ADDRESS_MAP: masters.map((m) => `${m}=${reachable(m)}`).join(';') },
    logFile: path.join(folder, 'console.log'),
  })
  try {
    const coldMs = await until(startedAt, async () => (await fetch(`${url}/healthz`)).ok)
    const completeMs = await until(startedAt, listIsComplete)
    const completeCalls = calls()
    say(`healthy after ${coldMs} ms, group list complete after ${completeMs} ms with ${completeCalls} calls`)
    const residentFirst = residentMb(server.pid)

    const runs: Latency[] = []
    for (let run = 0; run < 3; run++) runs.push(await measureLists())
    say(`lists: p95 ${runs.map((r) => r.p95).join(', ')} ms`)
    const refreshCalls = await callsCausedByLists(calls)

    const javascript = await firstLoadJavascriptKb()
    say('waiting until nobody looks, then counting calls for three minutes')
    await delay(60_000)
    const quiet: number[] = []
    for (let minute = 0; minute < 3; minute++) {
      const before = calls()
      await delay(60_000)
      quiet.push(calls() - before)
    }
    say(`calls a minute with nobody looking: ${quiet.join(', ')}`)
    write({
      coldMs,
      completeMs,
      completeCalls,
      runs,
      refreshCalls,
      quiet,
      javascript,
      residentFirst,
      residentLast: residentMb(server.pid),
    })
  } finally {
    await server.stop(10_000)
  }
} finally {
  for (const proxy of proxies) await proxy.close()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}

type Latency = { p50: number; p95: number; max: number }
type GroupPage = {
  total: number
  completeness: { asked: number; answered: number }
  items: Array<{ lagMessages: number | null }>
}

/** Every group is there, every broker answered, and every lag is a number. */
async function listIsComplete(): Promise<boolean> {
  let page = 1
  for (;;) {
    const answer = (await (
      await fetch(`${base}/groups?pageSize=1000&page=${page}&sort=name&search=bench-group`)
    ).json()) as GroupPage
    if (
      answer.total !== count ||
      answer.completeness.answered < answer.completeness.asked ||
      answer.completeness.asked < 2
    )
      return false
    if (answer.items.some((group) => group.lagMessages === null)) return false
    if (page * 1000 >= count) return true
    page++
  }
}

async function until(since: number, met: () => Promise<boolean>): Promise<number> {
  for (;;) {
    // Not up yet is the ordinary case here.
    if (await met().catch(() => false)) return Math.round(performance.now() - since)
    if (performance.now() - since > 300_000) throw new Error('not reached within five minutes')
    await delay(20)
  }
}

async function measureLists(): Promise<Latency> {
  const paths = [
    'groups?sort=-lagMessages',
    'groups?sort=name&page=7',
    'groups?search=1999',
    'topics?sort=-inTps',
    'topics?sort=name&page=30',
    'topics?type=all&sort=-messagesKept',
    'brokers',
    'producers',
  ]
  const times: number[] = []
  for (let i = 0; i < 25; i++) {
    for (const part of paths) {
      const startedAt = performance.now()
      const response = await fetch(`${base}/${part}`)
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`${part}: ${response.status}`)
      times.push(performance.now() - startedAt)
    }
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!)
  return { p50: at(0.5), p95: at(0.95), max: at(1) }
}

/** Calls to brokers while lists are asked as fast as they answer, beyond what the collector does anyway in that time. */
async function callsCausedByLists(calls: () => number): Promise<{ asking: number; resting: number; seconds: number }> {
  const seconds = 15
  const during = async (work: () => Promise<unknown>) => {
    const before = calls()
    const end = performance.now() + seconds * 1000
    while (performance.now() < end) await work()
    return calls() - before
  }
  const asking = await during(() => fetch(`${base}/groups?sort=-lagMessages`).then((r) => r.arrayBuffer()))
  const resting = await during(() => delay(500))
  return { asking, resting, seconds }
}

async function firstLoadJavascriptKb(): Promise<Array<{ page: string; kb: number }>> {
  const result: Array<{ page: string; kb: number }> = []
  for (const page of ['overview', 'topics', 'groups']) {
    const html = await (await fetch(`${url}/c/default/${page}`)).text()
    const scripts = new Set(
      [...html.matchAll(/<script[^>]+src="(\/_next\/[^"]+\.js)[^"]*"(?![^>]*noModule)/g)].map((m) => m[1]!),
    )
    let bytes = 0
    for (const script of scripts) bytes += gzipSync(Buffer.from(await (await fetch(url + script)).arrayBuffer())).length
    result.push({ page, kb: Math.round(bytes / 1024) })
  }
  return result
}

function residentMb(pid: number): number | null {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return null
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024)
}

type Figures = {
  coldMs: number
  completeMs: number
  completeCalls: number
  runs: Latency[]
  refreshCalls: { asking: number; resting: number; seconds: number }
  quiet: number[]
  javascript: Array<{ page: string; kb: number }>
  residentFirst: number | null
  residentLast: number | null
}

function write(f: Figures): void {
  const list = (values: readonly (number | null)[]) => values.map((v) => v ?? 'unknown').join(' / ')
  const text = `# What it costs

Made by \`npm run bench -- ${count}\` on ${new Date().toISOString().slice(0, 10)}: RocketMQ 5.5.0, two masters, ${count} topics and ${count} groups (${count * 2} topics with retry), every group committed on four queues of each master.
Machine: ${cpus().length} cores shared by brokers, console and bench; load average at the end ${loadavg()
    .map((v) => v.toFixed(1))
    .join(' / ')}. Calls are exact (counted on the wire by a proxy before each server); times are of this one run.
Noise floor: the three runs of the same 200 list requests below differ only by noise.

| | Rocketdeck | predecessor (2.1.1, 2,000 / 2,000, same shape) |
|---|---|---|
| from start to the first answer (cold start) | ${f.coldMs} ms | 9–15 s |
| from start to the first complete group list | ${f.completeMs} ms, ${f.completeCalls} calls | 11.7 s and 28,031 calls after the start |
| any list page, p50 (three runs) | ${list(f.runs.map((r) => r.p50))} ms | topic list 139 ms |
| any list page, p95 (three runs) | ${list(f.runs.map((r) => r.p95))} ms | group refresh 7.8 s |
| any list page, slowest (three runs) | ${list(f.runs.map((r) => r.max))} ms | – |
| calls to brokers in ${f.refreshCalls.seconds} s: lists asked all the time / nobody asking, pace still raised | ${f.refreshCalls.asking} / ${f.refreshCalls.resting} | 14 a group and refresh |
| calls a minute with nobody looking (three minutes) | ${list(f.quiet)} | 18,042 with its collector |
| resident memory, after the first list / at the end | ${list([f.residentFirst, f.residentLast])} MB | 335–475 MB idle, 407–672 MB used |
| first-load JavaScript, gzip | ${f.javascript.map((j) => `${j.page} ${j.kb} kB`).join(', ')} | 2.75 MB uncompressed, not cacheable |
`
  writeFileSync(path.join(root, 'bench', 'results.md'), text)
  console.log(text)
}
