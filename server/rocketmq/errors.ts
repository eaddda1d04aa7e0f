// A bundler may load this module several times in one process, and an error of one copy is caught with another's classes:
// `instanceof` therefore goes by this brand and the kind.
const brand = Symbol.for('rocketdeck.driver-error')

/**
 * What can go wrong with a call, by whose fault it is. Every error of the driver is a `DriverError`:
 * `kind` is stable (for mappers and counters), `address` names the server as it was advertised (several: joined by `;`),
 * `retryable` says whether the same *read* may succeed when asked again.
 */
export abstract class DriverError extends Error {
  /** Null on this class, which stands for every kind. */
  static readonly kind: DriverErrorKind | null = null
  readonly [brand] = true
  abstract readonly kind: DriverErrorKind
  abstract readonly retryable: boolean
  readonly address: string

  constructor(message: string, address: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.address = address
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null || !(brand in value)) return false
    // biome-ignore lint/complexity/noThisInStatic: `this` is the class on the right of instanceof
    return this.kind === null || ('kind' in value && value.kind === this.kind)
  }
}

export type DriverErrorKind =
  | 'refused'
  | 'unreachable'
  | 'timed-out'
  | 'bad-reply'
  | 'outbound-refused'
  | 'aborted'
  | 'queue-full'
  | 'bad-request'
  | 'no-name-server'

/** The server answered, and the answer is no. `remark` is its own first line, without the Java source location. */
export class BrokerRefused extends DriverError {
  static override readonly kind = 'refused'
  readonly kind = 'refused'
  readonly retryable: boolean
  readonly code: number
  /** The name of the response code, e.g. `TOPIC_NOT_EXIST`; null for a code that we have no name for. */
  readonly codeName: string | null
  readonly remark: string | null

  constructor(input: { code: number; codeName: string | null; remark: string | null; address: string }) {
    const remark = input.remark === null ? null : firstLineOfRemark(input.remark)
    const name = input.codeName === null ? `code ${input.code}` : `${input.codeName} (${input.code})`
    super(`${input.address} refused: ${name}${remark ? `, ${remark}` : ''}`, input.address)
    this.code = input.code
    this.codeName = input.codeName
    this.remark = remark
    // 2 SYSTEM_BUSY, 14 SERVICE_NOT_AVAILABLE, 215 FLOW_CONTROL, 1500 GO_AWAY: the server says "later".
    this.retryable = input.code === 2 || input.code === 14 || input.code === 215 || input.code === 1500
  }
}

/** The step of reaching a server that failed: resolving the name, connecting, the TLS handshake, or the open connection closed. */
export type Hop = 'name' | 'connect' | 'tls' | 'closed'

/** No answer because there is no working connection; `hop` says how far it came. */
export class Unreachable extends DriverError {
  static override readonly kind = 'unreachable'
  readonly kind = 'unreachable'
  readonly retryable = true
  readonly hop: Hop
  /** The call had been written to a connection that already existed: an idle one may have died unseen. */
  readonly onReusedConnection: boolean

  constructor(input: { address: string; hop: Hop; reason: string; onReusedConnection?: boolean; cause?: unknown }) {
    super(`${input.address} is unreachable (${input.hop}): ${input.reason}`, input.address, input.cause)
    this.hop = input.hop
    this.onReusedConnection = input.onReusedConnection ?? false
  }
}

/** The deadline of the call passed: while it waited for its turn (`queue`) or for the reply (`reply`). */
export class TimedOut extends DriverError {
  static override readonly kind = 'timed-out'
  readonly kind = 'timed-out'
  readonly retryable = true
  readonly timeoutMs: number
  readonly phase: 'queue' | 'reply'

  constructor(input: { address: string; timeoutMs: number; phase: 'queue' | 'reply' }) {
    const what = input.phase === 'queue' ? 'did not get its turn' : 'got no reply'
    super(`${input.address}: the call ${what} within ${input.timeoutMs} ms`, input.address)
    this.timeoutMs = input.timeoutMs
    this.phase = input.phase
  }
}

/** What came back is not the protocol, or not what the request promises. */
export class BadReply extends DriverError {
  static override readonly kind = 'bad-reply'
  readonly kind = 'bad-reply'
  readonly retryable = false

  constructor(input: { address: string; reason: string; cause?: unknown }) {
    super(`${input.address} sent a reply that cannot be read: ${input.reason}`, input.address, input.cause)
  }
}

/** The driver itself refused, before any connection was made. */
export class OutboundRefused extends DriverError {
  static override readonly kind = 'outbound-refused'
  readonly kind = 'outbound-refused'
  readonly retryable = false
  readonly why: 'not-announced' | 'forbidden-network' | 'malformed' | 'read-only'

  constructor(input: { address: string; why: OutboundRefused['why']; reason: string }) {
    super(`${input.address} was not contacted: ${input.reason}`, input.address)
    this.why = input.why
  }
}

/** The caller's signal fired, or the client was closed. */
export class Aborted extends DriverError {
  static override readonly kind = 'aborted'
  readonly kind = 'aborted'
  readonly retryable = false

  constructor(input: { address: string; reason?: string; cause?: unknown }) {
    super(`${input.address}: ${input.reason ?? 'the call was aborted'}`, input.address, input.cause)
  }
}

/** Too many calls wait for this address already. */
export class QueueFull extends DriverError {
  static override readonly kind = 'queue-full'
  readonly kind = 'queue-full'
  readonly retryable = true

  constructor(input: { address: string; limit: number }) {
    super(`${input.address}: ${input.limit} calls are waiting already`, input.address)
  }
}

/** The caller's own header or body does not fit the request's declaration. */
export class BadRequest extends DriverError {
  static override readonly kind = 'bad-request'
  readonly kind = 'bad-request'
  readonly retryable = false

  constructor(input: { address: string; request: string; reason: string; cause?: unknown }) {
    super(`${input.request}: ${input.reason}`, input.address, input.cause)
  }
}

/** Every configured name server failed; `failures` says how, in the order they were asked. */
export class NoNameServer extends DriverError {
  static override readonly kind = 'no-name-server'
  readonly kind = 'no-name-server'
  readonly retryable = true
  readonly failures: ReadonlyArray<{ address: string; error: DriverError }>

  constructor(failures: ReadonlyArray<{ address: string; error: DriverError }>) {
    super(
      `no name server answered: ${failures.map((failure) => failure.error.message).join('; ')}`,
      failures.map((failure) => failure.address).join(';'),
      failures[0]?.error,
    )
    this.failures = failures
  }
}

/**
 * The part of a remark a person can use: `CODE: 17  DESC: …` wrappers, stack traces and
 * `, org.apache.…(File.java:123)` locations are cut (RemotingHelper#exceptionSimpleDesc appends them, all versions).
 */
export function firstLineOfRemark(remark: string): string {
  const line = remark.split(/[\r\n]/).find((part) => part.trim() !== '') ?? ''
  return line
    .replace(/,\s*(?:[\w$]+\.)+[\w$<>]+\([\w$]+\.java:\d+\)\s*$/, '')
    .replace(/\s*(?:at\s+)?(?:[\w$]+\.)+[\w$<>]+\([\w$]+\.java:\d+\)\s*$/, '')
    .trim()
}
