import { Aborted } from '../errors.ts'
import type { RemotingHeader } from '../wire/header.ts'
import type { AddressMap } from './address-map.ts'
import type { Clock } from './clock.ts'
import { Connection, type ConnectionCounts, type Exchange, type Sign, type TlsOptions } from './connection.ts'
import { Gate } from './gate.ts'
import type { OutboundGuard } from './outbound-guard.ts'

export type PoolOptions = {
  guard: OutboundGuard
  addressMap: AddressMap
  clock: Clock
  tls?: TlsOptions | undefined
  sign?: Sign | undefined
  maxFrameBytes?: number | undefined
  connectTimeoutMs?: number | undefined
  idleTimeoutMs?: number | undefined
  maxInFlightPerAddress?: number | undefined
  maxWaitingPerAddress?: number | undefined
}

/** `relayed` calls wait for a client behind the broker for up to 10 s: they get slots of their own. */
export type Lane = 'ordinary' | 'relayed'

export type PoolStats = {
  connections: Array<{ address: string; open: boolean; inFlight: number; waiting: number } & ConnectionCounts>
}

type Entry = { connection: Connection; ordinary: Gate; relayed: Gate; users: number }

const DEFAULT_MAX_IN_FLIGHT = 8
const DEFAULT_MAX_WAITING = 20_000
const MAX_RELAYED_IN_FLIGHT = 4

/** One connection per address, a limit of calls in flight for each, and nothing kept for addresses that are idle. */
export class Pool {
  readonly #options: PoolOptions
  readonly #entries = new Map<string, Entry>()
  #closed = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** Sends one request to `address` (as advertised). Rejects with a `DriverError`; `OutboundRefused` before connecting. */
  async exchange(
    address: string,
    header: Omit<RemotingHeader, 'opaque'>,
    body: Uint8Array | undefined,
    limits: { timeoutMs: number; signal?: AbortSignal | undefined; lane?: Lane },
  ): Promise<Exchange> {
    if (this.#closed) throw new Aborted({ address, reason: 'the client was closed' })
    this.#options.guard.assertKnown(address)
    const entry = this.#entryOf(address)
    entry.users += 1
    try {
      return await entry[limits.lane ?? 'ordinary'].run(limits, (timeoutMs) =>
        entry.connection.exchange(header, body, { timeoutMs, signal: limits.signal }),
      )
    } finally {
      entry.users -= 1
      this.#forgetIfIdle(address, entry)
    }
  }

  stats(): PoolStats {
    return {
      connections: [...this.#entries].map(([address, entry]) => ({
        address,
        open: entry.connection.isOpen,
        inFlight: entry.ordinary.inFlight + entry.relayed.inFlight,
        waiting: entry.ordinary.waiting + entry.relayed.waiting,
        ...entry.connection.counts,
      })),
    }
  }

  /** Closes every socket and fails every waiting call with `Aborted`. */
  close(): void {
    this.#closed = true
    for (const entry of this.#entries.values()) {
      entry.ordinary.close()
      entry.relayed.close()
      entry.connection.close()
    }
    this.#entries.clear()
  }

  #entryOf(address: string): Entry {
    const existing = this.#entries.get(address)
    if (existing !== undefined) return existing
    const { addressMap, clock, guard } = this.#options
    const reachable = addressMap.reachable(address)
    guard.assertReachable(address, reachable)
    const maxWaiting = this.#options.maxWaitingPerAddress ?? DEFAULT_MAX_WAITING
    const entry: Entry = {
      connection: new Connection({
        address,
        reachable,
        clock,
        tls: this.#options.tls,
        sign: this.#options.sign,
        lookup: guard.lookup,
        maxFrameBytes: this.#options.maxFrameBytes,
        connectTimeoutMs: this.#options.connectTimeoutMs,
        idleTimeoutMs: this.#options.idleTimeoutMs,
        onIdle: () => this.#forgetIfIdle(address, entry),
      }),
      ordinary: new Gate({
        address,
        limit: this.#options.maxInFlightPerAddress ?? DEFAULT_MAX_IN_FLIGHT,
        maxWaiting,
        clock,
      }),
      relayed: new Gate({ address, limit: MAX_RELAYED_IN_FLIGHT, maxWaiting, clock }),
      users: 0,
    }
    this.#entries.set(address, entry)
    return entry
  }

  #forgetIfIdle(address: string, entry: Entry): void {
    if (entry.users === 0 && !entry.connection.isOpen && this.#entries.get(address) === entry) {
      this.#entries.delete(address)
    }
  }
}
