import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ServiceError } from '../errors'
import { type TopicToAsk, topicsByName } from './topic-order'

/**
 * Where a search through the topics goes on. The first request asks the most active ones, an order that has changed by
 * the next request; so those are remembered (by hash), and all others come by name after them.
 */
const Cursor = z.strictObject({
  id: z.string(),
  /** Topics asked so far. */
  asked: z.int().min(0),
  /** A part of what was asked before gave no answer. */
  missed: z.boolean(),
  /** Hashes of the topics of the first request, base64. */
  first: z.base64(),
  /** The last one asked by name; null = none yet. */
  after: z.strictObject({ name: z.string(), last: z.boolean() }).nullable(),
})
export type FindCursor = z.infer<typeof Cursor>

/** 48 bits: of 100,000 topics one is taken for one of 500 others in five of 100,000,000 searches. */
const HASH_BYTES = 6

export function cursorText(cursor: FindCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

export function parseCursor(text: string, id: string): FindCursor {
  const parsed = Cursor.safeParse(jsonOf(text))
  if (parsed.success && parsed.data.id === id) return parsed.data
  const message = parsed.success ? `of a search for ${parsed.data.id}` : 'not one that a search for a message ID gave'
  throw new ServiceError('invalid-input', `cursor: ${message}`, { inputErrors: [{ path: 'cursor', message }] })
}

export function cursorAfter(
  id: string,
  before: FindCursor | null,
  asked: readonly TopicToAsk[],
  missed: boolean,
): FindCursor {
  const count = (before?.asked ?? 0) + asked.length
  if (before === null) return { id, asked: count, missed, first: hashesOf(asked), after: null }
  const { name, last } = asked.at(-1) ?? before.after ?? { name: '', last: false }
  return { ...before, asked: count, missed, after: { name, last } }
}

/** What is left to ask: at first all in the order given, then by name what neither was asked first nor stands before. */
export function topicsAfter(byActivity: readonly TopicToAsk[], cursor: FindCursor | null): TopicToAsk[] {
  if (cursor === null) return [...byActivity]
  const first = new Set(
    Buffer.from(cursor.first, 'base64')
      .toString('hex')
      .match(new RegExp(`.{${HASH_BYTES * 2}}`, 'g')),
  )
  const { after } = cursor
  const isAfter = ({ name, last }: TopicToAsk) => after === null || (last === after.last ? name > after.name : last)
  return topicsByName(byActivity).filter((topic) => isAfter(topic) && !first.has(hashOf(topic.name).toString('hex')))
}

const hashOf = (name: string) => createHash('sha256').update(name).digest().subarray(0, HASH_BYTES)
const hashesOf = (topics: readonly TopicToAsk[]) =>
  Buffer.concat(topics.map(({ name }) => hashOf(name))).toString('base64')

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    // Told from a cursor of another form by the schema.
    return null
  }
}
