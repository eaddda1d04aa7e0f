import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { Aborted, BadReply, DriverError, type Hop, QueueFull, TimedOut, Unreachable } from '../errors.ts'
import { BadFrame, encodeFrame, type Frame, FrameDecoder } from '../wire/frame.ts'
import { FLAG_ONEWAY, FLAG_RESPONSE, type RemotingHeader } from '../wire/header.ts'
import { parseAddress } from './address.ts'
import type { Clock } from './clock.ts'

/** Client certificate and trust of a TLS connection. Java clients do not verify by default, so verification is a choice. */
export type TlsOptions = {
  rejectUnauthorized?: boolean
  ca?: string | Buffer | Array<string | Buffer>
  cert?: string | Buffer
  key?: string | Buffer
  servername?: string
}

/** Adds what proves who we are to the header, as the last thing before it is encoded (see `acl-sign.ts`). */
export type Sign = (header: RemotingHeader, body: Uint8Array | undefined) => RemotingHeader

export type ConnectionOptions = {
  /** As advertised: the name in errors and events. */
  address: string
  /** Where the socket goes; `address` unless an address map says otherwise. */
  reachable: string
  clock: Clock
  tls?: TlsOptions | undefined
  sign?: Sign | undefined
  lookup?: LookupFunction | undefined
  maxFrameBytes?: number | undefined
  connectTimeoutMs?: number | undefined
  /** Servers close a connection after 120 s without traffic (serverChannelMaxIdleTimeSeconds): ours goes first. */
  idleTimeoutMs?: number | undefined
  maxPendingCalls?: number | undefined
  /** The socket is gone and nothing waits: whoever keeps connections may forget this one. */
  onIdle?: (() => void) | undefined
}

/** What happened on a connection beside ordinary replies; counts since it was created. */
export type ConnectionCounts = {
  opened: number
  lateReplies: number
  duplicateReplies: number
  unknownReplies: number
  serverRequests: number
  badFrames: number
  givenUp: number
}

export type Exchange = { frame: Frame; requestBytes: number }

type PendingCall = {
  frame: Buffer
  /** Set when the bytes have been handed to a socket. */
  sent: boolean
  onReusedConnection: boolean
  settle(result: Frame | DriverError): void
}

const DEFAULT_CONNECT_TIMEOUT_MS = 3000
const DEFAULT_IDLE_TIMEOUT_MS = 90_000
const DEFAULT_MAX_PENDING_CALLS = 1024
const MAX_OPAQUE = 0x7fff_ffff
/** Opaques of calls that were given up, kept to tell a late reply from nonsense. */
const MAX_EXPIRED = 1024
/** Calls were sent and not one byte came for this long: the path is dead although no one told us. */
const MAX_SILENCE_MS = 15_000
/** Answers to server-initiated requests are dropped while the server does not read. */
const MAX_UNREAD_ANSWER_BYTES = 64 * 1024

/**
 * One socket to one server: opened by the first call, closed when idle, opened again by the next call.
 * Calls are pipelined and matched by opaque; frames are cut off the stream first and dispatched second,
 * so that no late, unknown or unasked frame can disturb its neighbours.
 */
export class Connection {
  readonly address: string
  readonly counts: ConnectionCounts = {
    opened: 0,
    lateReplies: 0,
    duplicateReplies: 0,
    unknownReplies: 0,
    serverRequests: 0,
    badFrames: 0,
    givenUp: 0,
  }
  readonly #options: ConnectionOptions
  readonly #pending = new Map<number, PendingCall>()
  readonly #expired = new Set<number>()
  #socket: Socket | null = null
  #hop: Hop = 'connect'
  #ready = false
  #repliesOnSocket = 0
  #decoder = new FrameDecoder()
  #lastOpaque = 0
  /** Since when something was sent and nothing has come; null while nothing is owed. */
  #silentSince: number | null = null
  #connectTimer: unknown = null
  #idleTimer: unknown = null
  #closed = false

  constructor(options: ConnectionOptions) {
    this.address = options.address
    this.#options = options
  }

  get pendingCalls(): number {
    return this.#pending.size
  }

  get isOpen(): boolean {
    return this.#socket !== null
  }

  /** Connected, and through the TLS handshake where there is one. */
  get isReady(): boolean {
    return this.#ready
  }

  /**
   * Sends one request and waits for its reply, whatever its code.
   * Rejects with `Unreachable`, `TimedOut`, `BadReply`, `Aborted` or `QueueFull`.
   */
  exchange(
    header: Omit<RemotingHeader, 'opaque'>,
    body: Uint8Array | undefined,
    limits: { timeoutMs: number; signal?: AbortSignal | undefined },
  ): Promise<Exchange> {
    const { clock, sign } = this.#options
    const { signal, timeoutMs } = limits
    return new Promise<Exchange>((resolve, reject) => {
      if (this.#closed) return reject(new Aborted({ address: this.address, reason: 'the client was closed' }))
      if (signal?.aborted) return reject(new Aborted({ address: this.address, cause: signal.reason }))
      const limit = this.#options.maxPendingCalls ?? DEFAULT_MAX_PENDING_CALLS
      if (this.#pending.size >= limit) return reject(new QueueFull({ address: this.address, limit }))

      const opaque = this.#nextOpaque()
      const plain: RemotingHeader = { ...header, opaque }
      const frame = encodeFrame(sign === undefined ? plain : sign(plain, body), body)
      const expire = (error: DriverError) => {
        this.#remember(opaque)
        call.settle(error)
      }
      const onAbort = () => expire(new Aborted({ address: this.address, cause: signal?.reason }))
      const timer = clock.setTimeout(() => {
        if (call.sent) {
          expire(new TimedOut({ address: this.address, timeoutMs, phase: 'reply' }))
          this.#noteTimeout()
        } else expire(this.#unreachable(this.#hop, `no connection within ${timeoutMs} ms`))
      }, timeoutMs)
      const call: PendingCall = {
        frame,
        sent: false,
        onReusedConnection: false,
        settle: (result) => {
          this.#pending.delete(opaque)
          clock.clearTimeout(timer)
          signal?.removeEventListener('abort', onAbort)
          if (result instanceof DriverError) reject(result)
          else resolve({ frame: result, requestBytes: frame.length })
          this.#watchIdle()
        },
      }
      this.#pending.set(opaque, call)
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#stopIdleTimer()
      if (this.#socket === null) this.#open()
      else if (this.#ready) this.#send(call, this.#repliesOnSocket > 0)
    })
  }

  /** Closes the socket; calls that wait fail with `Aborted`, and so does every later one. */
  close(): void {
    this.#closed = true
    this.#dropSocket(() => new Aborted({ address: this.address, reason: 'the client was closed' }))
  }

  #open(): void {
    const { clock, lookup, reachable, tls } = this.#options
    const target = parseAddress(reachable)
    if (target === null) {
      queueMicrotask(() => this.#failAll(() => this.#unreachable('name', `"${reachable}" is not host:port`)))
      return
    }
    const base = { host: target.host, port: target.port, ...(lookup === undefined ? {} : { lookup }) }
    const servername = tls?.servername ?? (isIP(target.host) === 0 ? target.host : undefined)
    const socket =
      tls === undefined
        ? connectTcp(base)
        : connectTls({
            ...base,
            rejectUnauthorized: tls.rejectUnauthorized ?? true,
            ...(tls.ca === undefined ? {} : { ca: tls.ca }),
            ...(tls.cert === undefined ? {} : { cert: tls.cert }),
            ...(tls.key === undefined ? {} : { key: tls.key }),
            ...(servername === undefined ? {} : { servername }),
          })
    this.#socket = socket
    this.#hop = isIP(target.host) === 0 ? 'name' : 'connect'
    this.#ready = false
    this.#repliesOnSocket = 0
    this.#silentSince = null
    this.#decoder = new FrameDecoder(
      this.#options.maxFrameBytes === undefined ? {} : { maxFrameBytes: this.#options.maxFrameBytes },
    )
    this.counts.opened += 1
    const connectTimeoutMs = this.#options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS
    this.#connectTimer = clock.setTimeout(() => {
      this.#connectTimer = null
      const hop = this.#hop
      this.#dropSocket(() => this.#unreachable(hop, `no connection within ${connectTimeoutMs} ms`))
    }, connectTimeoutMs)

    let failure: Error | null = null
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 30_000)
    // Every listener checks that the socket is still the current one: a dropped socket may have events under way.
    const current = () => this.#socket === socket
    socket.on('lookup', (error) => {
      if (current() && !error) this.#hop = 'connect'
    })
    socket.on('connect', () => {
      if (current() && tls !== undefined) this.#hop = 'tls'
    })
    socket.on(tls === undefined ? 'connect' : 'secureConnect', () => {
      if (!current()) return
      this.#hop = 'closed'
      this.#ready = true
      this.#stopConnectTimer()
      for (const call of this.#pending.values()) this.#send(call, false)
      this.#watchIdle()
    })
    socket.on('data', (chunk: Buffer) => {
      if (current()) this.#read(chunk)
    })
    socket.on('error', (error) => {
      failure = error
    })
    socket.on('end', () => {
      // The server will not answer any more; it must not wait for us to notice.
      if (current()) socket.destroy()
    })
    socket.on('close', () => {
      if (!current()) return
      const hop = this.#hop
      const held = this.#decoder.bufferedBytes
      const reason = failure?.message ?? (held > 0 ? `closed after ${held} bytes of a reply` : closeReason(hop))
      const outbound = failure instanceof DriverError ? failure : null
      this.#dropSocket((call) => outbound ?? this.#unreachable(hop, reason, failure ?? undefined, call))
    })
  }

  #send(call: PendingCall, onReusedConnection: boolean): void {
    const socket = this.#socket
    if (socket === null || call.sent) return
    call.sent = true
    call.onReusedConnection = onReusedConnection
    this.#silentSince ??= this.#options.clock.now()
    // Written in one piece: servers since 5.1.4 peek at the first bytes for a PROXY-protocol preamble.
    socket.write(call.frame)
  }

  #read(chunk: Buffer): void {
    this.#silentSince = null
    let frames: Frame[]
    let failure: BadFrame | null = null
    try {
      frames = this.#decoder.push(chunk)
    } catch (error) {
      failure = error instanceof BadFrame ? error : new BadFrame('unreadable frame', { cause: error })
      frames = failure.framesBefore
    }
    for (const frame of frames) this.#dispatch(frame)
    if (this.#pending.size > 0) this.#silentSince = this.#options.clock.now()
    if (failure !== null) {
      const cause = failure
      this.counts.badFrames += 1
      this.#dropSocket(() => new BadReply({ address: this.address, reason: cause.message, cause }))
    }
  }

  #dispatch(frame: Frame): void {
    const { flag, opaque } = frame.header
    if ((flag & FLAG_RESPONSE) === 0) {
      this.#answerServerRequest(frame)
      return
    }
    this.#repliesOnSocket += 1
    const call = this.#pending.get(opaque)
    if (call?.sent) call.settle(frame)
    else if (this.#expired.delete(opaque)) this.counts.lateReplies += 1
    else if (opaque > 0 && opaque <= this.#lastOpaque) this.counts.duplicateReplies += 1
    else this.counts.unknownReplies += 1
  }

  /**
   * Servers send requests to clients that registered by heart-beat; we never do. What comes anyway is answered as the
   * Java client answers a code it has no processor for: code 3, same opaque, unless one-way
   * (NettyRemotingAbstract#processRequestCommand, all versions).
   */
  #answerServerRequest(frame: Frame): void {
    this.counts.serverRequests += 1
    const socket = this.#socket
    const { code, flag, opaque } = frame.header
    if (socket === null || (flag & FLAG_ONEWAY) !== 0 || socket.writableLength > MAX_UNREAD_ANSWER_BYTES) return
    socket.write(
      encodeFrame({
        code: 3,
        language: 'OTHER',
        version: 0,
        opaque,
        flag: FLAG_RESPONSE,
        remark: ` request type ${code} not supported`,
        extFields: {},
      }),
    )
  }

  /** A stopped process or a dropped route keeps the socket "connected": after long silence it is given up. */
  #noteTimeout(): void {
    const silentMs = this.#silentSince === null ? 0 : this.#options.clock.now() - this.#silentSince
    if (silentMs < MAX_SILENCE_MS || this.#socket === null) return
    this.counts.givenUp += 1
    const seconds = Math.round(silentMs / 1000)
    this.#dropSocket((call) => this.#unreachable('closed', `nothing came for ${seconds} s`, undefined, call))
  }

  #dropSocket(error: (call: PendingCall) => DriverError): void {
    const socket = this.#socket
    this.#socket = null
    this.#ready = false
    this.#stopConnectTimer()
    this.#stopIdleTimer()
    // Replies of an old socket can no longer arrive.
    this.#expired.clear()
    socket?.destroy()
    this.#failAll(error)
    this.#options.onIdle?.()
  }

  #failAll(error: (call: PendingCall) => DriverError): void {
    for (const call of [...this.#pending.values()]) call.settle(error(call))
  }

  #unreachable(hop: Hop, reason: string, cause?: unknown, call?: PendingCall): Unreachable {
    const onReusedConnection = call?.onReusedConnection ?? false
    return new Unreachable({ address: this.address, hop: hopOf(cause) ?? hop, reason, onReusedConnection, cause })
  }

  #remember(opaque: number): void {
    this.#expired.add(opaque)
    if (this.#expired.size <= MAX_EXPIRED) return
    for (const oldest of this.#expired) {
      this.#expired.delete(oldest)
      break
    }
  }

  #nextOpaque(): number {
    do this.#lastOpaque = this.#lastOpaque >= MAX_OPAQUE ? 1 : this.#lastOpaque + 1
    while (this.#pending.has(this.#lastOpaque) || this.#expired.has(this.#lastOpaque))
    return this.#lastOpaque
  }

  #watchIdle(): void {
    if (this.#socket === null || !this.#ready || this.#pending.size > 0 || this.#idleTimer !== null) return
    this.#idleTimer = this.#options.clock.setTimeout(() => {
      this.#idleTimer = null
      this.#dropSocket((call) => this.#unreachable('closed', 'closed while idle', undefined, call))
    }, this.#options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS)
  }

  #stopIdleTimer(): void {
    if (this.#idleTimer !== null) this.#options.clock.clearTimeout(this.#idleTimer)
    this.#idleTimer = null
  }

  #stopConnectTimer(): void {
    if (this.#connectTimer !== null) this.#options.clock.clearTimeout(this.#connectTimer)
    this.#connectTimer = null
  }
}

function closeReason(hop: Hop): string {
  return hop === 'closed' ? 'the server closed the connection' : 'the connection was closed before it was usable'
}

/** getaddrinfo's failures name their system call; they are about the name even where no 'lookup' event tells. */
function hopOf(cause: unknown): Hop | null {
  return cause instanceof Error && 'syscall' in cause && cause.syscall === 'getaddrinfo' ? 'name' : null
}
