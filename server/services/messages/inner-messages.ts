import 'server-only'
import type { z } from 'zod'
import type { Message } from '@/lib/contract/messages'
import { decodeInnerBatch, type WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { type BodyLimits, decodedBody, messageBody } from './message-body'
import { keyWords, propertyOf } from './message-row'

/** MessageSysFlag.INNER_BATCH_FLAG, 5.0+. */
const INNER_BATCH = 0x80
/** Messages of a batch that are shown, and how much of each: a batch of thousands stays a page. */
const MAX_SHOWN = 100
const LIMITS: BodyLimits = { textBytes: 16 * 1024, binaryBytes: 4 * 1024 }

/**
 * The messages that a stored batch holds; null for any other message. Their bodies are not compressed by themselves
 * (MessageDecoder#decodeMessage, 5.5.0), and their queue offsets count up from the batch's.
 */
export function innerMessages(message: WireMessage): z.infer<typeof Message>['innerMessages'] {
  if ((message.sysFlag & INNER_BATCH) === 0) return null
  const declared = countOf(propertyOf(message, 'INNER_NUM'))
  const { body, error, truncated } = decodedBody(message)
  if (error !== null && !truncated) return { items: [], total: 0, declared, error }
  const { messages, rest } = decodeInnerBatch(body)
  return {
    items: messages.slice(0, MAX_SHOWN).map((inner, index) => {
      const properties = Object.fromEntries(inner.properties)
      return {
        index,
        queueOffset: Number(message.queueOffset) + index,
        messageId: properties.UNIQ_KEY ?? null,
        tags: properties.TAGS ?? null,
        keys: keyWords(properties.KEYS ?? null),
        flag: inner.flag,
        properties,
        body: messageBody({ sysFlag: 0, body: inner.body }, LIMITS),
      }
    }),
    total: messages.length,
    declared,
    error: error ?? (rest ? `at byte ${rest.offset} of ${body.length}: ${rest.reason}` : null),
  }
}

function countOf(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}
