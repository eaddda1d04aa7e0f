// Frame of the remoting protocol (NettyEncoder / NettyDecoder / RemotingCommand#decode, 4.4 … 5.5). Big-endian.
//
//   offset  size       meaning
//   0       4          length: int32, number of bytes that follow = 4 + headerLength + bodyLength
//   4       1          serialize type of the header: 0 JSON, 1 ROCKETMQ (binary)
//   5       3          headerLength: uint24
//   8       headerLength  header, see header.ts
//   …       rest       body: raw bytes, may be empty
import { BadFrame } from './bad-frame.ts'
import { decodeHeader, encodeBinaryHeader, encodeJsonHeader, type RemotingHeader } from './header.ts'

export { BadFrame }

/** One request or response as cut off a connection. `body` shares memory with the bytes it was read from. */
export type Frame = { header: RemotingHeader; body: Buffer }

const PREFIX_BYTES = 8
const MAX_HEADER_BYTES = 0xff_ff_ff
const MAX_LENGTH_FIELD = 0x7f_ff_ff_ff
// A server refuses requests above 16 MiB but does not limit its answers (NettyEncoder): a topic table can be larger.
const DEFAULT_MAX_FRAME_BYTES = 128 * 1024 * 1024
const MIN_PENDING_BYTES = 4096

/**
 * The bytes of one frame, to be written in one piece: servers since 5.1.4 look at the first 12 bytes of a
 * connection before they decide what it speaks (NettyRemotingServer.HandshakeHandler).
 * @throws RangeError when the header or the frame does not fit its length field.
 */
export function encodeFrame(header: RemotingHeader, body?: Uint8Array, format: 'json' | 'binary' = 'json'): Buffer {
  const headerBytes = format === 'json' ? encodeJsonHeader(header) : encodeBinaryHeader(header)
  if (headerBytes.length > MAX_HEADER_BYTES) throw new RangeError(`header of ${headerBytes.length} bytes is too large`)
  const bodyBytes = body?.length ?? 0
  const length = 4 + headerBytes.length + bodyBytes
  if (length > MAX_LENGTH_FIELD) throw new RangeError(`frame of ${length} bytes is too large`)
  const frame = Buffer.allocUnsafe(4 + length)
  frame.writeInt32BE(length, 0)
  frame.writeUInt32BE(((format === 'json' ? 0 : 1) << 24) | headerBytes.length, 4)
  headerBytes.copy(frame, PREFIX_BYTES)
  if (body) frame.set(body, PREFIX_BYTES + headerBytes.length)
  return frame
}

/**
 * Cuts complete frames off a byte stream that arrives in arbitrary pieces.
 *
 * A frame that lies within one chunk is not copied (its body is a view of the chunk); one that spans chunks is
 * gathered in a buffer that doubles as bytes really arrive, so a lying length field costs no memory and the total
 * work is linear in the bytes read, also for one-byte chunks.
 */
export class FrameDecoder {
  readonly #maxFrameBytes: number
  #pending: Buffer = Buffer.alloc(0)
  #pendingBytes = 0
  #failure: BadFrame | undefined

  /** `maxFrameBytes` bounds the whole frame including its length field; default 128 MiB. */
  constructor(options: { maxFrameBytes?: number } = {}) {
    this.#maxFrameBytes = options.maxFrameBytes ?? DEFAULT_MAX_FRAME_BYTES
  }

  /** Bytes of an incomplete frame held back until the rest arrives. */
  get bufferedBytes(): number {
    return this.#pendingBytes
  }

  /**
   * The frames completed by `chunk`, in order. The chunk must not be written to afterwards.
   * @throws BadFrame on an impossible length or an unreadable header; `framesBefore` holds the good frames in front
   * of it. The decoder is unusable from then on: every further push throws the same error.
   */
  push(chunk: Buffer): Frame[] {
    if (this.#failure) throw this.#failure
    const frames: Frame[] = []
    try {
      let offset = 0
      while (offset < chunk.length) {
        offset = this.#pendingBytes > 0 ? this.#gather(chunk, offset, frames) : this.#cut(chunk, offset, frames)
      }
    } catch (error) {
      this.#pending = Buffer.alloc(0)
      this.#pendingBytes = 0
      const failure = error instanceof BadFrame ? error : new BadFrame('unreadable frame', { cause: error })
      failure.framesBefore = frames
      this.#failure = failure
      throw failure
    }
    return frames
  }

  /** Nothing is pending: takes one frame as a view of the chunk, or stashes the incomplete rest. */
  #cut(chunk: Buffer, offset: number, frames: Frame[]): number {
    const available = chunk.length - offset
    const size = this.#frameSize(chunk, offset, available)
    if (size === undefined || available < size) {
      this.#stash(chunk, offset, chunk.length, size)
      return chunk.length
    }
    frames.push(readFrame(chunk.subarray(offset, offset + size)))
    return offset + size
  }

  /** Bytes are pending: adds what the current step (prefix, then whole frame) still needs. */
  #gather(chunk: Buffer, offset: number, frames: Frame[]): number {
    const size = this.#pendingBytes < PREFIX_BYTES ? undefined : this.#frameSize(this.#pending, 0, this.#pendingBytes)
    const wanted = (size ?? PREFIX_BYTES) - this.#pendingBytes
    const end = Math.min(offset + wanted, chunk.length)
    this.#stash(chunk, offset, end, size)
    const known = size ?? this.#frameSize(this.#pending, 0, this.#pendingBytes)
    if (known !== undefined && this.#pendingBytes === known) {
      const frame = this.#pending.subarray(0, known)
      this.#pending = Buffer.alloc(0)
      this.#pendingBytes = 0
      frames.push(readFrame(frame))
    }
    return end
  }

  #stash(chunk: Buffer, start: number, end: number, frameSize: number | undefined): void {
    const needed = this.#pendingBytes + end - start
    if (needed > this.#pending.length) {
      const doubled = Math.max(MIN_PENDING_BYTES, needed, this.#pending.length * 2)
      const grown = Buffer.allocUnsafe(frameSize === undefined ? doubled : Math.min(doubled, frameSize))
      this.#pending.copy(grown, 0, 0, this.#pendingBytes)
      this.#pending = grown
    }
    chunk.copy(this.#pending, this.#pendingBytes, start, end)
    this.#pendingBytes = needed
  }

  /** Size of the frame that starts at `offset`, undefined while its prefix is incomplete. Complains as early as it can. */
  #frameSize(bytes: Buffer, offset: number, available: number): number | undefined {
    if (available < 4) return undefined
    const length = bytes.readInt32BE(offset)
    if (length < 4) throw new BadFrame(`frame length ${length} is impossible`)
    if (length + 4 > this.#maxFrameBytes) {
      throw new BadFrame(`frame of ${length + 4} bytes is larger than the limit of ${this.#maxFrameBytes}`)
    }
    if (available < PREFIX_BYTES) return undefined
    const headerLength = bytes.readUIntBE(offset + 5, 3)
    if (headerLength > length - 4) throw new BadFrame(`header length ${headerLength} exceeds frame length ${length}`)
    return length + 4
  }
}

function readFrame(frame: Buffer): Frame {
  const bodyOffset = PREFIX_BYTES + frame.readUIntBE(5, 3)
  return {
    header: decodeHeader(frame.readUInt8(4), frame.subarray(PREFIX_BYTES, bodyOffset)),
    body: frame.subarray(bodyOffset),
  }
}
