import { Aborted, DriverError, OutboundRefused, Unreachable } from './errors.ts'
import { type Credentials, createAclSigner } from './net/acl-sign.ts'
import { createAddressMap } from './net/address-map.ts'
import { publishCall } from './net/call-channel.ts'
import { type Clock, systemClock } from './net/clock.ts'
import type { TlsOptions } from './net/connection.ts'
import { NameServers } from './net/name-servers.ts'
import { createOutboundGuard } from './net/outbound-guard.ts'
import { Pool, type PoolStats } from './net/pool.ts'
import type {
  HeaderInputOf,
  OutcomeNameOf,
  ReplyBodyOf,
  ReplyHeaderOf,
  RequestDefinition,
} from './requests/define-request.ts'
import { type DecodedReply, decodeReply, encodeRequestBody, encodeRequestHeader } from './requests/reply.ts'

export type ClientOptions = {
  /** `host:port` of each name server. */
  nameServers: readonly string[]
  /** `host:port` (remoting) of each proxy; may be called, and may announce addresses, like a name server. */
  proxies?: readonly string[]
  /** Time for an ordinary call; default 3000. */
  timeoutMs?: number
  /** Time for a whole table (21, 201, 43); default 10,000. */
  tableTimeoutMs?: number
  /** Time for a call that the broker relays to a client (307); brokers wait 10 s for the client; default 12,000. */
  relayedTimeoutMs?: number
  connectTimeoutMs?: number
  /** An unused connection is closed after this long; default 90,000. */
  idleTimeoutMs?: number
  tls?: TlsOptions
  credentials?: Credentials
  /** Advertised → reachable, `host:port` → `host:port` or `host` → `host`. */
  addressMap?: Readonly<Record<string, string>>
  /** Default 8. */
  maxInFlightPerAddress?: number
  maxFrameBytes?: number
  /** Refuse every request declared `access: 'write'` before it leaves. */
  readOnly?: boolean
  /** Asked before every request declared `access: 'write'`; what it throws rejects the call, and nothing is sent. */
  beforeWrite?: (request: { code: number; name: string }) => void
  clock?: Clock
}

export type CallOptions = {
  signal?: AbortSignal | undefined
  /** Instead of the time of the request's class. */
  timeoutMs?: number
  /** For requests that declare a body. */
  body?: unknown
}

export type Reply<R extends RequestDefinition> = DecodedReply<ReplyHeaderOf<R>, ReplyBodyOf<R>, OutcomeNameOf<R>> & {
  /** Who answered, as advertised. */
  address: string
}

/** One server's answer or failure, for questions that go to several. */
export type Answer<T> =
  | { address: string; value: T; error: null }
  | { address: string; value: null; error: DriverError }

export type Client = {
  readonly nameServers: readonly string[]
  /** Sends a request to one address and returns its decoded reply. Rejects with a `DriverError`. */
  call<R extends RequestDefinition>(
    address: string,
    request: R,
    header: HeaderInputOf<R>,
    options?: CallOptions,
  ): Promise<Reply<R>>
  /** Asks the name servers in turn until one answers. */
  callNameServer<R extends RequestDefinition>(
    request: R,
    header: HeaderInputOf<R>,
    options?: CallOptions,
  ): Promise<Reply<R>>
  /** Asks every name server at once; never rejects for a server's failure. */
  callEachNameServer<R extends RequestDefinition>(
    request: R,
    header: HeaderInputOf<R>,
    options?: CallOptions,
  ): Promise<Array<Answer<Reply<R>>>>
  /** Makes addresses callable that a configured source named by other means than a route or cluster list. */
  announce(addresses: Iterable<string>): void
  /** Closes all connections; open calls reject with `Aborted`. */
  close(): void
  stats(): PoolStats
}

/** 4.9.4: new enough for strict JSON routes, old enough never to be answered 1500 GO_AWAY (sent above 441 and 475, 5.2+). */
const OUR_VERSION = 401

/** The door to one cluster: connections, time-outs, fail-over and the outbound guard behind `call`. */
export function createClient(options: ClientOptions): Client {
  const clock = options.clock ?? systemClock
  const timeoutByClass = {
    ordinary: options.timeoutMs ?? 3000,
    table: options.tableTimeoutMs ?? 10_000,
    relayed: options.relayedTimeoutMs ?? 12_000,
  }
  const nameServers = new NameServers(options.nameServers)
  const guard = createOutboundGuard({ configured: [...nameServers.addresses, ...(options.proxies ?? [])], clock })
  const pool = new Pool({
    guard,
    addressMap: createAddressMap(options.addressMap),
    clock,
    tls: options.tls,
    sign: options.credentials === undefined ? undefined : createAclSigner(options.credentials),
    maxFrameBytes: options.maxFrameBytes,
    connectTimeoutMs: options.connectTimeoutMs,
    idleTimeoutMs: options.idleTimeoutMs,
    maxInFlightPerAddress: options.maxInFlightPerAddress,
  })

  async function call<R extends RequestDefinition>(
    address: string,
    request: R,
    header: HeaderInputOf<R>,
    callOptions: CallOptions = {},
  ): Promise<Reply<R>> {
    const startedAt = clock.now()
    let requestBytes = 0
    let replyBytes = 0
    let outcome = 'error'
    try {
      if (request.access === 'write' && options.readOnly) {
        throw new OutboundRefused({
          address,
          why: 'read-only',
          reason: `${request.name} changes something, and this cluster is read-only`,
        })
      }
      if (request.access === 'write') options.beforeWrite?.(request)
      if (callOptions.signal?.aborted) throw new Aborted({ address, cause: callOptions.signal.reason })
      const extFields = encodeRequestHeader(request, header, address)
      const body = encodeRequestBody(request, callOptions.body, address)
      const remotingHeader = { code: request.code, language: 'OTHER', version: OUR_VERSION, flag: 0, extFields }
      const limits = {
        timeoutMs: callOptions.timeoutMs ?? timeoutByClass[request.timeout],
        signal: callOptions.signal,
        lane: request.timeout === 'relayed' ? ('relayed' as const) : ('ordinary' as const),
      }
      const send = () => pool.exchange(address, remotingHeader, body, limits)
      const exchange = await send().catch((error: unknown) => {
        // A connection may have died while it was idle, which shows only when it is used. A read is asked again, once.
        if (request.access === 'read' && error instanceof Unreachable && error.onReusedConnection) return send()
        throw error
      })
      requestBytes = exchange.requestBytes
      replyBytes = exchange.frame.body.length
      const reply = decodeReply(request, exchange.frame, address)
      outcome = reply.outcome
      if (request.announces !== null && reply.body != null && guard.isConfigured(address)) {
        guard.announce(request.announces(reply.body))
      }
      return { ...reply, address } as Reply<R>
    } catch (error) {
      outcome = error instanceof DriverError ? error.kind : 'error'
      throw error
    } finally {
      const { code, name } = request
      publishCall(() => ({ code, name, address, ms: clock.now() - startedAt, requestBytes, replyBytes, outcome }))
    }
  }

  return {
    nameServers: nameServers.addresses,
    call,
    callNameServer: (request, header, callOptions) =>
      nameServers.ask((address) => call(address, request, header, callOptions)),
    callEachNameServer: (request, header, callOptions) =>
      Promise.all(
        nameServers.addresses.map(async (address) => {
          try {
            return { address, value: await call(address, request, header, callOptions), error: null }
          } catch (error) {
            if (error instanceof DriverError) return { address, value: null, error }
            throw error
          }
        }),
      ),
    announce: (addresses) => guard.announce(addresses),
    close: () => pool.close(),
    stats: () => pool.stats(),
  }
}
