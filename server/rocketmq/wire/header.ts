// Header of a remoting frame (RemotingCommand, 4.4 … 5.5), in two formats.
//
// 0 JSON: what fastjson prints, keys alphabetical, null fields omitted
//   {"code":105,"extFields":{"topic":"T"},"flag":0,"language":"JAVA","opaque":0,"remark":"r",
//    "serializeTypeCurrentRPC":"JSON","version":0}
//
// 1 ROCKETMQ (RocketMQSerializable): big-endian
//   code:int16 | language:int8 | version:int16 | opaque:int32 | flag:int32
//   | remarkLength:int32 | remark utf8 | extLength:int32 | ext
//   ext = { keyLength:int16 | key utf8 | valueLength:int32 | value utf8 }, until extLength bytes are used
//
// A server may answer a JSON request in its own default format (4.4 … 4.9.0 and 5.x), so both must be readable.
import { BadFrame } from './bad-frame.ts'
import { parseLenientJson } from './lenient-json.ts'

/**
 * `code` is the request code or, in a response, the response code. `version` is an MQVersion ordinal (mq-version.ts):
 * brokers and name servers put their own into every response. All `extFields` values travel as strings.
 */
export type RemotingHeader = {
  code: number
  language: string
  version: number
  opaque: number
  flag: number
  remark?: string
  extFields: Record<string, string>
}

/** Bit of `flag`: this frame answers a request. */
export const FLAG_RESPONSE = 1
/** Bit of `flag`: no answer is expected. */
export const FLAG_ONEWAY = 2

/** LanguageCode by its wire byte. RUST since 4.9.8 / 5.0, NODE_JS since 5.3.2. */
const LANGUAGES = [
  'JAVA',
  'CPP',
  'DOTNET',
  'PYTHON',
  'DELPHI',
  'ERLANG',
  'RUBY',
  'OTHER',
  'HTTP',
  'GO',
  'PHP',
  'OMS',
  'RUST',
  'NODE_JS',
]
const OTHER_LANGUAGE = 7
const INT16_MAX = 0x7f_ff

/** The header as JSON text in UTF-8, byte for byte what a Java server prints. */
export function encodeJsonHeader(h: RemotingHeader): Buffer {
  return Buffer.from(
    JSON.stringify({
      code: h.code,
      extFields: Object.keys(h.extFields).length > 0 ? h.extFields : undefined,
      flag: h.flag,
      language: h.language,
      opaque: h.opaque,
      remark: h.remark,
      serializeTypeCurrentRPC: 'JSON',
      version: h.version,
    }),
  )
}

/**
 * Reads a header; `serializeType` is byte 4 of the frame.
 * @throws BadFrame when the bytes are not a header of that type.
 */
export function decodeHeader(serializeType: number, bytes: Buffer): RemotingHeader {
  if (serializeType === 0) return decodeJsonHeader(bytes)
  if (serializeType === 1) return decodeBinaryHeader(bytes)
  throw new BadFrame(`unknown header serialize type ${serializeType}`)
}

/**
 * The header in the binary format.
 * @throws RangeError for a code above 32767 (POP codes), which this format cannot carry.
 */
export function encodeBinaryHeader(h: RemotingHeader): Buffer {
  if (h.code > INT16_MAX) throw new RangeError(`code ${h.code} does not fit a binary header`)
  const remark = Buffer.from(h.remark ?? '')
  const ext = Buffer.concat(
    Object.entries(h.extFields).map(([key, value]) => {
      const keyBytes = Buffer.from(key)
      const valueBytes = Buffer.from(value)
      if (keyBytes.length > INT16_MAX) throw new RangeError(`name of ext field is too long: ${keyBytes.length} bytes`)
      const entry = Buffer.allocUnsafe(6 + keyBytes.length + valueBytes.length)
      entry.writeInt16BE(keyBytes.length, 0)
      keyBytes.copy(entry, 2)
      entry.writeInt32BE(valueBytes.length, 2 + keyBytes.length)
      valueBytes.copy(entry, 6 + keyBytes.length)
      return entry
    }),
  )
  const languageByte = LANGUAGES.indexOf(h.language)
  const fixed = Buffer.allocUnsafe(17)
  fixed.writeInt16BE(h.code, 0)
  fixed.writeInt8(languageByte < 0 ? OTHER_LANGUAGE : languageByte, 2)
  fixed.writeInt16BE(h.version, 3)
  fixed.writeInt32BE(h.opaque, 5)
  fixed.writeInt32BE(h.flag, 9)
  fixed.writeInt32BE(remark.length, 13)
  const extLength = Buffer.allocUnsafe(4)
  extLength.writeInt32BE(ext.length, 0)
  return Buffer.concat([fixed, remark, extLength, ext])
}

function decodeJsonHeader(bytes: Buffer): RemotingHeader {
  let value: unknown
  try {
    value = parseLenientJson(bytes, { maxDepth: 8 })
  } catch (error) {
    throw new BadFrame('header is not JSON', { cause: error })
  }
  if (!isRecord(value)) throw new BadFrame('header is not a JSON object')
  const remark = value.remark
  const header: RemotingHeader = {
    code: int32(value, 'code'),
    language: typeof value.language === 'string' ? value.language : 'OTHER',
    // fastjson gives an absent primitive its Java default.
    version: int32(value, 'version', 0),
    opaque: int32(value, 'opaque'),
    flag: int32(value, 'flag', 0),
    extFields: extFieldsOf(value.extFields),
  }
  if (typeof remark === 'string') header.remark = remark
  return header
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function int32(header: Record<string, unknown>, name: string, absent?: number): number {
  const value = header[name] ?? absent
  if (typeof value !== 'number' || (value | 0) !== value) throw new BadFrame(`header field ${name} is not an int32`)
  return value
}

function extFieldsOf(value: unknown): Record<string, string> {
  const extFields = emptyExtFields()
  if (value === undefined || value === null) return extFields
  if (!isRecord(value)) throw new BadFrame('header extFields is not an object')
  for (const [key, field] of Object.entries(value)) {
    if (field === null) continue
    if (typeof field === 'object') throw new BadFrame(`header ext field ${key} is not a string`)
    extFields[key] = String(field)
  }
  return extFields
}

/** No prototype: a field named `__proto__` or `constructor` is a field like any other. */
function emptyExtFields(): Record<string, string> {
  return Object.create(null) as Record<string, string>
}

function decodeBinaryHeader(bytes: Buffer): RemotingHeader {
  const reader = new Reader(bytes)
  const code = reader.int16('code')
  const language = LANGUAGES[reader.int8('language')] ?? 'OTHER'
  const version = reader.int16('version')
  const opaque = reader.int32('opaque')
  const flag = reader.int32('flag')
  // A null remark is written as length 0 and an empty one cannot be told from it.
  const remark = reader.text(reader.int32('remark length'), 'remark')
  const ext = new Reader(reader.bytes(reader.int32('ext length'), 'ext'))
  const extFields = emptyExtFields()
  while (!ext.atEnd) {
    const key = ext.text(ext.int16('ext key length'), 'ext key')
    extFields[key] = ext.text(ext.int32('ext value length'), 'ext value')
  }
  const header: RemotingHeader = { code, language, version, opaque, flag, extFields }
  if (remark !== '') header.remark = remark
  return header
}

/** Reads big-endian fields in order; a read past the end is a BadFrame that names the field. */
class Reader {
  readonly #source: Buffer
  #offset = 0

  constructor(source: Buffer) {
    this.#source = source
  }

  get atEnd(): boolean {
    return this.#offset === this.#source.length
  }

  int8(what: string): number {
    return this.bytes(1, what).readInt8(0)
  }

  int16(what: string): number {
    return this.bytes(2, what).readInt16BE(0)
  }

  int32(what: string): number {
    return this.bytes(4, what).readInt32BE(0)
  }

  text(length: number, what: string): string {
    return this.bytes(length, what).toString('utf8')
  }

  bytes(length: number, what: string): Buffer {
    if (length < 0 || length > this.#source.length - this.#offset) {
      throw new BadFrame(`binary header: ${what} of ${length} bytes at ${this.#offset} exceeds the header`)
    }
    this.#offset += length
    return this.#source.subarray(this.#offset - length, this.#offset)
  }
}
