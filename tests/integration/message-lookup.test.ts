import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { OutputOf } from '../../lib/contract/endpoint.ts'
import { findMessage, listMessagesByKey } from '../../lib/contract/message-search.ts'
import { readMessage, readMessageByOffset } from '../../lib/contract/messages.ts'
import { listTopics } from '../../lib/contract/topics.ts'
import type { SentMessage } from '../../scripts/cluster/fixture.ts'
import { ROCKETMQ_VERSIONS } from '../../scripts/cluster/maven.ts'
import { readEvents } from '../support/read-events.ts'
import { parseKeyMatches, parseMessage } from './support/mqadmin-output.ts'
import { startWorld, type World } from './support/oracle-world.ts'
import { everyPage, PATIENCE } from './support/settle.ts'

type ByKey = OutputOf<typeof listMessagesByKey>
type FoundRow = Extract<OutputOf<typeof findMessage>, { kind: 'message' }>['item']

describe.each(ROCKETMQ_VERSIONS)('messages looked up on %s', { timeout: 300_000 }, (version) => {
  let world: World
  let many: SentMessage[]
  let few: SentMessage[]

  beforeAll(async () => {
    world = await startWorld(version)
    const { fixture } = world
    await fixture.createTopic({ topic: 'orders', queues: 4 })
    await fixture.createTopic({ topic: 'one-broker', queues: 4, brokers: ['broker-a'] })
    await fixture.createTopic({ topic: 'failing-topic', queues: 1 })
    many = await fixture.send({ topic: 'orders', count: 500, key: 'many', mode: 'async' })
    few = await fixture.send({ topic: 'orders', count: 6, key: 'few other{i}' })
    // The search through all topics goes by the brokers' topic tables.
    await topicsKnown('orders', 'one-broker', 'failing-topic')
  }, 900_000)
  afterAll(() => world?.stop())

  const topicsKnown = (...names: string[]) =>
    vi.waitFor(async () => {
      const { items } = await world.api.get(listTopics, { ...everyPage, type: 'all' })
      expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
    }, PATIENCE)

  /** Asks until as many are found as there are: an index follows its log by a moment. */
  const allWith = (topic: string, key: string, count: number) =>
    vi.waitFor(async () => {
      const answer = await world.api.get(listMessagesByKey, { topic, key })
      expect(answer.items).toHaveLength(count)
      return answer
    }, PATIENCE)

  const idsOf = (items: ByKey['items']) => items.map(({ messageId }) => messageId).sort()

  test('500 messages with one key over two masters', async () => {
    const { items, continueBefore, notices, completeness } = await allWith('orders', 'many', 500)
    expect(idsOf(items)).toEqual(many.map(({ messageId }) => messageId).sort())
    expect(new Set(items.map(({ brokerName }) => brokerName))).toEqual(new Set(['broker-a', 'broker-b']))
    const times = items.map(({ storedAt }) => storedAt ?? '')
    expect(times).toEqual(times.toSorted().reverse())
    expect({ continueBefore, notices, completeness }).toEqual({
      continueBefore: null,
      notices: [],
      completeness: { asked: 2, answered: 2, failed: [] },
    })
  })

  test('300 with one key in less than a second on one broker', async () => {
    const { messageIds } = await world.fixture.sendBatch({ topic: 'one-broker', count: 300, key: 'burst' })
    const { items, notices } = await allWith('one-broker', 'burst', 300)
    expect(idsOf(items)).toEqual([...messageIds].sort())
    expect(notices).toEqual([])
    const times = items.map(({ storedAt }) => Date.parse(storedAt ?? ''))
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(1_000)
  })

  test('page by page: each once', async () => {
    await allWith('orders', 'many', 500)
    const seen: ByKey['items'] = []
    let to: string | null = new Date(Date.now() + 60_000).toISOString()
    while (to !== null) {
      const page: ByKey = await world.api.get(listMessagesByKey, { topic: 'orders', key: 'many', limit: 90, to })
      seen.push(...page.items)
      to = page.continueBefore
    }
    expect(idsOf(seen)).toEqual(many.map(({ messageId }) => messageId).sort())
  })

  test('a range of store times, to the millisecond', async () => {
    const { items } = await allWith('orders', 'many', 500)
    const times = items.map(({ storedAt }) => storedAt ?? '').toSorted()
    const [from, to] = [times[120] ?? '', times[380] ?? '']
    expect(from < to).toBe(true)
    const part = await world.api.get(listMessagesByKey, { topic: 'orders', key: 'many', from, to })
    expect(idsOf(part.items)).toEqual(
      idsOf(items.filter(({ storedAt }) => storedAt !== null && storedAt >= from && storedAt < to)),
    )
  })

  test('queryMsgByKey', async () => {
    const { items } = await allWith('orders', 'few', few.length)
    const printed = parseKeyMatches(await world.mqadmin(['queryMsgByKey', '-t', 'orders', '-k', 'few']))
    expect(items.map((item) => `${item.messageId} ${item.queueId} ${item.queueOffset}`).sort()).toEqual(
      printed.map((row) => `${row.messageId} ${row.queueId} ${row.queueOffset}`).sort(),
    )
    expect(await world.api.get(listMessagesByKey, { topic: 'orders', key: 'other3' })).toMatchObject({
      items: [{ messageId: few[3]?.messageId, keys: ['few', 'other3'] }],
    })
  })

  test('queryMsgById, queryMsgByUniqueKey, queryMsgByOffset', async () => {
    const sent = few[2]
    if (!sent) throw new Error('nothing was sent')
    const { brokerName, messageId, offsetMessageId, queueId, queueOffset, topic } = sent
    const byOffset = ['-t', topic, '-b', brokerName, '-i', String(queueId), '-o', String(queueOffset)]
    const [id, unique, offset] = [
      await world.mqadmin(['queryMsgById', ...(version === '4.9.7' ? [] : ['-t', topic]), '-i', offsetMessageId]),
      await world.mqadmin(['queryMsgByUniqueKey', '-t', topic, '-i', messageId]),
      await world.mqadmin(['queryMsgByOffset', ...byOffset]),
    ].map(parseMessage)
    const ours = [
      (await world.api.get(readMessage, { messageId: offsetMessageId })).items[0],
      (await world.api.get(readMessage, { messageId, topic })).items[0],
      (await world.api.get(readMessageByOffset, { topic, broker: brokerName, queueId, offset: queueOffset })).item,
    ]
    for (const [index, printed] of [id, unique, offset].entries()) {
      const item = ours[index]
      expect(item).toMatchObject({ messageId, offsetMessageId, brokerName, topic })
      expect([item?.queueId, item?.queueOffset, item?.commitLogOffset].map(String)).toEqual(
        ['Queue ID', 'Queue Offset', 'CommitLog Offset'].map((name) => printed?.get(name)),
      )
    }
  })

  test('a message ID without a topic: the message and its retries', async () => {
    const sent = (await world.fixture.send({ topic: 'failing-topic', count: 1 }))[0]
    if (!sent) throw new Error('nothing was sent')
    const consumer = await world.fixture.consume({
      group: 'failing',
      topics: ['failing-topic'],
      fail: true,
      maxReconsumeTimes: 1,
    })
    await topicsKnown('%RETRY%failing', '%DLQ%failing')
    await consumer.stop()
    const { rows, done } = await vi.waitFor(async () => {
      const found = await findEverywhere(sent.messageId)
      expect(new Set(found.rows.map(({ topic }) => topic))).toEqual(
        new Set(['failing-topic', '%RETRY%failing', '%DLQ%failing', 'SCHEDULE_TOPIC_XXXX']),
      )
      return found
    }, PATIENCE)
    expect(rows[0]).toMatchObject({
      topic: 'failing-topic',
      offsetMessageId: sent.offsetMessageId,
      messageId: sent.messageId,
    })
    expect(done).toMatchObject({ reason: 'end', complete: true, cursor: null })
    expect(done.scanned).toBe(done.of)
    expect(done.found).toBe(rows.length)
  })

  test('an id that no topic has: every topic was asked', async () => {
    const { rows, done } = await findEverywhere('7F000001A1B218B4AAC2000000FFFFFF')
    expect(rows).toEqual([])
    expect(done).toMatchObject({ reason: 'end', complete: true, found: 0 })
  })

  test('last: without a master its slave answers, which is said', async () => {
    await world.cluster.killBroker('broker-b', 0)
    const byKey = (key: string) => world.anyApi.get(listMessagesByKey, { topic: 'orders', key })
    const answer = await vi.waitFor(async () => {
      const found = await byKey('few')
      expect(found.notices).toMatchObject([{ code: 'from-replica', brokerName: 'broker-b' }])
      return found
    }, PATIENCE)
    expect(idsOf(answer.items)).toEqual(few.map(({ messageId }) => messageId).sort())
    expect(answer.completeness.failed.map(({ target }) => target)).toEqual(['broker-b/0'])
    // A slave lets nobody pull unless it is told to: a second with more than its index tells stays short, and is named.
    const { items, notices } = await byKey('many')
    const capped = notices.filter(({ code }) => code === 'index-capped')
    expect(items.length === 500 || capped.length > 0, `${items.length} found, and no word of the others`).toBe(true)
    for (const { params } of capped) expect(params.reason).toContain('slaveReadEnable=false')
  })

  async function findEverywhere(messageId: string) {
    const events = await readEvents(world.url, findMessage, { messageId })
    const done = events.at(-1)
    if (done?.kind !== 'done') throw new Error(`the stream does not end with "done": ${JSON.stringify(done)}`)
    const rows: FoundRow[] = events.flatMap((event) => (event.kind === 'message' ? [event.item] : []))
    return { rows, done }
  }
})
