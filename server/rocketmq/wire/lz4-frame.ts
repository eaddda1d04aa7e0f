// LZ4 frame format 1.6 (lz4_Frame_format.md), what LZ4FrameOutputStream of Java producers writes. Little-endian.
//
//   frame = magic 4 (0x184D2204) | FLG 1 | BD 1 | [content size 8] | [dictionary id 4] | header checksum 1
//           | { block size 4 (top bit: stored plain) | block | [block checksum 4] } | end mark 4 (0) | [content checksum 4]
//   FLG   = version 2 (01) | independent blocks | block checksum | content size | content checksum | 0 | dictionary id
//   BD    = 0 | block maximum 3 (4: 64 KiB, 5: 256 KiB, 6: 1 MiB, 7: 4 MiB) | 0 4
//   block = { token 1 (literals 4 | match 4) | [more literal length] | literals | offset 2 | [more match length] }
//
// Checksums are not verified: the body checksum of the message covers the same bytes.
const MAGIC = 0x18_4d_22_04
const SKIPPABLE_MAGIC = 0x18_4d_2a_50
const MIN_MATCH = 4

/**
 * The content of one or more LZ4 frames, cut at `maxBytes`. Never allocates more than `maxBytes`, whatever sizes the
 * frame claims.
 * @throws RangeError when the bytes are not complete LZ4 frames.
 */
export function decodeLz4Frame(bytes: Buffer, maxBytes: number): { body: Buffer; truncated: boolean } {
  const out = new Output(maxBytes)
  let at = 0
  do {
    at = decodeOneFrame(bytes, at, out)
  } while (at < bytes.length && !out.full)
  return { body: out.bytes(), truncated: out.full }
}

function decodeOneFrame(bytes: Buffer, start: number, out: Output): number {
  const magic = bytes.readUInt32LE(start)
  if ((magic & 0xff_ff_ff_f0) >>> 0 === SKIPPABLE_MAGIC) return start + 8 + bytes.readUInt32LE(start + 4)
  if (magic !== MAGIC) throw new RangeError('not an LZ4 frame')
  const flags = bytes.readUInt8(start + 4)
  const blockMaximum = 1 << (8 + 2 * ((bytes.readUInt8(start + 5) >> 4) & 7))
  if (flags >> 6 !== 1 || blockMaximum < 0x1_00_00) throw new RangeError('unknown LZ4 frame version or block size')
  if (flags & 1) throw new RangeError('LZ4 frame needs a dictionary')
  const independent = (flags & 0x20) !== 0
  const blockChecksumBytes = flags & 0x10 ? 4 : 0
  const frameStart = out.length
  let at = start + 7 + (flags & 8 ? 8 : 0)
  for (;;) {
    const sizeField = bytes.readUInt32LE(at)
    at += 4
    if (sizeField === 0) return at + (flags & 4 ? 4 : 0)
    const size = sizeField & 0x7f_ff_ff_ff
    if (size > blockMaximum || size > bytes.length - at) throw new RangeError('LZ4 block exceeds the frame')
    const blockStart = out.length
    if (sizeField >>> 31) out.append(bytes, at, size)
    else decodeBlock(bytes, at, at + size, out, independent ? blockStart : frameStart)
    if (out.full) return at
    if (out.length - blockStart > blockMaximum) throw new RangeError('LZ4 block is larger than its maximum')
    at += size + blockChecksumBytes
  }
}

function decodeBlock(bytes: Buffer, start: number, end: number, out: Output, windowStart: number): void {
  let at = start
  const moreLength = (): number => {
    let length = 0
    for (;;) {
      if (at >= end) throw new RangeError('LZ4 block ends within a length')
      const byte = bytes.readUInt8(at++)
      length += byte
      if (byte !== 255) return length
    }
  }
  while (at < end) {
    const token = bytes.readUInt8(at++)
    let literals = token >> 4
    if (literals === 15) literals += moreLength()
    if (literals > end - at) throw new RangeError('LZ4 literals exceed the block')
    out.append(bytes, at, literals)
    at += literals
    // The last sequence of a block has no match.
    if (at === end || out.full) return
    if (end - at < 2) throw new RangeError('LZ4 block ends within an offset')
    const offset = bytes.readUInt16LE(at)
    at += 2
    let match = token & 15
    if (match === 15) match += moreLength()
    if (offset === 0 || offset > out.length - windowStart) throw new RangeError('LZ4 match is outside of the content')
    out.repeat(offset, match + MIN_MATCH)
    if (out.full) return
  }
}

/** Output that grows as content really arrives, up to a limit. */
class Output {
  length = 0
  /** There was more content than the limit. */
  full = false
  readonly #maxBytes: number
  #buffer = Buffer.alloc(0)

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.length)
  }

  append(source: Buffer, start: number, size: number): void {
    const fitting = this.#reserve(size)
    source.copy(this.#buffer, this.length, start, start + fitting)
    this.length += fitting
  }

  /** Copies the bytes `offset` before the end, which may overlap what is being written. */
  repeat(offset: number, size: number): void {
    const from = this.length - offset
    let left = this.#reserve(size)
    while (left > 0) {
      const step = Math.min(left, this.length - from)
      this.#buffer.copyWithin(this.length, from, from + step)
      this.length += step
      left -= step
    }
  }

  #reserve(size: number): number {
    const fitting = Math.min(size, this.#maxBytes - this.length)
    if (fitting < size) this.full = true
    if (this.length + fitting > this.#buffer.length) {
      const capacity = Math.min(this.#maxBytes, Math.max(4096, this.length + fitting, this.#buffer.length * 2))
      const grown = Buffer.allocUnsafe(capacity)
      this.#buffer.copy(grown, 0, 0, this.length)
      this.#buffer = grown
    }
    return fitting
  }
}
