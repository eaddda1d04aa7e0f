import 'server-only'
import type { TargetOutcome } from '@/lib/domain/completeness.ts'
import { findOffsetByTime } from '@/server/rocketmq/admin/find-offset-by-time.ts'
import { MAX_PULL } from '@/server/rocketmq/admin/read-queue.ts'
import { searchOffsetByTimestamp } from '@/server/rocketmq/requests/search-offset-by-timestamp.ts'
import type { WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { ServiceError } from '../../errors'
import type { VerbContext } from '../../implement'
import { messageRow } from '../message-row'
import { topicNotFound } from '../topic-not-found'
import { BrokerVoice } from './broker-voice'
import { type QueuePlace, readCursor } from './cursor'
import { compileFilters, hasFilters } from './filters'
import { findQueues, type QueueEnds } from './find-queues'
import { isAbort, QueueReader } from './queue-reader'
import { checkSearch, identityOf, type SearchInput, type TimeRange } from './search-input'
import { type BrokerSearch, Notices } from './tally'
import { brokersOfTopic, type TopicBroker } from './topic-brokers'

/** A search that is ready to be read. `found` so far, in earlier parts of it. */
export type OpenSearch = {
  brokers: BrokerSearch[]
  notices: Notices
  found: number
  unread: TargetOutcome[]
  /** Learns how much there is, where that takes calls of its own. */
  learnTotals: () => Promise<void>
}

/** The part of a queue that is searched: its place, and where its range ends. */
type Range = { place: QueuePlace; notAfterMs: number; learnTotal: (() => Promise<number>) | null; total: number | null }

/**
 * Where to begin and end in each queue. At first from one call per broker (202), and one or two more per queue only where
 * a time cuts it at the side that is read first; going on, from the cursor alone.
 *
 * @throws ServiceError for what is wrong with the input; when no broker at all answers, its error.
 */
export async function openSearch(
  ctx: VerbContext,
  input: SearchInput,
  signal: AbortSignal,
  { keepsMessages = false } = {},
): Promise<OpenSearch> {
  const times = checkSearch(input)
  const filter = compileFilters(input)
  const before = input.cursor === undefined ? null : readCursor(input.cursor, identityOf(input))
  const { brokers: holders, unread } = await brokersOfTopic(ctx, input.topic, input.broker)
  const notices = new Notices(before?.whole ?? true)
  if (unread.length > 0) notices.whole = false

  const open = { ctx, input, times, signal, notices, filter, keepsMessages }
  const brokers = before
    ? before.brokers.map((part): Opened => {
        const voice = new BrokerVoice(ctx, part.brokerName, signal)
        const ranges = part.queues.map((place) => resumed(place, times))
        return { voice, scanned: part.scanned, of: part.of, ranges, failed: [], error: null }
      })
    : await Promise.all(holders.map((holder) => begin(open, holder)))
  if (before === null) throwIfNobody(ctx, input, brokers)

  const queues = brokers.reduce((sum, broker) => sum + broker.ranges.length, 0)
  const window = hasFilters(input) ? MAX_PULL : firstWindow(input.limit, queues)
  const searched = brokers.map(({ failed, of, ranges, scanned, voice }): BrokerSearch => {
    const isCompacted = holders.find((holder) => holder.brokerName === voice.brokerName)?.isCompacted ?? false
    const readers = ranges.map((range) => readerOf(open, voice, range, window, isCompacted))
    return { voice, scanned, of, readers, failed }
  })
  return {
    brokers: searched,
    notices,
    found: before?.found ?? 0,
    unread,
    learnTotals: async () => {
      await Promise.all(searched.map((broker, index) => learnTotal(broker, brokers[index]?.ranges ?? [])))
    },
  }
}

type Opening = {
  ctx: VerbContext
  input: SearchInput
  times: TimeRange
  signal: AbortSignal
  notices: Notices
  filter: ReturnType<typeof compileFilters>
  keepsMessages: boolean
}

type Opened = Pick<BrokerSearch, 'voice' | 'scanned' | 'of' | 'failed'> & { ranges: Range[]; error: Error | null }

/**
 * Two and a half times what a queue gives to a page when messages are spread evenly. Of 16 queues and a page of 100 at
 * most six can hold more than that among the newest, so a page takes no more than 22 pulls, however they are spread.
 */
const firstWindow = (limit: number, queues: number) =>
  Math.min(MAX_PULL, Math.max(8, Math.ceil((2.5 * limit) / Math.max(1, queues))))

async function begin(open: Opening, holder: TopicBroker): Promise<Opened> {
  const { input, notices, ctx, signal } = open
  const voice = new BrokerVoice(ctx, holder.brokerName, signal)
  const opened: Opened = { voice, scanned: 0, of: null, ranges: [], failed: [], error: null }
  const fail = (queueId: number | null, error: unknown) => {
    if (isAbort(error) || !(error instanceof Error)) throw error
    notices.add('queue-failed', voice.brokerName, queueId, { reason: error.message })
    opened.failed.push({ queueId, reason: error.message })
    return error
  }
  let queues: QueueEnds[]
  try {
    const found = await findQueues(voice, input.topic, holder.readQueues)
    // Deleted there since memory was read: nothing is missing.
    if (found === null) return { ...opened, of: 0, error: topicNotFound(ctx, input.topic) }
    queues = found.filter((queue) => input.queueId === undefined || queue.queueId === input.queueId)
    if (input.queueId !== undefined && queues.length === 0) throw queueNotFound(input, found)
  } catch (error) {
    opened.error = fail(null, error)
    return opened
  }
  const ranges = await Promise.all(
    queues.map(async (queue) => {
      try {
        if (holder.readQueues !== null && queue.queueId >= holder.readQueues && queue.max > queue.min)
          throw new Error(`The topic has ${holder.readQueues} read queues, so the broker gives nothing of this one`)
        return await rangeOf(open, voice, queue)
      } catch (error) {
        fail(queue.queueId, error)
        return null
      }
    }),
  )
  opened.ranges = ranges.filter((range) => range !== null)
  const totals = opened.ranges.map((range) => range.total)
  opened.of = totals.includes(null) ? null : totals.reduce<number>((sum, total) => sum + (total ?? 0), 0)
  return opened
}

/** What is searched of one queue; null = nothing. The side that is read last is found by reading. */
async function rangeOf(open: Opening, voice: BrokerVoice, queue: QueueEnds): Promise<Range | null> {
  const { input, notices } = open
  const { fromMs, toMs } = open.times
  const min = Math.max(queue.min, input.fromOffset ?? 0)
  const max = Math.min(queue.max, input.toOffset ?? queue.max)
  const asked = input.fromOffset ?? input.toOffset
  if (asked !== undefined && min >= max) {
    notices.add('offset-illegal', voice.brokerName, queue.queueId, { asked, min: queue.min, max: queue.max })
  }
  if (min >= max || (queue.lastMs !== null && queue.lastMs < fromMs)) return null
  const timeOf = (ms: number) => offsetAt(open, voice, queue.queueId, { min, max }, ms)
  // Newer than all that is there cuts nothing off.
  const isEndCut = Number.isFinite(toMs) && (queue.lastMs === null || queue.lastMs >= toMs || max < queue.max)
  const isBeginCut = Number.isFinite(fromMs)
  const isNewest = input.order === 'newest'
  const begin = !isNewest && isBeginCut ? await timeOf(fromMs) : min
  const end = isNewest && isEndCut ? await timeOf(toMs) : max
  if (begin >= end) return null
  const isCutLast = isNewest ? isBeginCut : isEndCut
  return {
    place: { queueId: queue.queueId, state: 'open', ...(isNewest ? { at: end, end: begin } : { at: begin, end }) },
    notAfterMs: Math.min(queue.lastMs ?? Number.POSITIVE_INFINITY, toMs - 1),
    total: isCutLast ? null : end - begin,
    learnTotal: isCutLast
      ? async () => (isNewest ? end - Math.min(end, await timeOf(fromMs)) : Math.max(begin, await timeOf(toMs)) - begin)
      : null,
  }
}

/** The first offset stored at or after a time. */
async function offsetAt(
  { input }: Opening,
  voice: BrokerVoice,
  queueId: number,
  { max, min }: { min: number; max: number },
  ms: number,
): Promise<number> {
  const header = { topic: input.topic, queueId, timestamp: ms, boundaryType: 'lower' as const }
  const { client } = voice
  const guess = await voice.ask((address, signal) => client.call(address, searchOffsetByTimestamp, header, { signal }))
  const range = { min: BigInt(min), max: BigInt(max) }
  return Number(await findOffsetByTime(voice.pullOf(input.topic, queueId), range, BigInt(ms), guess.header.offset))
}

function resumed(place: QueuePlace, { toMs }: TimeRange): Range {
  return { place, notAfterMs: toMs - 1, total: null, learnTotal: null }
}

function readerOf(
  { filter, input, keepsMessages, notices, times }: Opening,
  voice: BrokerVoice,
  { notAfterMs, place }: Range,
  window: number,
  isCompacted: boolean,
): QueueReader {
  const { brokerName } = voice
  const { queueId } = place
  const judge = (message: WireMessage) => {
    const verdict = filter(message)
    if (verdict === 'unknown') {
      const reason = 'The body cannot be decompressed, or is longer than a filter looks at'
      notices.add('unreadable', brokerName, queueId, { messages: 1, reason })
    }
    return verdict === 'yes' ? messageRow({ message, brokerName }) : null
  }
  return new QueueReader({
    brokerName,
    pull: voice.pullOf(input.topic, queueId),
    order: input.order,
    place,
    until: place.end ?? 0,
    fromMs: times.fromMs,
    toMs: times.toMs,
    notAfterMs,
    window,
    judge,
    keepsMessages,
    onFinding: (finding) => notices.finding(brokerName, queueId, finding, isCompacted),
  })
}

async function learnTotal(broker: BrokerSearch, ranges: readonly Range[]): Promise<void> {
  if (broker.of !== null) return
  const totals = await Promise.all(ranges.map((range) => range.total ?? range.learnTotal?.() ?? null))
  if (!totals.includes(null)) broker.of = totals.reduce<number>((sum, total) => sum + (total ?? 0), 0)
}

/** Nobody has the topic, or nobody who may have it answers: that is a problem and no empty list. */
function throwIfNobody(ctx: VerbContext, input: SearchInput, brokers: readonly Opened[]): void {
  const errors = brokers.flatMap((broker) => broker.error ?? [])
  if (errors.length < brokers.length) return
  const isNotFound = (error: Error) => error instanceof ServiceError && error.code === 'topic-not-found'
  const other = errors.find((error) => !isNotFound(error))
  throw other ?? topicNotFound(ctx, input.topic)
}

function queueNotFound({ broker, queueId, topic }: SearchInput, queues: readonly QueueEnds[]): ServiceError {
  const known = queues.map((queue) => queue.queueId)
  return new ServiceError(
    'queue-not-found',
    `Topic ${topic} has no queue ${queueId} on ${broker}; its queues are 0 to ${Math.max(0, ...known)}`,
    { params: { topic, brokerName: broker ?? '', queueId: queueId ?? null, readQueues: known.length } },
  )
}
