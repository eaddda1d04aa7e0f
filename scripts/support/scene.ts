import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startCluster } from '../cluster/cluster.ts'
import { type Fixture, startFixture } from '../cluster/fixture.ts'
import { startTraffic } from '../cluster/traffic.ts'
import { startConsole } from './console.ts'
import { freePort } from './free-port.ts'

/** What the pictures are taken of: three clusters in one console, and a console that has none. */
export type Scene = {
  url: string
  /** A console that was started without name servers. */
  unconnectedUrl: string
  /** Id of the cluster in which things are wrong. */
  clusterId: string
  stop(): Promise<void>
}

/** Names of the fixed scene. `pages` of scripts/screenshots.ts look for them. */
export const sceneNames = {
  clusterId: 'prod-east',
  /** Its master is stopped. */
  stoppedBroker: 'broker-b',
  /** Falls behind without an end. */
  growingGroup: 'settlement-service',
  growingTopic: 'settlement-requests',
  /** A name with every sign that an address must escape. */
  oddTopic: 'a|b-c_d',
}

const SCENE_MS = 900_000
/** How long the charts show the broker as missing before the first picture. */
const STOPPED_MS = 75_000

type Progress = (text: string) => void
type Part = { stop(): Promise<void> }

/**
 * Starts the scene and resolves when it stands: steady traffic, a group whose lag grows and is known to grow, dead
 * letters, a group without clients, and a broker that has been stopped for a minute. It takes about seven minutes,
 * because growing means: in four of the last five. Throws with what was missing; nothing is left running then.
 */
export async function startScene(onProgress: Progress): Promise<Scene> {
  const started: Part[] = []
  const stop = async () => {
    for (let part = started.pop(); part; part = started.pop()) await part.stop()
  }
  try {
    const main = await startCluster({ topology: '2m-2s-sync', version: '5.5.0', onProgress })
    started.push(main)
    const other = await startCluster({ topology: 'single', version: '4.9.7', onProgress })
    started.push(other)
    started.push(await startTraffic(main), await startTraffic(other, { rate: 0.1 }))
    const fixture = await startFixture(main)
    started.push(await fallBehind(fixture))
    const clusters = [
      { id: sceneNames.clusterId, nameServers: main.nameServers },
      { id: 'staging', nameServers: other.nameServers },
      { id: 'legacy', nameServers: [`127.0.0.1:${await freePort()}`] },
    ]
    writeFileSync(path.join(main.dataDir, 'rocketdeck.yaml'), JSON.stringify({ clusters }))
    const start = async (logFolder: string) => {
      const site = await startConsole({ nameServers: [], port: await freePort(), host: '127.0.0.1', logFolder })
      started.push(site)
      return site.url
    }
    const url = await start(main.dataDir)
    const unconnectedUrl = await start(other.dataDir)
    const problems = () => problemsOf(url, sceneNames.clusterId)
    const lit = async (kind: string, name: string) => (await problems()).includes(`${kind} ${name}`)
    await until('dead letters of coupon-issuer', () => lit('dead-letters', 'coupon-issuer'), onProgress)
    await until('no consumer of audit-archive', () => lit('no-consumer', 'audit-archive'), onProgress)
    await until(
      `growing lag of ${sceneNames.growingGroup}`,
      () => lit('lag-growing', sceneNames.growingGroup),
      onProgress,
    )
    await main.killBroker(sceneNames.stoppedBroker, 0)
    await until(`${sceneNames.stoppedBroker} down`, () => lit('broker-down', sceneNames.stoppedBroker), onProgress)
    onProgress(`${sceneNames.stoppedBroker} is down for ${STOPPED_MS / 1000} s before the first picture`)
    await delay(STOPPED_MS)
    return { url, unconnectedUrl, clusterId: sceneNames.clusterId, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Six messages a second for a group that does one, on a backlog to begin with. */
async function fallBehind(fixture: Fixture): Promise<Part> {
  const topic = sceneNames.growingTopic
  await fixture.createTopic({ topic, queues: 4 })
  await fixture.createTopic({ topic: sceneNames.oddTopic, queues: 2 })
  await fixture.send({ topic: sceneNames.oddTopic, count: 6, key: 'odd{i}', body: '{"n":{i}}' })
  await fixture.send({ topic, count: 1_500, key: 'SET-{i}', body: '{"settlement":"SET-{i}"}' })
  await fixture.consume({ group: sceneNames.growingGroup, topics: [topic], threads: 1, pauseMs: 1_000 })
  let ended = false
  const sending = (async () => {
    for (let round = 0; !ended; round++) {
      // A stopped broker refuses some of them; the others keep the lag growing.
      await fixture.send({ topic, count: 6, key: `SET-${1_500 + round}` }).catch(() => {})
      await delay(1_000)
    }
  })()
  return {
    async stop() {
      ended = true
      await sending
      await fixture.stop()
    },
  }
}

/** `kind name` of each problem. */
async function problemsOf(url: string, clusterId: string): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/clusters/${clusterId}/problems`, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) return []
  const { items } = (await response.json()) as { items: { kind: string; subject: { name: string } }[] }
  return items.map(({ kind, subject }) => `${kind} ${subject.name}`)
}

async function until(what: string, isSo: () => Promise<boolean>, onProgress: Progress): Promise<void> {
  onProgress(`waiting for: ${what}`)
  const deadline = Date.now() + SCENE_MS
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`The scene has not come to stand in ${SCENE_MS / 60_000} min: ${what}.`)
    await delay(1_000)
  }
}
