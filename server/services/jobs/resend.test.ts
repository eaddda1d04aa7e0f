import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readAuditRows } from '@/server/store/audit-rows'
import { readItems } from '@/server/store/ledger'
import { drop, never, type Script } from '@/tests/support/fake-broker'
import { propertiesOf, ResendWorld, uniqueIdOf } from '@/tests/support/resend-world'

const world = new ResendWorld()
beforeEach(() => world.start())
afterEach(() => world.stop())

const rows = (jobId: number) => readItems(world.store, jobId)

const aStored = (messageId: string) => ({
  topic: '%RETRY%pay',
  queueId: 0,
  queueOffset: 7n,
  commitLogOffset: 4242n,
  flag: 0,
  sysFlag: 0,
  bornTimestamp: 1n,
  bornHost: { ip: '10.1.1.1', port: 1 },
  storeTimestamp: BigInt(world.now),
  storeHost: { ip: '127.0.0.1', port: world.broker.port },
  reconsumeTimes: 0,
  preparedTransactionOffset: 0n,
  properties: [['UNIQ_KEY', messageId]] as Array<[string, string]>,
  body: Buffer.from('x'),
})

describe('a resend', () => {
  test('sends every letter once to the retry topic of its group, as a message of its own', async () => {
    await world.hold(70, (index) => [
      ['UNIQ_KEY', `OLD${index}`],
      ['KEYS', `k${index}`],
      ['own', 'kept'],
      ['DELAY', '3'],
      ['RETRY_TOPIC', 'wrong'],
      ['DLQ_ORIGIN_TOPIC', 'orders'],
      ['DLQ_ORIGIN_MESSAGE_ID', `ORIGIN${index}`],
    ])
    const { id } = await world.resend()
    expect(await world.over(id)).toMatchObject({
      state: 'done',
      reason: null,
      ...{ of: 70, read: 70, skipped: 0, intended: 0, sent: 70, notSent: 0, inDoubt: 0, notices: [] },
    })
    const requests = world.broker.requestsOf(310)
    expect(requests.map((request) => propertiesOf(request).KEYS).sort()).toEqual(
      Array.from({ length: 70 }, (_, index) => `k${index}`).sort(),
    )
    const first = requests.find((request) => propertiesOf(request).KEYS === 'k0')!
    expect(propertiesOf(first)).toEqual({
      KEYS: 'k0',
      own: 'kept',
      UNIQ_KEY: expect.stringMatching(/^[0-9A-F]{32}$/),
      RETRY_TOPIC: 'orders',
      ORIGIN_MESSAGE_ID: 'ORIGIN0',
    })
    expect(first.extFields).toMatchObject({ b: '%RETRY%pay', l: '16', j: '0' })
    expect(first.body.toString()).toBe('broker-a 0 0')
    const ledger = await rows(id)
    expect(ledger.map(({ messageId }) => messageId).sort()).toEqual([...world.sentIds].sort())
    expect(ledger[0]).toMatchObject({
      state: 'sent',
      target: '%RETRY%pay',
      targetBroker: 'broker-a',
      source: { topic: '%DLQ%pay', broker: 'broker-a', queueId: 0, offset: 0 },
      result: { brokerName: 'broker-a', queueId: 0, durability: 'stored' },
    })
    expect(await readAuditRows(world.store)).toMatchObject([
      {
        action: 'dead-letters.resend-finished',
        target: `jobs/${id}`,
        outcome: 'done',
        result: { state: 'done', sent: 70, inDoubt: 0 },
      },
      { action: 'dead-letters.resend', outcome: 'done', result: { jobId: id, of: 70 } },
    ])
  })

  test('takes no longer and no shorter than its rate says', async () => {
    await world.hold(60)
    const before = world.now
    const { id } = await world.resend({ ratePerSecond: 10 })
    expect(await world.over(id)).toMatchObject({ state: 'done', sent: 60 })
    expect(world.now - before).toBeGreaterThanOrEqual(5_000)
    expect(world.now - before).toBeLessThan(7_000)
  })

  test('of chosen ones sends those, and says which are not stored any more', async () => {
    await world.hold(10)
    const at = (offset: number) => ({ broker: 'broker-a', queueId: 0, offset })
    const { id } = await world.resend({ messages: [at(3), at(99), at(5), at(3)] })
    expect(await world.over(id)).toMatchObject({ state: 'done', of: 3, read: 3, sent: 2, notSent: 1 })
    expect((await rows(id)).map(({ source, state }) => [source.offset, state])).toEqual([
      [3, 'sent'],
      [99, 'not-sent'],
      [5, 'sent'],
    ])
  })

  test('by a filter sends what holds, and counts what was left out', async () => {
    await world.hold(10)
    const { id } = await world.resend({ key: 'k4' })
    expect(await world.over(id)).toMatchObject({ state: 'done', read: 10, skipped: 9, sent: 1 })
  })

  test('leaves out what any job has sent, and of two at once one sends each', async () => {
    await world.hold(100)
    const jobs = await Promise.all([world.resend(), world.resend()])
    const over = [await world.over(jobs[0]!.id), await world.job(jobs[1]!.id)]
    expect(over.map(({ state }) => state)).toEqual(['done', 'done'])
    expect(over.reduce((sum, { sent }) => sum + sent, 0)).toBe(100)
    expect(over.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(100)
    const keys = world.broker.requestsOf(310).map((request) => propertiesOf(request).KEYS)
    expect(new Set(keys).size).toBe(100)
    expect(keys).toHaveLength(100)
    const again = await world.resend({ again: true })
    expect(await world.over(again.id)).toMatchObject({ sent: 100, skipped: 0 })
  })

  test('without a topic it came from, a letter stays, and its row says why', async () => {
    await world.hold(2, (index) => (index === 0 ? [['UNIQ_KEY', 'A']] : null))
    const { id } = await world.resend()
    expect(await world.over(id)).toMatchObject({ state: 'done', sent: 1, notSent: 1 })
    expect((await rows(id))[0]?.error).toContain('neither DLQ_ORIGIN_TOPIC nor RETRY_TOPIC')
  })
})

describe('what becomes of one letter', () => {
  const busy = { code: 2, remark: '[TIMEOUT_CLEAN_QUEUE]broker busy' }
  const storedUnsaid: Script = (request) => {
    world.stored.push(aStored(uniqueIdOf(request)))
    return drop()
  }
  type Expected = { state: string; attempts: number; error: unknown; sent: number }
  const cases: Array<[string, Script[], Expected]> = [
    [
      'refused for good',
      [{ code: 16, remark: 'sending message to topic is forbidden' }],
      {
        state: 'not-sent',
        attempts: 1,
        error: expect.stringContaining('sending message to topic is forbidden'),
        sent: 1,
      },
    ],
    ['busy, then not', [busy, busy], { state: 'sent', attempts: 3, error: null, sent: 3 }],
    [
      'busy all the time',
      [busy, busy, busy],
      { state: 'not-sent', attempts: 3, error: expect.stringContaining('broker busy'), sent: 3 },
    ],
    ['cut off and stored', [storedUnsaid], { state: 'sent', attempts: 1, error: null, sent: 1 }],
    [
      'cut off and not stored',
      [drop()],
      { state: 'not-sent', attempts: 1, error: expect.stringContaining('its broker does not have it'), sent: 1 },
    ],
    [
      'no answer, and not stored',
      [never()],
      { state: 'not-sent', attempts: 1, error: expect.stringContaining('no reply'), sent: 1 },
    ],
  ]
  test.each(cases)('%s', async (name, scripts, { attempts, error, sent, state }) => {
    if (name === 'no answer, and not stored') world.waitFor(2_000)
    await world.hold(1)
    world.broker.once(310, ...scripts)
    const { id } = await world.resend()
    expect(await world.over(id)).toMatchObject({ state: 'done' })
    expect(await rows(id)).toMatchObject([{ state, attempts, error }])
    expect(world.sentIds).toHaveLength(sent)
    expect(new Set(world.sentIds).size).toBe(1)
  })

  test('stored, but not on the disk in time', async () => {
    await world.hold(1)
    world.broker.once(310, { code: 10, extFields: { msgId: 'x', queueId: '0', queueOffset: '5' } })
    const { id } = await world.resend()
    await world.over(id)
    expect(await rows(id)).toMatchObject([{ state: 'sent', result: { queueOffset: 5, durability: 'not-flushed' } }])
  })

  test.each([
    ['the index cannot be asked', 12, { code: 1, remark: 'index is broken' } as Script],
    [
      'the index is behind the log',
      28,
      { body: { table: { commitLogMaxOffset: '9000', dispatchBehindBytes: '70' } } } as Script,
    ],
  ])('cut off, and %s: in doubt, never sent again', async (_, code, script) => {
    await world.hold(1)
    world.broker.once(310, drop())
    world.broker.on(code, script)
    const { id } = await world.resend()
    expect(await world.over(id)).toMatchObject({ state: 'done', inDoubt: 1 })
    expect(world.sentIds).toHaveLength(1)
  })
})

describe('after a crash', () => {
  /** A job whose first row stands and whose broker said nothing: the console ended there. */
  async function crashed(): Promise<{ id: number; messageId: string }> {
    await world.hold(3)
    const gate = Promise.withResolvers<ReturnType<typeof drop>>()
    world.broker.once(310, () => gate.promise)
    const { id } = await world.resend({ ratePerSecond: 1 })
    const [request] = await world.broker.received(310, 1)
    const [row] = await rows(id)
    expect(row).toMatchObject({ state: 'intended', messageId: uniqueIdOf(request!) })
    return { id, messageId: row!.messageId }
  }
  /** What a process that is killed leaves: the row as it was, and nobody who settles it. */
  const crash = async (id: number) => {
    const closing = world.runner.close()
    world.broker.dropConnections()
    await closing
    await world.store.write((db) =>
      db
        .updateTable('jobItems')
        .set({ state: 'intended', settledAt: null, error: null })
        .where('jobId', '=', id)
        .execute(),
    )
  }

  test('what its broker has was sent', async () => {
    const { id, messageId } = await crashed()
    await crash(id)
    world.stored.push(aStored(messageId))
    await world.restart()
    expect(await world.over(id)).toMatchObject({ state: 'done', sent: 3, inDoubt: 0 })
    expect(world.sentIds.filter((sent) => sent === messageId)).toHaveLength(1)
    expect((await rows(id))[0]).toMatchObject({ state: 'sent', attempts: 1, result: { queueOffset: 7 } })
  })

  test('what its broker surely has not is sent under the same id, not before it can have arrived', async () => {
    const { id, messageId } = await crashed()
    const at = world.now
    await crash(id)
    await world.restart()
    expect(await world.over(id)).toMatchObject({ state: 'done', sent: 3 })
    expect((await rows(id))[0]).toMatchObject({ state: 'sent', attempts: 2, messageId })
    expect((await rows(id))[0]!.intendedAt - at).toBeGreaterThanOrEqual(10_000)
  })

  test('what nobody can tell stays in doubt, and the rest goes on', async () => {
    const { id, messageId } = await crashed()
    await crash(id)
    world.broker.on(12, { code: 1, remark: 'index is broken' })
    await world.restart()
    expect(await world.over(id)).toMatchObject({ state: 'done', sent: 2, inDoubt: 1 })
    expect((await rows(id))[0]).toMatchObject({
      state: 'in-doubt',
      attempts: 1,
      error: expect.stringContaining('index is broken'),
    })
    expect(world.sentIds.filter((sent) => sent === messageId)).toHaveLength(1)
  })
})
