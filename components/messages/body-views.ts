import type { z } from 'zod'
import type { Message } from '@/lib/contract/messages'

export type MessageBody = z.infer<typeof Message>['body']

/** Ways to read a body, in the order they are offered. */
export const bodyViewIds = ['json', 'text', 'gbk', 'hex', 'base64'] as const
export type BodyView = (typeof bodyViewIds)[number]

/** What a body can be shown as, in the fixed order; text views also where the bytes are not certain to be that text. */
export function bodyViews(body: MessageBody, isJson: boolean): BodyView[] {
  if (body.encoding === 'none') return []
  return isJson ? [...bodyViewIds] : bodyViewIds.filter((id) => id !== 'json')
}

/** The view to begin with: what the body reads as. */
export function firstView(body: MessageBody, isJson: boolean): BodyView {
  if (isJson) return 'json'
  if (body.encoding === 'gbk') return 'gbk'
  return body.text === null ? 'hex' : 'text'
}

/** The decompressed bytes as far as they were given. */
export function bodyBytes({ text, base64 }: MessageBody): Uint8Array<ArrayBuffer> {
  if (base64 !== null) return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  return new TextEncoder().encode(text ?? '')
}

/** The body read as UTF-8 or GBK, whatever it is; `lossy`: parts of it are not such text and stand as U+FFFD. */
export function bodyText(body: MessageBody, as: 'text' | 'gbk'): { text: string; lossy: boolean } {
  const isKnown = as === 'gbk' ? body.encoding === 'gbk' : body.text !== null && body.encoding !== 'gbk'
  if (isKnown) return { text: body.text ?? '', lossy: false }
  const decode = (fatal: boolean, stream: boolean) =>
    new TextDecoder(as === 'gbk' ? 'gbk' : 'utf-8', { fatal, ignoreBOM: true }).decode(bytes, { stream })
  const bytes = bodyBytes(body)
  try {
    // Where the bytes are cut, a character cut with them is no fault.
    return { text: decode(true, body.truncated), lossy: false }
  } catch {
    // Said by `lossy`: these bytes are not such text.
    return { text: decode(false, false), lossy: true }
  }
}

export type HexRow = { offset: string; hex: string; text: string }

const BYTES_PER_ROW = 16

/** Rows of sixteen bytes: offset, hex in two halves, printable ASCII. */
export function hexRows(bytes: Uint8Array): HexRow[] {
  const rows: HexRow[] = []
  for (let at = 0; at < bytes.length; at += BYTES_PER_ROW) {
    const row = [...bytes.subarray(at, at + BYTES_PER_ROW)]
    const hex = row.map((byte, index) => (index === 8 ? ' ' : '') + byte.toString(16).padStart(2, '0'))
    rows.push({
      offset: at.toString(16).padStart(8, '0'),
      hex: hex.join(' '),
      text: row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(''),
    })
  }
  return rows
}

const BASE64_WIDTH = 76

/** Base64 in lines of 76 characters, as MIME cuts it. */
export function base64Lines(bytes: Uint8Array): string[] {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary).match(new RegExp(`.{1,${BASE64_WIDTH}}`, 'g')) ?? []
}

/** A CRC as it is written everywhere else: `0x5C1E77A0`. Java keeps it as a signed number. */
export function crcText(crc: number): string {
  return `0x${(crc >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
}
