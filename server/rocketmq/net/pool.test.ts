import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeBroker, hold, never } from '../../../tests/support/fake-broker.ts'
import { ManualClock } from '../../../tests/support/manual-clock.ts'
import { Aborted, OutboundRefused, QueueFull, TimedOut } from '../errors.ts'
import { createAddressMap } from './address-map.ts'
import { createOutboundGuard } from './outbound-guard.ts'
import { type Lane, Pool, type PoolOptions } from './pool.ts'

let broker: FakeBroker
let clock: ManualClock
let pool: Pool

beforeEach(async () => {
  broker = await new FakeBroker().start()
  clock = new ManualClock()
  pool = poolWith({})
})

afterEach(async () => {
  pool.close()
  await broker.close()
  expect(clock.pendingTimers).toBe(0)
})

function poolWith(options: Partial<PoolOptions>): Pool {
  const guard = createOutboundGuard({ configured: [broker.address, 'advertised.example:10911'], clock })
  return new Pool({ guard, addressMap: createAddressMap(), clock, maxInFlightPerAddress: 2, ...options })
}

type Limits = { timeoutMs?: number; signal?: AbortSignal; lane?: Lane }

function send(code: number, limits: Limits = {}, address = broker.address) {
  const header = { code, language: 'OTHER', version: 401, flag: 0, extFields: {} }
  return pool.exchange(address, header, undefined, { timeoutMs: 3000, ...limits })
}

function counts() {
  const { inFlight, waiting } = pool.stats().connections[0]!
  return { inFlight, waiting }
}

describe('calls in flight', () => {
  it('are limited for each address, the rest waits in order', async () => {
    const gate = hold()
    broker.on(28, gate.until({})).on(29, {}).on(30, {}).on(31, {})
    const first = [send(28), send(28)]
    await broker.received(28, 2)
    const rest = [29, 30, 31].map((code) => send(code))
    expect(counts()).toEqual({ inFlight: 2, waiting: 3 })
    expect(broker.requests).toHaveLength(2)
    gate.release()
    await Promise.all([...first, ...rest])
    expect(broker.requests.map((request) => request.code)).toEqual([28, 28, 29, 30, 31])
    expect(counts()).toEqual({ inFlight: 0, waiting: 0 })
    expect(broker.connectionsAccepted).toBe(1)
  })

  it('that are relayed to clients have slots of their own', async () => {
    broker.on(307, never()).on(28, {})
    const slow = Array.from({ length: 6 }, () => send(307, { lane: 'relayed' }).catch((error) => error))
    await broker.received(307, 4)
    await send(28)
    expect(counts()).toEqual({ inFlight: 4, waiting: 2 })
    pool.close()
    for (const error of await Promise.all(slow)) expect(error).toBeInstanceOf(Aborted)
  })

  it('leave the queue at their deadline, on abort, and when it is full', async () => {
    pool = poolWith({ maxWaitingPerAddress: 2 })
    broker.on(28, never())
    const running = [send(28, { timeoutMs: 9000 }), send(28, { timeoutMs: 9000 })].map((call) => call.catch((e) => e))
    await broker.received(28, 2)
    const controller = new AbortController()
    const late = send(29, { timeoutMs: 1000 })
    const aborted = send(29, { signal: controller.signal })
    await expect(send(29)).rejects.toBeInstanceOf(QueueFull)
    clock.advance(1000)
    await expect(late).rejects.toMatchObject({ kind: 'timed-out', phase: 'queue', timeoutMs: 1000 })
    controller.abort()
    await expect(aborted).rejects.toBeInstanceOf(Aborted)
    expect(counts()).toEqual({ inFlight: 2, waiting: 0 })
    clock.advance(8000)
    for (const error of await Promise.all(running)) expect(error).toBeInstanceOf(TimedOut)
    expect(broker.requestsOf(29)).toEqual([])
  })

  it('count the time in the queue', async () => {
    const gate = hold()
    broker.on(28, gate.until({})).on(29, never())
    const first = [send(28), send(28)]
    await broker.received(28, 2)
    const queued = send(29)
    clock.advance(2000)
    gate.release()
    await Promise.all(first)
    await broker.received(29)
    clock.advance(1000)
    await expect(queued).rejects.toMatchObject({ kind: 'timed-out', phase: 'reply' })
  })
})

describe('addresses', () => {
  it('that nobody announced are refused before connecting', async () => {
    const other = await new FakeBroker().start()
    await expect(send(28, {}, other.address)).rejects.toBeInstanceOf(OutboundRefused)
    expect(other.connectionsAccepted).toBe(0)
    expect(pool.stats().connections).toEqual([])
    await other.close()
  })

  it('are mapped, and named as advertised', async () => {
    pool = poolWith({ addressMap: createAddressMap({ 'advertised.example:10911': broker.address }) })
    broker.on(28, {})
    await send(28, {}, 'advertised.example:10911')
    expect(pool.stats().connections.map((entry) => entry.address)).toEqual(['advertised.example:10911'])
    await broker.close()
    await expect(send(28, {}, 'advertised.example:10911')).rejects.toMatchObject({
      address: 'advertised.example:10911',
    })
    await broker.start()
  })

  it('that map into a forbidden network are refused', async () => {
    pool = poolWith({ addressMap: createAddressMap({ 'advertised.example:10911': '169.254.169.254:80' }) })
    await expect(send(28, {}, 'advertised.example:10911')).rejects.toMatchObject({ why: 'forbidden-network' })
  })

  it('are forgotten when their connection is idle', async () => {
    broker.on(28, {})
    await send(28)
    expect(pool.stats().connections).toHaveLength(1)
    clock.advance(90_000)
    expect(pool.stats().connections).toEqual([])
    await send(28)
    expect(broker.connectionsAccepted).toBe(2)
  })

  it('that cannot be reached are not kept either', async () => {
    await broker.close()
    await expect(send(28)).rejects.toMatchObject({ kind: 'unreachable', hop: 'connect' })
    expect(pool.stats().connections).toEqual([])
    await broker.start()
  })
})

it('a closed pool refuses calls', async () => {
  pool.close()
  await expect(send(28)).rejects.toBeInstanceOf(Aborted)
})
