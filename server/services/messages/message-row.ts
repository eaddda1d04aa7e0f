import 'server-only'
import type { z } from 'zod'
import type { MessageRow as Row } from '@/lib/contract/message-search'
import type { WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { encodeOffsetMessageId } from '@/server/rocketmq/wire/message-id.ts'

export type MessageRow = z.infer<typeof Row>

/** A stored message and the broker name it was read from. */
export type StoredCopy = { message: WireMessage; brokerName: string }

/** A stored message as a line of a list. Of a property that occurs twice the last one counts, as for Java. */
export function messageRow({ message, brokerName }: StoredCopy): MessageRow {
  const properties = Object.fromEntries(message.properties)
  return {
    messageId: properties.UNIQ_KEY ?? null,
    offsetMessageId: offsetMessageIdOf(message),
    topic: message.topic,
    brokerName,
    queueId: message.queueId,
    queueOffset: Number(message.queueOffset),
    tags: properties.TAGS ?? null,
    keys: keyWords(properties.KEYS ?? null),
    bornAt: timeOrNull(message.bornTimestamp),
    bornHost: hostText(message.bornHost),
    storedAt: timeOrNull(message.storeTimestamp),
    sizeBytes: message.storedSizeBytes,
    bodySizeBytes: message.body.length,
    reconsumeTimes: message.reconsumeTimes,
    properties,
  }
}

/** The client's unique id; null when the producer set none. */
export function uniqueIdOf(message: WireMessage): string | null {
  return propertyOf(message, 'UNIQ_KEY')
}

export function propertyOf(message: WireMessage, name: string): string | null {
  return message.properties.findLast(([key]) => key === name)?.[1] ?? null
}

/** The keys that a broker indexes: the words of the property KEYS (MessageConst.KEY_SEPARATOR, all versions). */
export function keyWords(keys: string | null): string[] {
  return (keys ?? '').split(' ').filter(Boolean)
}

/** The broker's own id of a stored message, from its store host and commit-log offset. */
export function offsetMessageIdOf({ storeHost, commitLogOffset }: WireMessage): string {
  return encodeOffsetMessageId({ ip: storeHost.ip, port: storeHost.port, commitLogOffset })
}

const LAST_FOUR_DIGIT_YEAR_MS = 253_402_300_799_999n

/** Epoch milliseconds as the API writes them; 0 and less mean "never set". */
export const timeOrNull = (ms: bigint): string | null =>
  ms > 0n && ms <= LAST_FOUR_DIGIT_YEAR_MS ? new Date(Number(ms)).toISOString() : null

export const hostText = ({ ip, port }: { ip: string; port: number }): string =>
  ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`
