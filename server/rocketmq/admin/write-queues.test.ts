import { describe, expect, test } from 'vitest'
import type { TopicRoute } from '../requests/get-route-info-by-topic.ts'
import { anyWriteQueue, javaHashCode, queueOfShardingKey, writeQueuesOf } from './write-queues.ts'

const queueData = (brokerName: string, writeQueueNums: number, perm = 6) => ({
  brokerName,
  readQueueNums: 8,
  writeQueueNums,
  perm,
})
const brokerData = (brokerName: string, brokerId = 0) => ({
  brokerName,
  cluster: 'c',
  brokerAddrs: [[brokerId, `${brokerName}:10911`] as [number, string]],
})

const route = (more: Partial<TopicRoute>): TopicRoute => ({ queueDatas: [], brokerDatas: [], ...more })

describe('queues to send to', () => {
  test('stand by broker name, whatever the order of the route', () => {
    const queues = writeQueuesOf(
      route({
        queueDatas: [queueData('b', 1), queueData('B', 1), queueData('a', 2)],
        brokerDatas: [brokerData('b'), brokerData('B'), brokerData('a')],
      }),
    )
    expect(queues).toEqual([
      { brokerName: 'B', address: 'B:10911', queueId: 0 },
      { brokerName: 'a', address: 'a:10911', queueId: 0 },
      { brokerName: 'a', address: 'a:10911', queueId: 1 },
      { brokerName: 'b', address: 'b:10911', queueId: 0 },
    ])
  })

  test.each([
    ['the topic may only be read', route({ queueDatas: [queueData('a', 2, 4)], brokerDatas: [brokerData('a')] })],
    ['the broker has a slave alone', route({ queueDatas: [queueData('a', 2)], brokerDatas: [brokerData('a', 1)] })],
    ['the route names no address', route({ queueDatas: [queueData('a', 2)] })],
    ['there are no write queues', route({ queueDatas: [queueData('a', 0)], brokerDatas: [brokerData('a')] })],
  ])('none where %s', (_, given) => {
    expect(writeQueuesOf(given)).toEqual([])
  })

  test('an order configuration stands as it is, with brokers that have no master now', () => {
    const queues = writeQueuesOf(
      route({
        orderTopicConf: 'b:1;a:2;nonsense;c:x',
        queueDatas: [queueData('a', 8), queueData('b', 8)],
        brokerDatas: [brokerData('a')],
      }),
    )
    expect(queues.map(({ brokerName, address, queueId }) => [brokerName, address, queueId])).toEqual([
      ['b', null, 0],
      ['a', 'a:10911', 0],
      ['a', 'a:10911', 1],
    ])
  })
})

describe('a sharding key', () => {
  // jshell: "…".hashCode()
  test.each([
    ['', 0],
    ['a', 97],
    ['order-7', -1207111304],
    ['订单', 1129459],
    ['polygenelubricants', -2147483648],
  ])('%j hashes as in Java', (text, hash) => {
    expect(javaHashCode(text)).toBe(hash)
  })

  const queues = Array.from({ length: 3 }, (_, queueId) => ({ brokerName: 'a', address: 'a:1', queueId }))

  test.each([
    ['a', 1],
    ['order-7', 2],
    // Integer.MIN_VALUE, whose absolute value is negative in Java: the remainder is taken first.
    ['polygenelubricants', 2],
  ])('%j has its queue', (key, queueId) => {
    expect(queueOfShardingKey(queues, key)?.queueId).toBe(queueId)
  })

  test('has none where there is no queue', () => {
    expect(queueOfShardingKey([], 'a')).toBeNull()
  })
})

describe('any queue', () => {
  const queues = [
    { brokerName: 'a', address: 'a:1', queueId: 0 },
    { brokerName: 'a', address: 'a:1', queueId: 1 },
    { brokerName: 'b', address: 'b:1', queueId: 0 },
    { brokerName: 'c', address: null, queueId: 0 },
  ]
  test.each([
    [null, 0, 'a', 0],
    [null, 0.99, 'b', 0],
    ['a', 0.99, 'a', 1],
    ['b', 0, 'b', 0],
    ['c', 0.5, 'a', 1],
    ['unknown', 0.99, 'b', 0],
  ])('near %s at %f', (preferred, random, brokerName, queueId) => {
    expect(anyWriteQueue(queues, { preferred, random })).toMatchObject({ brokerName, queueId })
  })

  test('none when nobody has a master', () => {
    expect(anyWriteQueue(queues.slice(3), { random: 0.5 })).toBeNull()
  })
})
