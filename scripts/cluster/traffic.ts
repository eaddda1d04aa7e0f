import { createInterface } from 'node:readline'
import type { Cluster } from './cluster.ts'
import { lastLines } from './process.ts'

export type TrafficCounts = { sent: number; failed: number; consumed: number }

export type Traffic = {
  /** What was sent and consumed since the start, as of the last ten seconds; null before the first report. */
  readonly counts: TrafficCounts | null
  stop(): Promise<void>
}

/**
 * Starts the demonstration traffic (scripts/cluster/java/DemoTraffic.java) and resolves when all its clients run.
 * The cluster stops it with itself. A rate of 1 is about 200 messages a second; the slow, the failing and the left group
 * keep their pace whatever the rate.
 */
export async function startTraffic(cluster: Cluster, { rate = 0.7 }: { rate?: number } = {}): Promise<Traffic> {
  const masters = cluster.brokers.filter((broker) => broker.id === 0).map((broker) => broker.address)
  const types = cluster.version.startsWith('5.') ? 'types' : 'plain'
  const jvm = await cluster.java({
    name: 'traffic',
    mainClass: 'DemoTraffic',
    args: [cluster.nameServers.join(';'), masters.join(','), types, String(rate)],
  })
  let counts: TrafficCounts | null = null
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: jvm.stdout }).on('line', (line) => {
      if (line === 'ready') resolve()
      else if (line.startsWith('{')) counts = JSON.parse(line) as TrafficCounts
    })
    void jvm.exited.then(() => reject(new Error(`The traffic ${jvm.ended}: ${lastLines(jvm.logFile, 15)}`)))
  })
  return {
    get counts() {
      return counts
    },
    stop: () => jvm.stop(0),
  }
}
