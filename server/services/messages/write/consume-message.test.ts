import { describe, expect, test } from 'vitest'
import { encodeOffsetMessageId } from '@/server/rocketmq/wire/message-id.ts'
import { buildCluster, callOn } from '@/tests/support/cluster-state'
import { never } from '@/tests/support/fake-broker'
import { recordedAudit } from '@/tests/support/recorded-audit'
import { encodeStored } from '@/tests/support/stored-messages'
import { threeBrokers } from '@/tests/support/three-brokers'
import type { ServiceError } from '../../errors'
import { consumeMessage } from './consume-message'

const brokers = threeBrokers((fake) => {
  fake.on(33, { code: 1, remark: 'can not find message by the offset' })
  fake.on(203, { code: 206, remark: 'the consumer group[g] not online' })
  fake.on(309, { body: { order: false, autoCommit: true, consumeResult: 'CR_SUCCESS', spentTimeMills: 12 } })
})
const { a0, a1, b0 } = brokers

const ID = () => encodeOffsetMessageId({ ip: '127.0.0.1', port: a0.port, commitLogOffset: 500n })

const connection = (clientId: string, language = 'JAVA') => ({
  clientId,
  clientAddr: '10.0.0.1:1',
  language,
  version: 401,
})

function connected(clients: ReturnType<typeof connection>[], consumeType = 'CONSUME_PASSIVELY') {
  const about = { subscriptionTable: {}, messageModel: 'CLUSTERING', consumeFromWhere: 'CONSUME_FROM_LAST_OFFSET' }
  a0.on(203, { body: { connectionSet: clients, consumeType, ...about } })
}

function stored() {
  const message = { topic: 'orders', storeTimestamp: 1n, commitLogOffset: 500n, properties: [] }
  a0.on(33, { body: encodeStored(message, a0.port) })
}

const cluster = () =>
  buildCluster(
    {
      brokers: [
        {
          name: 'broker-a',
          replicas: [
            { id: 0, address: a0.address },
            { id: 1, address: a1.address },
          ],
          topics: { orders: {} },
          groups: { g: {} },
        },
        { name: 'broker-b', replicas: [{ id: 0, address: b0.address }], topics: { orders: {} }, groups: { g: {} } },
      ],
    },
    { client: brokers.client },
  )

async function consume(input: Record<string, unknown> = {}) {
  const { audit, rows } = recordedAudit()
  const call = callOn(cluster(), { authMode: 'off', audit })
  const answer = await consumeMessage
    .run(call, { cluster: 'default', messageId: ID(), group: 'g', ...input })
    .then((item) => ({ item, error: null }))
    .catch((error: ServiceError) => ({ item: null, error }))
  return { ...answer, row: rows[0] }
}

describe('a message is run once', () => {
  test('by the broker that holds it, on the client asked for', async () => {
    stored()
    connected([connection('c1'), connection('c2')])
    const { item, row } = await consume({ clientId: 'c2' })
    expect(a0.requestsOf(309).map(({ extFields }) => extFields)).toEqual([
      { consumerGroup: 'g', clientId: 'c2', msgId: ID(), topic: 'orders', brokerName: 'broker-a' },
    ])
    expect(item).toMatchObject({
      group: 'g',
      clientId: 'c2',
      brokerName: 'broker-a',
      result: 'success',
      resultName: 'CR_SUCCESS',
      remark: null,
      spentMs: 12,
      ordered: false,
    })
    expect(row).toMatchObject({
      action: 'messages.consume',
      intent: { group: 'g', clientId: 'c2' },
      outcome: 'done',
      result: { clientId: 'c2', brokerName: 'broker-a', result: 'success', spentMs: 12 },
    })
  })

  test.each([
    ['a Java client before others', [connection('a', 'CPP'), connection('z')], 'z'],
    ['a Go client as well', [connection('a', 'PYTHON'), connection('y', 'GO')], 'y'],
    ['any when there is no such', [connection('b', 'CPP'), connection('a', 'RUST')], 'a'],
  ])('on %s', async (_, clients, clientId) => {
    stored()
    connected(clients)
    expect((await consume()).item?.clientId).toBe(clientId)
  })

  test.each([
    ['CR_SUCCESS', 'success'],
    ['CR_LATER', 'later'],
    ['CR_ROLLBACK', 'rollback'],
    ['CR_COMMIT', 'commit'],
    ['CR_THROW_EXCEPTION', 'exception'],
    ['CR_RETURN_NULL', 'returned-null'],
    ['CR_SOMETHING_NEW', 'other'],
    [null, 'other'],
  ])('%s is %s', async (consumeResult, result) => {
    stored()
    connected([connection('c')])
    a0.on(309, { body: { consumeResult, order: true, autoCommit: true, remark: 'java.lang.Exception: boom' } })
    const { item } = await consume()
    expect(item).toMatchObject({
      result,
      resultName: consumeResult,
      remark: 'java.lang.Exception: boom',
      ordered: true,
    })
    expect(item!.spentMs).toBeNull()
  })
})

describe('nothing runs', () => {
  test.each([
    ['when the group is unknown', () => connected([connection('c')]), { group: 'nope' }, 'group-not-found'],
    ['when nobody is connected', () => {}, {}, 'group-offline'],
    ['when its clients pull', () => connected([connection('c')], 'CONSUME_ACTIVELY'), {}, 'group-offline'],
    ['on a client that is elsewhere', () => connected([connection('c')]), { clientId: 'd' }, 'client-not-found'],
    ['with a client’s message ID', () => {}, { messageId: `01${'0A'.repeat(16)}` }, 'invalid-input'],
  ])('%s', async (_, script, input, code) => {
    stored()
    script()
    const { error, row } = await consume(input)
    expect(error).toMatchObject({ code })
    expect(a0.requestsOf(309)).toEqual([])
    expect(row?.outcome).toBe('failed')
  })
})

describe('no result', () => {
  test.each([
    ['the broker waited in vain', () => ({ code: 207, remark: 'consumer <g> <c> Timeout' }), 'client-timed-out'],
    ['a refusal', () => ({ code: 1, remark: 'The Consumer <g> <c> not online' }), 'refused'],
  ])('%s', async (_, script, code) => {
    stored()
    connected([connection('c')])
    a0.on(309, script())
    const { error, row } = await consume()
    expect(error).toMatchObject(
      code === 'refused' ? { kind: code } : { code, message: expect.stringContaining('may still be running') },
    )
    expect(row?.outcome).toBe('refused')
  })

  test('a connection that breaks leaves it open whether it ran', async () => {
    stored()
    connected([connection('c')])
    const answer = consume()
    a0.on(309, never())
    await a0.received(309)
    a0.dropConnections()
    const { error, row } = await answer
    expect(error).toMatchObject({ code: 'client-timed-out', params: { clientId: 'c' } })
    expect(row?.outcome).toBeNull()
    expect(a0.requestsOf(309)).toHaveLength(1)
  })
})
