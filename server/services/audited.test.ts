import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEndpoint } from '@/lib/contract/endpoint'
import { passAudited } from '@/server/audit/write-context'
import { createClient } from '@/server/rocketmq/client.ts'
import { defineRequest } from '@/server/rocketmq/requests/define-request.ts'
import { StoreError } from '@/server/store/store-error'
import { buildCluster, callOn } from '@/tests/support/cluster-state'
import { drop, FakeBroker, never } from '@/tests/support/fake-broker'
import { recordedAudit } from '@/tests/support/recorded-audit'
import { ServiceError } from './errors'
import { implement, type VerbContext } from './implement'

const writeThing = defineRequest({
  code: 9999,
  name: 'WRITE_THING',
  target: 'broker',
  access: 'write',
  header: z.strictObject({ name: z.string() }),
})

const sendThing = defineEndpoint({
  id: 'things.send',
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/things/{thing}',
  summary: 'A change, for this test',
  permission: 'message:read',
  audit: 'things.send',
  auditFields: ['tag', 'count'],
  params: z.object({ cluster: z.string(), topic: z.string(), thing: z.string() }),
  query: z.object({ dry: z.string().optional() }),
  body: z.strictObject({ tag: z.string(), count: z.bigint(), body: z.string(), password: z.string() }),
  response: z.object({ done: z.boolean() }),
})

const input = {
  cluster: 'default',
  topic: '%RETRY%g',
  thing: 't/1',
  tag: 'paid',
  count: 3n,
  body: 'the-message-body',
  password: 'the-secret',
}

let broker: FakeBroker
let client: ReturnType<typeof createClient>
let recorded: ReturnType<typeof recordedAudit>

beforeEach(async () => {
  broker = await new FakeBroker().start()
  client = createClient({
    nameServers: [broker.address],
    timeoutMs: 300,
    connectTimeoutMs: 300,
    beforeWrite: passAudited,
  })
  recorded = recordedAudit()
})
afterEach(async () => {
  client.close()
  await broker.close()
})

const send = (address = broker.address) => {
  client.announce([address])
  return client.call(address, writeThing, { name: 'x' })
}

/** Runs a verb with this body as somebody who may change things. */
async function run(body: (ctx: VerbContext) => Promise<unknown>, more: Parameters<typeof callOn>[1] = {}) {
  const verb = implement(sendThing, async ({ ctx }) => {
    await body(ctx)
    return { done: true }
  })
  const call = callOn(buildCluster({ brokers: [] }), { authMode: 'off', audit: recorded.audit, ...more })
  return verb.run(call, input)
}

describe('a change', () => {
  test('has its row before it begins: who, from where, what, on what, and no body and no secret', async () => {
    let before: unknown
    await run(async (ctx) => {
      before = structuredClone(recorded.rows)
      ctx.audited().note({ broker: 'broker-a' })
      ctx.audited().note({ offset: 7 })
    })
    const row = {
      id: 1,
      at: 0,
      requestId: 'test',
      actor: '192.0.2.7',
      actorAddress: '192.0.2.7',
      cluster: 'default',
      action: 'things.send',
      target: 'topics/%RETRY%g/things/t/1',
      intent: { topic: '%RETRY%g', thing: 't/1', tag: 'paid', count: '3' },
    }
    expect(before).toEqual([{ ...row, outcome: null, outcomeAt: null, result: null }])
    expect(recorded.rows).toEqual([
      { ...row, outcome: 'done', outcomeAt: 0, result: { broker: 'broker-a', offset: 7 } },
    ])
    expect(JSON.stringify(recorded.rows)).not.toMatch(/the-message-body|the-secret/)
  })

  test('is not begun when its row cannot be written, and the answer says so', async () => {
    const audit = { begin: () => Promise.reject(new StoreError('the disk is full', { retryable: true })) }
    let begun = false
    const failed = run(
      async () => {
        begun = true
      },
      { audit: audit as unknown as typeof recorded.audit },
    )
    await expect(failed).rejects.toMatchObject({
      code: 'store-failed',
      message: 'Nothing was done: it could not be written to the audit log first. the disk is full',
    })
    expect(begun).toBe(false)
  })

  test('that is refused for its input or for want of sign-in has no row', async () => {
    const verb = implement(sendThing, () => ({ done: true }))
    const call = callOn(buildCluster({ brokers: [] }), { authMode: 'off', audit: recorded.audit })
    await expect(verb.run(call, { ...input, tag: 7 })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(verb.run({ ...call, config: { ...call.config, authMode: 'none' } }, input)).rejects.toMatchObject({
      code: 'writes-need-sign-in',
    })
    expect(recorded.rows).toEqual([])
  })

  test('is refused for a name that its body does not know; those of path and query are not its own', async () => {
    const verb = implement(sendThing, () => ({ done: true }))
    const call = callOn(buildCluster({ brokers: [] }), { authMode: 'off', audit: recorded.audit })
    await expect(verb.run(call, { ...input, dry: '1' })).resolves.toEqual({ done: true })
    await expect(verb.run(call, { ...input, tagg: 'paid' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('tagg'),
    })
  })

  test('runs for nobody only by mistake', async () => {
    await expect(run(async () => {}, { caller: null })).rejects.toThrow(
      'things.send is audited and was called for nobody',
    )
  })
})

describe('the outcome of what failed', () => {
  const fault = (kind: 'refuse' | 'silence' | 'cut') =>
    broker.on(9999, kind === 'refuse' ? { code: 1, remark: 'no' } : kind === 'silence' ? never : drop())

  const sendInto = (kind: Parameters<typeof fault>[0]) => {
    fault(kind)
    return send()
  }

  test.each([
    ['nothing was sent', async () => Promise.reject(new ServiceError('topic-not-found', 'none')), 'failed'],
    ['a fault of the console before anything was sent', async () => Promise.reject(new Error('the-secret')), 'failed'],
    ['the broker said no', () => sendInto('refuse'), 'refused'],
    ['the broker gave no answer', () => sendInto('silence'), null],
    ['the connection broke', () => sendInto('cut'), null],
    ['nobody listens there', async () => send('127.0.0.1:1'), 'failed'],
    [
      'the second of two was refused',
      async () => {
        broker.on(9999, {})
        await send()
        fault('refuse')
        await send()
      },
      null,
    ],
    [
      'a fault of the console after something was sent',
      async () => {
        broker.on(9999, {})
        await send()
        throw new Error('the-secret')
      },
      null,
    ],
  ])('when %s', async (_, body, outcome) => {
    await expect(run(body)).rejects.toThrow()
    expect(recorded.rows).toMatchObject([{ outcome, outcomeAt: 0, result: { error: { code: expect.any(String) } } }])
    expect(JSON.stringify(recorded.rows)).not.toContain('the-secret')
  })
})

describe('the second net', () => {
  test('a request that changes something is not sent without an audit row', async () => {
    client.announce([broker.address])
    await expect(client.call(broker.address, writeThing, { name: 'x' })).rejects.toThrow(
      'WRITE_THING changes something and was called without an audit row: it has not been sent',
    )
    expect(broker.requests).toEqual([])
  })

  test('not in a verb that reads, either', async () => {
    const readThing = defineEndpoint({
      id: 'things.read',
      method: 'GET',
      path: '/api/v1/clusters/{cluster}/things',
      summary: 'A read, for this test',
      permission: 'message:read',
      params: z.object({ cluster: z.string() }),
      response: z.unknown(),
    })
    const verb = implement(readThing, () => send())
    const call = callOn(buildCluster({ brokers: [] }), { audit: recorded.audit })
    await expect(verb.run(call, { cluster: 'default' })).rejects.toThrow('called without an audit row')
    const asking = implement(readThing, ({ ctx }) => ctx.audited()).run(call, { cluster: 'default' })
    await expect(asking).rejects.toThrow('things.read names no audit action')
  })
})
