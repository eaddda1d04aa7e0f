/** What a text is, as an id of a message; `reason` (for a person) when it is none. */
export type MessageIdKind =
  /** Made by a client: bound to be a unique id. */
  | { kind: 'unique'; id: string }
  /** 32 or 56 hex digits that can be read as a broker address and position, or as a client's unique id. */
  | { kind: 'offset-or-unique'; id: string; offset: OffsetMessageIdParts }
  /** Unique id of a 5.x gRPC client. */
  | { kind: 'grpc-unique'; id: string }
  | { kind: null; reason: string }

/** Store host and commit-log position; `host` in the textual form of `formatHost`. */
export type OffsetMessageIdParts = { host: string; port: number; commitLogOffset: bigint }

/**
 * Recognises a message id by its form only. 32 hex digits (56 with an IPv6 host) are an offset message id
 * (address 4|16, port 4, commit-log offset 8 bytes) or a client's unique id (address 4|16, process id 2, class-loader
 * hash 4, time 4, counter 2): where the port or the offset could not be one, it must be a unique id; otherwise only
 * the cluster can tell (is that address a broker?). 34 hex digits beginning with 01 are a gRPC client's.
 * MessageDecoder#decodeMessageId and MessageClientIDSetter, 4.4 to 5.5; MessageIdCodec of the 5.x clients.
 * The id is kept as typed, without white space around it: brokers compare unique ids by case.
 */
export function recogniseMessageId(text: string): MessageIdKind {
  const id = text.trim()
  if (id === '') return { kind: null, reason: 'empty' }
  if (!/^[0-9a-f]+$/i.test(id)) return { kind: null, reason: `not hexadecimal; ${WHAT_AN_ID_IS}` }
  if (id.length === 34) {
    if (id.startsWith('01')) return { kind: 'grpc-unique', id }
    return { kind: null, reason: `34 digits that do not begin with 01; ${WHAT_AN_ID_IS}` }
  }
  if (id.length !== 32 && id.length !== 56) {
    return { kind: null, reason: `${id.length} digits; ${WHAT_AN_ID_IS}` }
  }
  const offset = decodeOffsetMessageId(id)
  return offset ? { kind: 'offset-or-unique', id, offset } : { kind: 'unique', id }
}

export const WHAT_AN_ID_IS =
  'a message ID has 32 or 56 hexadecimal digits, or 34 beginning with 01 (gRPC clients); an offset message ID has 32 or 56'

/** Reads an id as broker address and position; null when port or offset cannot be one. */
export function decodeOffsetMessageId(id: string): OffsetMessageIdParts | null {
  const addressDigits = hexAddressDigits(id)
  if (addressDigits === null) return null
  const port = hexNumber(id, addressDigits, 8)
  const commitLogOffset = BigInt(`0x${id.slice(addressDigits + 8)}`)
  if (port < 1 || port > 65_535 || commitLogOffset >= 1n << 63n) return null
  return { host: formatHost(id.slice(0, addressDigits)), port, commitLogOffset }
}

/** Parts of a unique id. `msInMonth` counts from the first of the month, 00:00 in the client's own time zone. */
export type UniqueIdParts = { host: string; processId: number; msInMonth: number; counter: number }

/** Reads a 32 or 56 digit id as a client's unique id; null for another form. */
export function decodeUniqueId(id: string): UniqueIdParts | null {
  const addressDigits = hexAddressDigits(id)
  if (addressDigits === null) return null
  return {
    host: formatHost(id.slice(0, addressDigits)),
    processId: hexNumber(id, addressDigits, 4),
    msInMonth: hexNumber(id, addressDigits + 12, 8),
    counter: hexNumber(id, addressDigits + 20, 4),
  }
}

/**
 * When a unique id was made (epoch ms): the month is not in the id, so it is the latest one in which that moment is
 * not in the future. `utcOffsetMinutes` is the client's time zone (+60 = UTC+1), which the id does not tell either.
 */
export function uniqueIdTime({ msInMonth }: UniqueIdParts, nowMs: number, utcOffsetMinutes: number): number {
  const shiftMs = utcOffsetMinutes * 60_000
  const local = new Date(nowMs + shiftMs)
  const monthStart = (back: number) => Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - back, 1) - shiftMs
  const atMs = monthStart(0) + msInMonth
  return atMs <= nowMs ? atMs : monthStart(1) + msInMonth
}

/** Parts of a gRPC client's id: MAC address, process id, creation second of the client, sequence. */
export type GrpcUniqueIdParts = { mac: string; processId: number; clientStartedAtMs: number; sequence: number }

/** Reads a 34 digit id beginning with 01; null for another form. */
export function decodeGrpcUniqueId(id: string): GrpcUniqueIdParts | null {
  if (!/^01[0-9a-f]{32}$/i.test(id)) return null
  return {
    mac: id.slice(2, 14).toLowerCase().match(/../g)!.join(':'),
    processId: hexNumber(id, 14, 4),
    clientStartedAtMs: GRPC_EPOCH_MS + hexNumber(id, 18, 8) * 1000,
    sequence: hexNumber(id, 26, 8),
  }
}

/** Host from 8 or 32 hex digits: `10.0.0.1`, or IPv6 in its short form (RFC 5952), without brackets. */
export function formatHost(hex: string): string {
  if (hex.length === 8) return [0, 2, 4, 6].map((at) => hexNumber(hex, at, 2)).join('.')
  const groups = [0, 4, 8, 12, 16, 20, 24, 28].map((at) => hexNumber(hex, at, 4).toString(16))
  const zeros = [...groups.join(':').matchAll(/\b0(?::0\b)+/g)].sort((a, b) => b[0].length - a[0].length)[0]
  if (!zeros) return groups.join(':')
  const text = groups.join(':')
  const before = text.slice(0, zeros.index).replace(/:$/, '')
  const after = text.slice(zeros.index + zeros[0].length).replace(/^:/, '')
  return `${before}::${after}`
}

const GRPC_EPOCH_MS = Date.UTC(2021, 0, 1)

const hexNumber = (hex: string, at: number, digits: number) => Number.parseInt(hex.slice(at, at + digits), 16)

function hexAddressDigits(id: string): 8 | 32 | null {
  if (!/^(?:[0-9a-f]{32}|[0-9a-f]{56})$/i.test(id)) return null
  return id.length === 32 ? 8 : 32
}
