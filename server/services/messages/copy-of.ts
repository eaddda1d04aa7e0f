import 'server-only'
import type { WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { encodeMessageProperties } from '@/server/rocketmq/wire/message-properties.ts'
import { ownProperties } from '@/server/rocketmq/wire/own-properties.ts'

/** Of sysFlag what says how the body is stored and that the topic has several tags (MessageSysFlag, all versions). */
const KEPT_FLAGS = 0x1 | 0x2 | 0x700

/** What SEND_MESSAGE_V2 needs to store a message again: its body as it is, its own properties, and `more` of ours. */
export function copyOf(
  message: WireMessage,
  messageId: string,
  more: ReadonlyArray<readonly [name: string, value: string]> = [],
): { sysFlag: number; flag: number; properties: string; body: Buffer } {
  return {
    sysFlag: message.sysFlag & KEPT_FLAGS,
    flag: message.flag,
    properties: encodeMessageProperties([...ownProperties(message.properties), ['UNIQ_KEY', messageId], ...more]),
    body: message.body,
  }
}
