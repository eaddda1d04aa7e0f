import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readItems } from '@/server/store/ledger'
import { propertiesOf, ResendWorld } from '@/tests/support/resend-world'
import { listResent } from './list-resent'
import { readResendTargets } from './read-resend-targets'

const world = new ResendWorld()
beforeEach(() => world.start())
afterEach(() => world.stop())

const origins = (...groups: string[]) => [{ topic: 'orders', groups }]
const targets = (input: object = {}) =>
  readResendTargets.run(world.call, { cluster: 'default', group: 'pay', ...input })

describe('to the topic a letter came from', () => {
  test('goes only what came from a confirmed topic; the rest says so', async () => {
    await world.hold(2, (index) => [
      ['KEYS', `k${index}`],
      ['RETRY_TOPIC', index === 0 ? 'orders' : 'refunds'],
    ])
    const { id } = await world.resend({ target: 'origin', origins: origins('pay', 'stock') })
    expect(await world.over(id)).toMatchObject({ state: 'done', target: 'origin', sent: 1, notSent: 1 })
    const [sent] = world.broker.requestsOf(310)
    expect(sent?.extFields.b).toBe('orders')
    expect(propertiesOf(sent!)).toEqual({ KEYS: 'k0', UNIQ_KEY: expect.any(String) })
    expect((await readItems(world.store, id))[1]).toMatchObject({
      state: 'not-sent',
      error: 'It came from refunds, which was not confirmed as a target',
    })
  })

  test('nothing is started when a group gets it that was not named, whoever else was', async () => {
    await world.hold(1)
    await expect(world.resend({ target: 'origin', origins: origins('pay', 'gone') })).rejects.toMatchObject({
      code: 'confirmation-stale',
      params: { unnamed: ['orders: stock'] },
    })
    expect(world.sentIds).toEqual([])
  })

  test('nothing is started while nobody can say who gets it', async () => {
    await world.hold(1)
    world.broker.on(300, { code: 1, remark: 'not now' })
    const stale = world.resend({ target: 'origin', origins: origins('pay', 'stock') })
    await expect(stale).rejects.toMatchObject({ code: 'broker-unreachable' })
  })

  test.each([
    ['no topic is confirmed', { target: 'origin' }, 'invalid-input', /origins/],
    [
      'a topic does not exist',
      { target: 'origin', origins: [{ topic: 'nope', groups: [] }] },
      'topic-not-found',
      /nope/,
    ],
    [
      'chosen ones and a range',
      { messages: [{ broker: 'broker-a', queueId: 0, offset: 0 }], key: 'k' },
      'invalid-input',
      /key/,
    ],
    ['a pattern that is none', { pattern: '(' }, 'invalid-input', /pattern/],
    [
      'a range that ends before it begins',
      { from: '2026-01-02T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' },
      'invalid-input',
      /to/,
    ],
    ['a group without dead letters', { group: 'stock' }, 'topic-not-found', /%DLQ%stock/],
  ])('is refused when %s', async (_, input, code, message) => {
    await world.hold(1)
    const refused = world.resend(input)
    await expect(refused).rejects.toMatchObject({ code })
    await expect(refused).rejects.toThrow(message)
  })
})

describe('where letters can go', () => {
  test('the retry topic of the group, and every group that reads the topic itself', async () => {
    await world.hold(1)
    expect(await targets({ origins: 'orders,gone' })).toMatchObject({
      groupExists: true,
      clients: null,
      pop: null,
      origins: [
        { topic: 'orders', exists: true, retryTopic: '%RETRY%pay', groups: ['pay', 'stock'] },
        { topic: 'gone', exists: false, groups: [] },
      ],
      completeness: { asked: 1, answered: 1 },
    })
  })

  test('unknown, and no empty list, where no broker says', async () => {
    await world.hold(1)
    world.broker.on(300, { code: 1, remark: 'not now' })
    expect(await targets({ origins: 'orders' })).toMatchObject({
      origins: [{ topic: 'orders', groups: null }],
      completeness: { failed: [{ target: 'broker-a/0' }] },
    })
  })
})

test('what jobs did with the letters of a queue', async () => {
  await world.hold(5)
  const { id } = await world.resend({ messages: [{ broker: 'broker-a', queueId: 0, offset: 2 }] })
  await world.over(id)
  const ask = (fromOffset: number, toOffset: number) =>
    listResent.run(world.call, {
      cluster: 'default',
      group: 'pay',
      broker: 'broker-a',
      queueId: 0,
      fromOffset,
      toOffset,
    })
  expect((await ask(0, 5)).items).toMatchObject([{ queueOffset: 2, jobId: id, state: 'sent', target: '%RETRY%pay' }])
  expect((await ask(3, 5)).items).toEqual([])
  await expect(ask(0, 5_000)).rejects.toMatchObject({ code: 'invalid-input' })
})
