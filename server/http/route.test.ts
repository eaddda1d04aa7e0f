import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEndpoint } from '@/lib/contract/endpoint'
import { implement, implementBytes } from '@/server/services/implement'
import { buildCluster, callOn } from '@/tests/support/cluster-state'
import { recordedAudit } from '@/tests/support/recorded-audit'
import { route } from './route'

const key = Symbol.for('rocketdeck.runtime')
const shared = globalThis as { [key]?: unknown }
let recorded: ReturnType<typeof recordedAudit>

beforeEach(() => {
  recorded = recordedAudit()
  const { registry, config, store, audit } = callOn(buildCluster({ brokers: [] }), {
    authMode: 'off',
    audit: recorded.audit,
  })
  shared[key] = { registry, config, store, audit }
})
afterEach(() => {
  delete shared[key]
})

const change = defineEndpoint({
  id: 'things.change',
  method: 'POST',
  path: '/api/v1/things/{thing}',
  summary: 'A change, for this test',
  permission: 'message:read',
  audit: 'things.change',
  params: z.object({ thing: z.string() }),
  response: z.object({ changed: z.string() }),
})
const download = defineEndpoint({
  id: 'things.download',
  method: 'GET',
  path: '/api/v1/things/{thing}/bytes',
  summary: 'Bytes, for this test',
  permission: 'message:body',
  transport: 'bytes',
  audit: 'things.download',
  params: z.object({ thing: z.string() }),
  response: z.unknown(),
})

const POST = route(implement(change, ({ input }) => ({ changed: input.thing })))
const GET = route(
  implementBytes(download, async ({ ctx }) => {
    ctx.audited().note({ sizeBytes: 2 })
    return { bytes: Buffer.from('ab'), fileName: 'x', contentType: 'application/octet-stream' }
  }),
)

const ask = (handler: typeof POST, method: string, headers: Record<string, string> = {}) =>
  handler(new Request('http://console/api/v1/things/t', { method, headers }), {
    params: Promise.resolve({ thing: 't' }),
  })

describe('a route', () => {
  test.each([
    ['the address that the start wrapper wrote', '203.0.113.9', '203.0.113.9'],
    ['of a chain, what the nearest proxy saw and not what the client says', '6.6.6.6, 203.0.113.9', '203.0.113.9'],
    ['an IPv4 address on an IPv6 socket as IPv4', '::ffff:203.0.113.9', '203.0.113.9'],
    ['an IPv6 address', '2001:db8::1', '2001:db8::1'],
  ])('names in the audit row %s', async (_, header, actor) => {
    const answer = await ask(POST, 'POST', { 'x-forwarded-for': header })
    expect(await answer.json()).toEqual({ changed: 't' })
    expect(recorded.rows).toMatchObject([
      {
        actor,
        actorAddress: actor,
        requestId: answer.headers.get('x-request-id'),
        cluster: null,
        target: 'things/t',
        outcome: 'done',
      },
    ])
  })

  test('without an address, it is unknown', async () => {
    await ask(POST, 'POST')
    expect(recorded.rows).toMatchObject([{ actor: 'unknown' }])
  })

  test('that hands out bytes for the asking has its row too', async () => {
    const answer = await ask(GET, 'GET', { 'x-forwarded-for': '203.0.113.9' })
    expect(await answer.text()).toBe('ab')
    expect(recorded.rows).toMatchObject([
      { action: 'things.download', actor: '203.0.113.9', outcome: 'done', result: { sizeBytes: 2 } },
    ])
  })

  test('a change from a foreign page is refused before there is a row', async () => {
    const answer = await ask(POST, 'POST', { origin: 'https://evil.example', host: 'console' })
    expect(answer.status).toBe(403)
    expect(recorded.rows).toEqual([])
  })
})
