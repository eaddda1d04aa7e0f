import 'server-only'
import type { OutputOf } from '@/lib/contract/endpoint'
import type { readTrace } from '@/lib/contract/traces'
import type {
  EndTransactionRecord,
  PubRecord,
  SubAfterRecord,
  SubBeforeRecord,
  TraceRecord,
} from '@/server/rocketmq/wire/trace-records.ts'

type Trace = OutputOf<typeof readTrace>
type Attempt = Trace['consumed'][number]
type Result = Attempt['result']

/** A record and the host of the client that sent it. */
export type SeenRecord = { record: TraceRecord; host: string }

/**
 * What the records say of one message. Records of other messages are left out; one that was sent twice counts once. The
 * two records of an attempt belong together by request id and message id: one request may hold many messages, and
 * every delivery is a request of its own.
 */
export function traceOfRecords(
  seen: Iterable<SeenRecord>,
  messageId: string,
): Pick<Trace, 'topic' | 'produced' | 'consumed' | 'transactions' | 'recalls' | 'records'> {
  const mine = withoutRepeats(seen).filter(({ record }) => isOf(record, messageId))
  const of = <T extends TraceRecord['type']>(type: T) =>
    mine.flatMap(({ record, host }) =>
      record.type === type ? [{ record: record as Extract<TraceRecord, { type: T }>, host }] : [],
    )
  const sent = [...of('Pub'), ...of('EndTransaction'), ...of('Recall')]
  return {
    topic: sent.find(({ record }) => record.topic !== null)?.record.topic ?? null,
    produced: of('Pub')
      .map(({ record, host }) => produced(record, host, messageId))
      .sort(byTime),
    consumed: attempts(of('SubBefore'), of('SubAfter')),
    transactions: of('EndTransaction')
      .map(({ record, host }) => transaction(record, host))
      .sort(byTime),
    recalls: of('Recall')
      .map(({ record, host }) => ({
        host,
        group: record.group,
        at: isoOfMs(record.timestamp),
        costMs: null,
        result: sendResult(record.success),
      }))
      .sort(byTime),
    records: mine.length,
  }
}

/** A trace producer that got no answer sends its message again: those records are the same in every field. */
function withoutRepeats(seen: Iterable<SeenRecord>): SeenRecord[] {
  const byContent = new Map<string, SeenRecord>()
  for (const one of seen) byContent.set([one.host, ...Object.values(one.record)].join('\u0001'), one)
  return [...byContent.values()]
}

/** A batch that was sent at once has one Pub record with all its ids. */
export function isOf(record: TraceRecord, messageId: string): boolean {
  if (record.messageId === messageId) return true
  return record.type === 'Pub' && record.messageId.split(',').includes(messageId)
}

function produced(record: PubRecord, host: string, messageId: string): Trace['produced'][number] {
  const ids = record.messageId.split(',')
  const inBatch = ids.length > 1
  return {
    host,
    group: record.group,
    at: isoOfMs(record.timestamp),
    costMs: record.costMs,
    topic: record.topic,
    tags: record.tags,
    keys: (record.keys ?? '').split(' ').filter(Boolean),
    storeHost: record.storeHost,
    offsetMessageId: record.offsetMessageId?.split(',')[ids.indexOf(messageId)] ?? null,
    // Of a batch it is the size of the whole.
    bodySizeBytes: inBatch ? null : record.bodySizeBytes,
    messageType: record.messageType === null ? 'unknown' : MESSAGE_TYPES[record.messageType],
    result: sendResult(record.success),
  }
}

const MESSAGE_TYPES = {
  Normal_Msg: 'normal',
  Trans_Msg_Half: 'transaction-half',
  Trans_msg_Commit: 'transaction-commit',
  Delay_Msg: 'delay',
  Order_Msg: 'order',
} as const

const sendResult = (success: boolean | null): Result => (success === null ? 'unknown' : success ? 'success' : 'failed')

function transaction(record: EndTransactionRecord, host: string): Trace['transactions'][number] {
  return {
    host,
    group: record.group,
    at: isoOfMs(record.timestamp),
    costMs: null,
    transactionId: record.transactionId,
    state:
      record.state === 'COMMIT_MESSAGE' ? 'committed' : record.state === 'ROLLBACK_MESSAGE' ? 'rolled-back' : 'unknown',
    fromCheck: record.fromTransactionCheck,
  }
}

type Seen<R> = ReadonlyArray<{ record: R; host: string }>

/** Each begun attempt with its end, and ends whose beginning is not there; oldest first. */
function attempts(begun: Seen<SubBeforeRecord>, ended: Seen<SubAfterRecord>): Attempt[] {
  const keyOf = ({ requestId, messageId }: SubBeforeRecord | SubAfterRecord) => `${requestId}\u0001${messageId}`
  const ends = new Map(ended.map((end) => [keyOf(end.record), end]))
  const beginnings = new Map(begun.map((beginning) => [keyOf(beginning.record), beginning]))
  const found: Attempt[] = []
  for (const [key, { record, host }] of beginnings) found.push(attempt(host, record, ends.get(key)?.record ?? null))
  for (const [key, { record, host }] of ends) if (!beginnings.has(key)) found.push(attempt(host, null, record))
  return found.sort((a, b) => compareTimes(a.at ?? a.endedAt, b.at ?? b.endedAt) || (a.attempt ?? 0) - (b.attempt ?? 0))
}

function attempt(host: string, begun: SubBeforeRecord | null, ended: SubAfterRecord | null): Attempt {
  return {
    host,
    group: begun?.group ?? ended?.group ?? null,
    attempt: begun?.retryTimes == null ? null : begun.retryTimes + 1,
    at: isoOfMs(begun?.timestamp ?? null),
    endedAt: isoOfMs(ended?.timestamp ?? null),
    costMs: ended?.costMs ?? null,
    state: ended === null ? 'running' : 'ended',
    result: ended === null ? 'unknown' : consumeResult(ended),
    requestId: begun?.requestId ?? ended?.requestId ?? '',
  }
}

const RETURNED = {
  TIME_OUT: 'timed-out',
  EXCEPTION: 'exception',
  RETURNNULL: 'returned-null',
  FAILED: 'failed',
} as const

/**
 * A record can say "success" with a code that says otherwise: a listener that took longer than consumeTimeout and then
 * succeeded is TIME_OUT with success true (ConsumeMessageConcurrentlyService, all versions), and was sent back meanwhile.
 * And where the client gave no code it is 0, SUCCESS, also of a failure. So only both together are a success.
 */
function consumeResult({ contextCode, success }: SubAfterRecord): Result {
  if (contextCode !== null && contextCode !== 'SUCCESS' && contextCode !== 'unknown') return RETURNED[contextCode]
  if (success === null || (success && contextCode === 'unknown')) return 'unknown'
  return success ? 'success' : 'failed'
}

const LAST_FOUR_DIGIT_YEAR_MS = 253_402_300_799_999n

/** null also for 0 and for what no clock shows: "never set". */
function isoOfMs(ms: bigint | null): string | null {
  return ms !== null && ms > 0n && ms <= LAST_FOUR_DIGIT_YEAR_MS ? new Date(Number(ms)).toISOString() : null
}

/** ISO times; unknown ones stand last. */
function compareTimes(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}

const byTime = (a: { at: string | null }, b: { at: string | null }) => compareTimes(a.at, b.at)
