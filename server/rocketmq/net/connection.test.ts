import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  drop,
  duplicate,
  FakeBroker,
  giantFrame,
  hold,
  inOrder,
  never,
  raw,
  serverRequest,
  splitAt,
  wrongOpaque,
} from '../../../tests/support/fake-broker.ts'
import { ManualClock } from '../../../tests/support/manual-clock.ts'
import { Aborted, BadReply, QueueFull, TimedOut, Unreachable } from '../errors.ts'
import { encodeFrame } from '../wire/frame.ts'
import { Connection, type ConnectionOptions } from './connection.ts'

const reply = { remark: 'fine', extFields: { offset: '42' }, body: '{"table":{"a":"1"}}' }

let broker: FakeBroker
let clock: ManualClock
let connections: Connection[]

beforeEach(async () => {
  broker = await new FakeBroker().start()
  clock = new ManualClock()
  connections = []
})

afterEach(async () => {
  for (const connection of connections) connection.close()
  await broker.close()
  expect(clock.pendingTimers).toBe(0)
})

function open(options: Partial<ConnectionOptions> = {}): Connection {
  const connection = new Connection({ address: broker.address, reachable: broker.address, clock, ...options })
  connections.push(connection)
  return connection
}

function send(connection: Connection, code = 28, limits: { timeoutMs?: number; signal?: AbortSignal } = {}) {
  const header = { code, language: 'OTHER', version: 401, flag: 0, extFields: {} }
  return connection.exchange(header, undefined, { timeoutMs: 3000, ...limits })
}

async function bodyOf(exchange: ReturnType<typeof send>): Promise<string> {
  return (await exchange).frame.body.toString()
}

describe('replies', () => {
  it('are read when cut at every byte', async () => {
    const bytes = encodeFrame(
      { code: 0, language: 'JAVA', version: 513, opaque: 100, flag: 1, ...reply },
      Buffer.from(reply.body),
    )
    const connection = open()
    for (let at = 1; at <= bytes.length; at += 1) {
      broker.once(28, splitAt([at], reply))
      expect(await bodyOf(send(connection))).toBe(reply.body)
    }
    expect(broker.connectionsAccepted).toBe(1)
    expect(connection.counts).toMatchObject({ lateReplies: 0, unknownReplies: 0, duplicateReplies: 0, badFrames: 0 })
  })

  it('are read one byte at a time', async () => {
    broker.on(
      28,
      splitAt(
        Array.from({ length: 400 }, (_, index) => index + 1),
        reply,
      ),
    )
    expect(await bodyOf(send(open()))).toBe(reply.body)
  })

  it('are read with a binary header', async () => {
    broker.on(28, { ...reply, format: 'binary' })
    const { frame } = await send(open())
    expect(frame.header).toMatchObject({ remark: 'fine', extFields: { offset: '42' }, version: 513 })
  })

  it('find their call in any order', async () => {
    const first = hold()
    const second = hold()
    broker
      .on(28, first.until({ body: 'first' }))
      .on(29, second.until({ body: 'second' }))
      .on(30, { body: 'third' })
    const connection = open()
    const arrived: string[] = []
    const calls = [28, 29, 30].map((code) => bodyOf(send(connection, code)).then((body) => arrived.push(body)))
    await calls[2]
    second.release()
    await calls[1]
    first.release()
    await Promise.all(calls)
    expect(arrived).toEqual(['third', 'second', 'first'])
    expect(broker.connectionsAccepted).toBe(1)
  })

  it('that come late are dropped and counted, and the next call is fine', async () => {
    const gate = hold()
    broker.once(28, gate.until({ body: 'late' })).on(28, { body: 'in time' })
    const connection = open()
    const late = send(connection)
    await broker.received(28)
    clock.advance(3000)
    await expect(late).rejects.toBeInstanceOf(TimedOut)
    expect(connection.pendingCalls).toBe(0)
    gate.release()
    expect(await bodyOf(send(connection))).toBe('in time')
    await expect.poll(() => connection.counts.lateReplies).toBe(1)
    expect(connection.counts).toMatchObject({ opened: 1, unknownReplies: 0, duplicateReplies: 0 })
  })

  it('of unknown opaque are dropped and counted', async () => {
    broker.on(28, inOrder(wrongOpaque({ body: 'whose?' }), wrongOpaque({ body: 'whose?' }, -5), { body: 'mine' }))
    const connection = open()
    expect(await bodyOf(send(connection))).toBe('mine')
    expect(connection.counts).toMatchObject({ opened: 1, unknownReplies: 2 })
  })

  it('that come twice are taken once', async () => {
    broker.once(28, duplicate({ body: 'once' }, 3)).on(28, { body: 'next' })
    const connection = open()
    expect(await bodyOf(send(connection))).toBe('once')
    expect(await bodyOf(send(connection))).toBe('next')
    expect(connection.counts).toMatchObject({ opened: 1, duplicateReplies: 2 })
  })
})

describe('requests of the server', () => {
  it('are answered code 3, and do not disturb a call with the same opaque', async () => {
    const connection = open()
    broker.on(28, inOrder(raw(serverRequest({ code: 40, opaque: 1 })), { body: 'mine' }))
    expect(await bodyOf(send(connection))).toBe('mine')
    const [answer] = await broker.received(3)
    expect(answer).toMatchObject({ opaque: 1, flag: 1, header: { remark: ' request type 40 not supported' } })
    expect(connection.counts.serverRequests).toBe(1)
  })

  it('that are one-way are counted only', async () => {
    const connection = open()
    broker.on(28, inOrder(raw(serverRequest({ code: 40, opaque: 1, oneWay: true })), { body: 'mine' }))
    expect(await bodyOf(send(connection))).toBe('mine')
    expect(await bodyOf(send(connection))).toBe('mine')
    expect(broker.requestsOf(3)).toEqual([])
    expect(connection.counts.serverRequests).toBe(2)
  })
})

describe('broken connections', () => {
  it('fail every call that waits when the server closes in the middle of a reply, and the next call connects anew', async () => {
    broker.on(29, never())
    broker.once(28, drop(20, reply)).on(28, reply)
    const connection = open()
    const other = send(connection, 29)
    const error = await send(connection).catch((reason) => reason)
    expect(error).toBeInstanceOf(Unreachable)
    expect(error).toMatchObject({ hop: 'closed', address: broker.address, retryable: true })
    expect(error.message).toContain('closed after 20 bytes of a reply')
    await expect(other).rejects.toBeInstanceOf(Unreachable)
    expect(await bodyOf(send(connection))).toBe(reply.body)
    expect(connection.counts.opened).toBe(2)
  })

  it('are given up on a giant frame, without waiting for its bytes', async () => {
    broker.once(28, giantFrame()).on(28, reply)
    const connection = open()
    await expect(send(connection)).rejects.toBeInstanceOf(BadReply)
    expect(connection.counts.badFrames).toBe(1)
    expect(await bodyOf(send(connection))).toBe(reply.body)
  })

  it('are given up at a limit of our own', async () => {
    broker.on(28, { body: 'x'.repeat(2000) })
    await expect(send(open({ maxFrameBytes: 1000 }))).rejects.toThrow(/limit of 1000/)
  })

  it.each([
    ['text', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['zeros', Buffer.alloc(64)],
    ['a negative length', Buffer.alloc(64, 0xff)],
    ['a header that is no JSON', Buffer.concat([Buffer.from([0, 0, 0, 8, 0, 0, 0, 4]), Buffer.from('{no}')])],
  ])('are given up on garbage: %s', async (_name, bytes) => {
    broker.on(28, raw(bytes))
    await expect(send(open())).rejects.toBeInstanceOf(BadReply)
  })

  it('keep the good replies in front of garbage', async () => {
    const gate = hold()
    broker.on(28, gate.until({ body: 'good' })).on(29, gate.until(raw(Buffer.alloc(64))))
    const connection = open()
    const good = bodyOf(send(connection, 28))
    const bad = send(connection, 29)
    await broker.received(29)
    gate.release()
    expect(await good).toBe('good')
    await expect(bad).rejects.toBeInstanceOf(BadReply)
  })

  it('say which hop failed: connect', async () => {
    await broker.close()
    await expect(send(open())).rejects.toMatchObject({ kind: 'unreachable', hop: 'connect', onReusedConnection: false })
    await broker.start()
  })

  it('say which hop failed: name', async () => {
    const lookup: ConnectionOptions['lookup'] = (hostname, _options, callback) => {
      callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { syscall: 'getaddrinfo' }), '', 0)
    }
    await expect(send(open({ reachable: 'nowhere.invalid:9876', lookup }))).rejects.toMatchObject({ hop: 'name' })
  })

  it('say which hop failed: TLS against a server that speaks none', async () => {
    const plain = createServer((socket) => socket.on('data', () => socket.end('no')).on('error', () => {}))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const { port } = plain.address() as { port: number }
    await expect(send(open({ reachable: `127.0.0.1:${port}`, tls: {} }))).rejects.toMatchObject({ hop: 'tls' })
    await new Promise((resolve) => plain.close(resolve))
  })

  it('that never become usable end with the connect time-out, before the call does', async () => {
    // A server that accepts and stays silent holds a TLS handshake for ever.
    const silent = createServer((socket) => socket.on('error', () => {}))
    const accepted = new Promise<void>((resolve) => silent.once('connection', () => resolve()))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    const connection = open({ reachable: `127.0.0.1:${port}`, tls: {}, connectTimeoutMs: 500 })
    const call = send(connection)
    await accepted
    clock.advance(500)
    await expect(call).rejects.toMatchObject({ kind: 'unreachable', hop: expect.stringMatching(/connect|tls/) })
    expect(connection.isOpen).toBe(false)
    await new Promise((resolve) => silent.close(resolve))
  })

  it('are given up after 15 silent seconds, so that a dead path heals', async () => {
    const connection = open()
    broker.pause()
    for (let round = 0; round < 5; round += 1) {
      expect(connection.counts.givenUp).toBe(0)
      const call = send(connection)
      // The socket connects although the process does not read, as with SIGSTOP.
      await expect.poll(() => broker.openConnections).toBe(1)
      await expect.poll(() => connection.isReady).toBe(true)
      clock.advance(3000)
      await expect(call).rejects.toBeInstanceOf(TimedOut)
    }
    expect(connection.counts.givenUp).toBe(1)
    expect(connection.isOpen).toBe(false)
    broker.resume()
    broker.on(28, reply)
    expect(await bodyOf(send(connection))).toBe(reply.body)
  })
})

describe('limits of a call', () => {
  it('an aborted call leaves at once, and its reply is counted as late', async () => {
    const gate = hold()
    broker.once(28, gate.until({ body: 'late' })).on(28, { body: 'next' })
    const connection = open()
    const controller = new AbortController()
    const call = send(connection, 28, { signal: controller.signal })
    await broker.received(28)
    controller.abort(new Error('page left'))
    const error = await call.catch((reason) => reason)
    expect(error).toBeInstanceOf(Aborted)
    expect(error.cause).toMatchObject({ message: 'page left' })
    expect(connection.pendingCalls).toBe(0)
    gate.release()
    expect(await bodyOf(send(connection))).toBe('next')
    await expect.poll(() => connection.counts.lateReplies).toBe(1)
  })

  it('a signal that fired before sends nothing', async () => {
    await expect(send(open(), 28, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Aborted)
    expect(broker.connectionsAccepted).toBe(0)
  })

  it('the number of pending calls is bounded', async () => {
    broker.on(28, never())
    const connection = open({ maxPendingCalls: 2 })
    const waiting = [send(connection), send(connection)]
    await expect(send(connection)).rejects.toBeInstanceOf(QueueFull)
    connection.close()
    for (const call of waiting) await expect(call).rejects.toBeInstanceOf(Aborted)
    await expect(send(connection)).rejects.toBeInstanceOf(Aborted)
  })

  it('a call whose signing throws fails alone', async () => {
    const connection = open({
      sign: () => {
        throw new Error('no key')
      },
    })
    await expect(send(connection)).rejects.toThrow('no key')
    expect(connection.pendingCalls).toBe(0)
  })
})

describe('idle connections', () => {
  it('are closed by us before the server does, and opened again by the next call', async () => {
    broker.on(28, reply)
    let idle = 0
    const connection = open({ onIdle: () => (idle += 1) })
    await send(connection)
    clock.advance(89_999)
    expect(connection.isOpen).toBe(true)
    clock.advance(1)
    expect(connection.isOpen).toBe(false)
    expect(idle).toBe(1)
    expect(await bodyOf(send(connection))).toBe(reply.body)
    expect(connection.counts.opened).toBe(2)
  })

  it('are not idle while a call waits', async () => {
    broker.on(28, reply).on(307, never())
    const connection = open()
    await send(connection)
    const slow = send(connection, 307, { timeoutMs: 200_000 })
    clock.advance(150_000)
    expect(connection.isOpen).toBe(true)
    connection.close()
    await expect(slow).rejects.toBeInstanceOf(Aborted)
  })

  it('closed by the server fail the next call as reused', async () => {
    broker.once(28, reply).on(28, drop())
    const connection = open()
    await send(connection)
    await expect(send(connection)).rejects.toMatchObject({ hop: 'closed', onReusedConnection: true })
  })
})
