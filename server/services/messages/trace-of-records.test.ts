import { describe, expect, test } from 'vitest'
import type { TraceRecord } from '@/server/rocketmq/wire/trace-records.ts'
import { type SeenRecord, traceOfRecords } from './trace-of-records'

const ID = '7F000001000100000000000000000000'
const OTHER = '7F000001000100000000000000000001'
const T0 = Date.UTC(2026, 0, 2, 3, 4, 5)
const iso = (ms: number) => new Date(T0 + ms).toISOString()

type Of<T extends TraceRecord['type']> = Extract<TraceRecord, { type: T }>
const seen = (record: TraceRecord, host = '10.0.0.9'): SeenRecord => ({ record, host })
const pub = (more: Partial<Of<'Pub'>> = {}) =>
  seen({
    type: 'Pub',
    timestamp: BigInt(T0),
    group: 'shop',
    topic: 'orders',
    messageId: ID,
    tags: 'paid',
    keys: 'k1 k2',
    storeHost: '10.0.0.1:10911',
    bodySizeBytes: 231,
    costMs: 3,
    messageType: 'Normal_Msg',
    offsetMessageId: 'OFFSET',
    success: true,
    ...more,
  })
const begun = (requestId: string, atMs: number, more: Partial<Of<'SubBefore'>> = {}, host?: string) =>
  seen(
    {
      type: 'SubBefore',
      timestamp: BigInt(T0 + atMs),
      group: 'worker',
      requestId,
      messageId: ID,
      retryTimes: 0,
      keys: null,
      ...more,
    },
    host,
  )
const ended = (requestId: string, endMs: number, more: Partial<Of<'SubAfter'>> = {}) =>
  seen({
    type: 'SubAfter',
    requestId,
    messageId: ID,
    costMs: 12,
    success: true,
    keys: null,
    contextCode: 'SUCCESS',
    timestamp: BigInt(T0 + endMs),
    group: 'worker',
    ...more,
  })
const trace = (...records: SeenRecord[]) => traceOfRecords(records, ID)

describe('traceOfRecords', () => {
  test('nothing', () => {
    expect(trace()).toEqual({ topic: null, produced: [], consumed: [], transactions: [], recalls: [], records: 0 })
  })

  test('a message that was sent and consumed', () => {
    expect(trace(ended('r', 30), begun('r', 18, {}, '10.0.0.7'), pub())).toEqual({
      topic: 'orders',
      produced: [
        {
          host: '10.0.0.9',
          group: 'shop',
          at: iso(0),
          costMs: 3,
          topic: 'orders',
          tags: 'paid',
          keys: ['k1', 'k2'],
          storeHost: '10.0.0.1:10911',
          offsetMessageId: 'OFFSET',
          bodySizeBytes: 231,
          messageType: 'normal',
          result: 'success',
        },
      ],
      consumed: [
        {
          host: '10.0.0.7',
          group: 'worker',
          attempt: 1,
          at: iso(18),
          endedAt: iso(30),
          costMs: 12,
          state: 'ended',
          result: 'success',
          requestId: 'r',
        },
      ],
      transactions: [],
      recalls: [],
      records: 3,
    })
  })

  test('records of other messages do not count, also with the same request', () => {
    const { consumed, records } = trace(
      begun('r', 1),
      begun('r', 1, { messageId: OTHER }),
      ended('r', 9, { messageId: OTHER }),
      pub({ messageId: OTHER }),
    )
    expect(records).toBe(1)
    expect(consumed).toMatchObject([{ state: 'running', result: 'unknown', endedAt: null, costMs: null }])
  })

  test('every attempt of every group, oldest first and by its retry', () => {
    const failed = { success: false, contextCode: 'FAILED' } as const
    const { consumed } = trace(
      begun('r3', 30, { retryTimes: 2 }),
      ended('r3', 31),
      begun('r1', 10),
      ended('r1', 11, failed),
      begun('x', 12, { group: 'other' }),
      begun('r2', 20, { retryTimes: 1 }),
      ended('r2', 21, { success: false, contextCode: 'EXCEPTION' }),
    )
    expect(consumed.map(({ group, attempt, result, state }) => [group, attempt, result, state])).toEqual([
      ['worker', 1, 'failed', 'ended'],
      ['other', 1, 'unknown', 'running'],
      ['worker', 2, 'exception', 'ended'],
      ['worker', 3, 'success', 'ended'],
    ])
  })

  test.each([
    [true, 'SUCCESS', 'success'],
    [true, null, 'success'],
    [false, 'SUCCESS', 'failed'],
    [false, null, 'failed'],
    [true, 'TIME_OUT', 'timed-out'],
    [false, 'TIME_OUT', 'timed-out'],
    [false, 'EXCEPTION', 'exception'],
    [true, 'EXCEPTION', 'exception'],
    [false, 'RETURNNULL', 'returned-null'],
    [false, 'FAILED', 'failed'],
    [true, 'unknown', 'unknown'],
    [false, 'unknown', 'failed'],
    [null, 'SUCCESS', 'unknown'],
    [null, null, 'unknown'],
  ] as const)('success %s with code %s is %s', (success, contextCode, result) => {
    expect(trace(ended('r', 1, { success, contextCode })).consumed[0]?.result).toBe(result)
  })

  test('an end without a beginning: its number and time are unknown, its group too where the client is old', () => {
    const { consumed } = trace(ended('a', 40), ended('b', 0, { timestamp: null, group: null }), begun('c', 50))
    expect(consumed.map(({ group, attempt, at, endedAt }) => [group, attempt, at, endedAt])).toEqual([
      ['worker', null, null, iso(40)],
      ['worker', 1, iso(50), null],
      [null, null, null, null],
    ])
  })

  test('a record that was sent twice counts once; two sends are two', () => {
    const { produced, records } = trace(pub(), pub(), pub({ timestamp: BigInt(T0 + 5), success: false }))
    expect(produced.map(({ at, result }) => [at, result])).toEqual([
      [iso(0), 'success'],
      [iso(5), 'failed'],
    ])
    expect(records).toBe(2)
  })

  test('a message of a batch: its own place, and not the size of the whole', () => {
    expect(trace(pub({ messageId: `${OTHER},${ID}`, offsetMessageId: 'A,B' })).produced).toMatchObject([
      { offsetMessageId: 'B', bodySizeBytes: null },
    ])
    expect(trace(pub({ messageId: `${OTHER},${ID}`, offsetMessageId: null })).produced[0]?.offsetMessageId).toBeNull()
  })

  test.each([
    ['COMMIT_MESSAGE', 'committed'],
    ['ROLLBACK_MESSAGE', 'rolled-back'],
    ['UNKNOW', 'unknown'],
    [null, 'unknown'],
  ] as const)('a transaction ended by %s is %s', (state, expected) => {
    const end: TraceRecord = {
      ...{ type: 'EndTransaction', timestamp: BigInt(T0), group: 'ledger', topic: 'orders', messageId: ID },
      ...{ tags: null, keys: null, storeHost: null, transactionId: 'T1', state, fromTransactionCheck: true },
    }
    expect(trace(seen(end)).transactions).toEqual([
      {
        host: '10.0.0.9',
        group: 'ledger',
        at: iso(0),
        costMs: null,
        transactionId: 'T1',
        state: expected,
        fromCheck: true,
      },
    ])
  })

  test('a recall', () => {
    const recall: TraceRecord = {
      ...{ type: 'Recall', timestamp: 0n, group: 'shop', topic: 'orders', messageId: ID, success: false },
    }
    expect(trace(seen(recall)).recalls).toEqual([
      { host: '10.0.0.9', group: 'shop', at: null, costMs: null, result: 'failed' },
    ])
  })
})
