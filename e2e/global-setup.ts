import { setTimeout as delay } from 'node:timers/promises'
import { type Cluster, startCluster } from '../scripts/cluster/cluster.ts'
import { startFixture } from '../scripts/cluster/fixture.ts'
import { startTraffic } from '../scripts/cluster/traffic.ts'
import { startConsole } from '../scripts/support/console.ts'
import { freePort } from '../scripts/support/free-port.ts'
import { cluster as clusterId, leftGroup, oddName } from './support/names.ts'

/**
 * One two-master-two-slave cluster with traffic and the built console for the whole run; stopped at its end.
 * With ROCKETDECK_URL a console that runs already is used: its cluster must have the demonstration traffic, and a topic
 * and a group named as `oddName`.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const running = process.env.ROCKETDECK_URL
  if (running) {
    await untilCollected(running)
    return async () => {}
  }
  const started: { stop: () => Promise<void> }[] = []
  const stopAll = async () => {
    for (let part = started.pop(); part; part = started.pop()) await part.stop()
  }
  try {
    const cluster = await startCluster({ topology: '2m-2s-sync', version: '5.5.0' })
    started.push(cluster)
    started.push(await startTraffic(cluster))
    await addOddNames(cluster)
    const { nameServers, dataDir } = cluster
    // The page of all parts in all their states, which a console in use does not have.
    process.env.ROCKETDECK_PARTS = 'on'
    const server = await startConsole({ nameServers, port: await freePort(), host: '127.0.0.1', logFolder: dataDir })
    started.push(server)
    await untilCollected(server.url)
    process.env.ROCKETDECK_URL = server.url
    return stopAll
  } catch (error) {
    await stopAll()
    throw error
  }
}

/** A topic and a group whose name has signs that an address must escape, with a few messages read. */
async function addOddNames(cluster: Cluster): Promise<void> {
  const fixture = await startFixture(cluster)
  try {
    await fixture.createTopic({ topic: oddName, queues: 2 })
    await fixture.createGroup(oddName)
    await fixture.send({ topic: oddName, count: 3, body: '{"n":{i}}' })
    const consumer = await fixture.consume({ group: oddName, topics: [oddName] })
    await consumer.waitFor(3)
    await consumer.stop()
  } finally {
    await fixture.stop()
  }
}

const COLLECTED_MS = 120_000

type Named = { items: { name: string; lagMessages?: number | null }[] }

/** Until the console has read every broker once: the lists have what the tests look for. */
async function untilCollected(url: string): Promise<void> {
  const list = async (path: string): Promise<Named['items']> => {
    const response = await fetch(`${url}/api/v1/clusters/${clusterId}/${path}`, { signal: AbortSignal.timeout(10_000) })
    return response.ok ? ((await response.json()) as Named).items : []
  }
  const missing = async (): Promise<string | null> => {
    const topics = await list('topics?pageSize=1000')
    const groups = await list('groups?pageSize=1000')
    if (!topics.some((topic) => topic.name === oddName)) return `topic ${oddName}`
    if (!groups.some((group) => group.name === oddName)) return `group ${oddName}`
    const left = groups.find((group) => group.name === leftGroup)
    return (left?.lagMessages ?? null) === null ? `the lag of group ${leftGroup}` : null
  }
  const deadline = Date.now() + COLLECTED_MS
  for (;;) {
    const what = await missing().catch((error: unknown) => `an answer (${error})`)
    if (what === null) return
    if (Date.now() > deadline)
      throw new Error(`The console at ${url} has not shown ${what} in ${COLLECTED_MS / 1000} s.`)
    await delay(500)
  }
}
