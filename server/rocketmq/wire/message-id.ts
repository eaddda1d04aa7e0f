// Message ids, all upper-case hex. Sizes in bytes.
//
//   offsetMsgId (MessageDecoder#createMessageId)      store ip 4|16, port 4, commit log offset 8          32 | 56 hex
//   UNIQ_KEY (MessageClientIDSetter, Java C++ Go)     client ip 4|16, pid 2, class loader hash 4,
//            milliseconds since the first of the month 00:00 in the client's time zone 4, counter 2      32 | 56 hex
//   UNIQ_KEY (MessageIdCodec, gRPC clients 5.x)       0x01, MAC 6, pid 2, seconds since 2021-01-01 UTC 4,
//            counter 4                                                                                   34 hex
//
// The first two have the same length: only a known broker address tells them apart.
import { ipBytes, ipText } from './ip-address.ts'

export type OffsetMessageId = { ip: string; port: number; commitLogOffset: bigint }

export type UniqueKey =
  | { client: 'remoting'; ip: string; pid: number; bornAt: number; counter: number }
  | { client: 'grpc'; mac: string; pid: number; bornAt: number; counter: number }

export type MessageId =
  | { kind: 'offset-or-unique'; id: string; offset: OffsetMessageId }
  | { kind: 'unique'; id: string }

const GRPC_EPOCH = Date.UTC(2021, 0, 1)

/**
 * What a text can be. `offset-or-unique`: it reads as an address and an offset, so it is a broker's id if that address
 * is a known broker's and otherwise a client's; `unique`: of the shape of a client's id and nothing else.
 * Null when it is neither (a business key). White space around it is ignored.
 */
export function parseMessageId(id: string): MessageId | null {
  const trimmed = id.trim()
  const offset = decodeOffsetMessageId(trimmed)
  if (offset) return { kind: 'offset-or-unique', id: trimmed, offset }
  return uniqueKeyBytes(trimmed) ? { kind: 'unique', id: trimmed } : null
}

/** The parts of a broker's id; null when the text has another shape, no possible port or a negative offset. */
export function decodeOffsetMessageId(id: string): OffsetMessageId | null {
  const bytes = hexBytes(id)
  if (bytes?.length !== 16 && bytes?.length !== 28) return null
  const ipLength = bytes.length - 12
  const port = bytes.readUInt32BE(ipLength)
  const commitLogOffset = bytes.readBigInt64BE(ipLength + 4)
  if (port < 1 || port > 65_535 || commitLogOffset < 0n) return null
  return { ip: ipText(bytes.subarray(0, ipLength)), port, commitLogOffset }
}

/**
 * The id a broker gives a message.
 * @throws RangeError when `ip` is no IP address or a number does not fit.
 */
export function encodeOffsetMessageId({ ip, port, commitLogOffset }: OffsetMessageId): string {
  const address = ipBytes(ip)
  const rest = Buffer.alloc(12)
  rest.writeInt32BE(port, 0)
  rest.writeBigInt64BE(commitLogOffset, 4)
  return Buffer.concat([address, rest]).toString('hex').toUpperCase()
}

/**
 * The parts of a client's id; null when the text has another shape. `bornAt` (epoch milliseconds) of a remoting
 * client's id is a guess: the id counts from the start of a month it does not name, here the latest that is not in
 * the future of `now`, in this process's time zone (as Java's MessageClientIDSetter#getNearlyTimeFromID).
 */
export function decodeUniqueKey(id: string, now: Date): UniqueKey | null {
  const bytes = uniqueKeyBytes(id)
  if (!bytes) return null
  if (bytes.length === 17) {
    return {
      client: 'grpc',
      mac: bytes.toString('hex', 1, 7).replace(/..(?!$)/g, '$&:'),
      pid: bytes.readUInt16BE(7),
      bornAt: GRPC_EPOCH + bytes.readUInt32BE(9) * 1000,
      counter: bytes.readUInt32BE(13),
    }
  }
  const ipLength = bytes.length - 12
  const sinceMonthMs = bytes.readUInt32BE(ipLength + 6)
  const thisMonth = new Date(now.getFullYear(), now.getMonth(), 1).getTime() + sinceMonthMs
  const lastMonth = new Date(now.getFullYear(), now.getMonth() - 1, 1).getTime() + sinceMonthMs
  return {
    client: 'remoting',
    ip: ipText(bytes.subarray(0, ipLength)),
    pid: bytes.readUInt16BE(ipLength),
    bornAt: thisMonth > now.getTime() ? lastMonth : thisMonth,
    counter: bytes.readUInt16BE(ipLength + 10),
  }
}

/**
 * A maker of UNIQ_KEYs in the form of the Java client (MessageClientIDSetter#createUniqID): address, process, 4 bytes
 * that tell this maker from others of the process, milliseconds since the first of the month, counter. Each is new as
 * long as fewer than 65,536 are made in a millisecond.
 * @throws RangeError when `ip` is no IP address.
 */
export function uniqueKeyMaker({ ip, pid, salt }: { ip: string; pid: number; salt: number }): (now: Date) => string {
  const address = ipBytes(ip)
  let counter = 0
  return (now) => {
    const rest = Buffer.alloc(12)
    rest.writeUInt16BE(pid & 0xffff, 0)
    rest.writeUInt32BE(salt >>> 0, 2)
    rest.writeUInt32BE((now.getTime() - new Date(now.getFullYear(), now.getMonth(), 1).getTime()) >>> 0, 6)
    rest.writeUInt16BE(counter, 10)
    counter = (counter + 1) & 0xffff
    return Buffer.concat([address, rest]).toString('hex').toUpperCase()
  }
}

function uniqueKeyBytes(id: string): Buffer | null {
  const bytes = hexBytes(id)
  if (bytes?.length === 17) return bytes[0] === 1 ? bytes : null
  return bytes?.length === 16 || bytes?.length === 28 ? bytes : null
}

function hexBytes(id: string): Buffer | null {
  return /^(?:[\da-fA-F]{2}){16,28}$/.test(id) ? Buffer.from(id, 'hex') : null
}
