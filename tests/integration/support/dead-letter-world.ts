import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { type Cluster, startCluster } from '../../../scripts/cluster/cluster.ts'
import { type Fixture, startFixture } from '../../../scripts/cluster/fixture.ts'
import type { RocketmqVersion } from '../../../scripts/cluster/maven.ts'
import { type ConsoleProcess, startConsole } from '../../../scripts/support/console.ts'
import { freePort } from '../../../scripts/support/free-port.ts'
import { readQueueStep } from '../../../server/rocketmq/admin/read-queue.ts'
import { createClient } from '../../../server/rocketmq/client.ts'
import { getMaxOffset } from '../../../server/rocketmq/requests/get-max-offset.ts'
import { pullMessage } from '../../../server/rocketmq/requests/pull-message.ts'
import { sendMessageV2 } from '../../../server/rocketmq/requests/send-message-v2.ts'
import type { WireMessage } from '../../../server/rocketmq/wire/message-codec.ts'
import { uniqueKeyMaker } from '../../../server/rocketmq/wire/message-id.ts'
import { encodeMessageProperties } from '../../../server/rocketmq/wire/message-properties.ts'
import { type ConsoleApi, consoleApi } from '../../support/console-api.ts'

/** A cluster of two masters, and a console on it that can be killed and started again with the data it had. */
export type DeadLetterWorld = {
  cluster: Cluster
  fixture: Fixture
  api(): ConsoleApi
  url(): string
  /** SIGKILL, and a new process on the same data folder. */
  crash(): Promise<void>
  /** Stores dead letters as a broker writes them, straight into the topic; half of them on each master. */
  storeDeadLetters(
    group: string,
    count: number,
    propertiesOf: (index: number) => Array<[string, string]>,
  ): Promise<void>
  /** Everything that a topic of one queue holds on the masters. */
  readAll(topic: string): Promise<WireMessage[]>
  stop(): Promise<void>
}

const IN_FLIGHT = 8
/** A busy machine is no busy broker. */
const PATIENT = { waitTimeMillsInSendQueue: '30000', osPageCacheBusyTimeOutMills: '30000' }

export async function startDeadLetterWorld(version: RocketmqVersion): Promise<DeadLetterWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rocketdeck-dead-letters-'))
  const started: Array<() => Promise<void>> = [async () => rmSync(folder, { recursive: true, force: true })]
  const stop = async () => {
    for (let end = started.pop(); end; end = started.pop()) await end()
  }
  try {
    const cluster = await startCluster({ topology: '2m', version, extraBrokerConfig: PATIENT })
    started.push(() => cluster.stop())
    const fixture = await startFixture(cluster)
    const port = await freePort()
    const start = () => startConsole({ nameServers: cluster.nameServers, port, host: '127.0.0.1', logFolder: folder })
    vi.stubEnv('ROCKETMQ_TIMEOUT_MS', '30000')
    started.push(async () => void vi.unstubAllEnvs())
    let site: ConsoleProcess = await start()
    started.push(() => site.stop())
    const masters = cluster.brokers.map(({ address, name }) => ({ address, name }))
    const client = createClient({ nameServers: [...cluster.nameServers], timeoutMs: 30_000 })
    client.announce(masters.map(({ address }) => address))
    started.push(async () => client.close())
    const makeId = uniqueKeyMaker({ ip: '127.0.0.1', pid: 1, salt: 1 })
    return {
      cluster,
      fixture,
      api: () => consoleApi(site.url),
      url: () => site.url,
      async crash() {
        site.process.kill('SIGKILL')
        await site.process.exited
        site = await start()
      },
      async storeDeadLetters(group, count, propertiesOf) {
        let next = 0
        const lane = async () => {
          for (let index = next++; index < count; index = next++) {
            const { address, name } = masters[index % masters.length]!
            const properties = encodeMessageProperties([['UNIQ_KEY', makeId(new Date())], ...propertiesOf(index)])
            const header = { topic: `%DLQ%${group}`, queueId: 0, sysFlag: 0, flag: 0, bornTimestamp: Date.now() }
            const body = Buffer.from(`letter ${index}`)
            await client.call(address, sendMessageV2, { ...header, properties, brokerName: name }, { body })
          }
        }
        await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
      },
      async readAll(topic) {
        const perMaster = await Promise.all(
          masters.map(async ({ address }) => {
            const { header } = await client.call(address, getMaxOffset, { topic, queueId: 0 })
            const messages: WireMessage[] = []
            for (let at = 0n; at < header.offset; ) {
              const step = await readQueueStep(
                (queueOffset, maxMsgNums) =>
                  client.call(address, pullMessage, { topic, queueId: 0, queueOffset, maxMsgNums }),
                at,
                header.offset,
              )
              messages.push(...step.messages)
              at = step.next
            }
            return messages
          }),
        )
        return perMaster.flat()
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
