import net, { type AddressInfo } from 'node:net'
import { startCluster } from '../scripts/cluster/cluster.ts'
import { startTraffic } from '../scripts/cluster/traffic.ts'
import { startConsole } from '../scripts/support/console.ts'

/** One two-master-two-slave cluster with traffic and the built console for the whole run; stopped at its end. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const started: { stop: () => Promise<void> }[] = []
  const stopAll = async () => {
    for (let part = started.pop(); part; part = started.pop()) await part.stop()
  }
  try {
    const cluster = await startCluster({ topology: '2m-2s-sync', version: '5.5.0' })
    started.push(cluster)
    started.push(await startTraffic(cluster))
    const { nameServers, dataDir } = cluster
    const server = await startConsole({ nameServers, port: await freePort(), host: '127.0.0.1', logFolder: dataDir })
    started.push(server)
    process.env.ROCKETDECK_URL = server.url
    return stopAll
  } catch (error) {
    await stopAll()
    throw error
  }
}

function freePort(): Promise<number> {
  const server = net.createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
