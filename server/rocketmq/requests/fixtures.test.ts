import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BrokerRefused } from '../errors.ts'
import { encodeFrame, FrameDecoder } from '../wire/frame.ts'
import { versionName } from '../wire/mq-version.ts'
import type { ReplyBodyOf, RequestDefinition } from './define-request.ts'
import { getAllConsumerOffset } from './get-all-consumer-offset.ts'
import { getAllProducerInfo } from './get-all-producer-info.ts'
import { getAllSubscriptionGroupConfig } from './get-all-subscription-group-config.ts'
import { getAllTopicConfig } from './get-all-topic-config.ts'
import { getBrokerClusterInfo } from './get-broker-cluster-info.ts'
import { getBrokerConfig } from './get-broker-config.ts'
import { getBrokerRuntimeInfo } from './get-broker-runtime-info.ts'
import { getConsumeStats } from './get-consume-stats.ts'
import { getConsumerConnectionList } from './get-consumer-connection-list.ts'
import { getConsumerRunningInfo } from './get-consumer-running-info.ts'
import { getRouteInfoByTopic } from './get-route-info-by-topic.ts'
import { getTopicStatsInfo } from './get-topic-stats-info.ts'
import { pullMessage } from './pull-message.ts'
import { queryConsumeTimeSpan } from './query-consume-time-span.ts'
import { queryMessage } from './query-message.ts'
import { decodeReply } from './reply.ts'
import { viewMessageById } from './view-message-by-id.ts'

// Golden bytes (scripts/capture-fixtures.ts): a topic `orders` of 4 queues, 20 messages in queue 1, all consumed by the
// group `order-worker`, which is online; producer group `order-shop`.
const FOLDER = join(import.meta.dirname, '../../../tests/support/fixtures')
const VERSIONS = ['4.9.7', '5.5.0']
/** What 4.9.7 brokers do not know. 901 has no fixture there: a 4.x name server leaves it without any answer. */
const ONLY_5 = [61, 343, 345, 351, 907, 1007]

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.bin'))
const requests = await declarations()

async function declarations(): Promise<Map<number, RequestDefinition>> {
  const found = new Map<number, RequestDefinition>()
  for (const file of readdirSync(import.meta.dirname).filter((name) => /^[a-z\d-]+\.ts$/.test(name))) {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ new URL(file, import.meta.url).href)
    for (const value of Object.values(module)) {
      if (typeof value !== 'object' || value === null || !('outcomeOf' in value)) continue
      found.set((value as RequestDefinition).code, value as RequestDefinition)
    }
  }
  return found
}

function framesOf(file: string) {
  const bytes = readFileSync(join(FOLDER, file))
  const [request, reply, ...rest] = new FrameDecoder().push(bytes)
  return { bytes, request: request!, reply: reply!, rest }
}

function expectedOutcome(file: string, code: number, version: string): string {
  if (version === '4.9.7' && ONLY_5.includes(code)) return 'refused 3'
  if (code === 11) return file.includes('found') ? 'found' : file.includes('at-the-end') ? 'no-new' : 'offset-illegal'
  if (code === 1007) return 'absent'
  if (code === 310) return 'stored'
  if (code === 309 && file.includes('-offline-')) return 'refused 1'
  // 4.x has no setZeroIfNotFound: a queue that begins at 0 is answered 0.
  if (code === 14 && version === '4.9.7') return 'ok'
  return file.includes('-absent-') ? 'absent' : 'ok'
}

describe('golden bytes', () => {
  it('exist for every request and version', () => {
    for (const version of VERSIONS) {
      const codes = new Set(
        files.filter((file) => file.endsWith(`-${version}.bin`)).map((file) => Number.parseInt(file, 10)),
      )
      const missing = [...requests.keys()].filter((code) => !codes.has(code))
      expect(missing).toEqual(version === '4.9.7' ? [901] : [])
    }
  })

  it.each(files)('%s', (file) => {
    const { bytes, reply, request, rest } = framesOf(file)
    expect(rest).toEqual([])
    const version = VERSIONS.find((name) => file.endsWith(`-${name}.bin`))!
    expect(versionName(reply.header.version)).toBe(version)
    const sent = encodeFrame(request.header, request.body)
    expect(bytes.subarray(0, sent.length).equals(sent)).toBe(true)
    const definition = requests.get(request.header.code)!
    let outcome: string
    try {
      outcome = decodeReply(definition, reply, 'a:1').outcome
    } catch (error) {
      if (!(error instanceof BrokerRefused)) throw error
      outcome = `refused ${error.code}`
    }
    expect(outcome).toBe(expectedOutcome(file, definition.code, version))
  })

  it('are read the same when cut at every byte', () => {
    const { bytes, reply } = framesOf('202-get-topic-stats-info-5.5.0.bin')
    for (let at = 1; at < bytes.length; at += 1) {
      const decoder = new FrameDecoder()
      const frames = [
        ...decoder.push(Buffer.from(bytes.subarray(0, at))),
        ...decoder.push(Buffer.from(bytes.subarray(at))),
      ]
      expect(frames).toHaveLength(2)
      expect(frames[1]!.body.equals(reply.body)).toBe(true)
    }
  })
})

describe.each(VERSIONS)('facts of %s', (version) => {
  function bodyOf<R extends RequestDefinition>(request: R, name: string): NonNullable<ReplyBodyOf<R>> {
    return decodeReply(request, framesOf(`${name}-${version}.bin`).reply, 'a:1').body as NonNullable<ReplyBodyOf<R>>
  }
  const five = version.startsWith('5.')

  it('where the topic is', () => {
    const cluster = bodyOf(getBrokerClusterInfo, '106-get-broker-cluster-info')
    expect(cluster.clusterAddrTable).toEqual({ DefaultCluster: ['broker-a'] })
    const address = cluster.brokerAddrTable['broker-a']!.brokerAddrs[0]![1]
    const route = bodyOf(getRouteInfoByTopic, '105-get-routeinfo-by-topic')
    expect(route.brokerDatas[0]!.brokerAddrs).toEqual([[0, address]])
    expect(route.queueDatas).toEqual([
      { brokerName: 'broker-a', perm: 6, readQueueNums: 4, writeQueueNums: 4, topicSysFlag: 0 },
    ])
  })

  it('what is defined', () => {
    const topics = bodyOf(getAllTopicConfig, '21-get-all-topic-config').topicConfigTable
    expect(topics.orders).toMatchObject({ topicName: 'orders', readQueueNums: 4, perm: 6 })
    expect(topics.orders!.attributes === undefined).toBe(!five)
    const groups = bodyOf(getAllSubscriptionGroupConfig, '201-get-all-subscriptiongroup-config').subscriptionGroupTable
    expect(groups['order-worker']).toMatchObject({ consumeEnable: true, retryMaxTimes: 16 })
  })

  it('how far it is', () => {
    const offsets = bodyOf(getTopicStatsInfo, '202-get-topic-stats-info').offsetTable
    expect(offsets).toHaveLength(4)
    const one = offsets.find(([queue]) => queue.queueId === 1)!
    expect(one).toMatchObject([
      { topic: 'orders', brokerName: 'broker-a' },
      { minOffset: 0n, maxOffset: 20n },
    ])
    const committed = bodyOf(getAllConsumerOffset, '43-get-all-consumer-offset').offsetTable
    const mine = committed.find(({ group, topic }) => group === 'order-worker' && topic === 'orders')!
    expect(mine.offsets).toContainEqual([1, 20n])
    const stats = bodyOf(getConsumeStats, '208-get-consume-stats').offsetTable
    const queue = stats.find(([{ queueId, topic }]) => topic === 'orders' && queueId === 1)!
    expect(queue[1]).toMatchObject({ brokerOffset: 20n, consumerOffset: 20n })
    expect(queue[1].pullOffset).toBe(five ? 20n : undefined)
    const spans = bodyOf(queryConsumeTimeSpan, '303-query-consume-time-span').consumeTimeSpanSet
    for (const { delayTime } of spans) expect([0n, null]).toContain(delayTime)
  })

  it('who is there', () => {
    const { connectionSet, subscriptionTable } = bodyOf(getConsumerConnectionList, '203-get-consumer-connection-list')
    expect(connectionSet).toMatchObject([{ clientId: expect.stringContaining('@order-worker'), language: 'JAVA' }])
    expect(subscriptionTable.orders).toMatchObject({ subString: 'paid || shipped', expressionType: 'TAG' })
    expect(Object.keys(bodyOf(getAllProducerInfo, '328-get-all-producer-info').data)).toContain('order-shop')
    const info = bodyOf(getConsumerRunningInfo, '307-get-consumer-running-info')
    expect(info.properties).toContainEqual({ key: 'PROP_CONSUME_TYPE', value: 'CONSUME_PASSIVELY' })
    expect(info.mqTable!.filter(([{ topic }]) => topic === 'orders')).toHaveLength(4)
  })

  it('the broker itself', () => {
    const { table } = bodyOf(getBrokerRuntimeInfo, '28-get-broker-runtime-info')
    expect(table.msgPutTotalTodayNow).toBe('20')
    expect(table.brokerVersionDesc).toBe(`V${version.replaceAll('.', '_')}`)
    const config = bodyOf(getBrokerConfig, '26-get-broker-config')
    expect(config).toContainEqual({ key: 'brokerName', value: 'broker-a' })
    expect(config.filter((entry) => entry.secret)).toEqual([])
  })

  it('messages', () => {
    const pulled = bodyOf(pullMessage, '11-pull-message-found')
    expect(pulled.rest).toBeUndefined()
    expect(pulled.messages.map((message) => message.body.toString())).toEqual(
      [0, 1, 2, 3].map((order) => `{"order":${order}}`),
    )
    expect(pulled.messages[0]!.properties).toContainEqual(['region', 'north-0'])
    const found = bodyOf(queryMessage, '12-query-message').messages
    expect(found.map((message) => message.queueOffset)).toEqual([7n])
    expect(found.every((message) => message.bodyCrcMatches)).toBe(true)
    const [first] = bodyOf(viewMessageById, '33-view-message-by-id').messages
    expect(first).toMatchObject({ topic: 'orders', queueId: 1, queueOffset: 0n })
  })
})
