import { deflateSync, zstdCompressSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { compress as lz4 } from 'lz4js'
import { encodeInnerBatch } from '../../server/rocketmq/wire/message-codec.ts'

/** A body as a broker stores it, what is in it, and how the console reads it. */
export type GoldenBody = {
  name: string
  sysFlag: number
  /** As sent and stored, byte for byte. */
  stored: Buffer
  /** Decompressed; null where that is impossible or refused. */
  content: Buffer | null
  encoding: 'none' | 'utf-8' | 'json' | 'gbk' | 'binary'
  /** null: it is shown as bytes. */
  text: string | null
  /** Bodies of the messages inside a batch, which only 5.x stores and only in a BatchCQ topic. */
  inner: Buffer[] | null
  /** Larger than a page shows: `text` is a beginning. */
  cut: boolean
}

const packers = {
  plain: { sysFlag: 0, pack: (bytes: Buffer) => bytes },
  zlib: { sysFlag: 0x1, pack: (bytes: Buffer) => deflateSync(bytes) },
  lz4: { sysFlag: 0x101, pack: (bytes: Buffer) => Buffer.from(lz4(bytes)) },
  zstd: { sysFlag: 0x201, pack: (bytes: Buffer) => zstdCompressSync(bytes) },
} as const

type Content = { bytes: Buffer; encoding: GoldenBody['encoding']; text: string | null }

const utf8 = (text: string, encoding: GoldenBody['encoding'] = 'utf-8'): Content => ({
  bytes: Buffer.from(text),
  encoding,
  text,
})
const gbk = (text: string): Content => ({ bytes: iconv.encode(text, 'gbk'), encoding: 'gbk', text })
const binary = (bytes: Buffer): Content => ({ bytes, encoding: 'binary', text: null })

const contents: Record<string, Content> = {
  empty: { bytes: Buffer.alloc(0), encoding: 'none', text: '' },
  ascii: utf8('order 1 paid'),
  'several scripts': utf8('order 1 paid, café, заказ, 订单, 🚀'),
  'JSON with what parsing would change': utf8('{"id":12345678901234567890,"a":1.10,"a":2,"e":1E400}', 'json'),
  'JSON after a byte order mark': utf8('\ufeff[{"a":null}]', 'json'),
  'text after a byte order mark': utf8('\ufeffhello'),
  markup: utf8('<img src=x onerror="alert(1)"><script>alert(2)</script>'),
  GBK: gbk('订单已支付,金额 12 元'),
  'JSON in GBK': gbk('{"状态":"已支付"}'),
  'every byte': binary(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))),
  'invalid UTF-8': binary(Buffer.from([0x68, 0x69, 0xff, 0xfe, 0x80, 0x68])),
  'UTF-8 cut within a character': binary(Buffer.from('订单').subarray(0, 5)),
}

const large: Record<string, Content> = { '4 MB of text': utf8('订单 paid, 4 MB of it.\n'.repeat(157_000)) }

const plainOnly: Record<string, Content> = {
  'UTF-16': binary(Buffer.from('\ufeffhi', 'utf16le')),
  'serialised Java': binary(Buffer.from('aced00057372', 'hex')),
  'terminal colours': utf8('\u001b[31mred\u001b[0m\t\r\n'),
}

/** Sixty of them. */
export const goldenBodies: readonly GoldenBody[] = [
  ...packed(contents, false),
  ...packed(large, true),
  ...Object.entries(plainOnly).map(([name, content]) => golden(name, content, 'plain')),
  {
    ...golden('4 MB of noise', binary(noise(4 * 1024 * 1024 - 4096)), 'plain'),
    cut: true,
  },
  batch('plain'),
  batch('zstd'),
  { ...golden('zlib with its type named', utf8('named'), 'zlib'), sysFlag: 0x301 },
  { ...golden('no zlib though marked so', binary(Buffer.from('not zlib')), 'plain'), sysFlag: 0x1, content: null },
]

/** Decompressed they are larger than a page unpacks. */
export const bombs: readonly GoldenBody[] = (['zlib', 'lz4', 'zstd'] as const).map((packer) => ({
  ...golden('bomb', utf8('a'.repeat(20 * 1024 * 1024)), packer),
  content: null,
  cut: true,
}))

function packed(all: Record<string, Content>, cut: boolean): GoldenBody[] {
  return Object.entries(all).flatMap(([name, content]) =>
    (['plain', 'zlib', 'lz4', 'zstd'] as const).map((packer) => ({ ...golden(name, content, packer), cut })),
  )
}

function golden(name: string, { bytes, encoding, text }: Content, packer: keyof typeof packers): GoldenBody {
  const { pack, sysFlag } = packers[packer]
  const about = { name: `${name}, ${packer}`, sysFlag, encoding, text, inner: null, cut: false }
  return { ...about, stored: pack(bytes), content: bytes }
}

function batch(packer: 'plain' | 'zstd'): GoldenBody {
  const inner = [contents.ascii, contents.GBK, contents['every byte'], contents.empty].map((content) => content!.bytes)
  const bytes = encodeInnerBatch(
    inner.map((body, index) => ({
      flag: index,
      properties: [
        ['UNIQ_KEY', `7F000001A1B218B4AAC200000001000${index}`],
        ['KEYS', `k${index} all`],
        ['TAGS', 'inner'],
      ],
      body,
    })),
  )
  const of = golden('batch', binary(bytes), packer)
  // INNER_BATCH_FLAG and NEED_UNWRAP_FLAG.
  return { ...of, sysFlag: of.sysFlag | 0xc0, inner }
}

/** Bytes without a pattern, the same every time. */
function noise(length: number): Buffer {
  const words = new Uint32Array(length / 4)
  let state = 1
  for (let index = 0; index < words.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    words[index] = state
  }
  return Buffer.from(words.buffer)
}
