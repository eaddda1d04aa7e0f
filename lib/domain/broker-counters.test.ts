import { describe, expect, test } from 'vitest'
import {
  brokerCounters,
  dailyCount,
  parseCapacity,
  parseDecimal,
  parsePutTimes,
  parseSize,
  parseTime,
  parseTps,
} from './broker-counters.ts'

const NOW = Date.parse('2026-03-15T12:00:00Z')
const HOUR = 3_600_000
const nothing = { tps10s: null, tps1m: null, tps10m: null }

describe('brokerCounters', () => {
  test('a 5.x broker', () => {
    const values = {
      putTps: '120.5 100.0 80.25',
      getTransferredTps: '60.0 50.0 40.0',
      msgPutTotalYesterdayMorning: '100',
      msgPutTotalTodayMorning: '300',
      msgPutTotalTodayNow: '450',
      msgGetTotalYesterdayMorning: '10',
      msgGetTotalTodayMorning: '20',
      msgGetTotalTodayNow: '25',
      commitLogDiskRatio: '0.41',
      'commitLogDiskRatio_/data/a': '0.41',
      'commitLogDiskRatio_/data/b': '0.77',
      consumeQueueDiskRatio: '0.2',
      commitLogMinOffset: '0',
      commitLogMaxOffset: '9007199254740993',
      dispatchBehindBytes: '0',
      earliestMessageTimeStamp: '1700000000000',
      bootTimestamp: String(NOW - 100 * HOUR),
      commitLogDirCapacity: 'Total : 251.9 GiB, Free : 75.9 GiB.',
      putLatency99: '0,25',
      putLatency999: '1.50',
      brokerVersionDesc: 'V5_5_0',
    }
    expect(brokerCounters(values, NOW)).toEqual({
      inTps: { tps10s: 120.5, tps1m: 100, tps10m: 80.25 },
      outTps: { tps10s: 60, tps1m: 50, tps10m: 40 },
      put: { today: 150, todayAtLeast: false, yesterday: 200 },
      get: { today: 5, todayAtLeast: false, yesterday: 10 },
      diskRatio: 0.77,
      commitLogMinOffset: 0n,
      commitLogMaxOffset: 9_007_199_254_740_993n,
      dispatchBehindBytes: 0,
      earliestMessageAtMs: 1_700_000_000_000,
      startedAtMs: NOW - 100 * HOUR,
      commitLogCapacity: { totalBytes: Math.round(251.9 * 1024 ** 3), freeBytes: Math.round(75.9 * 1024 ** 3) },
      putLatency99Ms: 0.25,
      putLatency999Ms: 1.5,
      versionDescription: 'V5_5_0',
    })
  })

  test.each<[string | undefined, string | undefined, number | null, string]>([
    ['0.00', 'null', null, 'no whole minute yet'],
    ['0.00', '[<=0ms]:0 [0~10ms]:0 ', null, 'nothing was put'],
    ['0.00', '[<=0ms]:9 [0~10ms]:0 ', 0, 'faster than a millisecond'],
    ['3.50', '[<=0ms]:9 [0~10ms]:4 ', 3.5, 'measured'],
    [undefined, undefined, null, 'not given'],
  ])('put latency %s of %s is %s: %s', (putLatency99, putMessageDistributeTime, expected) => {
    expect(brokerCounters({ putLatency99, putMessageDistributeTime }, NOW).putLatency99Ms).toBe(expected)
  })

  test('put times by how long they took', () => {
    expect(parsePutTimes('[<=0ms]:1578 [0~10ms]:187 [10s~]:0 ')).toEqual([
      { label: '<=0ms', count: 1578 },
      { label: '0~10ms', count: 187 },
      { label: '10s~', count: 0 },
    ])
    expect(parsePutTimes('null')).toBeNull()
  })

  test('a 4.x broker spells it getTransferedTps', () => {
    expect(brokerCounters({ getTransferedTps: '3.0 2.0 1.0' }, NOW).outTps).toEqual({ tps10s: 3, tps1m: 2, tps10m: 1 })
  })

  test('a broker that says nothing knows nothing', () => {
    const unknownDay = { today: null, todayAtLeast: false, yesterday: null }
    expect(brokerCounters({}, NOW)).toEqual({
      inTps: nothing,
      outTps: nothing,
      put: unknownDay,
      get: unknownDay,
      diskRatio: null,
      commitLogMinOffset: null,
      commitLogMaxOffset: null,
      dispatchBehindBytes: null,
      earliestMessageAtMs: null,
      startedAtMs: null,
      commitLogCapacity: null,
      putLatency99Ms: null,
      putLatency999Ms: null,
      versionDescription: null,
    })
  })

  test.each([
    [{ commitLogDiskRatio: '-1.0', consumeQueueDiskRatio: '-1.0' }, null],
    [{ commitLogDiskRatio: 'NaN', consumeQueueDiskRatio: '0.3' }, 0.3],
    [{ commitLogDiskRatio: '0.0' }, 0],
  ])('disk ratio of %j', (values, ratio) => {
    expect(brokerCounters(values, NOW).diskRatio).toBe(ratio)
  })
})

test.each([
  ['1.5 2.5 3.5', { tps10s: 1.5, tps1m: 2.5, tps10m: 3.5 }],
  ['0.0  ', { tps10s: 0, tps1m: null, tps10m: null }],
  ['4.0 3.0 ', { tps10s: 4, tps1m: 3, tps10m: null }],
  ['  ', nothing],
  ['', nothing],
  [undefined, nothing],
  ['NaN Infinity 1.0', { tps10s: null, tps1m: null, tps10m: 1 }],
  ['1.2E7 0.0 0.0', { tps10s: 12_000_000, tps1m: 0, tps10m: 0 }],
])('parseTps %j', (text, tps) => {
  expect(parseTps(text)).toEqual(tps)
})

test.each([
  ['0.00', 0],
  ['0,00', 0],
  ['12,34', 12.34],
  [' 7 ', 7],
  ['-1', null],
  ['NaN', null],
  ['Infinity', null],
  ['1e999', null],
  ['', null],
  [undefined, null],
])('parseDecimal %j', (text, value) => {
  expect(parseDecimal(text)).toBe(value)
})

test.each([
  ['1700000000000', 1_700_000_000_000],
  ['0', null],
  ['-1', null],
  ['soon', null],
  [undefined, null],
])('parseTime %j', (text, value) => {
  expect(parseTime(text)).toBe(value)
})

test.each([
  ['0 B', 0],
  ['512 B', 512],
  ['1.5 MiB', 1_572_864],
  ['1,5 MiB', 1_572_864],
  ['2.0 kB', 2000],
  ['2.0 GB', 2_000_000_000],
  ['x', null],
  [undefined, null],
])('parseSize %j', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})

test.each([
  ['Total : 1.0 KiB, Free : 512 B.', { totalBytes: 1024, freeBytes: 512 }],
  ['Total : 1,0 KiB, Free : 0 B.', { totalBytes: 1024, freeBytes: 0 }],
  ['Total : ?, Free : 1 B.', null],
  [undefined, null],
])('parseCapacity %j', (text, capacity) => {
  expect(parseCapacity(text)).toEqual(capacity)
})

test.each([
  ['ordinary', [100, 300, 450], 100, { today: 150, todayAtLeast: false, yesterday: 200 }],
  ['started today', [0, 0, 50], 2, { today: 50, todayAtLeast: true, yesterday: null }],
  ['started yesterday', [0, 30, 50], 20, { today: 20, todayAtLeast: false, yesterday: 30 }],
  ['idle for long', [0, 0, 0], 72, { today: 0, todayAtLeast: false, yesterday: 0 }],
  ['mornings of before a restart', [100, 300, 5], 1, { today: null, todayAtLeast: false, yesterday: 200 }],
  ['morning smaller than the one before', [300, 100, 150], 100, { today: 50, todayAtLeast: false, yesterday: null }],
])('dailyCount: %s', (_, [yesterday, today, now], hoursUp, expected) => {
  const values = {
    msgPutTotalYesterdayMorning: String(yesterday),
    msgPutTotalTodayMorning: String(today),
    msgPutTotalTodayNow: String(now),
    bootTimestamp: String(NOW - hoursUp * HOUR),
  }
  expect(dailyCount(values, 'msgPutTotal', NOW)).toEqual(expected)
})
