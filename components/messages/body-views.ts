import type { z } from 'zod'
import type { Message } from '@/lib/contract/messages'

export type MessageBody = z.infer<typeof Message>['body']

/** Ways to read a body, in the order they are offered. */
export const bodyViewIds = ['json', 'text', 'gbk', 'hex', 'base64'] as const
export type BodyView = (typeof bodyViewIds)[number]

/**
 * What a body can be shown as, the best first in sense but listed in their fixed order. Bytes are shown where they are
 * known exactly: those of UTF-8 text follow from it, those of GBK text do not (the download has them).
 */
export function bodyViews(body: MessageBody, isJson: boolean): BodyView[] {
  const views: BodyView[] = []
  if (isJson) views.push('json')
  if (body.encoding === 'gbk') views.push('gbk')
  else if (body.text !== null) views.push('text')
  if (bodyBytes(body) !== null) views.push('hex', 'base64')
  return views
}

/** The decompressed bytes as far as they were given; null when only their text is known. */
export function bodyBytes({ encoding, text, base64 }: MessageBody): Uint8Array | null {
  if (base64 !== null) return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  return text === null || encoding === 'gbk' ? null : new TextEncoder().encode(text)
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
