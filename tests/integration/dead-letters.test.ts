import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { listDeadLetters, readResendTargets, resendDeadLetters } from '../../lib/contract/dead-letters.ts'
import type { OutputOf } from '../../lib/contract/endpoint.ts'
import { readJob } from '../../lib/contract/jobs.ts'
import type { FixtureConsumer } from '../../scripts/cluster/fixture.ts'
import { ROCKETMQ_VERSIONS } from '../../scripts/cluster/maven.ts'
import type { WireMessage } from '../../server/rocketmq/wire/message-codec.ts'
import { type DeadLetterWorld, startDeadLetterWorld } from './support/dead-letter-world.ts'
import { PATIENCE } from './support/settle.ts'

const BULK = 10_000
const REAL = 4
const ALL = BULK + REAL

type Job = OutputOf<typeof readJob>['item']
type LedgerLine = { kind: string; messageId: string; state: string; attempts: number }

describe.each(ROCKETMQ_VERSIONS)('dead letters on %s', { timeout: 240_000 }, (version) => {
  let world: DeadLetterWorld
  let other: FixtureConsumer

  beforeAll(async () => {
    world = await startDeadLetterWorld(version)
    const { fixture } = world
    await fixture.createTopic({ topic: 'orders', queues: 2 })
    await fixture.createTopic({ topic: '%DLQ%late', queues: 1 })
    await fixture.send({ topic: 'orders', count: REAL, key: 'real-{i}' })
    other = await fixture.consume({ group: 'other', topics: ['orders'] })
    const failing = await fixture.consume({ group: 'late', topics: ['orders'], fail: true, maxReconsumeTimes: 0 })
    // What a broker writes beside the message's own properties when it gives up (SendMessageProcessor, both versions).
    const dead: Array<[string, string]> = [
      ['RETRY_TOPIC', 'orders'],
      ['RECONSUME_TIME', '16'],
      ['CONSUME_START_TIME', '1700000000000'],
      ['CLUSTER', 'DefaultCluster'],
      ...(version === '4.9.7' ? [] : ([['DLQ_ORIGIN_TOPIC', 'orders']] as Array<[string, string]>)),
    ]
    await world.storeDeadLetters('late', BULK, (index) => [['KEYS', `bulk-${index}`], ['own', 'yes'], ...dead])
    await vi.waitFor(async () => {
      const { items } = await world.api().get(listDeadLetters, {})
      expect(items).toMatchObject([{ group: 'late', messages: ALL, atLeast: [] }])
    }, PATIENCE)
    await failing.stop()
    await other.waitFor(REAL)
  }, 300_000)
  afterAll(() => world?.stop())

  const untilJob = (id: number, isThere: (job: Job) => boolean): Promise<Job> =>
    vi.waitFor(
      async () => {
        const { item } = await world.api().get(readJob, { jobId: id })
        expect(item.state === 'paused' ? `paused: ${item.reason}` : '').toBe('')
        expect(isThere(item), JSON.stringify(item)).toBe(true)
        return item
      },
      { timeout: 120_000, interval: 50 },
    )

  test('10,000 are resent over a crash: each once, none lost, to their group alone', async () => {
    const targets = await world.api().get(readResendTargets, { group: 'late', origins: 'orders' })
    expect(targets).toMatchObject({
      groupExists: true,
      origins: [{ topic: 'orders', exists: true, retryTopic: '%RETRY%late', groups: ['late', 'other'] }],
    })
    const { job } = await world.api().post(resendDeadLetters, { group: 'late', ratePerSecond: 1000 })
    expect(job).toMatchObject({ state: 'running', of: ALL, notices: [] })
    const before = await untilJob(job.id, ({ sent }) => sent > BULK / 4)
    expect(before.sent).toBeLessThan(ALL)
    await world.crash()
    const after = await untilJob(job.id, ({ state }) => state === 'done')
    expect(after).toMatchObject({ read: ALL, skipped: 0, intended: 0, sent: ALL, notSent: 0, inDoubt: 0 })

    const stored = (await world.readAll('%RETRY%late')).filter((message) => property(message, 'own') ?? isReal(message))
    const resent = stored.filter((message) => message.reconsumeTimes === 0)
    expect(resent).toHaveLength(ALL)
    const keys = resent.map((message) => property(message, 'KEYS'))
    expect(new Set(keys).size).toBe(ALL)
    const ledger = await ledgerOf(job.id)
    expect(ledger.map(({ messageId }) => messageId).sort()).toEqual(
      resent.map((message) => property(message, 'UNIQ_KEY')).sort(),
    )
    expect(new Set(resent.map((message) => property(message, 'RETRY_TOPIC')))).toEqual(new Set(['orders']))

    const reader = await world.fixture.consume({ group: 'late', topics: ['orders'] })
    const { messages } = await reader.waitFor(ALL, 90_000)
    expect(new Set(messages.map(({ topic }) => topic))).toEqual(new Set(['orders']))
    expect((await other.consumed()).count).toBe(REAL)
    expect((await reader.consumed()).count).toBe(ALL)
    await reader.stop()
  })

  test('a second job leaves out what the first has sent', async () => {
    const { job } = await world.api().post(resendDeadLetters, { group: 'late', ratePerSecond: 1000 })
    const done = await untilJob(job.id, ({ state }) => state === 'done')
    expect(done).toMatchObject({ of: ALL, read: ALL, skipped: ALL, sent: 0, notSent: 0, inDoubt: 0 })
  })

  test('to the topic itself only when all of its groups are named', async () => {
    const some = { group: 'late', target: 'origin' as const, ratePerSecond: 1000, again: true, key: 'real-1' }
    const stale = await world
      .api()
      .refusal(resendDeadLetters, { ...some, origins: [{ topic: 'orders', groups: ['late'] }] })
    expect(stale).toMatchObject({
      status: 409,
      problem: { code: 'confirmation-stale', params: { unnamed: ['orders: other'] } },
    })
    const origins = [{ topic: 'orders', groups: ['late', 'other'] }]
    const { job } = await world.api().post(resendDeadLetters, { ...some, origins })
    const done = await untilJob(job.id, ({ state }) => state === 'done')
    expect(done).toMatchObject({ read: ALL, skipped: ALL - 1, sent: 1 })
    const { messages } = await other.waitFor(REAL + 1)
    expect(messages.at(-1)).toMatchObject({ topic: 'orders', keys: 'real-1' })
  })

  test('an export has each letter with its body, and says that it is whole', async () => {
    const response = await fetch(`${world.url()}/api/v1/clusters/default/dead-letters/late/export`)
    const lines = (await response.text()).trimEnd().split('\n')
    const end = JSON.parse(lines.at(-1) ?? '')
    expect(end).toEqual({ kind: 'end', complete: true, messages: ALL, notices: [] })
    const letters = lines.slice(0, -1).map((line) => JSON.parse(line))
    expect(new Set(letters.map(({ keys }) => keys[0])).size).toBe(ALL)
    const bulk = letters.filter(({ keys }) => String(keys[0]).startsWith('bulk-'))
    expect(
      bulk.every(({ body, keys, originTopic }) => `bulk-${body.slice(7)}` === keys[0] && originTopic === 'orders'),
    ).toBe(true)
  })

  async function ledgerOf(jobId: number): Promise<LedgerLine[]> {
    const response = await fetch(`${world.url()}/api/v1/clusters/default/jobs/${jobId}/result?format=jsonl`)
    const lines = (await response.text()).trimEnd().split('\n')
    const parsed = lines.map((line): LedgerLine => JSON.parse(line))
    expect(parsed.at(-1)).toMatchObject({ kind: 'end', rows: ALL })
    return parsed.slice(0, -1)
  }
})

const property = (message: WireMessage, name: string) => message.properties.findLast(([key]) => key === name)?.[1]
const isReal = (message: WireMessage) => property(message, 'KEYS')?.startsWith('real-')
