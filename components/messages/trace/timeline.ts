import type { OutputOf } from '@/lib/contract/endpoint'
import type { readTrace } from '@/lib/contract/traces'

export type Trace = OutputOf<typeof readTrace>
export type Attempt = Trace['consumed'][number]
export type Result = Attempt['result']

/** One step of a message's life. Times are milliseconds since the first step, null where no record tells. */
export type Lane = {
  id: string
  kind: 'produce' | 'store' | 'transaction' | 'recall' | 'attempt'
  /** The group (null: the record does not say), of `store` the broker's address. */
  actor: string | null
  host: string | null
  attempt: number | null
  fromMs: number | null
  toMs: number | null
  /** When it began, epoch ms. */
  atMs: number | null
  costMs: number | null
  look: 'produce' | 'store' | 'consume' | 'failed' | 'running'
  result: Result | 'committed' | 'rolled-back' | 'undecided' | 'running' | 'stored'
  /** A wait before it: since the attempt before it ended. */
  waitFromMs: number | null
  /** The time is no record's: the send's beginning plus half its cost. */
  isEstimate: boolean
  /** Of a transaction: decided by the broker's question. */
  fromCheck: boolean | null
}

export type Timeline = {
  /** Epoch ms of the first step by its client's clock. */
  zeroMs: number | null
  /** What the axis is long; more than the last end, so that its words have room. */
  spanMs: number
  /** Moments on the axis that are written out. */
  ticks: number[]
  lanes: Lane[]
}

/** What the picture and the table show: a lane for each send, for the store, each decision, recall and attempt. */
export function timelineOf(trace: Trace): Timeline {
  const lanes = [
    ...trace.produced.map(produceLane),
    ...trace.transactions.map(transactionLane),
    ...trace.recalls.map(recallLane),
    ...trace.produced.flatMap((sent, index) => storeLane(sent, index)),
    ...byGroup(trace.consumed).flatMap(attemptLanes),
  ]
  const begins = lanes.flatMap(({ atMs }) => atMs ?? [])
  const zeroMs = begins.length === 0 ? null : Math.min(...begins)
  for (const lane of lanes) {
    lane.fromMs = since(zeroMs, lane.atMs)
    lane.toMs = since(zeroMs, lane.toMs)
    lane.waitFromMs = since(zeroMs, lane.waitFromMs)
  }
  const last = Math.max(0, ...lanes.flatMap(({ fromMs, toMs }) => [fromMs ?? 0, toMs ?? 0]))
  // A quarter of the axis for the words behind the last bar; at least a moment, so that one step is not the whole.
  const spanMs = Math.max(10, last / 0.8)
  return { zeroMs, spanMs, ticks: ticksUpTo(spanMs), lanes }
}

const since = (zeroMs: number | null, ms: number | null) => (zeroMs === null || ms === null ? null : ms - zeroMs)

const parse = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso))
const plus = (ms: number | null, more: number | null): number | null => (ms === null ? null : ms + (more ?? 0))

const blank = { attempt: null, waitFromMs: null, isEstimate: false, fromCheck: null, fromMs: null }

function produceLane(sent: Trace['produced'][number], index: number): Lane {
  const atMs = parse(sent.at)
  return {
    ...blank,
    id: `produce-${index}`,
    kind: 'produce',
    actor: sent.group,
    host: sent.host,
    atMs,
    toMs: plus(atMs, sent.costMs),
    costMs: sent.costMs,
    look: isFailure(sent.result) ? 'failed' : 'produce',
    result: sent.result,
  }
}

/** Records tell no store time; Java's own trace takes the middle of the send for it (SendMessageTraceHookImpl). */
function storeLane(sent: Trace['produced'][number], index: number): Lane[] {
  const atMs = parse(sent.at)
  if (atMs === null || sent.costMs === null) return []
  return [
    {
      ...blank,
      id: `store-${index}`,
      kind: 'store',
      actor: sent.storeHost,
      host: sent.storeHost,
      atMs: atMs + sent.costMs / 2,
      toMs: atMs + sent.costMs / 2,
      costMs: null,
      look: 'store',
      result: 'stored',
      isEstimate: true,
    },
  ]
}

function transactionLane(ended: Trace['transactions'][number], index: number): Lane {
  const atMs = parse(ended.at)
  return {
    ...blank,
    id: `transaction-${index}`,
    kind: 'transaction',
    actor: ended.group,
    host: ended.host,
    atMs,
    toMs: atMs,
    costMs: null,
    look: ended.state === 'rolled-back' ? 'failed' : 'produce',
    result: ended.state === 'unknown' ? 'undecided' : ended.state,
    fromCheck: ended.fromCheck,
  }
}

function recallLane(recall: Trace['recalls'][number], index: number): Lane {
  const atMs = parse(recall.at)
  return {
    ...blank,
    id: `recall-${index}`,
    kind: 'recall',
    actor: recall.group,
    host: recall.host,
    atMs,
    toMs: atMs,
    costMs: null,
    look: isFailure(recall.result) ? 'failed' : 'produce',
    result: recall.result,
  }
}

function attemptLanes(attempts: readonly Attempt[]): Lane[] {
  return attempts.map((attempt, index) => {
    const beginMs = parse(attempt.at)
    const endMs = parse(attempt.endedAt)
    const before = attempts[index - 1]
    const beforeMs = before ? endOf(before) : null
    const isRetry = (attempt.attempt ?? 1) > 1 && beforeMs !== null && beginMs !== null && beforeMs < beginMs
    return {
      ...blank,
      id: `attempt-${attempt.group}-${attempt.requestId}`,
      kind: 'attempt' as const,
      actor: attempt.group,
      host: attempt.host,
      attempt: attempt.attempt,
      atMs: beginMs ?? endMs,
      toMs: attempt.state === 'running' ? null : (endMs ?? plus(beginMs, attempt.costMs)),
      costMs: attempt.costMs,
      look: attempt.state === 'running' ? 'running' : isFailure(attempt.result) ? 'failed' : 'consume',
      result: attempt.state === 'running' ? 'running' : attempt.result,
      waitFromMs: isRetry ? beforeMs : null,
    }
  })
}

const endOf = ({ at, costMs, endedAt }: Attempt): number | null => parse(endedAt) ?? plus(parse(at), costMs)

/** Groups in the order of their first attempt; attempts as they come, oldest first. */
export function byGroup(attempts: readonly Attempt[]): Attempt[][] {
  const groups = new Map<string | null, Attempt[]>()
  for (const attempt of attempts) {
    const known = groups.get(attempt.group)
    if (known) known.push(attempt)
    else groups.set(attempt.group, [attempt])
  }
  return [...groups.values()]
}

/** Neither a success nor unknown. */
export const isFailure = (result: Result): boolean => result !== 'success' && result !== 'unknown'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((n) => n * HOUR),
]
const MOST_TICKS = 6

/** Round moments from 0 on, at most six. */
function ticksUpTo(spanMs: number): number[] {
  const day = 24 * HOUR
  const step = STEPS.find((s) => spanMs / s < MOST_TICKS) ?? Math.ceil(spanMs / MOST_TICKS / day) * day
  return Array.from({ length: Math.floor(spanMs / step) + 1 }, (_, index) => index * step)
}

export type GroupVerdict = {
  group: string | null
  attempts: number
  failed: number
  /** Of the newest attempt. */
  result: Result | 'running'
  /** The newest attempt that succeeded. */
  proof: Attempt | null
}

/** What the records prove for each group that is named in them. */
export function verdictsOf(trace: Trace): GroupVerdict[] {
  return byGroup(trace.consumed).map((attempts) => {
    const last = attempts.at(-1)
    return {
      group: attempts[0]?.group ?? null,
      attempts: attempts.length,
      failed: attempts.filter(({ result }) => isFailure(result)).length,
      result: last === undefined || last.state === 'running' ? 'running' : last.result,
      proof: attempts.findLast(({ result }) => result === 'success') ?? null,
    }
  })
}

/** The figures over the picture; null where no record tells. */
export function figuresOf(trace: Trace, { lanes }: Timeline) {
  const ends = lanes.flatMap(({ kind, result, toMs }) =>
    kind === 'attempt' && result === 'success' ? (toMs ?? []) : [],
  )
  const waits = lanes.flatMap(({ fromMs, waitFromMs }) =>
    fromMs === null || waitFromMs === null ? [] : [fromMs - waitFromMs],
  )
  const slowest = trace.consumed.reduce<Attempt | null>(
    (most, one) => (one.costMs !== null && one.costMs > (most?.costMs ?? -1) ? one : most),
    null,
  )
  const half = lanes.find(({ kind }) => kind === 'produce')
  const decided = lanes.findLast(({ kind, result }) => kind === 'transaction' && result !== 'undecided')
  return {
    // Without the record of the send, the first step is not the send.
    sentToConsumedMs: trace.produced.length === 0 || ends.length === 0 ? null : Math.max(...ends),
    waitingMs: waits.length === 0 ? null : waits.reduce((sum, ms) => sum + ms, 0),
    slowest,
    decided: decided ?? null,
    hiddenMs: decided?.fromMs != null && half?.fromMs != null ? decided.fromMs - half.fromMs : null,
  }
}
