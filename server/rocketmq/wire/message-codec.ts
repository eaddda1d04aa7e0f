// Stored messages, the bodies of PULL, QUERY and VIEW answers (MessageDecoder / MessageExtEncoder, 4.4 … 5.5):
// records back to back, big-endian.
//
//   totalSize 4 | magic 4 | bodyCRC 4 | queueId 4 | flag 4 | queueOffset 8 | commitLogOffset 8 | sysFlag 4
//   | bornTimestamp 8 | bornHost 4|16 + port 4 | storeTimestamp 8 | storeHost 4|16 + port 4 | reconsumeTimes 4
//   | preparedTransactionOffset 8 | bodyLength 4 + body | topicLength 1|2 + topic | propertiesLength 2 + properties
//
//   magic        V1 0xDAA320A7: topicLength is a signed byte; V2 0xDAA320AB (5.1.0+): int16; 0xCBD43194 is filler
//   bodyCRC      CRC32 of the stored body & 0x7FFFFFFF
//   sysFlag      0x1 compressed, 0xC transaction, 0x10 bornHost is IPv6, 0x20 storeHost is IPv6, 0x80 inner batch,
//                0x700 compression type
//
// One message of an inner batch or of a SEND_BATCH_MESSAGE body (MessageDecoder#encodeMessage):
//   totalSize 4 | magic 4 (0) | bodyCRC 4 (0) | flag 4 | bodyLength 4 + body | propertiesLength 2 + properties
import { crc32 } from 'node:zlib'
import { ipBytes, ipText } from './ip-address.ts'
import { encodeMessageProperties, parseMessageProperties } from './message-properties.ts'

export { decompressBody } from './message-body.ts'

export const MESSAGE_MAGIC_V1 = 0xda_a3_20_a7
export const MESSAGE_MAGIC_V2 = 0xda_a3_20_ab
const BLANK_MAGIC = 0xcb_d4_31_94
const BORN_HOST_V6 = 0x10
const STORE_HOST_V6 = 0x20

export type MessageHost = { ip: string; port: number }

/** A message as a broker stores it. Timestamps are epoch milliseconds. `body` shares memory with the decoded bytes. */
export type WireMessage = {
  queueId: number
  flag: number
  queueOffset: bigint
  commitLogOffset: bigint
  sysFlag: number
  bornTimestamp: bigint
  bornHost: MessageHost
  storeTimestamp: bigint
  storeHost: MessageHost
  reconsumeTimes: number
  preparedTransactionOffset: bigint
  topic: string
  properties: Array<[name: string, value: string]>
  /** As stored: possibly compressed, see `decompressBody`. */
  body: Buffer
  /** The whole record. */
  storedSizeBytes: number
  magic: number
  bodyCrc: number
  bodyCrcMatches: boolean
}

/** A message inside a batch body. */
export type InnerMessage = { flag: number; properties: Array<[name: string, value: string]>; body: Buffer }

/** What stopped a decoder before the end of its input: where, and why. */
export type UndecodedRest = { reason: string; offset: number }

/** What `encodeMessage` needs: sizes and checksums are computed, a magic is chosen by the topic's length. */
export type MessageToEncode = Omit<WireMessage, 'storedSizeBytes' | 'magic' | 'bodyCrc' | 'bodyCrcMatches'> &
  Partial<Pick<WireMessage, 'magic' | 'bodyCrc'>>

/**
 * Every message up to the end, or to the first bytes that are no message; those are described by `rest`. Never throws:
 * a broker asked for a wrong offset answers with whatever lies there.
 */
export function decodeMessages(bytes: Buffer): { messages: WireMessage[]; rest?: UndecodedRest } {
  return decodeRecords(bytes, readMessage)
}

/** The messages of an inner-batch body (sysFlag 0x80) or of a SEND_BATCH_MESSAGE request; never throws. */
export function decodeInnerBatch(body: Buffer): { messages: InnerMessage[]; rest?: UndecodedRest } {
  return decodeRecords(body, readInnerMessage)
}

/**
 * The record of a message, for fixtures and a scripted broker. The IPv6 bits of `sysFlag` are set to fit the hosts.
 * @throws RangeError when a field does not fit.
 */
export function encodeMessage(m: MessageToEncode): Buffer {
  const topic = Buffer.from(m.topic)
  const magic = m.magic ?? (topic.length > 127 ? MESSAGE_MAGIC_V2 : MESSAGE_MAGIC_V1)
  const bornIp = ipBytes(m.bornHost.ip)
  const storeIp = ipBytes(m.storeHost.ip)
  const hostBits = (bornIp.length === 16 ? BORN_HOST_V6 : 0) | (storeIp.length === 16 ? STORE_HOST_V6 : 0)
  const fields = [
    uint32(magic),
    int32(m.bodyCrc ?? bodyCrcOf(m.body)),
    int32(m.queueId),
    int32(m.flag),
    int64(m.queueOffset),
    int64(m.commitLogOffset),
    int32((m.sysFlag & ~(BORN_HOST_V6 | STORE_HOST_V6)) | hostBits),
    int64(m.bornTimestamp),
    bornIp,
    int32(m.bornHost.port),
    int64(m.storeTimestamp),
    storeIp,
    int32(m.storeHost.port),
    int32(m.reconsumeTimes),
    int64(m.preparedTransactionOffset),
    int32(m.body.length),
    m.body,
    magic === MESSAGE_MAGIC_V2 ? int16(topic.length) : int8(topic.length),
    topic,
    ...propertiesField(m.properties),
  ]
  return withTotalSize(fields)
}

/**
 * The body of a SEND_BATCH_MESSAGE request or of an inner batch.
 * @throws RangeError when a field does not fit.
 */
export function encodeInnerBatch(messages: Iterable<InnerMessage>): Buffer {
  const records = Array.from(messages, (m) =>
    withTotalSize([int32(0), int32(0), int32(m.flag), int32(m.body.length), m.body, ...propertiesField(m.properties)]),
  )
  return Buffer.concat(records)
}

function decodeRecords<M>(bytes: Buffer, read: (record: RecordReader) => M): { messages: M[]; rest?: UndecodedRest } {
  const messages: M[] = []
  let offset = 0
  while (offset < bytes.length) {
    try {
      const totalSize = bytes.length - offset < 4 ? Number.NaN : bytes.readInt32BE(offset)
      if (!(totalSize >= 8 && totalSize <= bytes.length - offset)) {
        throw new NoMessage(Number.isNaN(totalSize) ? 'less than 4 bytes' : `record size ${totalSize} is impossible`)
      }
      messages.push(read(new RecordReader(bytes.subarray(offset, offset + totalSize))))
      offset += totalSize
    } catch (error) {
      if (!(error instanceof NoMessage)) throw error
      return { messages, rest: { reason: error.message, offset } }
    }
  }
  return { messages }
}

function readMessage(record: RecordReader): WireMessage {
  const storedSizeBytes = record.int32()
  const magic = record.int32() >>> 0
  if (magic === BLANK_MAGIC) throw new NoMessage('filler at the end of a commit log file')
  if (magic !== MESSAGE_MAGIC_V1 && magic !== MESSAGE_MAGIC_V2)
    throw new NoMessage(`unknown magic ${magic.toString(16)}`)
  const bodyCrc = record.int32()
  const queueId = record.int32()
  const flag = record.int32()
  const queueOffset = record.int64()
  const commitLogOffset = record.int64()
  const sysFlag = record.int32()
  const bornTimestamp = record.int64()
  const bornHost = record.host((sysFlag & BORN_HOST_V6) !== 0)
  const storeTimestamp = record.int64()
  const storeHost = record.host((sysFlag & STORE_HOST_V6) !== 0)
  const reconsumeTimes = record.int32()
  const preparedTransactionOffset = record.int64()
  const body = record.bytes(record.int32())
  const topic = record.bytes(magic === MESSAGE_MAGIC_V2 ? record.int16() : record.int8()).toString()
  const properties = parseMessageProperties(record.bytes(record.int16()))
  return {
    queueId,
    flag,
    queueOffset,
    commitLogOffset,
    sysFlag,
    bornTimestamp,
    bornHost,
    storeTimestamp,
    storeHost,
    reconsumeTimes,
    preparedTransactionOffset,
    topic,
    properties,
    body,
    storedSizeBytes,
    magic,
    bodyCrc,
    bodyCrcMatches: bodyCrc === bodyCrcOf(body),
  }
}

function readInnerMessage(record: RecordReader): InnerMessage {
  record.bytes(12)
  const flag = record.int32()
  const body = record.bytes(record.int32())
  return { flag, properties: parseMessageProperties(record.bytes(record.int16())), body }
}

function bodyCrcOf(body: Buffer): number {
  return crc32(body) & 0x7f_ff_ff_ff
}

class NoMessage extends Error {}

/** Reads fields in order within one record; a field that exceeds it means that the record is no message. */
class RecordReader {
  readonly #record: Buffer
  #offset = 0

  constructor(record: Buffer) {
    this.#record = record
  }

  int8(): number {
    return this.bytes(1).readInt8(0)
  }

  int16(): number {
    return this.bytes(2).readInt16BE(0)
  }

  int32(): number {
    return this.bytes(4).readInt32BE(0)
  }

  int64(): bigint {
    return this.bytes(8).readBigInt64BE(0)
  }

  host(isV6: boolean): MessageHost {
    const ip = ipText(this.bytes(isV6 ? 16 : 4))
    return { ip, port: this.int32() }
  }

  bytes(length: number): Buffer {
    if (length < 0 || length > this.#record.length - this.#offset) {
      throw new NoMessage(`a field of ${length} bytes at ${this.#offset} exceeds the record`)
    }
    this.#offset += length
    return this.#record.subarray(this.#offset - length, this.#offset)
  }
}

function withTotalSize(fields: Uint8Array[]): Buffer {
  const size = fields.reduce((sum, field) => sum + field.length, 4)
  return Buffer.concat([int32(size), ...fields], size)
}

function propertiesField(properties: Iterable<readonly [string, string]>): Buffer[] {
  const text = Buffer.from(encodeMessageProperties(properties))
  return [int16(text.length), text]
}

function int8(value: number): Buffer {
  const b = Buffer.allocUnsafe(1)
  b.writeInt8(value)
  return b
}

function int16(value: number): Buffer {
  const b = Buffer.allocUnsafe(2)
  b.writeInt16BE(value)
  return b
}

function int32(value: number): Buffer {
  const b = Buffer.allocUnsafe(4)
  b.writeInt32BE(value)
  return b
}

function uint32(value: number): Buffer {
  const b = Buffer.allocUnsafe(4)
  b.writeUInt32BE(value)
  return b
}

function int64(value: bigint): Buffer {
  const b = Buffer.allocUnsafe(8)
  b.writeBigInt64BE(value)
  return b
}
