import type { Client } from '../client.ts'
import { BadReply } from '../errors.ts'
import { queryMessage } from '../requests/query-message.ts'
import type { WireMessage } from '../wire/message-codec.ts'
import { readStoredBetween } from './read-stored-between.ts'

// How a broker's index answers (IndexFile#selectPhyOffset, IndexService#queryOffset, 4.9.7 and 5.5.0, the same):
//
//   - An entry's time is the file's first store time plus whole seconds: up to 999 ms before the message's own store
//     time, with a phase that only the broker knows. Entries are compared by that time with both ends of the range.
//     So a range must begin 999 ms early, and an answer to "up to E" may hold messages stored up to 999 ms after E.
//   - The chain is read from its newest entry back and cut at the cap: min(maxNum, maxMsgsNumBatch), 64 by default.
//     What is given is then sorted, oldest first.

const INDEX_STEP_MS = 1000n
const MAX_NUM = 64
const LONG_MAX = 9_223_372_036_854_775_807n

export type IndexQuestion = {
  topic: string
  /** A word of KEYS, or a unique id. */
  key: string
  /** Store times, epoch ms, both included. */
  from: bigint
  to: bigint | null
  /** How many this broker gives at most for one question (its maxMsgsNumBatch); null = not known. */
  cap: number | null
  /** The queues of the topic there: they are read where one second holds more than the cap. */
  queues: number
  /** Messages read from queues at most, in all. */
  maxScanned: number
}

export type IndexAnswer = {
  /** Everything of the range that was stored after this has been taken; null = all of the range. */
  completeAfter: bigint | null
  /** Spans in which one second holds more than the cap and whose queues could not be read to the end. */
  gaps: Array<{ from: bigint; to: bigint; queueId: number | null; reason: string }>
  /** The broker gave fewer than it should although it had more: the most that it gave. */
  shortAt: number | null
  /** Why a part of an answer could not be read as messages. */
  unreadable: string | null
  /** Messages read from queues. */
  scanned: number
}

/**
 * Every message with a key on one broker, newest first, beyond the cap of one answer: the end of the range moves back to
 * the oldest store time got. Where that does not move, one second holds more than the cap, and is read from the queues.
 * The index compares hashes of topic and key only, so foreign messages are left out here. `take` gets each message once;
 * `enough` is asked after each answer, with the time after which nothing is missing. Rejects with the driver's error.
 */
export async function queryIndex(
  client: Client,
  address: string,
  question: IndexQuestion,
  take: (message: WireMessage) => void,
  enough: (completeAfter: bigint) => boolean,
  signal?: AbortSignal,
): Promise<IndexAnswer> {
  const { from, to, topic } = question
  const answer: IndexAnswer = { completeAfter: null, gaps: [], shortAt: null, unreadable: null, scanned: 0 }
  const taken = new Set<bigint>()
  const add = (message: WireMessage) => {
    if (taken.has(message.commitLogOffset) || !isWanted(message, question)) return
    taken.add(message.commitLogOffset)
    take(message)
  }
  const begin = from >= INDEX_STEP_MS ? from - INDEX_STEP_MS + 1n : 0n
  let maxNum = MAX_NUM
  let cap = Math.min(question.cap ?? MAX_NUM, MAX_NUM)
  let end = to ?? LONG_MAX
  while (end >= begin) {
    const page = await ask(end)
    if (page[0] === undefined) break
    let oldest = page[0].storeTimestamp
    for (const message of page.toReversed()) {
      add(message)
      if (message.storeTimestamp < oldest) oldest = message.storeTimestamp
    }
    if (oldest >= end + INDEX_STEP_MS) {
      const reason = 'the broker does not heed the end of the time range, so older messages cannot be asked for'
      answer.gaps.push({ from, to: end, queueId: null, reason })
      break
    }
    if (page.length < Math.min(cap, maxNum) && !(await isCutShort(oldest, page))) break
    if (oldest < end) end = oldest
    else {
      await readSecond(end)
      end -= INDEX_STEP_MS
    }
    if (end < from) break
    if (enough(end)) return { ...answer, completeAfter: end }
  }
  return answer

  async function ask(endTimestamp: bigint): Promise<WireMessage[]> {
    const header = { topic, key: question.key, maxNum, beginTimestamp: begin, endTimestamp }
    try {
      const { body } = await client.call(address, queryMessage, header, { signal })
      if (body?.rest) answer.unreadable = body.rest.reason
      return body?.messages ?? []
    } catch (error) {
      // 64 messages of 4 MB each are more than one frame may hold.
      if (!(error instanceof BadReply) || maxNum === 1) throw error
      maxNum = Math.max(1, maxNum >> 3)
      return ask(endTimestamp)
    }
  }

  /** Where the cap is not known, a short answer is believed only when there is nothing before it. */
  async function isCutShort(oldest: bigint, page: readonly WireMessage[]): Promise<boolean> {
    if (question.cap !== null || oldest <= begin) return false
    const known = new Set(page.map(({ commitLogOffset }) => commitLogOffset))
    const before = await ask(oldest - 1n)
    if (before.every(({ commitLogOffset }) => known.has(commitLogOffset))) return false
    cap = page.length
    answer.shortAt = cap
    return true
  }

  /** Everything after `last` is known, and nothing newer than `last - 1 s` may be missing after this. */
  async function readSecond(last: bigint): Promise<void> {
    const span = { from: last - INDEX_STEP_MS + 1n, to: last }
    if (question.queues === 0) {
      answer.gaps.push({ ...span, queueId: null, reason: 'its queues are not known' })
      return
    }
    const read = await readStoredBetween(
      client,
      address,
      { topic, queues: question.queues, ...span, maxScanned: question.maxScanned - answer.scanned },
      add,
      signal,
    )
    answer.scanned += read.scanned
    for (const gap of read.failed) answer.gaps.push({ ...span, ...gap })
  }
}

function isWanted({ properties, storeTimestamp, topic }: WireMessage, { key, from, to, ...question }: IndexQuestion) {
  if (topic !== question.topic || storeTimestamp < from || (to !== null && storeTimestamp > to)) return false
  const value = (name: string) => properties.findLast(([given]) => given === name)?.[1]
  return value('UNIQ_KEY') === key || (value('KEYS')?.split(' ').includes(key) ?? false)
}
