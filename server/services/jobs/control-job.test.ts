import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { readAuditRows } from '@/server/store/audit-rows'
import { readItems } from '@/server/store/ledger'
import { hold } from '@/tests/support/fake-broker'
import { propertiesOf, ResendWorld } from '@/tests/support/resend-world'

const world = new ResendWorld()
beforeEach(() => world.start())
afterEach(() => world.stop())

const refusal = { code: 16, remark: 'sending message is forbidden' }
/** A job whose first message waits for its answer. */
async function held(letters: number) {
  await world.hold(letters)
  const gate = hold()
  const stored = { extFields: { msgId: 'x', queueId: '0', queueOffset: '5' } }
  world.broker.once(310, gate.until(stored))
  const { id } = await world.resend({ ratePerSecond: 2 })
  await world.broker.received(310, 1)
  return { id, gate }
}

describe('a job that is paused', () => {
  test('ends what is on its way, sends no more, and goes on where it was', async () => {
    const { id, gate } = await held(10)
    expect(await world.control(id, 'pause')).toMatchObject({ state: 'paused', reason: 'Paused by 192.0.2.7' })
    gate.release()
    const paused = await world.over(id)
    expect(paused).toMatchObject({ state: 'paused', intended: 0, sent: 2, read: 2 })
    await world.control(id, 'continue')
    expect(await world.over(id)).toMatchObject({ state: 'done', reason: null, sent: 10 })
    expect(new Set(world.broker.requestsOf(310).map((request) => propertiesOf(request).KEYS)).size).toBe(10)
    expect(world.broker.requestsOf(310)).toHaveLength(10)
  })

  test('stays so over a restart', async () => {
    const { id, gate } = await held(4)
    await world.control(id, 'pause')
    gate.release()
    await world.over(id)
    await world.restart()
    expect(await world.over(id)).toMatchObject({ state: 'paused', sent: 2 })
  })
})

test('a job that is stopped sends no more, and its end has a row in the audit log', async () => {
  const { id, gate } = await held(10)
  await world.control(id, 'stop')
  gate.release()
  expect(await world.over(id)).toMatchObject({ state: 'cancelled', sent: 2, intended: 0 })
  const finished = (await readAuditRows(world.store)).filter(({ action }) => action === 'dead-letters.resend-finished')
  expect(finished).toMatchObject([{ result: { state: 'cancelled', sent: 2 } }])
})

test('another rate counts from the next batch on', async () => {
  const { id, gate } = await held(100)
  expect(await world.control(id, 'rate', { ratePerSecond: 1000 })).toMatchObject({ ratePerSecond: 1000 })
  const before = world.now
  gate.release()
  expect(await world.over(id)).toMatchObject({ state: 'done', sent: 100 })
  expect(world.now - before).toBeLessThan(5_000)
})

test('when most of a batch fails the job pauses with the reason, and what was not sent can be sent', async () => {
  await world.hold(100)
  world.broker.on(310, refusal)
  const { id } = await world.resend()
  const paused = await world.over(id)
  expect(paused).toMatchObject({ state: 'paused', reason: expect.stringContaining('sending message is forbidden') })
  expect(paused).toMatchObject({ sent: 0, notSent: 32, read: 32 })
  const ids = (await readItems(world.store, id)).map(({ messageId }) => messageId)
  const stored = { extFields: { msgId: 'x', queueId: '0', queueOffset: '5' } }
  world.broker.on(310, stored)
  world.broker.requests.length = 0
  await world.control(id, 'retry-not-sent')
  expect(await world.over(id)).toMatchObject({ state: 'done', sent: 100, notSent: 0 })
  expect(world.sentIds).toEqual(expect.arrayContaining(ids))
  expect(new Set(world.sentIds).size).toBe(100)
})

test('what was stopped is not taken up again with what was not sent', async () => {
  await world.hold(100)
  world.broker.on(310, refusal)
  const { id } = await world.resend()
  await world.over(id)
  await world.control(id, 'stop')
  world.broker.on(310, { extFields: { msgId: 'x', queueId: '0', queueOffset: '5' } })
  await world.control(id, 'retry-not-sent')
  expect(await world.over(id)).toMatchObject({ state: 'done', sent: 32, notSent: 0, read: 32 })
})

test('a dead-letter topic that cannot be read pauses the job, which then leaves nothing out', async () => {
  await world.hold(40)
  const { id } = await world.resend({ ratePerSecond: 8 })
  await world.broker.received(310, 1)
  world.broker.on(11, { code: 1, remark: 'disk error' })
  await world.restart()
  expect(await world.over(id)).toMatchObject({ state: 'paused', reason: expect.stringContaining('disk error') })
})

test('an ordered group gets nothing by its retry topic: the first message shows it, the others are not sent', async () => {
  await world.hold(20)
  world.broker.on(33, ({ extFields }) => ({ body: strayed(Number(extFields.offset)) }))
  const { id } = await world.resend({ ratePerSecond: 10 })
  const paused = await world.over(id)
  expect(paused).toMatchObject({ state: 'paused', sent: 0, notSent: 10, reason: expect.stringContaining('in order') })
  expect(world.sentIds).toHaveLength(1)
})

test.each([
  ['pause', 'done'],
  ['continue', 'done'],
  ['stop', 'done'],
])('"%s" is refused by a job that is %s', async (action, state) => {
  await world.hold(1)
  const { id } = await world.resend()
  await world.over(id)
  await expect(world.control(id, action)).rejects.toMatchObject({
    code: 'job-state',
    params: { state, action },
  })
})

test('there is no such job, or it is not told how fast', async () => {
  await world.hold(1)
  await expect(world.control(99, 'pause')).rejects.toMatchObject({ code: 'job-not-found' })
  const { id } = await world.resend()
  await expect(world.control(id, 'rate')).rejects.toMatchObject({ code: 'invalid-input' })
})

function strayed(commitLogOffset: number): Uint8Array {
  return encodeMessage({
    topic: '%DLQ%pay',
    queueId: 0,
    queueOffset: 0n,
    commitLogOffset: BigInt(commitLogOffset),
    flag: 0,
    sysFlag: 0,
    bornTimestamp: 1n,
    bornHost: { ip: '10.1.1.1', port: 1 },
    storeTimestamp: 1n,
    storeHost: { ip: '127.0.0.1', port: world.broker.port },
    reconsumeTimes: 0,
    preparedTransactionOffset: 0n,
    properties: [],
    body: Buffer.from('x'),
  })
}
