import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readGroup } from '../../lib/contract/groups.ts'
import { consumeMessage, copyMessage, sendMessage } from '../../lib/contract/message-writes.ts'
import { readMessage } from '../../lib/contract/messages.ts'
import { listTopics } from '../../lib/contract/topics.ts'
import type { FixtureConsumer, TakenMessage } from '../../scripts/cluster/fixture.ts'
import { ROCKETMQ_VERSIONS } from '../../scripts/cluster/maven.ts'
import { parseMessage } from './support/mqadmin-output.ts'
import { startWorld, type World } from './support/oracle-world.ts'
import { everyPage, PATIENCE } from './support/settle.ts'

const BODY = Buffer.from('{"order":7,"price":"5 €","总价":1}')

describe.each(ROCKETMQ_VERSIONS)('messages that the console writes to %s', { timeout: 120_000 }, (version) => {
  const is5 = version !== '4.9.7'
  let world: World
  let reader: FixtureConsumer
  let thrower: FixtureConsumer

  beforeAll(async () => {
    world = await startWorld(version, {}, '2m')
    const { fixture } = world
    await fixture.createTopic({ topic: 'orders', queues: 4 })
    await fixture.createTopic({
      topic: 'later',
      queues: 1,
      brokers: ['broker-a'],
      ...(is5 ? { messageType: 'DELAY' } : {}),
    })
    await fixture.createTopic({
      topic: 'payments',
      queues: 1,
      brokers: ['broker-b'],
      ...(is5 ? { messageType: 'TRANSACTION' } : {}),
    })
    await fixture.createTopic({ topic: 'copies', queues: 2 })
    await fixture.createTopic({ topic: 'closed', queues: 1, permission: 4 })
    reader = await fixture.consume({ group: 'reader', topics: ['orders', 'later', 'payments', 'copies'] })
    thrower = await fixture.consume({
      group: 'thrower',
      topics: ['orders'],
      tag: 'nobody-sends-this',
      throwing: 'boom',
    })
    await vi.waitFor(async () => {
      const { items } = await world.api.get(listTopics, everyPage)
      expect(items.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['closed', 'copies', 'later', 'orders', 'payments']),
      )
      for (const group of ['reader', 'thrower'])
        expect((await world.api.get(readGroup, { group })).state).toBe('online')
    }, PATIENCE)
  }, 300_000)
  afterAll(() => world?.stop())

  /** What the Java consumer took under that id, once it has. */
  const taken = (messageId: string): Promise<TakenMessage> =>
    vi.waitFor(async () => {
      const { messages } = await reader.consumed()
      const found = messages.find((message) => message.messageId === messageId)
      expect(found, `the consumer took ${messageId}`).toBeDefined()
      return found!
    }, PATIENCE)

  const topicOption = (topic: string) => (is5 ? ['-t', topic] : [])

  test('an ordinary one: mqadmin and a Java consumer see what was sent', async () => {
    const { item } = await world.anyApi.post(sendMessage, {
      topic: 'orders',
      base64: BODY.toString('base64'),
      tags: 'paid',
      keys: ['k1', 'k2'],
      properties: { region: 'eu 北' },
    })
    expect(item).toMatchObject({ durability: 'stored', readBack: 'same', readBackError: null, parkedIn: null })
    const { messageId, offsetMessageId, brokerName, queueId, queueOffset } = item
    expect(await taken(messageId)).toMatchObject({
      offsetMessageId,
      topic: 'orders',
      brokerName,
      queueId,
      queueOffset,
      tags: 'paid',
      keys: 'k1 k2',
      bodyBase64: BODY.toString('base64'),
    })
    const about = {
      Topic: 'orders',
      Tags: '[paid]',
      Keys: '[k1 k2]',
      'Queue ID': `${queueId}`,
      'Queue Offset': `${queueOffset}`,
    }
    for (const command of [
      ['queryMsgById', ...topicOption('orders'), '-i', offsetMessageId],
      ['queryMsgByUniqueKey', '-t', 'orders', '-i', messageId],
    ]) {
      const printed = parseMessage(await world.mqadmin(command))
      expect(Object.fromEntries(printed)).toMatchObject(about)
      expect(printed.get('Properties')).toContain('region=eu 北')
    }
    for (const command of ['printMsg', 'consumeMessage'])
      expect(
        await world.mqadmin([
          command,
          '-t',
          'orders',
          ...(command === 'consumeMessage' ? ['-g', 'mqadmin-reader', '-c', '1000'] : []),
        ]),
      ).toContain(BODY.toString())
  })

  test('an empty one is refused before anything is sent', async () => {
    const { problem } = await world.anyApi.refusal(sendMessage, { topic: 'orders', text: '' })
    expect(problem).toMatchObject({ code: 'invalid-input', errors: [{ path: 'text' }] })
  })

  test('ordered ones go where the Java client sends theirs', async () => {
    for (const shardingKey of ['a', 'order-7', '订单', 'polygenelubricants', 'x-1', 'x-2']) {
      const [java] = await world.fixture.send({ topic: 'orders', shardingKey })
      const { item } = await world.anyApi.post(sendMessage, {
        topic: 'orders',
        kind: 'ordered',
        shardingKey,
        text: shardingKey,
      })
      expect([shardingKey, item.brokerName, item.queueId]).toEqual([shardingKey, java!.brokerName, java!.queueId])
    }
  })

  test('a delayed one arrives after its time', async () => {
    const before = Date.now()
    const { item } = await world.anyApi.post(sendMessage, {
      topic: 'later',
      kind: 'delay',
      delayLevel: 2,
      text: 'after 5 s',
    })
    expect(item).toMatchObject({ parkedIn: 'SCHEDULE_TOPIC_XXXX', readBack: 'same', queueId: 1 })
    await taken(item.messageId)
    expect(Date.now() - before).toBeGreaterThanOrEqual(5_000)
    const { items } = await world.api.get(readMessage, { messageId: item.messageId, topic: 'later' })
    expect(Date.parse(items[0]!.storedAt!) - Date.parse(items[0]!.bornAt!)).toBeGreaterThanOrEqual(4_900)
  })

  test('a timed one arrives after its time; a broker without timers gets none', async () => {
    const deliverAt = new Date(Date.now() + 4_000).toISOString()
    const input = { topic: 'later', kind: 'timer', deliverAt, text: 'at its time' } as const
    if (!is5) {
      const { problem } = await world.anyApi.refusal(sendMessage, input)
      expect(problem).toMatchObject({ code: 'invalid-input', errors: [{ path: 'deliverAt' }] })
      expect(problem.detail).toContain('4.9.7')
      return
    }
    const { item } = await world.anyApi.post(sendMessage, input)
    expect(item).toMatchObject({ parkedIn: 'rmq_sys_wheel_timer', readBack: 'same' })
    await taken(item.messageId)
    // The wheel turns once a second.
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(deliverAt) - 1_000)
    const far = new Date(Date.now() + 4 * 86_400_000).toISOString()
    const { problem } = await world.anyApi.refusal(sendMessage, { ...input, deliverAt: far })
    expect(problem.detail).toContain('259200 s')
  })

  test('transactions: what is committed arrives, what is rolled back or left open does not', async () => {
    const end = async (transaction: 'commit' | 'rollback' | 'unknown') =>
      (await world.anyApi.post(sendMessage, { topic: 'payments', kind: 'transaction', transaction, text: transaction }))
        .item
    const rolledBack = await end('rollback')
    const open = await end('unknown')
    const committed = await end('commit')
    expect(rolledBack).toMatchObject({
      transaction: 'rollback',
      parkedIn: 'RMQ_SYS_TRANS_HALF_TOPIC',
      readBack: 'same',
    })
    expect(open).toMatchObject({ transaction: 'unknown', parkedIn: 'RMQ_SYS_TRANS_HALF_TOPIC', readBack: 'same' })
    expect(committed).toMatchObject({ transaction: 'commit', parkedIn: null, brokerName: 'broker-b', readBack: 'same' })
    const message = await taken(committed.messageId)
    expect(message).toMatchObject({ offsetMessageId: committed.offsetMessageId, queueOffset: committed.queueOffset })
    const { messages } = await reader.consumed()
    const others = messages.filter(({ messageId }) => [rolledBack.messageId, open.messageId].includes(messageId))
    expect(others).toEqual([])
    const half = ['queryMsgById', ...topicOption('RMQ_SYS_TRANS_HALF_TOPIC'), '-i', rolledBack.offsetMessageId]
    // mqadmin of 4.9.7 prints the message, and then fails on its readers: the topic has no route there.
    const ops = await world.cluster.mqadmin(half, { allowFailure: true })
    expect(parseMessage(ops).get('Topic')).toBe('RMQ_SYS_TRANS_HALF_TOPIC')
  })

  test('a copy is byte for byte the original, compressed as it was', async () => {
    const [sent] = await world.fixture.send({
      topic: 'orders',
      tag: 'paid',
      key: 'k9',
      bodyBytes: 5_000,
      compression: 'zlib',
      group: 'zipping',
      properties: { region: 'eu' },
    })
    const { item } = await world.anyApi.post(copyMessage, { messageId: sent!.offsetMessageId, toTopic: 'copies' })
    expect(item).toMatchObject({ topic: 'copies', brokerName: sent!.brokerName, readBack: 'same' })
    expect(item.messageId).not.toBe(sent!.messageId)
    const original = await taken(sent!.messageId)
    const copy = await taken(item.messageId)
    expect(copy).toMatchObject({ topic: 'copies', tags: 'paid', keys: 'k9', bodyBase64: original.bodyBase64 })
    const read = async (messageId: string) => (await world.api.get(readMessage, { messageId })).items[0]!
    const [one, two] = [await read(sent!.offsetMessageId), await read(item.offsetMessageId)]
    const { bodyCrc, flag, sysFlag, body } = one
    expect(two).toMatchObject({ bodyCrc, flag, sysFlag, body, bodyCrcMatches: true, properties: { region: 'eu' } })
    expect(body.compression).toBe('zlib')
  })

  test('one message is run once on a client: success, and what its listener threw', async () => {
    const [sent] = await world.fixture.send({ topic: 'orders', body: 'run me', tag: 'paid' })
    await taken(sent!.messageId)
    const count = async (consumer: FixtureConsumer) =>
      (await consumer.consumed()).messages.filter(
        // 4.9.7 clients call a message that is handed to them by its offset ID (MessageDecoder#decode).
        ({ messageId }) => messageId === sent!.messageId || messageId === sent!.offsetMessageId,
      ).length
    const messageId = sent!.offsetMessageId
    const done = await world.anyApi.post(consumeMessage, { messageId, group: 'reader' })
    expect(done).toMatchObject({
      clientId: reader.clientId,
      brokerName: sent!.brokerName,
      result: 'success',
      resultName: 'CR_SUCCESS',
      ordered: false,
    })
    expect(await count(reader)).toBe(2)
    const thrown = await world.anyApi.post(consumeMessage, { messageId, group: 'thrower', clientId: thrower.clientId })
    expect(thrown).toMatchObject({ result: 'exception', resultName: 'CR_THROW_EXCEPTION' })
    expect(thrown.remark).toContain('IllegalStateException')
    expect(thrown.remark).toContain('boom')
    expect(await count(thrower)).toBe(1)
    const elsewhere = await world.anyApi.refusal(consumeMessage, { messageId, group: 'reader', clientId: 'nobody' })
    expect(elsewhere.problem).toMatchObject({ code: 'client-not-found' })
    await world.fixture.createGroup('sleeping')
    await vi.waitFor(async () => {
      const { problem } = await world.anyApi.refusal(consumeMessage, { messageId, group: 'sleeping' })
      expect(problem).toMatchObject({ code: 'group-offline' })
    }, PATIENCE)
  })

  test.each([
    ['a topic that may only be read', { topic: 'closed', text: 'x' }, 'topic-not-writable'],
    ['a topic of RocketMQ itself', { topic: 'SCHEDULE_TOPIC_XXXX', text: 'x' }, 'topic-not-writable'],
    ['a topic that is not there', { topic: 'nowhere', text: 'x' }, 'topic-not-found'],
    ['a broker without the topic', { topic: 'later', text: 'x', broker: 'broker-b' }, 'topic-not-writable'],
    [
      'a delay level that brokers do not have',
      { topic: 'later', kind: 'delay', delayLevel: 19, text: 'x' },
      'invalid-input',
    ],
  ] as const)('%s is refused before anything is sent', async (_, input, code) => {
    expect((await world.anyApi.refusal(sendMessage, input)).problem.code).toBe(code)
  })

  test('each is in the audit log with what was done where, and no body is', () => {
    const database = new DatabaseSync(path.join(world.dataFolder, 'rocketdeck.db'), { readOnly: true })
    const rows = database.prepare('select action, outcome, result from audit order by id').all()
    database.close()
    const actions = new Set(rows.map(({ action }) => action))
    expect(actions).toEqual(new Set(['messages.send', 'messages.copy', 'messages.consume']))
    expect(rows.filter(({ outcome }) => outcome !== 'done' && outcome !== 'failed')).toEqual([])
    expect(JSON.parse(String(rows[0]?.result))).toMatchObject({
      readBack: 'same',
      durability: 'stored',
      topic: 'orders',
    })
    expect(JSON.stringify(rows)).not.toContain('price')
  })

  test('what Java producers send is found and explained', async () => {
    const { fixture } = world
    const of = { topic: 'orders', tag: 'paid' }
    const [sync] = await fixture.send({ ...of, mode: 'sync' })
    const [async] = await fixture.send({ ...of, mode: 'async' })
    const [oneway] = await fixture.sendOneway(of)
    const [scheduled] = await fixture.send({ topic: 'later', delayLevel: 1 })
    const [committed] = await fixture.sendTransaction({ topic: 'payments', outcome: 'commit' })
    const found = (messageId: string, topic: string) =>
      vi.waitFor(async () => (await world.api.get(readMessage, { messageId, topic })).items[0]!, PATIENCE)
    for (const sent of [sync, async, oneway])
      expect(await found(sent!.messageId, 'orders')).toMatchObject({ tags: 'paid', reconsumeTimes: 0, sysFlag: 0 })
    const delivered = await found(scheduled!.messageId, 'later')
    expect(delivered.properties).toMatchObject({ REAL_TOPIC: 'later', REAL_QID: '0' })
    const transaction = await found(committed!.messageId, 'payments')
    expect(transaction.sysFlag & 0xc).toBe(8)
    expect(transaction.preparedTransactionOffset).not.toBeNull()
    expect(transaction.properties).toMatchObject({ PGROUP: 'fixture-transaction-producer' })
  })
})
