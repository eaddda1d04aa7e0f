import 'server-only'
import type { z } from 'zod'
import type { Message } from '@/lib/contract/messages'
import type { WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { encodeOffsetMessageId } from '@/server/rocketmq/wire/message-id.ts'
import { messageBody } from './message-body'

export type MessageView = z.infer<typeof Message>

/** A stored message and the broker name it was read from. */
export type StoredCopy = { message: WireMessage; brokerName: string }

/** A stored message in the words of the API. Of a property that occurs twice the last one counts, as for Java. */
export function messageView(copy: StoredCopy, consumption: MessageView['consumption']): MessageView {
  const { message } = copy
  const properties = Object.fromEntries(message.properties)
  return {
    messageId: properties.UNIQ_KEY ?? null,
    offsetMessageId: offsetMessageIdOf(message),
    topic: message.topic,
    brokerName: copy.brokerName,
    queueId: message.queueId,
    queueOffset: Number(message.queueOffset),
    commitLogOffset: Number(message.commitLogOffset),
    tags: properties.TAGS ?? null,
    // MessageConst.KEY_SEPARATOR, all versions.
    keys: (properties.KEYS ?? '').split(' ').filter(Boolean),
    properties,
    bornAt: time(message.bornTimestamp),
    bornHost: host(message.bornHost),
    storedAt: time(message.storeTimestamp),
    storeHost: host(message.storeHost),
    sizeBytes: message.storedSizeBytes,
    bodyCrc: message.bodyCrc,
    bodyCrcMatches: message.bodyCrcMatches,
    flag: message.flag,
    sysFlag: message.sysFlag,
    reconsumeTimes: message.reconsumeTimes,
    preparedTransactionOffset:
      message.preparedTransactionOffset < 0n ? null : Number(message.preparedTransactionOffset),
    body: messageBody(message),
    consumption,
  }
}

/** The client's unique id; null when the producer set none. */
export function uniqueIdOf(message: WireMessage): string | null {
  return propertyOf(message, 'UNIQ_KEY')
}

export function propertyOf(message: WireMessage, name: string): string | null {
  return message.properties.findLast(([key]) => key === name)?.[1] ?? null
}

/** The broker's own id of a stored message, from its store host and commit-log offset. */
export function offsetMessageIdOf({ storeHost, commitLogOffset }: WireMessage): string {
  return encodeOffsetMessageId({ ip: storeHost.ip, port: storeHost.port, commitLogOffset })
}

const LAST_FOUR_DIGIT_YEAR_MS = 253_402_300_799_999n

/** 0 and less mean "never set". */
const time = (ms: bigint): string | null =>
  ms > 0n && ms <= LAST_FOUR_DIGIT_YEAR_MS ? new Date(Number(ms)).toISOString() : null

const host = ({ ip, port }: { ip: string; port: number }): string =>
  ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`
