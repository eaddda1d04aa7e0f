import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { knownRuntimeKey } from './runtime-catalog'
import { bySection, isOver, limitRatio, quickPuts, readRuntimeValue, runtimeRows } from './runtime-rows'

/** The 28 reply of a real broker. */
function sentBy(version: '4.9.7' | '5.5.0') {
  const text = readFileSync(`tests/support/fixtures/28-get-broker-runtime-info-${version}.bin`, 'latin1')
  const { table } = JSON.parse(text.slice(text.lastIndexOf('{"table"'))) as { table: Record<string, string> }
  return Object.entries(table).map(([key, value]) => ({ key, value }))
}

test.each(['4.9.7', '5.5.0'] as const)('every key that %s sends has its row and is known', (version) => {
  const sent = sentBy(version)
  const rows = runtimeRows([sent, null])
  expect(rows.map((row) => row.key).sort()).toEqual(sent.map(({ key }) => key).sort())
  expect(rows.filter((row) => row.known === null)).toEqual([])
  expect(rows.every((row) => row.sent[1] === null)).toBe(true)
})

test('a latency of 0 while nothing was put is none', () => {
  const times = (text: string) => [
    { key: 'putLatency99', value: '0.00' },
    { key: 'putMessageDistributeTime', value: text },
  ]
  const row = runtimeRows([times('null'), times('[<=0ms]:5 ')]).find((each) => each.key === 'putLatency99')
  expect(row?.hollow).toEqual([true, false])
  expect(readRuntimeValue('putLatency99', '0.00', true)).toEqual({ kind: 'none' })
  expect(readRuntimeValue('putLatency99', '0.00', false)).toMatchObject({ kind: 'number', value: 0 })
})

test('keys that only one replica sends are missing at the other; what nobody knows stands last', () => {
  const rows = runtimeRows([
    [
      { key: 'somethingOfAPlugin', value: '1' },
      { key: 'putTps', value: '1.0 ' },
    ],
    [{ key: 'timerReadBehind', value: '0' }],
  ])
  expect(bySection(rows).map(({ section, rows }) => [section, rows.map((row) => [row.key, ...row.sent])])).toEqual([
    ['writing', [['putTps', '1.0 ', null]]],
    ['timers', [['timerReadBehind', null, '0']]],
    ['other', [['somethingOfAPlugin', '1', null]]],
  ])
})

test('the part of a name that varies', () => {
  expect(knownRuntimeKey('commitLogDiskRatio_/data/a')).toEqual({ known: 'commitLogDiskRatioOf', part: '/data/a' })
  expect(knownRuntimeKey('scheduleMessageOffset_4')).toEqual({ known: 'scheduleMessageOffset', part: '4' })
  expect(knownRuntimeKey('getTransferedTps')).toEqual({ known: 'getTransferredTps', part: null })
  expect(knownRuntimeKey('toString')).toBeNull()
})

describe('readRuntimeValue', () => {
  test.each([
    ['putTps', '31.4 33.8 ', { kind: 'number', as: 'rate', value: 31.4, rest: [33.8] }],
    ['putTps', '  ', { kind: 'none' }],
    ['putLatency99', '3,50', { kind: 'number', as: 'duration', value: 3.5 }],
    ['timerReadBehind', '41', { kind: 'number', as: 'duration', value: 41_000 }],
    ['remainHowManyDataToFlush', '10.0 KiB', { kind: 'number', as: 'bytes', value: 10_240 }],
    ['remainTransientStoreBufferNumbs', '2147483647', { kind: 'none' }],
    ['remainTransientStoreBufferNumbs', '5', { kind: 'number', as: 'count', value: 5 }],
    ['earliestMessageTimeStamp', '-1', { kind: 'none' }],
    ['earliestMessageTimeStamp', '1795286258021', { kind: 'time', atMs: 1_795_286_258_021 }],
    ['startAcceptSendRequestTimeStamp', '0', { kind: 'none' }],
    ['commitLogDiskRatio', '-1.0', { kind: 'none' }],
    ['commitLogDiskRatio', '0.2', { kind: 'number', as: 'percent', value: 0.2 }],
    ['scheduleMessageOffset', '3,32', { kind: 'pair', done: '3', end: '32' }],
    ['putMessageDistributeTime', 'null', { kind: 'none' }],
    ['putMessageDistributeTime', '[<=0ms]:0 [0~10ms]:0 ', { kind: 'none' }],
    ['sendThreadPoolQueueSize', 'broken', { kind: 'text', text: 'broken' }],
    [null, 'as it is', { kind: 'text', text: 'as it is' }],
  ] as const)('%s of %s', (known, sent, expected) => expect(readRuntimeValue(known, sent)).toEqual(expected))

  test('used and whole size of the disk', () => {
    const value = readRuntimeValue('commitLogDirCapacity', 'Total : 4.0 GiB, Free : 1.0 GiB.')
    expect(value).toEqual({ kind: 'capacity', usedBytes: 3 * 1024 ** 3, totalBytes: 4 * 1024 ** 3 })
  })
})

test('a limit is what the broker is configured to, else the default', () => {
  const sent = [
    { key: 'sendThreadPoolQueueHeadWaitTimeMills', value: '164' },
    { key: 'commitLogDiskRatio', value: '0.8' },
    { key: 'putMessageFailedTimes', value: '9' },
  ]
  const look = (setting?: (key: string) => string | null) =>
    runtimeRows([sent], setting).map((row) => {
      const value = readRuntimeValue(row.known, row.sent[0] ?? '')
      return [row.key, row.limit, limitRatio(row, value)?.toFixed(2) ?? null, isOver(row, value)]
    })
  expect(look()).toEqual([
    ['sendThreadPoolQueueHeadWaitTimeMills', 200, '0.82', false],
    ['putMessageFailedTimes', null, null, false],
    ['commitLogDiskRatio', 75, '1.07', true],
  ])
  expect(look((key) => (key === 'waitTimeMillsInSendQueue' ? '100' : '95'))).toEqual([
    ['sendThreadPoolQueueHeadWaitTimeMills', 100, '1.64', true],
    ['putMessageFailedTimes', null, null, false],
    ['commitLogDiskRatio', 95, '0.84', false],
  ])
})

test('how long it runs is read as a length of time, and stands as sent where it is written otherwise', () => {
  expect(readRuntimeValue('runtime', '[ 3 days, 2 hours, 22 minutes, 8 seconds ]')).toEqual({
    kind: 'number',
    as: 'duration',
    value: (((3 * 24 + 2) * 60 + 22) * 60 + 8) * 1_000,
  })
  expect(readRuntimeValue('runtime', 'a while')).toEqual({ kind: 'text', text: 'a while' })
})

test('the part of puts within 10 ms', () => {
  expect(
    quickPuts([
      { label: '<=0ms', count: 6 },
      { label: '0~10ms', count: 3 },
      { label: '1~2s', count: 1 },
    ]),
  ).toBe(0.9)
  expect(quickPuts([{ label: '<=0ms', count: 0 }])).toBeNull()
})
