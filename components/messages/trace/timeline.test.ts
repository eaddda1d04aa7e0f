import { describe, expect, test } from 'vitest'
import { type Attempt, figuresOf, type Trace, timelineOf, verdictsOf } from './timeline'

const T0 = Date.UTC(2026, 0, 2, 3, 4, 5)
const iso = (ms: number) => new Date(T0 + ms).toISOString()

const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  host: '10.0.0.7',
  group: 'worker',
  attempt: 1,
  at: iso(20),
  endedAt: iso(32),
  costMs: 12,
  state: 'ended',
  result: 'success',
  requestId: `r${more.attempt ?? 1}-${more.group}`,
  ...more,
})
const produced = (more: Partial<Trace['produced'][number]> = {}): Trace['produced'][number] => ({
  host: '10.0.0.9',
  group: 'shop',
  at: iso(0),
  costMs: 4,
  topic: 'orders',
  tags: null,
  keys: [],
  storeHost: '10.0.0.1:10911',
  offsetMessageId: null,
  bodySizeBytes: 10,
  messageType: 'normal',
  result: 'success',
  ...more,
})
const trace = (more: Partial<Trace> = {}): Trace => ({
  messageId: 'ID',
  topic: 'orders',
  traceTopic: 'RMQ_SYS_TRACE_TOPIC',
  produced: [],
  consumed: [],
  transactions: [],
  recalls: [],
  records: 1,
  unreadable: 0,
  emptyBecause: null,
  checks: null,
  notices: [],
  asOf: null,
  completeness: { asked: 1, answered: 1, failed: [] },
  ...more,
})
const lanes = (given: Trace) =>
  timelineOf(given).lanes.map(({ kind, fromMs, toMs, look, result }) => [kind, fromMs, toMs, look, result])

describe('timelineOf', () => {
  test('no records: nothing, and no time', () => {
    expect(timelineOf(trace())).toMatchObject({ zeroMs: null, lanes: [] })
  })

  test('a lane for the send, its store, and each attempt, since the first of them', () => {
    const given = trace({ produced: [produced()], consumed: [attempt()] })
    expect(timelineOf(given).zeroMs).toBe(T0)
    expect(lanes(given)).toEqual([
      ['produce', 0, 4, 'produce', 'success'],
      ['store', 2, 2, 'store', 'stored'],
      ['attempt', 20, 32, 'consume', 'success'],
    ])
  })

  test.each(['failed', 'timed-out', 'exception', 'returned-null'] as const)('%s is drawn as a failure', (result) => {
    expect(lanes(trace({ consumed: [attempt({ result })] }))).toEqual([['attempt', 0, 12, 'failed', result]])
  })

  test('a running attempt has no end; an unknown result is no failure', () => {
    const running = attempt({ state: 'running', result: 'unknown', endedAt: null, costMs: null })
    expect(lanes(trace({ consumed: [running, attempt({ result: 'unknown' })] }))).toEqual([
      ['attempt', 0, null, 'running', 'running'],
      ['attempt', 0, 12, 'consume', 'unknown'],
    ])
  })

  test('an old client tells no end: the cost does', () => {
    expect(lanes(trace({ consumed: [attempt({ endedAt: null })] }))).toEqual([['attempt', 0, 12, 'consume', 'success']])
  })

  test('an end without its beginning stands at its end; without any time, nowhere', () => {
    const consumed = [
      attempt({ at: null, attempt: null }),
      attempt({ at: null, endedAt: null, attempt: null, group: null }),
    ]
    expect(lanes(trace({ consumed }))).toEqual([
      ['attempt', 0, 0, 'consume', 'success'],
      ['attempt', null, null, 'consume', 'success'],
    ])
  })

  test('groups stand together in the order of their first attempt; a retry shows how long it waited', () => {
    const consumed = [
      attempt({ result: 'failed' }),
      attempt({ group: 'other', at: iso(25), endedAt: iso(26) }),
      attempt({ attempt: 2, at: iso(1_032), endedAt: iso(1_040) }),
    ]
    const { lanes: found } = timelineOf(trace({ consumed }))
    expect(found.map(({ actor, attempt: n, waitFromMs }) => [actor, n, waitFromMs])).toEqual([
      ['worker', 1, null],
      ['worker', 2, 12],
      ['other', 1, null],
    ])
  })

  test('a consumer whose clock is behind begins before the send: the axis does too', () => {
    const given = trace({ produced: [produced()], consumed: [attempt({ at: iso(-50), endedAt: iso(-40) })] })
    expect(lanes(given).map(([kind, fromMs]) => [kind, fromMs])).toEqual([
      ['produce', 50],
      ['store', 52],
      ['attempt', 0],
    ])
  })

  test('transactions and recalls', () => {
    const of = { host: '10.0.0.9', group: 'shop', costMs: null }
    const given = trace({
      produced: [produced({ messageType: 'transaction-half' })],
      transactions: [
        { ...of, at: iso(5), transactionId: 'T', state: 'unknown', fromCheck: false },
        { ...of, at: iso(6_000), transactionId: 'T', state: 'rolled-back', fromCheck: true },
      ],
      recalls: [{ ...of, at: iso(7_000), result: 'failed' }],
    })
    // All that the producer did stands together, before the store.
    expect(lanes(given).slice(1, 4)).toEqual([
      ['transaction', 5, 5, 'produce', 'undecided'],
      ['transaction', 6_000, 6_000, 'failed', 'rolled-back'],
      ['recall', 7_000, 7_000, 'failed', 'failed'],
    ])
    expect(figuresOf(given, timelineOf(given))).toMatchObject({
      hiddenMs: 6_000,
      decided: { result: 'rolled-back', fromCheck: true },
    })
  })

  test.each([
    [0, [0, 2, 4, 6, 8, 10]],
    [40, [0, 10, 20, 30, 40, 50]],
    [48_000, [0, 20_000, 40_000, 60_000]],
    [3 * 3_600_000, [0, 3_600_000, 7_200_000, 10_800_000]],
    [20 * 86_400_000, [0, 5, 10, 15, 20, 25].map((days) => days * 86_400_000)],
  ])('ticks of %s ms are round and few', (endMs, ticks) => {
    expect(timelineOf(trace({ consumed: [attempt({ at: iso(0), endedAt: iso(endMs) })] })).ticks).toEqual(ticks)
  })
})

test('verdicts: a success proves, however it went before or after; a failure proves nothing', () => {
  const consumed = [
    attempt({ result: 'failed' }),
    attempt({ group: 'other', result: 'exception' }),
    attempt({ attempt: 2, at: iso(40) }),
    attempt({ group: 'third', state: 'running', result: 'unknown', endedAt: null }),
  ]
  expect(
    verdictsOf(trace({ consumed })).map(({ proof, ...verdict }) => ({ ...verdict, proof: proof?.attempt ?? null })),
  ).toEqual([
    { group: 'worker', attempts: 2, failed: 1, result: 'success', proof: 2 },
    { group: 'other', attempts: 1, failed: 1, result: 'exception', proof: null },
    { group: 'third', attempts: 1, failed: 0, result: 'running', proof: null },
  ])
})

test('figures: unknown without the record of the send, or before anybody consumed it', () => {
  const whole = trace({
    produced: [produced()],
    consumed: [
      attempt({ result: 'timed-out', at: iso(10), endedAt: iso(30), costMs: 20 }),
      attempt({ attempt: 2, at: iso(1_030) }),
    ],
  })
  whole.consumed[1]!.endedAt = iso(1_040)
  expect(figuresOf(whole, timelineOf(whole))).toMatchObject({
    sentToConsumedMs: 1_040,
    waitingMs: 1_000,
    slowest: { costMs: 20 },
    decided: null,
    hiddenMs: null,
  })
  const oneway = trace({ consumed: [attempt()] })
  expect(figuresOf(oneway, timelineOf(oneway)).sentToConsumedMs).toBeNull()
  const waiting = trace({ produced: [produced()], consumed: [attempt({ state: 'running', result: 'unknown' })] })
  expect(figuresOf(waiting, timelineOf(waiting)).sentToConsumedMs).toBeNull()
})
