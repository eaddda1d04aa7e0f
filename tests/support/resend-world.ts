import { pino } from 'pino'
import { AuditLog } from '../../server/audit/audit-log.ts'
import { passAudited } from '../../server/audit/write-context.ts'
import type { ClusterCollector } from '../../server/metrics/collector.ts'
import { type Client, createClient } from '../../server/rocketmq/client.ts'
import type { MessageToEncode } from '../../server/rocketmq/wire/message-codec.ts'
import { parseMessageProperties } from '../../server/rocketmq/wire/message-properties.ts'
import { resendDeadLetters } from '../../server/services/dead-letters/resend-dead-letters.ts'
import type { CallContext } from '../../server/services/implement.ts'
import { controlJob } from '../../server/services/jobs/control-job.ts'
import { JobRunner } from '../../server/services/jobs/job-runner.ts'
import { readJob } from '../../server/services/jobs/read-job.ts'
import type { Store } from '../../server/store/store.ts'
import { type BrokerSpec, buildCluster, callOn, NOW } from './cluster-state.ts'
import { FakeBroker, type RecordedRequest } from './fake-broker.ts'
import { FakeQueues, queueOf } from './fake-queues.ts'
import { storeWhatIsSent } from './storing-broker.ts'
import { temporaryStore } from './temporary-store.ts'

const TOPIC = '%DLQ%pay'
/** A short time is only for tests in which the broker is silent: the machine may be busy. */
const WAIT_MS = 20_000

/**
 * A broker with dead letters of group `pay`, a store, and the runner on both. Its clock moves on by itself when somebody
 * sleeps, so nothing waits.
 */
export class ResendWorld {
  readonly broker = new FakeBroker()
  /** What the broker has stored since. */
  stored: MessageToEncode[] = []
  spec: Partial<BrokerSpec> = {}
  store!: Store
  runner!: JobRunner
  #client: Client | null = null
  #remove: () => Promise<void> = async () => {}
  #cluster!: ClusterCollector
  #now = NOW

  async start(): Promise<void> {
    await this.broker.start()
    this.broker.requests.length = 0
    this.broker.on(28, { body: { table: { commitLogMaxOffset: '9000', dispatchBehindBytes: '0' } } })
    this.broker.on(300, { body: { groupList: ['pay', 'stock', 'TOOLS_CONSUMER'] } })
    this.stored = storeWhatIsSent(this.broker)
    this.spec = {}
    this.#now = NOW
    ;({ store: this.store, remove: this.#remove } = await temporaryStore())
    this.waitFor(WAIT_MS)
  }

  /** From now on, and before `hold`: a call waits so long for its answer. */
  waitFor(timeoutMs: number): void {
    this.#client?.close()
    this.#client = createClient({
      nameServers: [this.broker.address],
      timeoutMs,
      connectTimeoutMs: timeoutMs,
      beforeWrite: passAudited,
    })
    this.#client.announce([this.broker.address])
  }

  async stop(): Promise<void> {
    await this.runner?.close()
    this.#client?.close()
    await this.#remove()
    await this.broker.close()
  }

  /** Gives the group so many letters, and begins to work. `more`: properties instead of those of an ordinary one. */
  async hold(letters: number, more: (index: number) => Array<[string, string]> | null = () => null): Promise<void> {
    const times = Array.from({ length: letters }, (_, index) => NOW - 60_000 + index)
    const queue = queueOf(times, 0, (index) => ({
      properties: more(index) ?? [
        ['UNIQ_KEY', `OLD${index}`],
        ['KEYS', `k${index}`],
        ['RETRY_TOPIC', 'orders'],
        ['RECONSUME_TIME', '16'],
      ],
    }))
    new FakeQueues(this.broker, 'broker-a', [queue], TOPIC)
    this.#cluster = buildCluster(
      {
        brokers: [
          {
            name: 'broker-a',
            replicas: [{ id: 0, address: this.broker.address }],
            topics: { [TOPIC]: { queues: 1 }, '%RETRY%pay': { queues: 1 }, orders: { queues: 2 } },
            groups: { pay: {}, stock: {} },
            ...this.spec,
          },
        ],
      },
      this.#client ? { client: this.#client } : {},
    )
    await this.restart()
  }

  /** As after a restart of the console: the runner begins with what the store says. */
  async restart(): Promise<void> {
    await this.runner?.close()
    const log = pino({ level: 'silent' })
    const now = () => this.#now
    const sleep = async (ms: number, signal: AbortSignal) => {
      if (!signal.aborted) this.#now += Math.max(0, Math.ceil(ms))
      await new Promise((resolve) => setImmediate(resolve))
    }
    const { config, registry } = callOn(this.#cluster)
    const audit = new AuditLog({ store: this.store, now, log })
    this.runner = new JobRunner({ registry, config, store: this.store, audit, log, clock: { now, sleep } })
    await this.runner.start()
  }

  get now(): number {
    return this.#now
  }

  get call(): CallContext {
    const audit = new AuditLog({ store: this.store, now: () => this.#now, log: pino({ level: 'silent' }) })
    const more = { store: this.store, audit, jobs: this.runner, now: () => this.#now }
    return callOn(this.#cluster, { ...more, authMode: 'off' })
  }

  async resend(input: Record<string, unknown> = {}) {
    const { job } = await resendDeadLetters.run(this.call, {
      cluster: 'default',
      group: 'pay',
      ratePerSecond: 1000,
      ...input,
    })
    return job
  }

  /** The job when nobody works on it any more. */
  async over(jobId: number) {
    await this.runner.idle()
    return this.job(jobId)
  }

  async job(jobId: number) {
    return (await readJob.run(this.call, { cluster: 'default', jobId })).item
  }

  async control(jobId: number, action: string, more: object = {}) {
    return (await controlJob.run(this.call, { cluster: 'default', jobId, action, ...more })).item
  }

  /** The unique ids that were sent, in order. */
  get sentIds(): string[] {
    return this.broker.requestsOf(310).map(uniqueIdOf)
  }
}

export const propertiesOf = (request: RecordedRequest) =>
  Object.fromEntries(parseMessageProperties(request.extFields.i ?? ''))
export const uniqueIdOf = (request: RecordedRequest) => propertiesOf(request).UNIQ_KEY ?? ''
