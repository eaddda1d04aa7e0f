import { decodeMessages, type WireMessage } from '../wire/message-codec.ts'
import type { BodyCodec } from './body.ts'

/** Messages back to back; `rest` says why the end of the bytes could not be read as messages. */
export type MessagesBody = { messages: WireMessage[]; rest?: { reason: string; offset: number } }

export function messages(): BodyCodec<MessagesBody> {
  return { decode: (bytes) => decodeMessages(bytes) }
}
