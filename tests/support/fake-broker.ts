import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { encodeFrame, FrameDecoder } from '../../server/rocketmq/wire/frame.ts'
import { FLAG_ONEWAY, FLAG_RESPONSE, type RemotingHeader } from '../../server/rocketmq/wire/header.ts'

/**
 * A scripted broker or name server: a real TCP server on 127.0.0.1 that speaks the real wire code.
 *
 *     const broker = new FakeBroker()
 *     await broker.start()
 *     broker.on(28, { body: { table: { putTps: '1.0 1.0 1.0' } } })               // always
 *     broker.on(202, (request) => ({ body: stats[request.extFields.topic] }))     // by request
 *     broker.once(202, splitAt([1, 2, 3], { body: '{}' }))                        // next one only, before `on`
 *     const gate = hold(); broker.on(21, gate.until({ body: topics })); …; gate.release()
 *     await broker.close()
 *
 * Unscripted codes are answered as a real broker answers a code that it does not know: code 3.
 */
export class FakeBroker {
  /** Every request received, in order. */
  readonly requests: RecordedRequest[] = []
  readonly #options: { tls?: { cert: string; key: string }; version: number }
  readonly #always = new Map<number, Script>()
  readonly #next = new Map<number, Script[]>()
  readonly #sockets = new Set<Socket>()
  readonly #waiters = new Set<() => void>()
  #server: Server | null = null
  #port = 0
  #connections = 0
  #paused = false

  /** `version` is the MQVersion ordinal in every reply; default 513 (5.5.0). */
  constructor(options: { tls?: { cert: string; key: string }; version?: number } = {}) {
    this.#options = { version: options.version ?? 513, ...(options.tls === undefined ? {} : { tls: options.tls }) }
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  get port(): number {
    return this.#port
  }

  /** How many connections were ever accepted. */
  get connectionsAccepted(): number {
    return this.#connections
  }

  get openConnections(): number {
    return this.#sockets.size
  }

  /** Listens on a free port; after `close()` on the same port again. Returns itself. */
  async start(): Promise<this> {
    const accept = (socket: Socket) => this.#accept(socket)
    const { tls } = this.#options
    const server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept)
    // A client that does not trust the certificate ends the handshake: that is the client's test, not our failure.
    server.on('tlsClientError', () => {})
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    const address = server.address()
    this.#port = typeof address === 'object' && address !== null ? address.port : 0
    this.#server = server
    return this
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    this.dropConnections()
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  /** From now on, requests with this code are answered by `script`. */
  on(code: number, script: Script): this {
    this.#always.set(code, script)
    return this
  }

  /** The next request with this code that no earlier `once` takes. */
  once(code: number, ...scripts: Script[]): this {
    this.#next.set(code, [...(this.#next.get(code) ?? []), ...scripts])
    return this
  }

  requestsOf(code: number): RecordedRequest[] {
    return this.requests.filter((request) => request.code === code)
  }

  /** Resolves when `count` requests with this code have arrived since the start. */
  async received(code: number, count = 1): Promise<RecordedRequest[]> {
    while (this.requestsOf(code).length < count) await new Promise<void>((resolve) => this.#waiters.add(resolve))
    return this.requestsOf(code)
  }

  /** Cuts every open connection; goes on listening. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
  }

  /** Writes raw bytes to every open connection. */
  push(bytes: Uint8Array): void {
    for (const socket of this.#sockets) socket.write(bytes)
  }

  /** Like SIGSTOP: connections stay, new ones are accepted by the kernel, nothing is read. `resume` reads on. */
  pause(): void {
    this.#paused = true
    for (const socket of this.#sockets) socket.pause()
  }

  resume(): void {
    this.#paused = false
    for (const socket of this.#sockets) socket.resume()
  }

  #accept(socket: Socket): void {
    this.#connections += 1
    const connection = this.#connections
    const decoder = new FrameDecoder()
    this.#sockets.add(socket)
    socket.setNoDelay(true)
    if (this.#paused) socket.pause()
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      for (const frame of decoder.push(chunk)) {
        const { code, extFields, flag, opaque, version } = frame.header
        const request = { code, extFields, flag, opaque, version, body: frame.body, header: frame.header, connection }
        this.requests.push(request)
        for (const wake of this.#waiters) wake()
        this.#waiters.clear()
        if ((flag & (FLAG_RESPONSE | FLAG_ONEWAY)) === 0) void this.#answer(request, socket)
      }
    })
  }

  async #answer(request: RecordedRequest, socket: Socket): Promise<void> {
    const script = this.#next.get(request.code)?.shift() ?? this.#always.get(request.code) ?? unsupported(request)
    const context: ActionContext = {
      request,
      encode: (reply, opaque = request.opaque) => encodeReply(reply, opaque, this.#options.version),
      write: (bytes) =>
        new Promise<void>((resolve) => {
          if (socket.destroyed) resolve()
          else socket.write(bytes, () => resolve())
        }),
      drop: () => void socket.destroy(),
    }
    try {
      await (await toAction(script, request)).run(context)
    } catch (error) {
      // A script that throws is a mistake in the test: it must not look like a silent broker.
      socket.destroy()
      process.emitWarning(`fake broker: the script of code ${request.code} failed: ${error}`)
      throw error
    }
  }
}

export type RecordedRequest = {
  code: number
  extFields: Record<string, string>
  flag: number
  opaque: number
  version: number
  body: Buffer
  header: RemotingHeader
  /** 1 for the first connection accepted, and so on. */
  connection: number
}

/** An ordinary answer. An object body is printed as JSON (bigint as digits); a string as it stands. */
export type FakeReply = {
  code?: number
  remark?: string
  extFields?: Record<string, string>
  body?: string | Uint8Array | object
  version?: number
  format?: 'json' | 'binary'
}

export type Action = { run(context: ActionContext): Promise<void> | void }

export type Script =
  | FakeReply
  | Action
  | ((request: RecordedRequest) => FakeReply | Action | Promise<FakeReply | Action>)

export type ActionContext = {
  request: RecordedRequest
  encode(reply: FakeReply, opaque?: number): Buffer
  /** Resolves when the bytes have left. */
  write(bytes: Uint8Array): Promise<void>
  drop(): void
}

/** The reply, cut after each of these byte counts; every piece is flushed before the next. */
export function splitAt(offsets: readonly number[], reply: FakeReply): Action {
  return {
    async run({ encode, write }) {
      const bytes = encode(reply)
      const cuts = [...offsets.filter((offset) => offset > 0 && offset < bytes.length), bytes.length]
      let from = 0
      for (const cut of cuts) {
        await write(bytes.subarray(from, cut))
        // Two turns of the loop, so that the reader sees the piece on its own.
        await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
        from = cut
      }
    },
  }
}

/** No answer, ever. */
export function never(): Action {
  return { run: () => {} }
}

/** Cuts the connection, after `afterBytes` of the reply if one is given. */
export function drop(afterBytes = 0, reply: FakeReply = {}): Action {
  return {
    async run({ drop: cut, encode, write }) {
      if (afterBytes > 0) await write(encode(reply).subarray(0, afterBytes))
      cut()
    },
  }
}

/** Writes these bytes instead of a reply. */
export function raw(bytes: Uint8Array): Action {
  return { run: ({ write }) => write(bytes) }
}

/** Announces a frame of this many bytes and sends a few of them. */
export function giantFrame(length = 0x7fff_fff0): Action {
  const bytes = Buffer.alloc(64)
  bytes.writeInt32BE(length, 0)
  return raw(bytes)
}

/** A reply to a call that was never made. */
export function wrongOpaque(reply: FakeReply, opaque = 1_999_999_999): Action {
  return { run: ({ encode, write }) => write(encode(reply, opaque)) }
}

/** The same reply several times. */
export function duplicate(reply: FakeReply, times = 2): Action {
  return {
    run: ({ encode, write }) => write(Buffer.concat(Array.from({ length: times }, () => encode(reply)))),
  }
}

/** Several actions, one after the other. */
export function inOrder(...actions: Array<Action | FakeReply>): Action {
  return {
    async run(context) {
      for (const action of actions) await asAction(action).run(context)
    },
  }
}

/** Holds answers back until `release()`. */
export function hold(): { until(script: Action | FakeReply): Action; release(): void } {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  return {
    until: (script) => ({
      async run(context) {
        await released
        await asAction(script).run(context)
      },
    }),
    release,
  }
}

/** The bytes of a request that a server sends to its client. */
export function serverRequest(input: {
  code: number
  opaque?: number
  oneWay?: boolean
  extFields?: Record<string, string>
}): Buffer {
  return encodeFrame({
    code: input.code,
    language: 'JAVA',
    version: 513,
    opaque: input.opaque ?? 1,
    flag: input.oneWay ? FLAG_ONEWAY : 0,
    extFields: input.extFields ?? {},
  })
}

function encodeReply(reply: FakeReply, opaque: number, version: number): Buffer {
  const header: RemotingHeader = {
    code: reply.code ?? 0,
    language: 'JAVA',
    version: reply.version ?? version,
    opaque,
    flag: FLAG_RESPONSE,
    extFields: reply.extFields ?? {},
    ...(reply.remark === undefined ? {} : { remark: reply.remark }),
  }
  return encodeFrame(header, bodyBytes(reply.body), reply.format ?? 'json')
}

function bodyBytes(body: FakeReply['body']): Uint8Array | undefined {
  if (body === undefined || body instanceof Uint8Array) return body
  return Buffer.from(typeof body === 'string' ? body : printJson(body))
}

/** JSON.stringify that prints a bigint as its digits, as Java prints a long. */
function printJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => (item === undefined ? 'null' : printJson(item))).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).filter(([, item]) => item !== undefined)
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${printJson(item)}`).join(',')}}`
}

async function toAction(script: Script, request: RecordedRequest): Promise<Action> {
  return asAction(typeof script === 'function' ? await script(request) : script)
}

function asAction(script: Action | FakeReply): Action {
  return 'run' in script ? script : { run: ({ encode, write }) => write(encode(script)) }
}

/** As RemotingServer answers a code without processor (all versions). */
function unsupported(request: RecordedRequest): FakeReply {
  return { code: 3, remark: ` request type ${request.code} not supported` }
}
