import { constants, inflateSync, zstdDecompressSync } from 'node:zlib'
import { decodeLz4Frame } from './lz4-frame.ts'
import type { WireMessage } from './message-codec.ts'

const COMPRESSED_FLAG = 0x1
/** Bits 8 … 10 of sysFlag (CompressionType, 4.9.4+); older clients leave 0 and mean zlib. */
const COMPRESSION_BITS = { shift: 8, mask: 7 }
const COMPRESSIONS = ['zlib', 'lz4', 'zstd', 'zlib'] as const

// A frame names the history its decoder has to keep: 32 MiB, more than a message of the default limit of 4 MiB needs.
const ZSTD_WINDOW_LOG_MAX = 25

export type MessageCompression = 'none' | 'zlib' | 'lz4' | 'zstd'

/**
 * The body as the producer gave it. `truncated`: there is more than `limits.maxBytes`, and `body` is a beginning of at
 * most that size (of zlib and zstd content possibly a shorter one). `error`: the stored bytes cannot be decompressed,
 * and `body` is those stored bytes. Memory stays within a few times `maxBytes` (zstd: plus 32 MiB).
 */
export function decompressBody(
  message: Pick<WireMessage, 'sysFlag' | 'body'>,
  limits: { maxBytes: number },
): { body: Buffer; compression: MessageCompression; error?: string; truncated?: boolean } {
  const { sysFlag, body } = message
  const { maxBytes } = limits
  if ((sysFlag & COMPRESSED_FLAG) === 0) {
    if (body.length <= maxBytes) return { body, compression: 'none' }
    return { body: body.subarray(0, maxBytes), compression: 'none', truncated: true }
  }
  const type = (sysFlag >> COMPRESSION_BITS.shift) & COMPRESSION_BITS.mask
  const compression = COMPRESSIONS[type]
  if (compression === undefined) return { body, compression: 'none', error: `unknown compression type ${type}` }
  try {
    const content = DECOMPRESSORS[compression](body, maxBytes)
    return content.truncated
      ? { body: content.body, compression, truncated: true }
      : { body: content.body, compression }
  } catch (error) {
    return { body, compression, error: error instanceof Error ? error.message : String(error) }
  }
}

type Decompress = (bytes: Buffer, maxBytes: number) => { body: Buffer; truncated: boolean }

const DECOMPRESSORS: Record<(typeof COMPRESSIONS)[number], Decompress> = {
  lz4: decodeLz4Frame,
  zlib: (bytes, maxBytes) =>
    wholeOrBeginning(bytes, maxBytes, (part, whole) =>
      inflateSync(part, {
        maxOutputLength: Math.max(1, maxBytes),
        finishFlush: whole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
      }),
    ),
  zstd: (bytes, maxBytes) =>
    wholeOrBeginning(bytes, maxBytes, (part, whole) =>
      zstdDecompressSync(part, {
        maxOutputLength: Math.max(1, maxBytes),
        finishFlush: whole ? constants.ZSTD_e_end : constants.ZSTD_e_flush,
        params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG_MAX },
      }),
    ),
}

/** node:zlib throws instead of returning a beginning; so the content of ever longer beginnings of the input is tried. */
function wholeOrBeginning(
  bytes: Buffer,
  maxBytes: number,
  decompress: (part: Buffer, whole: boolean) => Buffer,
): { body: Buffer; truncated: boolean } {
  try {
    return { body: decompress(bytes, true), truncated: false }
  } catch (error) {
    if (!isTooLarge(error)) throw error
  }
  let body: Buffer = Buffer.alloc(0)
  for (let size = 64; size < bytes.length; size *= 2) {
    try {
      body = decompress(bytes.subarray(0, size), false)
    } catch (error) {
      if (!isTooLarge(error)) throw error
      break
    }
  }
  return { body: body.subarray(0, maxBytes), truncated: true }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}
