import type { MessageRow } from '@/components/messages/message-reader'

type Properties = MessageRow['properties']

/** 5.x writes where a dead letter came from; 4.x leaves what the retry said (SendMessageProcessor). */
export const originOf = ({ properties }: { properties: Properties }): string | null =>
  properties.DLQ_ORIGIN_TOPIC ?? properties.RETRY_TOPIC ?? null

/** The offset message ID of the message that failed first; null where nobody wrote it. */
export const originIdOf = ({ properties }: { properties: Properties }): string | null =>
  properties.ORIGIN_MESSAGE_ID ?? properties.DLQ_ORIGIN_MESSAGE_ID ?? null

/** Topics that these letters came from, by name; and how many do not say it and cannot be sent again. */
export function originsOf(rows: readonly { properties: Properties }[]): { topics: string[]; without: number } {
  const topics = new Set<string>()
  let without = 0
  for (const row of rows) {
    const topic = originOf(row)
    if (topic === null) without++
    else topics.add(topic)
  }
  return { topics: [...topics].sort(), without }
}

/** Offsets of one queue that are asked for together; part of the address, so it stays short. */
export const RESENT_CHUNK = 200

/** The stretch of its queue that a letter's resend state is asked with. */
export const chunkOf = (offset: number) => Math.floor(offset / RESENT_CHUNK) * RESENT_CHUNK
