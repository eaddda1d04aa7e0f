import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { drop, FakeBroker, hold, never } from '../../tests/support/fake-broker.ts'
import { ManualClock } from '../../tests/support/manual-clock.ts'
import { selfSignedCertificate } from '../../tests/support/self-signed.ts'
import { type Client, type ClientOptions, createClient, type Reply } from './client.ts'
import { Aborted, BadReply, BadRequest, BrokerRefused, NoNameServer, OutboundRefused, type TimedOut } from './errors.ts'
import { CALL_CHANNEL, type CallEvent } from './net/call-channel.ts'
import { json } from './requests/body.ts'
import { defineRequest } from './requests/define-request.ts'
import { getAllConsumerOffset } from './requests/get-all-consumer-offset.ts'
import { getAllTopicConfig } from './requests/get-all-topic-config.ts'
import { getBrokerClusterInfo } from './requests/get-broker-cluster-info.ts'
import { getBrokerRuntimeInfo } from './requests/get-broker-runtime-info.ts'
import { getConsumerConnectionList } from './requests/get-consumer-connection-list.ts'
import { getConsumerRunningInfo } from './requests/get-consumer-running-info.ts'
import { getMaxOffset } from './requests/get-max-offset.ts'
import { getRouteInfoByTopic } from './requests/get-route-info-by-topic.ts'
import type { pullMessage } from './requests/pull-message.ts'

const runtime = { body: { table: { putTps: '1.0 1.0 1.0' } } }
const writeThing = defineRequest({
  code: 9999,
  name: 'WRITE_THING',
  target: 'broker',
  access: 'write',
  header: z.strictObject({ name: z.string() }),
  requestBody: z.object({ size: z.bigint() }),
})

let nameServer: FakeBroker
let broker: FakeBroker
let clock: ManualClock
let clients: Client[]

beforeEach(async () => {
  nameServer = await new FakeBroker().start()
  broker = await new FakeBroker().start()
  clock = new ManualClock()
  clients = []
  nameServer.on(106, () => ({ body: clusterInfo(broker.address) }))
})

afterEach(async () => {
  for (const client of clients) client.close()
  await Promise.all([nameServer.close(), broker.close()])
  expect(clock.pendingTimers).toBe(0)
})

function clientOf(options: Partial<ClientOptions> = {}): Client {
  const client = createClient({ nameServers: [nameServer.address], clock, ...options })
  clients.push(client)
  return client
}

async function connected(options: Partial<ClientOptions> = {}): Promise<Client> {
  const client = clientOf(options)
  await client.callNameServer(getBrokerClusterInfo, {})
  return client
}

function clusterInfo(address: string): string {
  return `{"brokerAddrTable":{"broker-a":{"brokerAddrs":{0:"${address}"},"brokerName":"broker-a","cluster":"C"}},"clusterAddrTable":{"C":["broker-a"]}}`
}

describe('a call', () => {
  it('sends code, fields as text, version 401 and a neutral language', async () => {
    broker.on(30, { extFields: { offset: '9007199254740993' } })
    const client = await connected()
    const reply = await client.call(broker.address, getMaxOffset, { topic: 'T', queueId: 3, committed: true })
    expect(reply).toEqual({
      outcome: 'ok',
      code: 0,
      header: { offset: 9007199254740993n },
      body: undefined,
      serverVersion: 513,
      address: broker.address,
    })
    expect(broker.requests[0]!.header).toMatchObject({ code: 30, version: 401, language: 'OTHER', flag: 0 })
    expect(broker.requests[0]!.extFields).toEqual({ topic: 'T', queueId: '3', committed: 'true' })
  })

  it('is typed both ways', () => {
    type Offset = Reply<typeof getMaxOffset>
    expectTypeOf<Offset['header']>().toEqualTypeOf<{ offset: bigint }>()
    expectTypeOf<Offset['body']>().toEqualTypeOf<undefined>()
    expectTypeOf<Offset['outcome']>().toEqualTypeOf<'ok'>()
    type Online = Reply<typeof getConsumerConnectionList>
    expectTypeOf<Online['outcome']>().toEqualTypeOf<'ok' | 'absent'>()
    expectTypeOf<null>().toExtend<Online['body']>()
    expectTypeOf<Reply<typeof getAllConsumerOffset>['body']>().not.toEqualTypeOf<null>()
    expectTypeOf<null>().not.toExtend<Reply<typeof getAllConsumerOffset>['body']>()
    expectTypeOf<Reply<typeof pullMessage>['outcome']>().toEqualTypeOf<
      'found' | 'no-new' | 'no-match' | 'offset-illegal'
    >()
    const client = clientOf()
    // @ts-expect-error: the header is checked against the declaration
    const call = () => client.call('a:1', getMaxOffset, { topic: 'T' })
    expectTypeOf(call).returns.resolves.toEqualTypeOf<Offset>()
  })

  it('refuses a header that does not fit, without sending', async () => {
    const client = await connected()
    const wrong = { topic: 'T', queueId: 1, more: true }
    await expect(client.call(broker.address, getMaxOffset, wrong)).rejects.toBeInstanceOf(BadRequest)
    expect(broker.connectionsAccepted).toBe(0)
  })

  it('rejects with what the broker said', async () => {
    broker.on(28, { code: 16, remark: 'no way, org.apache.rocketmq.acl.Plain.check(Plain.java:1)\nstack' })
    const client = await connected()
    const error = await client.call(broker.address, getBrokerRuntimeInfo, {}).catch((reason) => reason)
    expect(error).toBeInstanceOf(BrokerRefused)
    expect(error).toMatchObject({ code: 16, codeName: 'NO_PERMISSION', remark: 'no way', address: broker.address })
  })

  it('takes "there is none" as an answer', async () => {
    broker.on(203, { code: 206, remark: 'Not found the consumer group connection' })
    broker.on(43, { code: 1, remark: 'No consumer offset in this broker, client:127.0.0.1' })
    const client = await connected()
    const offline = await client.call(broker.address, getConsumerConnectionList, { consumerGroup: 'g' })
    expect(offline).toMatchObject({ outcome: 'absent', code: 206, header: null, body: null })
    const { body } = await client.call(broker.address, getAllConsumerOffset, {})
    expect(body.offsetTable).toEqual([])
  })

  it('takes code 1 as "there is none" only with the remark that says so', async () => {
    broker.on(307, { code: 1, remark: 'java.lang.NullPointerException' })
    const client = await connected()
    const header = { consumerGroup: 'g', clientId: 'c' }
    await expect(client.call(broker.address, getConsumerRunningInfo, header)).rejects.toBeInstanceOf(BrokerRefused)
    broker.on(307, { code: 1, remark: 'The Consumer <g> <c> not online' })
    expect((await client.call(broker.address, getConsumerRunningInfo, header)).outcome).toBe('absent')
  })

  it.each([
    ['no JSON', 'what?'],
    ['another shape', '{"table":[1]}'],
    ['nothing', ''],
  ])('rejects a body that is %s', async (_name, body) => {
    broker.on(28, { body })
    const client = await connected()
    const error = await client.call(broker.address, getBrokerRuntimeInfo, {}).catch((reason) => reason)
    expect(error).toBeInstanceOf(BadReply)
    expect(error.message).toContain('GET_BROKER_RUNTIME_INFO')
  })

  it('has the time of its class', async () => {
    broker.on(28, never()).on(21, never()).on(307, never())
    const client = await connected()
    const outcomes: string[] = []
    const track = (name: string, call: Promise<unknown>) =>
      call.catch((error) => outcomes.push(`${name} ${(error as TimedOut).timeoutMs}`))
    const calls = [
      track('ordinary', client.call(broker.address, getBrokerRuntimeInfo, {})),
      track('table', client.call(broker.address, getAllTopicConfig, {})),
      track('relayed', client.call(broker.address, getConsumerRunningInfo, { consumerGroup: 'g', clientId: 'c' })),
      track('own', client.call(broker.address, getBrokerRuntimeInfo, {}, { timeoutMs: 100 })),
    ]
    await broker.received(307)
    await broker.received(28, 2)
    clock.advance(12_000)
    await Promise.all(calls)
    expect(outcomes).toEqual(['own 100', 'ordinary 3000', 'table 10000', 'relayed 12000'])
  })

  it('ends with its signal', async () => {
    const gate = hold()
    broker.on(28, gate.until(runtime))
    const client = await connected()
    const controller = new AbortController()
    const call = client.call(broker.address, getBrokerRuntimeInfo, {}, { signal: controller.signal })
    await broker.received(28)
    controller.abort()
    await expect(call).rejects.toBeInstanceOf(Aborted)
    gate.release()
  })

  it('ends when the client is closed', async () => {
    broker.on(28, never())
    const client = await connected()
    const call = client.call(broker.address, getBrokerRuntimeInfo, {})
    await broker.received(28)
    client.close()
    await expect(call).rejects.toBeInstanceOf(Aborted)
  })
})

describe('a dead idle connection', () => {
  it('costs a read nothing: it is sent again, once', async () => {
    broker.once(28, runtime, drop()).on(28, runtime)
    const client = await connected()
    await client.call(broker.address, getBrokerRuntimeInfo, {})
    expect((await client.call(broker.address, getBrokerRuntimeInfo, {})).body.table.putTps).toBe('1.0 1.0 1.0')
    expect(broker.requestsOf(28)).toHaveLength(3)
    broker.on(28, drop())
    await expect(client.call(broker.address, getBrokerRuntimeInfo, {})).rejects.toMatchObject({ hop: 'closed' })
    expect(broker.requestsOf(28)).toHaveLength(5)
  })

  it('fails a write: it may have been done', async () => {
    broker.once(28, runtime).on(9999, drop())
    const client = await connected()
    await client.call(broker.address, getBrokerRuntimeInfo, {})
    await expect(client.call(broker.address, writeThing, { name: 'x' }, { body: { size: 5n } })).rejects.toMatchObject({
      hop: 'closed',
      onReusedConnection: true,
    })
    expect(broker.requestsOf(9999)).toHaveLength(1)
    expect(broker.requestsOf(9999)[0]!.body.toString()).toBe('{"size":5}')
  })
})

it('a read-only client sends no write', async () => {
  const client = await connected({ readOnly: true })
  const call = client.call(broker.address, writeThing, { name: 'x' }, { body: { size: 5n } })
  await expect(call).rejects.toMatchObject({ kind: 'outbound-refused', why: 'read-only' })
  expect(broker.connectionsAccepted).toBe(0)
})

it('asks before a write and not before a read; what is thrown there is not sent', async () => {
  const asked: string[] = []
  const client = await connected({
    beforeWrite: ({ name }) => {
      asked.push(name)
      throw new Error('not now')
    },
  })
  broker.on(28, runtime)
  await client.call(broker.address, getBrokerRuntimeInfo, {})
  expect(asked).toEqual([])
  const call = client.call(broker.address, writeThing, { name: 'x' }, { body: { size: 5n } })
  await expect(call).rejects.toThrow('not now')
  expect(asked).toEqual(['WRITE_THING'])
  expect(broker.requests.map(({ code }) => code)).not.toContain(9999)
})

describe('the outbound guard', () => {
  it('lets through what a name server announced, by cluster list or by route', async () => {
    broker.on(28, runtime)
    nameServer.on(105, {
      body: `{"brokerDatas":[{"brokerAddrs":{0:"${broker.address}"},"brokerName":"broker-a","cluster":"C"}],"queueDatas":[]}`,
    })
    const client = clientOf()
    await expect(client.call(broker.address, getBrokerRuntimeInfo, {})).rejects.toBeInstanceOf(OutboundRefused)
    expect(broker.connectionsAccepted).toBe(0)
    await client.callNameServer(getRouteInfoByTopic, { topic: 'T' })
    await client.call(broker.address, getBrokerRuntimeInfo, {})
  })

  it('does not believe a broker', async () => {
    const other = await new FakeBroker().start()
    broker.on(106, { body: clusterInfo(other.address) })
    const client = await connected()
    await client.call(broker.address, getBrokerClusterInfo, {})
    await expect(client.call(other.address, getBrokerRuntimeInfo, {})).rejects.toBeInstanceOf(OutboundRefused)
    expect(other.connectionsAccepted).toBe(0)
    await other.close()
  })

  it('knows the proxies', async () => {
    broker.on(28, runtime)
    const client = clientOf({ proxies: [broker.address] })
    await client.call(broker.address, getBrokerRuntimeInfo, {})
  })
})

describe('name servers', () => {
  it('are asked in turn', async () => {
    const dead = await new FakeBroker().start()
    await dead.close()
    const client = clientOf({ nameServers: [dead.address, nameServer.address] })
    expect((await client.callNameServer(getBrokerClusterInfo, {})).address).toBe(nameServer.address)
    await nameServer.close()
    const error = await client.callNameServer(getBrokerClusterInfo, {}).catch((reason) => reason)
    expect(error).toBeInstanceOf(NoNameServer)
    await nameServer.start()
    expect((await client.callNameServer(getBrokerClusterInfo, {})).outcome).toBe('ok')
  })

  it('are all asked, each with its own result', async () => {
    const dead = await new FakeBroker().start()
    await dead.close()
    const client = clientOf({ nameServers: [dead.address, nameServer.address] })
    const answers = await client.callEachNameServer(getBrokerClusterInfo, {})
    expect(answers).toMatchObject([
      { address: dead.address, value: null, error: { hop: 'connect' } },
      { address: nameServer.address, value: { outcome: 'ok' }, error: null },
    ])
  })
})

describe('diagnostics', () => {
  const events: CallEvent[] = []
  const listen = (message: unknown) => events.push(message as CallEvent)

  beforeEach(() => {
    events.length = 0
    subscribe(CALL_CHANNEL, listen)
  })
  afterEach(() => {
    unsubscribe(CALL_CHANNEL, listen)
  })

  it('tell of every call: who, how long, how much, how it ended', async () => {
    const gate = hold()
    broker.once(28, gate.until({ body: '{"table":{}}' })).on(28, { code: 2 })
    const client = clientOf()
    client.announce([broker.address])
    const call = client.call(broker.address, getBrokerRuntimeInfo, {})
    await broker.received(28)
    clock.advance(40)
    gate.release()
    await call
    await client.call(broker.address, getBrokerRuntimeInfo, {}).catch(() => {})
    await client.call('10.0.0.1:1', getBrokerRuntimeInfo, {}).catch(() => {})
    const common = { code: 28, name: 'GET_BROKER_RUNTIME_INFO' }
    expect(events).toEqual([
      { ...common, address: broker.address, ms: 40, requestBytes: expect.any(Number), replyBytes: 12, outcome: 'ok' },
      {
        ...common,
        address: broker.address,
        ms: 0,
        requestBytes: expect.any(Number),
        replyBytes: 0,
        outcome: 'refused',
      },
      { ...common, address: '10.0.0.1:1', ms: 0, requestBytes: 0, replyBytes: 0, outcome: 'outbound-refused' },
    ])
    expect(events[0]!.requestBytes).toBeGreaterThan(80)
  })
})

describe('credentials', () => {
  it('sign each request as the last thing', async () => {
    broker.on(30, { extFields: { offset: '1' } })
    const client = await connected({ credentials: { accessKey: 'rocketmq2', secretKey: '12345678' } })
    await client.call(broker.address, getMaxOffset, { topic: 'TopicTest', queueId: 0 })
    expect(broker.requests[0]!.extFields).toEqual({
      topic: 'TopicTest',
      queueId: '0',
      AccessKey: 'rocketmq2',
      Signature: 'WcNHAIxSTdP81yH0rSPg25keg+g=',
    })
  })
})

describe('TLS', () => {
  const certificate = selfSignedCertificate()

  async function tlsBroker() {
    return (await new FakeBroker({ tls: certificate }).start()).on(106, () => ({ body: clusterInfo(broker.address) }))
  }

  it('works with a certificate that is trusted, or that need not be', async () => {
    const server = await tlsBroker()
    for (const tls of [{ ca: certificate.cert }, { rejectUnauthorized: false }]) {
      const client = clientOf({ nameServers: [server.address], tls })
      expect((await client.callNameServer(getBrokerClusterInfo, {})).outcome).toBe('ok')
    }
    await server.close()
  })

  it('names the hop when the certificate is not trusted', async () => {
    const server = await tlsBroker()
    const client = clientOf({ nameServers: [server.address], tls: {} })
    await expect(client.callNameServer(getBrokerClusterInfo, {})).rejects.toMatchObject({
      kind: 'unreachable',
      hop: 'tls',
      message: expect.stringMatching(/self[- ]signed/),
    })
    await server.close()
  })
})

it('a body codec that throws anything is a bad reply', async () => {
  broker.on(28, { body: '{}' })
  const odd = defineRequest({
    code: 28,
    name: 'ODD',
    target: 'broker',
    access: 'read',
    header: z.strictObject({}),
    replyBody: json(z.unknown(), {
      decode: () => {
        throw new RangeError('odd')
      },
    }),
  })
  const client = await connected()
  await expect(client.call(broker.address, odd, {})).rejects.toThrow(/ODD: odd/)
})
