import { describe, expect, it } from 'vitest'
import type { QueueRow } from './group-values'
import {
  brokersOf,
  expiredSum,
  lagSum,
  largestLag,
  loadOfClients,
  oldestQueue,
  queueKey,
  skewedQueues,
  splitQueues,
  unknownQueues,
  whyNoOwner,
} from './queue-values'

const queue = (over: Partial<QueueRow>): QueueRow => ({
  topic: 'orders',
  kind: 'user',
  leftover: false,
  brokerName: 'broker-a',
  queueId: 0,
  brokerOffset: 0,
  minOffset: 0,
  consumerOffset: 0,
  lagMessages: 0,
  expiredMessages: 0,
  lagMs: 0,
  lastConsumedAt: null,
  inTps: 0,
  outTps: 0,
  clientId: null,
  fromReplica: null,
  stale: false,
  asOf: null,
  atLeast: [],
  ...over,
})

describe('sums', () => {
  it('a silent queue makes a lower bound, and its last good lag is not counted', () => {
    expect(lagSum([queue({ lagMessages: 3 }), queue({ lagMessages: 400, stale: true })])).toEqual({
      value: 3,
      atLeast: true,
    })
  })

  it('read from a replica is at least; all silent is unknown', () => {
    expect(lagSum([queue({ lagMessages: 3, atLeast: ['lagMessages'] })])).toEqual({ value: 3, atLeast: true })
    expect(lagSum([queue({ stale: true })]).value).toBeNull()
  })

  it('expired messages and unknown queues are counted apart', () => {
    const rows = [queue({ expiredMessages: 7 }), queue({ lagMessages: null, expiredMessages: null }), queue({})]
    expect(expiredSum(rows)).toEqual({ value: 7, atLeast: true })
    expect(unknownQueues(rows)).toBe(1)
  })

  it('splits what is left over and names brokers once', () => {
    const rows = [queue({ brokerName: 'b10' }), queue({ brokerName: 'b2' }), queue({ leftover: true })]
    expect(splitQueues(rows).leftover).toHaveLength(1)
    expect(brokersOf(splitQueues(rows).current)).toEqual(['b2', 'b10'])
  })
})

describe('skewedQueues', () => {
  const lags = (...values: (number | null)[]) => values.map((lagMessages, queueId) => queue({ queueId, lagMessages }))

  it('names the queue that holds over half of its topic', () => {
    const rows = lags(700, 9_640, 722, 690)
    expect(skewedQueues(rows).get('orders')).toMatchObject({ key: queueKey(rows[1]!) })
  })

  it('is quiet about little lag, an even one, and retry topics', () => {
    expect(skewedQueues(lags(0, 40, 1)).size).toBe(0)
    expect(skewedQueues(lags(5_000, 5_000)).size).toBe(0)
    expect(skewedQueues([...lags(9_000, 1, 1)].map((row) => ({ ...row, kind: 'retry' as const }))).size).toBe(0)
  })

  it('measures bars by the largest', () => {
    expect(largestLag(lags(3, null, 9))).toBe(9)
  })
})

describe('oldestQueue', () => {
  it('is the oldest of those that answered', () => {
    const rows = [queue({ queueId: 1, lagMs: 5 }), queue({ queueId: 2, lagMs: 9 }), queue({ lagMs: 99, stale: true })]
    expect(oldestQueue(rows)?.queueId).toBe(2)
    expect(oldestQueue([queue({ lagMs: null }), queue({ lagMs: 0 })])).toBeNull()
  })
})

describe('owners', () => {
  it('adds up what a client holds', () => {
    const load = loadOfClients([
      queue({ clientId: 'c1', lagMessages: 2 }),
      queue({ clientId: 'c1', lagMessages: 3 }),
      queue({ clientId: null, lagMessages: 9 }),
    ])
    expect(load.get('c1')).toEqual({ queues: 2, lag: { value: 5, atLeast: false } })
  })

  it.each([
    ['offline', 'unknown', 'unknown', null, true, 'offline'],
    ['online', 'push', 'broadcasting', 't', true, 'everybody'],
    ['online', 'push', 'clustering', null, true, 'notAnswered'],
    ['unknown', 'unknown', 'unknown', 't', true, 'notAnswered'],
    ['online', 'pop', 'clustering', 't', true, 'shared'],
    ['online', 'push', 'clustering', 't', false, 'notAnswered'],
    ['online', 'push', 'clustering', 't', true, 'nobody'],
  ] as const)(
    '%s %s %s, owners as of %s, all answered %s: %s',
    (state, consumeType, messageModel, ownersAsOf, all, why) => {
      expect(whyNoOwner({ ownersAsOf }, { state, consumeType, messageModel }, all)).toBe(why)
    },
  )
})
