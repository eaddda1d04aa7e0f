import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Cluster, startCluster } from '../../scripts/cluster/cluster.ts'
import { type Fixture, startFixture } from '../../scripts/cluster/fixture.ts'
import { ROCKETMQ_VERSIONS } from '../../scripts/cluster/maven.ts'
import { brokersKnownTo } from '../../scripts/cluster/remoting.ts'

describe.each(ROCKETMQ_VERSIONS)('a single %s', (version) => {
  let cluster: Cluster
  let fixture: Fixture

  beforeAll(async () => {
    cluster = await startCluster({ topology: 'single', version })
    fixture = await startFixture(cluster)
  })
  afterAll(() => cluster?.stop())

  test('mqadmin prints a row for the broker', async () => {
    const output = await cluster.mqadmin(['clusterList'])
    const row = output.split('\n').find((line) => line.startsWith('DefaultCluster'))
    expect(row?.split(/\s+/)).toEqual(
      expect.arrayContaining(['broker-a', '0', cluster.brokers[0]?.address, `V${version.replaceAll('.', '_')}`]),
    )
  })

  test('an mqadmin command that fails throws, and the next one works', async () => {
    await expect(cluster.mqadmin(['consumerProgress', '-g', 'nobody'])).rejects.toThrow('CODE: 17')
    await expect(cluster.mqadmin(['clusterList', '--nonsense'])).rejects.toThrow('did not accept its options')
    expect(await cluster.mqadmin(['consumerProgress', '-g', 'nobody'], { allowFailure: true })).toContain('CODE: 17')
    expect(await cluster.mqadmin(['topicList'])).toContain('BenchmarkTest')
  })

  test('the fixture sends what it is told and says where it went; mqadmin finds it there', async () => {
    await fixture.createTopic({ topic: 'told', queues: 2, messageType: 'NORMAL' })
    const sent = await fixture.send({ topic: 'told', broker: 'broker-a', queue: 1, count: 3, tag: 't', key: 'k{i}' })
    expect(sent.map(({ queueId, queueOffset, status, keys }) => ({ queueId, queueOffset, status, keys }))).toEqual([
      { queueId: 1, queueOffset: 0, status: 'SEND_OK', keys: 'k0' },
      { queueId: 1, queueOffset: 1, status: 'SEND_OK', keys: 'k1' },
      { queueId: 1, queueOffset: 2, status: 'SEND_OK', keys: 'k2' },
    ])
    const second = sent[1]
    const found = await cluster.mqadmin(['queryMsgByUniqueKey', '-t', 'told', '-i', second?.messageId ?? ''])
    expect(found).toMatch(/Queue ID:\s+1\n/)
    expect(found).toMatch(/Queue Offset:\s+1\n/)
    // Row of queue 1: broker name, queue, min, max.
    expect(await cluster.mqadmin(['topicStatus', '-t', 'told'])).toMatch(/^broker-a\s+1\s+0\s+3\s/m)
  })

  test('its consumers take, fall behind and fail as told', async () => {
    await fixture.createTopic({ topic: 'taken', queues: 1 })
    await fixture.sendBatch({ topic: 'taken', count: 3, body: 'body {i}' })
    const reader = await fixture.consume({ group: 'readers', topics: ['taken'], threads: 1 })
    const { messages } = await reader.waitFor(3)
    expect(messages.map(({ bodyBase64 }) => Buffer.from(bodyBase64, 'base64').toString())).toEqual([
      'body 0',
      'body 1',
      'body 2',
    ])
    await reader.stop()
    const failing = await fixture.consume({ group: 'failing', topics: ['taken'], fail: true, maxReconsumeTimes: 1 })
    const taken = await failing.waitFor(6)
    expect(taken.messages.map(({ reconsumeTimes }) => reconsumeTimes).sort()).toEqual([0, 0, 0, 1, 1, 1])
    await vi.waitUntil(async () => (await cluster.mqadmin(['topicList'])).includes('%DLQ%failing'), {
      timeout: 30_000,
      interval: 500,
    })
    await failing.stop()
  })

  test('a killed broker is gone and comes back with its data', async () => {
    const [sent] = await fixture.send({ topic: 'told', key: 'before' })
    await cluster.killBroker('broker-a', 0)
    expect(cluster.brokers[0]?.pid).toBeNull()
    await expect(cluster.killBroker('broker-a', 0)).rejects.toThrow('not running')
    await cluster.startBroker('broker-a', 0)
    const found = await cluster.mqadmin(['queryMsgByUniqueKey', '-t', 'told', '-i', sent?.messageId ?? ''])
    expect(found).toMatch(/Message Keys:\s+before\n|Keys:\s+\[?before/)
  })

  test('name servers that were away list the brokers again', async () => {
    await cluster.stopNameServers()
    await expect(brokersKnownTo(cluster.nameServers[0] ?? '')).rejects.toThrow()
    await cluster.startNameServers()
    expect([...(await brokersKnownTo(cluster.nameServers[0] ?? '')).keys()]).toEqual(['broker-a/0'])
  })
})

test('an owner killed with SIGKILL leaves no process behind, and stands beside another cluster', async () => {
  const other = await startCluster({ topology: 'single', version: '4.9.7' })
  onTestFinished(() => other.stop())
  const module = fileURLToPath(new URL('../../scripts/cluster/cluster.ts', import.meta.url))
  const program = `
    const { startCluster } = await import(${JSON.stringify(module)})
    const cluster = await startCluster({ topology: 'single', version: '4.9.7' })
    await cluster.mqadmin(['clusterList'])
    console.log(JSON.stringify({ pids: cluster.processes().map(({ pid }) => pid), dataDir: cluster.dataDir }))
    setInterval(() => {}, 1000)
  `
  const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    owner.kill('SIGKILL')
  })
  const said = await new Promise<string>((resolve, reject) => {
    createInterface({ input: owner.stdout }).once('line', resolve)
    owner.once('exit', (code) => reject(new Error(`the owner ended early with ${code}`)))
  })
  const { pids, dataDir } = JSON.parse(said) as { pids: number[]; dataDir: string }
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  expect(pids).toHaveLength(3)
  expect(pids.filter(isAlive)).toEqual(pids)
  owner.kill('SIGKILL')
  await vi.waitUntil(() => !pids.some(isAlive), { timeout: 10_000, interval: 20 })
  expect(await other.mqadmin(['clusterList'])).toContain('broker-a')
})

test('a start that fails says why, where the logs are, and leaves nothing running', async () => {
  const failure = await startCluster({
    topology: 'single',
    version: '5.5.0',
    extraBrokerConfig: { storePathRootDir: '/dev/null/store' },
  }).catch((error: Error) => error)
  if (!(failure instanceof Error)) {
    await failure.stop()
    throw new Error('the cluster started')
  }
  expect(failure.message).toMatch(/^The cluster did not start: broker-a exited with status \d+/)
  const folder = /Logs: (\S+)$/.exec(failure.message)?.[1] ?? ''
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  expect(folder).toContain('rocketmq-failed-')
  expect(existsSync(`${folder}/broker-a/console.log`)).toBe(true)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
