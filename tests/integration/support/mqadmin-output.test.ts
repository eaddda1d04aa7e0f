import { describe, expect, test } from 'vitest'
import {
  isoOfPrinted,
  parseBrokerStatus,
  parseClusterList,
  parseConfig,
  parseConsumerProgress,
  parseGroupProgress,
  parseKeyMatches,
  parseMessage,
  parseStatsAll,
  parseTopicList,
  parseTopicRoute,
  parseTrace,
} from './mqadmin-output.ts'

describe('an output without what was asked for is no answer', () => {
  const parsers = [
    parseBrokerStatus,
    parseClusterList,
    parseConfig,
    parseConsumerProgress,
    parseGroupProgress,
    parseKeyMatches,
    parseMessage,
    parseStatsAll,
    parseTopicList,
    parseTopicRoute,
    parseTrace,
  ]
  test.each(parsers.map((parse) => [parse.name, parse] as const))('%s', (_, parse) => {
    expect(() => parse('\n')).toThrow()
  })
  test('a header alone', () => {
    expect(() => parseConsumerProgress('#Group   #Count  #Version  #Type  #Model  #TPS  #Diff Total\n')).toThrow(
      'no rows',
    )
  })
})

test('clusterList of 4.9.7 and of 5.5.0, which has two columns more', () => {
  const old = parseClusterList(
    '#Cluster Name     #Broker Name  #BID  #Addr  #Version  #InTPS(LOAD)  #OutTPS(LOAD) #PCWait(ms) #Hour #SPACE\n' +
      'DefaultCluster    broker-a      0     127.0.0.1:25612  V4_9_7   2.00(0,0ms)   5.60(0,0ms)   0 498688.94 0.1800\n',
  )
  const recent = parseClusterList(
    '#Cluster Name     #Broker Name  #BID  #Addr  #Version  #InTPS(LOAD)  #OutTPS(LOAD)  #Timer(Progress)  #PCWait(ms)  #Hour  #SPACE  #ACTIVATED\n' +
      'DefaultCluster    broker-a      0     127.0.0.1:62212  V5_5_0   1.49(0,0ms)   7.27(0,0ms|0,0ms)  0-0(0.0w, 0.0, 0.0)   0  0.02   0.1800   true\n',
  )
  expect([old[0]?.inTps, old[0]?.outTps, old[0]?.hours, old[0]?.diskRatio]).toEqual([
    '2.00',
    '5.60',
    '498688.94',
    '0.1800',
  ])
  expect([recent[0]?.inTps, recent[0]?.outTps, recent[0]?.hours, recent[0]?.diskRatio]).toEqual([
    '1.49',
    '7.27',
    '0.02',
    '0.1800',
  ])
})

test('consumerProgress with the blanks of offline and of pull groups', () => {
  const rows = parseConsumerProgress(
    '#Group                                                            #Count  #Version                 #Type  #Model          #TPS     #Diff Total\n' +
      'g|h-i_j                                                           1       V5_5_0                   PUSH   CLUSTERING      0        0\n' +
      'early                                                             0       OFFLINE                                         0        3\n' +
      'puller                                                            1       V5_5_0                   PULL                   0        0\n',
  )
  expect(rows.map(({ group, version, type, model, diff }) => [group, version, type, model, diff])).toEqual([
    ['g|h-i_j', 'V5_5_0', 'PUSH', 'CLUSTERING', 0],
    ['early', 'OFFLINE', null, null, 3],
    ['puller', 'V5_5_0', 'PULL', null, 0],
  ])
})

test('consumerProgress of one group, with and without the column of messages in flight', () => {
  const row = 'growing                 broker-a           1     1                     0                     1'
  const recent = parseGroupProgress(
    `#Topic                  #Broker Name       #QID  #Broker Offset        #Consumer Offset      #Diff                #Inflight           #LastTime\n${row}                    0                    N/A\n\nConsume TPS: 0.10\nConsume Diff Total: 3\nConsume Inflight Total: 0\n`,
  )
  const old = parseGroupProgress(
    `#Topic                  #Broker Name       #QID  #Broker Offset        #Consumer Offset      #Diff                 #LastTime\n${row}                     2026-11-21 16:55:58\n\nConsume TPS: 0.40\nDiff Total: 3\n`,
  )
  expect([recent.diffTotal, recent.inFlightTotal, recent.queues[0]?.lastTime]).toEqual([3, 0, null])
  expect([old.diffTotal, old.inFlightTotal, old.queues[0]?.lastTime]).toEqual([
    3,
    null,
    new Date(2026, 10, 21, 16, 55, 58).toISOString(),
  ])
})

test('queryMsgTraceById with a send and attempts of a group', () => {
  const text = [
    '#Type      #ProducerGroup       #ClientHost          #SendTime            #CostTimes #Status   ',
    'Pub        shop                 127.0.0.1            2026-11-21 16:43:42  12ms       success   ',
    '',
    '#Type      #ConsumerGroup       #ClientHost          #ConsumerTime        #CostTimes #Status   ',
    'Sub        worker               127.0.0.1            2026-11-21 16:43:43  3ms        failed    ',
  ]
  expect(parseTrace(text.join('\n'))).toEqual([
    {
      type: 'Pub',
      group: 'shop',
      host: '127.0.0.1',
      at: isoOfPrinted('2026-11-21 16:43:42'),
      costMs: 12,
      status: 'success',
    },
    {
      type: 'Sub',
      group: 'worker',
      host: '127.0.0.1',
      at: isoOfPrinted('2026-11-21 16:43:43'),
      costMs: 3,
      status: 'failed',
    },
  ])
})

test('topicRoute with broker ids without quotes', () => {
  const text =
    '{"brokerDatas":[{"brokerAddrs":{0:"127.0.0.1:1",\n\t1:"127.0.0.1:2"},"brokerName":"a","cluster":"c"}],"queueDatas":[]}'
  expect(parseTopicRoute(text).brokerDatas[0]?.brokerAddrs).toEqual({ '0': '127.0.0.1:1', '1': '127.0.0.1:2' })
})

test('brokerStatus with paths in a key, and colons and trailing spaces in a value', () => {
  const values = parseBrokerStatus(
    'commitLogDiskRatio_/tmp/a/store/commitlog: 0.17\nputTps                          : 0.0 0.0 \ncommitLogDirCapacity            : Total : 252.0 GiB, Free : 236.5 GiB.\n',
  )
  expect([...values]).toEqual([
    ['commitLogDiskRatio_/tmp/a/store/commitlog', '0.17'],
    ['putTps', '0.0 0.0 '],
    ['commitLogDirCapacity', 'Total : 252.0 GiB, Free : 236.5 GiB.'],
  ])
})

test('times are of this machine', () => {
  expect(isoOfPrinted('2026-11-21 16:43:42,541')).toBe(new Date(2026, 10, 21, 16, 43, 42, 541).toISOString())
  expect(() => isoOfPrinted('N/A')).toThrow('not a time')
})
