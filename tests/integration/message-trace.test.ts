import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { OutputOf } from '../../lib/contract/endpoint.ts'
import { listMessagesByKey } from '../../lib/contract/message-search.ts'
import { readMessage } from '../../lib/contract/messages.ts'
import { listTopics } from '../../lib/contract/topics.ts'
import { readTrace } from '../../lib/contract/traces.ts'
import type { FixtureConsumer } from '../../scripts/cluster/fixture.ts'
import { ROCKETMQ_VERSIONS } from '../../scripts/cluster/maven.ts'
import { parseTrace } from './support/mqadmin-output.ts'
import { startWorld, type World } from './support/oracle-world.ts'
import { everyPage, PATIENCE } from './support/settle.ts'

type Trace = OutputOf<typeof readTrace>
const traced = { traced: true } as const
const MY_TRACE = 'my-trace'
const MANY_GROUPS = 10
const MANY_ATTEMPTS = 60

describe.each(ROCKETMQ_VERSIONS)('what clients of %s recorded', { timeout: 300_000 }, (version) => {
  let world: World
  const consumers: FixtureConsumer[] = []

  beforeAll(async () => {
    world = await startWorld(version, { transactionTimeOut: '1000', transactionCheckInterval: '1000' })
    const { fixture } = world
    const typed = (messageType: 'NORMAL' | 'FIFO' | 'DELAY' | 'TRANSACTION') =>
      version === '4.9.7' ? {} : { messageType }
    const topics = [
      { topic: 'orders', queues: 2, ...typed('NORMAL') },
      { topic: 'steps', queues: 2, ordered: true, ...typed('FIFO') },
      { topic: 'later', queues: 1, ...typed('DELAY') },
      { topic: 'payments', queues: 1, ...typed('TRANSACTION') },
      { topic: 'flaky', queues: 1 },
      { topic: 'stubborn', queues: 1, brokers: ['broker-a'] },
      { topic: 'silent', queues: 1 },
      { topic: MY_TRACE, queues: 1, brokers: ['broker-a'] },
    ]
    for (const topic of topics) await fixture.createTopic(topic)
    for (const group of ['reader', 'auditor']) {
      consumers.push(await fixture.consume({ group, topics: ['orders', 'later', 'payments'], ...traced }))
    }
    consumers.push(await fixture.consume({ group: 'stepper', topics: ['steps'], ordered: true, ...traced }))
    await vi.waitFor(async () => {
      const { items } = await world.api.get(listTopics, { ...everyPage, type: 'all' })
      expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(['orders', MY_TRACE, 'RMQ_SYS_TRACE_TOPIC']))
    }, PATIENCE)
  }, 900_000)
  afterAll(async () => {
    await world?.stop()
  })

  /** Asks until the trace is as expected: clients hold records back for seconds, and the index follows. */
  const traceOf = (
    messageId: string,
    isWhole: (trace: Trace) => void,
    more: { topic?: string; traceTopic?: string } = {},
  ) =>
    vi.waitFor(async () => {
      const trace = await world.api.get(readTrace, { messageId, ...more })
      isWhole(trace)
      return trace
    }, PATIENCE)

  const groupsOf = ({ consumed }: Trace) =>
    consumed.map(({ group, attempt, result }) => `${group} ${attempt} ${result}`).sort()
  const BOTH = ['auditor 1 success', 'reader 1 success']

  /** mqadmin prints sends and ends of attempts, to the second. */
  async function expectAsMqadmin(trace: Trace, ...options: string[]): Promise<void> {
    const second = (iso: string | null) => `${iso?.slice(0, 19)}.000Z`
    const ours = [
      ...trace.produced.map(({ at, costMs, group, host, result }) => ({
        at,
        costMs,
        group,
        host,
        result,
        type: 'Pub',
      })),
      ...trace.consumed
        .filter(({ state }) => state === 'ended')
        .map(({ endedAt, costMs, group, host, result }) => ({ at: endedAt, costMs, group, host, result, type: 'Sub' })),
    ].map(({ at, result, ...row }) => ({ ...row, at: second(at), status: result === 'success' ? 'success' : 'failed' }))
    const printed = parseTrace(await world.mqadmin(['queryMsgTraceById', '-i', trace.messageId, ...options]))
    const text = (rows: readonly object[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort()
    expect(text(ours)).toEqual(text(printed))
  }

  test.each(['sync', 'async'] as const)('a message sent %s to two groups', async (mode) => {
    const [sent] = await world.fixture.send({
      topic: 'orders',
      mode,
      tag: 'paid',
      key: `k1 k-${mode}`,
      body: 'hello',
      ...traced,
    })
    const trace = await traceOf(sent!.messageId, (found) => {
      expect(found.produced).toHaveLength(1)
      expect(groupsOf(found)).toEqual(BOTH)
    })
    expect(trace).toMatchObject({
      messageId: sent?.messageId,
      topic: 'orders',
      produced: [
        {
          group: 'fixture-producer',
          topic: 'orders',
          tags: 'paid',
          keys: ['k1', `k-${mode}`],
          offsetMessageId: sent?.offsetMessageId,
          bodySizeBytes: 5,
          messageType: 'normal',
          result: 'success',
        },
      ],
      records: 5,
      unreadable: 0,
      emptyBecause: null,
      notices: [],
    })
    expect(trace.consumed.every(({ at, endedAt, state }) => state === 'ended' && at! <= endedAt!)).toBe(true)
    await expectAsMqadmin(trace)
    const byOffset = await world.api.get(readTrace, { messageId: sent!.offsetMessageId })
    expect(byOffset.messageId).toBe(sent?.messageId)
    expect(byOffset.records).toBe(5)
  })

  test('a one-way send leaves no record of itself', async () => {
    const [sent] = await world.fixture.sendOneway({ topic: 'orders', ...traced })
    const trace = await traceOf(sent!.messageId, (found) => expect(groupsOf(found)).toEqual(BOTH))
    expect(trace.produced).toEqual([])
    expect(trace.records).toBe(4)
    await expectAsMqadmin(trace)
  })

  test('messages of one batch: told apart, but clients of 5.3.1 and later record nothing without a region', async () => {
    const { messageIds } = await world.fixture.sendBatch({ topic: 'orders', count: 3, ...traced })
    // Sent after it, by the same client to the same ones: once this is recorded, the batch would be.
    const [after] = await world.fixture.send({ topic: 'orders', ...traced })
    await traceOf(after!.messageId, (found) => expect(groupsOf(found)).toEqual(BOTH))
    for (const messageId of messageIds) {
      if (version === '4.9.7') await traceOf(messageId, (found) => expect(groupsOf(found)).toEqual(BOTH))
      else {
        const trace = await world.api.get(readTrace, { messageId, topic: 'orders' })
        expect(trace).toMatchObject({ consumed: [], checks: { region: null } })
      }
    }
  })

  test('an ordered and a delayed message', async () => {
    const [step] = await world.fixture.send({ topic: 'steps', shardingKey: 's1', ...traced })
    const [late] = await world.fixture.send({ topic: 'later', delayLevel: 1, ...traced })
    const ordered = await traceOf(step!.messageId, (found) => {
      expect(found.produced).toHaveLength(1)
      expect(groupsOf(found)).toEqual(['stepper 1 success'])
    })
    await expectAsMqadmin(ordered)
    const delayed = await traceOf(late!.messageId, (found) => {
      expect(found.produced).toHaveLength(1)
      expect(groupsOf(found)).toEqual(BOTH)
    })
    expect(delayed.produced[0]?.messageType).toBe('delay')
    const waited = Date.parse(delayed.consumed[0]?.at ?? '') - Date.parse(delayed.produced[0]?.at ?? '')
    expect(waited).toBeGreaterThan(900)
    await expectAsMqadmin(delayed)
  })

  test.each([
    ['commit', 'unknown', [['committed', false]], BOTH],
    ['rollback', 'unknown', [['rolled-back', false]], []],
    [
      'unknown',
      'commit',
      [
        ['unknown', false],
        ['committed', true],
      ],
      BOTH,
    ],
  ] as const)('a transaction: %s, and when asked %s', async (outcome, onCheck, ends, consumed) => {
    const [sent] = await world.fixture.sendTransaction({ topic: 'payments', outcome, onCheck, ...traced })
    const trace = await traceOf(sent!.messageId, (found) => {
      expect(found.produced).toHaveLength(1)
      expect(found.transactions.map(({ state, fromCheck }) => [state, fromCheck])).toEqual(ends)
      expect(groupsOf(found)).toEqual(consumed)
    })
    expect(trace.produced[0]?.messageType).toBe('transaction-half')
    expect(trace.transactions[0]).toMatchObject({ transactionId: sent?.messageId })
    await expectAsMqadmin(trace)
  })

  test('a consumer that fails twice and then succeeds', async () => {
    consumers.push(await world.fixture.consume({ group: 'flaky-worker', topics: ['flaky'], failTimes: 2, ...traced }))
    consumers.push(await world.fixture.consume({ group: 'steady-worker', topics: ['flaky'], ...traced }))
    const [sent] = await world.fixture.send({ topic: 'flaky', ...traced })
    const trace = await traceOf(sent!.messageId, (found) =>
      expect(groupsOf(found)).toEqual([
        'flaky-worker 1 failed',
        'flaky-worker 2 failed',
        'flaky-worker 3 success',
        'steady-worker 1 success',
      ]),
    )
    await expectAsMqadmin(trace)
  })

  test('more trace messages than a broker gives for one question, in a topic of the application', async () => {
    const custom = { ...traced, traceTopic: MY_TRACE }
    const stubborn = await Promise.all(
      Array.from({ length: MANY_GROUPS }, (_, n) =>
        world.fixture.consume({
          ...{ group: `stubborn-${n}`, topics: ['stubborn'], ordered: true, threads: 1 },
          ...{ failTimes: MANY_ATTEMPTS, suspendMs: 100, ...custom },
        }),
      ),
    )
    const [sent] = await world.fixture.send({ topic: 'stubborn', group: 'custom-producer', ...custom })
    const { messageId } = sent!
    await Promise.all(stubborn.map((consumer) => consumer.waitFor(MANY_ATTEMPTS + 1, 120_000)))
    await Promise.all([...stubborn.map((consumer) => consumer.stop()), world.fixture.stopProducer('custom-producer')])
    const trace = await traceOf(
      messageId,
      (found) => expect(found.records).toBe(1 + 2 * MANY_GROUPS * (MANY_ATTEMPTS + 1)),
      { traceTopic: MY_TRACE },
    )
    for (let n = 0; n < MANY_GROUPS; n++) {
      const mine = trace.consumed.filter(({ group }) => group === `stubborn-${n}`)
      expect(mine.map(({ attempt }) => attempt)).toEqual(Array.from({ length: MANY_ATTEMPTS + 1 }, (_, at) => at + 1))
      expect(mine.map(({ result }) => result)).toEqual([...Array(MANY_ATTEMPTS).fill('failed'), 'success'])
    }
    const { items } = await world.api.get(listMessagesByKey, { topic: MY_TRACE, key: messageId })
    expect(items.length).toBeGreaterThan(64)
    expect(await world.api.get(readTrace, { messageId })).toMatchObject({ records: 0, emptyBecause: 'client-off' })
  })

  test('why a trace is empty', async () => {
    const [sent] = await world.fixture.send({ topic: 'silent' })
    const { messageId } = sent!
    const at = (await world.api.get(readMessage, { messageId, topic: 'silent' })).items[0]?.storedAt
    const young = await world.api.get(readTrace, { messageId, topic: 'silent' })
    // Only 5.x brokers write TRACE_ON into the message.
    const traceOn = version === '4.9.7' ? null : true
    expect(young).toMatchObject({ checks: { storedAt: at, traceOn, keptSince: null } })
    await traceOf(messageId, (found) => expect(found.emptyBecause).toBe('client-off'), { topic: 'silent' })
    expect(await world.api.get(readTrace, { messageId, traceTopic: 'nowhere' })).toMatchObject({
      emptyBecause: 'topic-missing',
      checks: { topicOn: [], topicMissingOn: ['broker-a', 'broker-b'] },
    })
    expect(await world.api.get(readTrace, { messageId, traceTopic: 'silent' })).toMatchObject({
      emptyBecause: 'unreadable',
    })
    expect(await world.api.get(readTrace, { messageId: `01${'0'.repeat(32)}` })).toMatchObject({
      emptyBecause: 'proxy-client',
    })
  })
})
