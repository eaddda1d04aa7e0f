import type { Frame } from './frame.ts'

/**
 * The bytes on a connection are not the remoting protocol, or are larger than we accept.
 * The stream position is lost with it: the connection that read them has to be closed.
 */
export class BadFrame extends Error {
  override readonly name = 'BadFrame'
  /** Complete frames that the same `FrameDecoder.push` call had already cut off before the bad one. */
  framesBefore: Frame[] = []
}
