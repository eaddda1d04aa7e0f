import 'server-only'
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { z } from 'zod'
import type { Message } from '@/lib/contract/messages'
import { decompressBody, type WireMessage } from '@/server/rocketmq/wire/message-codec.ts'

const MAX_DECOMPRESSED_BYTES = 16 * 1024 * 1024

export type BodyView = z.infer<typeof Message>['body']
/** How much of a body is shown, in decoded bytes. */
export type BodyLimits = { textBytes: number; binaryBytes: number }
export const WHOLE_PAGE: BodyLimits = { textBytes: 256 * 1024, binaryBytes: 64 * 1024 }

/**
 * The body as a page shows it: UTF-8 (JSON when it is an object or a list, its text untouched), else GBK when it reads
 * as Chinese text, else binary. It is cut at `limits` before encoding. A body that cannot be decompressed is shown as
 * the stored bytes, one that is larger than 16 MiB when decompressed by its beginning, both with the error.
 */
export function messageBody(message: Pick<WireMessage, 'sysFlag' | 'body'>, limits: BodyLimits = WHOLE_PAGE): BodyView {
  const { body, compression, decodedSizeBytes, error, truncated } = decodedBody(message)
  const about = { sizeBytes: message.body.length, decodedSizeBytes, compression, error }
  const shownAsStored = error !== null && !truncated
  return { ...about, shownAsStored, ...(shownAsStored ? binary(body, limits) : shown(body, truncated, limits)) }
}

/** The decompressed body, at most 16 MiB of it; the stored bytes where `error` says that it cannot be decompressed. */
export function decodedBody(message: Pick<WireMessage, 'sysFlag' | 'body'>) {
  const { body, compression, error, truncated } = decompressBody(message, { maxBytes: MAX_DECOMPRESSED_BYTES })
  const isCut = truncated ?? false
  const isTooLarge = isCut && compression !== 'none'
  const tooLarge = `larger than ${MAX_DECOMPRESSED_BYTES} bytes when decompressed: cut`
  return {
    body,
    compression,
    decodedSizeBytes: error !== undefined || isTooLarge ? null : isCut ? message.body.length : body.length,
    error: error ?? (isTooLarge ? tooLarge : null),
    truncated: isCut,
  }
}

type Shown = Pick<BodyView, 'encoding' | 'text' | 'base64' | 'truncated'>

function shown(body: Buffer, incomplete: boolean, limits: BodyLimits): Shown {
  if (body.length === 0) return { encoding: 'none', text: '', base64: null, truncated: incomplete }
  const truncated = incomplete || body.length > limits.textBytes
  const part = body.subarray(0, limits.textBytes)
  const controls = controlShare(part)
  const whole = incomplete ? body.subarray(0, utf8End(body)) : body
  if (controls <= MAX_CONTROL_SHARE && isUtf8(whole)) {
    const text = part.subarray(0, truncated ? utf8End(part) : part.length).toString('utf8')
    return { encoding: !truncated && isJson(text) ? 'json' : 'utf-8', text, base64: null, truncated }
  }
  const gbk = controls === 0 ? gbkText(part, truncated) : null
  if (gbk !== null) return { encoding: 'gbk', text: gbk, base64: part.toString('base64'), truncated }
  const { truncated: cut, ...rest } = binary(body, limits)
  return { ...rest, truncated: incomplete || cut }
}

function binary(body: Buffer, { binaryBytes }: BodyLimits): Shown {
  const base64 = body.subarray(0, binaryBytes).toString('base64')
  return { encoding: 'binary', text: null, base64, truncated: body.length > binaryBytes }
}

// Small protobuf and hessian bodies are valid UTF-8 by chance; what gives them away are control characters.
const MAX_CONTROL_SHARE = 0.1

/** Share of control characters other than tab, line ends, form feed and escape; 1 when there is a NUL. */
function controlShare(bytes: Buffer): number {
  let controls = 0
  for (const byte of bytes) {
    if (byte === 0) return 1
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) controls++
  }
  return controls / bytes.length
}

/** Where the last whole UTF-8 character of cut bytes ends. */
function utf8End(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function isJson(text: string): boolean {
  // Some writers put a byte order mark before JSON.
  const json = text.startsWith('\ufeff') ? text.slice(1) : text
  if (!/^\s*[[{]/.test(json)) return false
  try {
    JSON.parse(json)
    return true
  } catch {
    // Text that only begins like JSON is text.
    return false
  }
}

/**
 * The text of GBK bytes, null when they are none. Almost any bytes can be read as GBK: it counts as text when it
 * survives the way back and at least half of its Chinese characters are common ones (the GB2312 rows).
 */
export function gbkText(bytes: Buffer, cut: boolean): string | null {
  let common = 0
  let pairs = 0
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at]!
    if (lead < 0x80) {
      at++
      continue
    }
    const trail = bytes[at + 1]
    if (trail === undefined) {
      if (!cut) return null
      break
    }
    if (lead === 0x80 || lead === 0xff || trail < 0x40 || trail === 0x7f || trail === 0xff) return null
    pairs++
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) common++
    at += 2
  }
  if (pairs === 0 || common * 2 < pairs) return null
  const whole = bytes.subarray(0, at)
  const text = iconv.decode(whole, 'gbk')
  return !text.includes('\ufffd') && iconv.encode(text, 'gbk').equals(whole) ? text : null
}
