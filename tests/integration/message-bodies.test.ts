import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { urlOf } from '../../lib/contract/endpoint.ts'
import { readMessage, readMessageBody } from '../../lib/contract/messages.ts'
import { call } from '../../scripts/cluster/remoting.ts'
import { encodeInnerBatch } from '../../server/rocketmq/wire/message-codec.ts'
import { bombs, type GoldenBody, goldenBodies } from '../support/golden-bodies.ts'
import { startWorld, type World } from './support/oracle-world.ts'

/** Only 5.x stores a batch as one message, and only in a topic made for it. */
const VERSION = '5.5.0'
const SEND_MESSAGE = 10
const SEND_BATCH_MESSAGE = 320

describe('bodies stored by a real broker', { timeout: 300_000 }, () => {
  let world: World
  let master: string

  beforeAll(async () => {
    world = await startWorld(VERSION)
    master = world.cluster.brokers.find(({ name, id }) => name === 'broker-a' && id === 0)?.address ?? ''
    await world.fixture.createTopic({ topic: 'bodies', queues: 2, brokers: ['broker-a'] })
    await world.mqadmin([
      'updateTopic',
      '-b',
      master,
      '-t',
      'batches',
      '-r',
      '1',
      '-w',
      '1',
      '-a',
      '+queue.type=BatchCQ',
    ])
  }, 900_000)
  afterAll(() => world?.stop())

  test.each(goldenBodies.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    const messageId = await store(golden)
    const { items } = await world.api.get(readMessage, { messageId })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      sysFlag: golden.sysFlag,
      bodyCrcMatches: true,
      body: {
        encoding: golden.encoding,
        sizeBytes: golden.stored.length,
        decodedSizeBytes: golden.content?.length ?? null,
        truncated: golden.cut,
        shownAsStored: golden.content === null,
      },
    })
    if (!golden.cut) expect(items[0]?.body.text).toBe(golden.text)
    expect((await download(messageId, '0')).equals(golden.stored)).toBe(true)
    if (golden.content === null) await expect(download(messageId, '1')).rejects.toThrow('bad-broker-reply')
    else expect((await download(messageId, '1')).equals(golden.content)).toBe(true)
    const inner = items[0]?.innerMessages ?? null
    if (golden.inner === null) expect(inner).toBeNull()
    else {
      expect(inner).toMatchObject({ total: golden.inner.length, declared: golden.inner.length, error: null })
      expect(inner?.items.map(({ body }) => body.sizeBytes)).toEqual(golden.inner.map(({ length }) => length))
    }
  })

  test.each(bombs.map((bomb) => [bomb.name, bomb] as const))('%s: cut, and whole as stored', async (_, bomb) => {
    const messageId = await store(bomb)
    const { items } = await world.api.get(readMessage, { messageId })
    expect(items[0]?.body).toMatchObject({ truncated: true, decodedSizeBytes: null, shownAsStored: false })
    expect(items[0]?.body.error).toContain('larger than')
    expect((await download(messageId, '0')).equals(bomb.stored)).toBe(true)
  })

  test('every download is in the audit log with its outcome, and no body is', async () => {
    const messageId = await store(goldenBodies[0]!)
    await download(messageId, '0')
    await expect(download(`${messageId.slice(0, -2)}FF`, '0')).rejects.toThrow()
    const database = new DatabaseSync(path.join(world.dataFolder, 'rocketdeck.db'), { readOnly: true })
    const rows = database.prepare('select * from audit order by id desc limit 2').all()
    database.close()
    expect(rows).toMatchObject([
      { action: 'messages.download-body', outcome: 'failed', actor: '127.0.0.1' },
      { action: 'messages.download-body', outcome: 'done', target: `messages/${messageId}/body`, cluster: 'default' },
    ])
    expect(JSON.parse(String(rows[1]?.intent))).toEqual({ messageId, decoded: '0' })
    expect(JSON.parse(String(rows[1]?.result))).toEqual({
      topic: 'bodies',
      sizeBytes: goldenBodies[0]?.stored.length,
    })
  })

  /** The offset message ID: the bytes go to the broker as they are, past any client that would pack them itself. */
  async function store(golden: GoldenBody): Promise<string> {
    const request = golden.stored.length === 0 ? inBatch(golden) : alone(golden)
    const reply = await call(master, { ...request, timeoutMs: 20_000 })
    if (reply.code !== 0) throw new Error(`${golden.name} was not stored: ${reply.code} ${reply.remark}`)
    const messageId = reply.extFields.msgId
    if (!messageId) throw new Error(`${golden.name} was stored without an id`)
    return messageId
  }

  function alone({ inner, stored, sysFlag }: GoldenBody) {
    const properties = { TAGS: 'golden', ...(inner === null ? {} : { INNER_NUM: String(inner.length) }) }
    const fields = {
      producerGroup: 'golden-bodies',
      topic: inner === null ? 'bodies' : 'batches',
      defaultTopic: 'TBW102',
      defaultTopicQueueNums: '4',
      queueId: '0',
      sysFlag: String(sysFlag),
      bornTimestamp: String(Date.now()),
      flag: '0',
      properties: Object.entries(properties)
        .map(([key, value]) => `${key}\u0001${value}\u0002`)
        .join(''),
      reconsumeTimes: '0',
      unitMode: 'false',
      batch: 'false',
    }
    return { code: SEND_MESSAGE, fields, body: stored }
  }

  /** A request without a body is refused; a batch of one message without a body is taken, and stored as that message. */
  function inBatch({ stored, sysFlag }: GoldenBody) {
    const fields = {
      a: 'golden-bodies',
      b: 'bodies',
      c: 'TBW102',
      d: '4',
      e: '0',
      f: String(sysFlag),
      g: String(Date.now()),
      h: '0',
      i: '',
      j: '0',
      k: 'false',
      m: 'true',
    }
    const body = encodeInnerBatch([{ flag: 0, properties: [['TAGS', 'golden']], body: stored }])
    return { code: SEND_BATCH_MESSAGE, fields, body }
  }

  async function download(messageId: string, decoded: '0' | '1'): Promise<Buffer> {
    const response = await fetch(world.url + urlOf(readMessageBody, { cluster: 'default', messageId, decoded }))
    const bytes = Buffer.from(await response.arrayBuffer())
    if (response.status !== 200) throw new Error(`${response.status}: ${bytes.toString('utf8', 0, 500)}`)
    return bytes
  }
})
