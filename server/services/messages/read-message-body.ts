import 'server-only'
import { readMessageBody as endpoint } from '@/lib/contract/messages'
import { decompressBody, type WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { ServiceError } from '../errors'
import { implementBytes } from '../implement'
import { findMessage } from './find-message'

const MAX_DECOMPRESSED_BYTES = 64 * 1024 * 1024

/** The body of the newest stored copy. Never a part of it: what cannot be given whole is refused. */
export const readMessageBody = implementBytes(endpoint, async ({ ctx, input }) => {
  const { copies } = await findMessage(ctx, input)
  const { message } = copies[0]!
  const decoded = input.decoded === '1'
  const bytes = decoded ? decompressed(message) : message.body
  ctx.audited().note({ topic: message.topic, sizeBytes: bytes.length })
  return {
    bytes,
    fileName: `${input.messageId.trim()}${decoded ? '' : '.stored'}.bin`,
    contentType: 'application/octet-stream',
  }
})

function decompressed(message: WireMessage): Uint8Array {
  const { body, compression, error, truncated } = decompressBody(message, { maxBytes: MAX_DECOMPRESSED_BYTES })
  if (error !== undefined) {
    throw new ServiceError(
      'bad-broker-reply',
      `The body is marked ${compression} and cannot be decompressed (${error}); ask for it as stored, without decoded=1`,
      { params: { compression } },
    )
  }
  if (truncated) {
    throw new ServiceError(
      'invalid-input',
      `Decompressed, the body exceeds ${MAX_DECOMPRESSED_BYTES} bytes; ask for it as stored, without decoded=1`,
      { params: { maxBytes: MAX_DECOMPRESSED_BYTES } },
    )
  }
  return body
}
