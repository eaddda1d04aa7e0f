import { encodeMessage, type MessageToEncode } from '../../server/rocketmq/wire/message-codec.ts'
import type { FakeBroker } from './fake-broker.ts'

/** A message in a scripted broker's store; what is not given follows from its number. */
export type StoredMessage = Pick<MessageToEncode, 'topic' | 'storeTimestamp' | 'properties'> & Partial<MessageToEncode>

/** Numbered messages; offsets of queue and commit log count up in the order given. */
function storeOf(given: readonly StoredMessage[], port: number): MessageToEncode[] {
  const ends = new Map<string, bigint>()
  return given.map((message, index) => {
    const queueId = message.queueId ?? 0
    const place = `${message.topic}/${queueId}`
    const queueOffset = ends.get(place) ?? 0n
    ends.set(place, queueOffset + 1n)
    return {
      queueId,
      queueOffset,
      commitLogOffset: BigInt(index) * 500n,
      flag: 0,
      sysFlag: 0,
      bornTimestamp: message.storeTimestamp,
      bornHost: { ip: '10.1.1.1', port: 5000 },
      storeHost: { ip: '127.0.0.1', port },
      reconsumeTimes: 0,
      preparedTransactionOffset: 0n,
      body: Buffer.from('body'),
      ...message,
    }
  })
}

/** The record of one message as a broker at that port stores it. */
export const encodeStored = (message: StoredMessage, port: number): Buffer =>
  Buffer.concat(storeOf([message], port).map(encodeMessage))

/**
 * Lets a scripted broker answer for a store as real ones do: QUERY_MESSAGE from an index of one-second steps that begins
 * with the first message (IndexFile#selectPhyOffset: key by hash, newest `cap` first, then by offset),
 * SEARCH_OFFSET_BY_TIMESTAMP with the lower bound, PULL_MESSAGE in batches of `batch`.
 */
export function serveStore(
  fake: FakeBroker,
  given: readonly StoredMessage[],
  {
    cap = 64,
    batch = 8,
    hash = (key: string) => key,
    heedsEnd = true,
  }: { cap?: number; batch?: number; hash?: (key: string) => string; heedsEnd?: boolean } = {},
): void {
  const store = storeOf(given, fake.port)
  const begin = store[0]?.storeTimestamp ?? 0n
  const indexed = (at: bigint) => begin + ((at - begin) / 1000n) * 1000n
  const entries = store.flatMap((message) => {
    const value = (name: string) => message.properties.findLast(([key]) => key === name)?.[1] ?? ''
    const keys = [value('UNIQ_KEY'), ...value('KEYS').split(' ')].filter(Boolean)
    return keys.map((key) => ({ message, hash: hash(`${message.topic}#${key}`), at: indexed(message.storeTimestamp) }))
  })
  fake.on(12, ({ extFields }) => {
    const { topic, key, maxNum, beginTimestamp, endTimestamp } = extFields as Record<string, string>
    const hits = entries
      .filter((entry) => entry.hash === hash(`${topic}#${key}`))
      .filter(({ at }) => at >= BigInt(beginTimestamp ?? 0) && (!heedsEnd || at <= BigInt(endTimestamp ?? 0)))
      .slice(-Math.min(cap, Number(maxNum)))
    if (hits.length === 0) return { code: 22, remark: 'can not find message, maybe time range not correct' }
    return { body: Buffer.concat(hits.map(({ message }) => encodeMessage(message))) }
  })
  const queueOf = (extFields: Readonly<Record<string, string>>) =>
    store.filter(({ topic, queueId }) => topic === extFields.topic && queueId === Number(extFields.queueId))
  fake.on(29, ({ extFields }) => {
    const queue = queueOf(extFields)
    const first = queue.find(({ storeTimestamp }) => storeTimestamp >= BigInt(extFields.timestamp ?? 0))
    return { extFields: { offset: String(first?.queueOffset ?? queue.length) } }
  })
  fake.on(11, ({ extFields }) => {
    const queue = queueOf(extFields)
    const from = Number(extFields.queueOffset)
    const part = queue.slice(from, from + Math.min(batch, Number(extFields.maxMsgNums)))
    const range = { minOffset: '0', maxOffset: String(queue.length), suggestWhichBrokerId: '0' }
    if (part.length === 0) return { code: 19, extFields: { ...range, nextBeginOffset: String(queue.length) } }
    return {
      body: Buffer.concat(part.map(encodeMessage)),
      extFields: { ...range, nextBeginOffset: String(from + part.length) },
    }
  })
}
