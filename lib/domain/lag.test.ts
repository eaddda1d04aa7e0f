import { describe, expect, test } from 'vitest'
import { type GroupLagInput, type GroupQueue, groupLag, isLeftoverGroup, queueLag } from './lag.ts'

describe('queueLag', () => {
  test.each([
    ['behind', 0n, 100n, 40n, 60, 0, null],
    ['caught up', 0n, 100n, 100n, 0, 0, null],
    ['committed 0 is a committed offset', 0n, 100n, 0n, 100, 0, null],
    ['expired messages are not backlog', 70n, 100n, 40n, 30, 30, null],
    ['everything expired', 100n, 100n, 40n, 0, 60, null],
    ['beyond max after data loss', 0n, 50n, 80n, 0, 0, null],
    ['empty queue', 0n, 0n, 0n, 0, 0, null],
    ['large offsets stay exact', 9_007_199_254_740_993n, 9_007_199_254_740_999n, 9_007_199_254_740_994n, 5, 0, null],
    ['never committed', 0n, 100n, 'never', null, null, 'never-committed'],
    ['committed offsets not read', 0n, 100n, null, null, null, 'committed-offset-unknown'],
    ['−1 is not an offset', 0n, 100n, -1n, null, null, 'committed-offset-unknown'],
    ['broker silent', null, null, 40n, null, null, 'broker-offset-unknown'],
    ['min unknown: lag could be smaller', null, 100n, 40n, null, null, 'broker-offset-unknown'],
    ['broker says −1', 0n, -1n, 40n, null, null, 'broker-offset-unknown'],
  ] as const)('%s', (_, minOffset, maxOffset, committedOffset, lagMessages, expiredMessages, unknown) => {
    expect(queueLag({ minOffset, maxOffset, committedOffset })).toEqual({ lagMessages, expiredMessages, unknown })
  })
})

const queue = (over: Partial<GroupQueue> = {}): GroupQueue => ({
  topic: 'orders',
  brokerName: 'broker-a',
  queueId: 0,
  isRetry: false,
  readQueues: 4,
  minOffset: 0n,
  maxOffset: 100n,
  committedOffset: 90n,
  ...over,
})
const retryQueue = (over: Partial<GroupQueue> = {}) =>
  queue({ topic: '%RETRY%g', isRetry: true, readQueues: 1, maxOffset: 3n, committedOffset: 1n, ...over })
const never = { committedOffset: 'never' } as const
const silent = { minOffset: null, maxOffset: null }

describe('groupLag', () => {
  const offline = { state: 'offline', messageModel: 'unknown', subscribedTopics: null, complete: true } as const
  const online = {
    ...offline,
    state: 'online',
    messageModel: 'clustering',
    subscribedTopics: new Set(['orders']),
  } as const
  const all = { lagMessages: 10, atLeast: false, retryMessages: 0, retryAtLeast: false, unknown: null }
  const none = { lagMessages: null, atLeast: false, retryMessages: null, retryAtLeast: false }
  const other = queue({ topic: 'payments', maxOffset: 95n })

  test.each<[string, GroupLagInput, object]>([
    ['sum of queues', { ...online, queues: [queue(), queue({ queueId: 1 })] }, { ...all, lagMessages: 20 }],
    [
      'retry is part of the lag',
      { ...online, queues: [queue(), retryQueue()] },
      { ...all, lagMessages: 12, retryMessages: 2 },
    ],
    [
      'never committed: at least',
      { ...online, queues: [queue(), queue({ queueId: 1, ...never })] },
      { ...all, atLeast: true },
    ],
    [
      'silent broker: at least',
      { ...online, queues: [queue(), queue({ brokerName: 'b', ...silent })] },
      { ...all, atLeast: true },
    ],
    [
      'a broker never reached',
      { ...online, complete: false, queues: [queue()] },
      { ...all, atLeast: true, retryMessages: null },
    ],
    ['from a replica', { ...online, queues: [queue({ fromReplica: true })] }, { ...all, atLeast: true }],
    [
      'retry unknown',
      { ...online, queues: [queue(), retryQueue(never)] },
      { ...all, atLeast: true, retryMessages: null },
    ],
    [
      'retry partly known',
      { ...online, queues: [queue(), retryQueue(), retryQueue({ brokerName: 'b', ...silent })] },
      { ...all, lagMessages: 12, atLeast: true, retryMessages: 2, retryAtLeast: true },
    ],
    [
      'only retry known',
      { ...online, queues: [queue(never), retryQueue()] },
      { ...all, lagMessages: 2, atLeast: true, retryMessages: 2 },
    ],
    ['known zero stays zero', { ...online, queues: [queue({ committedOffset: 100n })] }, { ...all, lagMessages: 0 }],
    [
      'nothing known',
      { ...online, queues: [queue(never), queue({ queueId: 1, ...silent })] },
      { ...none, unknown: 'nothing-known' },
    ],
    ['no queues', { ...offline, queues: [] }, { ...none, unknown: 'no-queues' }],
    ['no queues, a broker silent', { ...offline, complete: false, queues: [] }, { ...none, unknown: 'nothing-known' }],
    [
      'broadcasting',
      { ...online, messageModel: 'broadcasting', queues: [queue()] },
      { ...none, unknown: 'broadcasting' },
    ],
    ['offline counts every topic', { ...offline, queues: [queue(), other] }, { ...all, lagMessages: 15 }],
    [
      'state unknown counts every topic',
      { ...offline, state: 'unknown', queues: [queue(), other] },
      { ...all, lagMessages: 15 },
    ],
    [
      'online counts its subscriptions',
      { ...online, queues: [queue(), other] },
      { ...all, leftover: [{ queue: other, reason: 'not-subscribed' }] },
    ],
    [
      'online, subscriptions unknown',
      { ...online, subscribedTopics: null, queues: [queue(), other] },
      { ...all, lagMessages: 15 },
    ],
    [
      'beyond readQueues',
      { ...online, queues: [queue(), queue({ queueId: 4 })] },
      { ...all, leftover: [{ queue: queue({ queueId: 4 }), reason: 'beyond-read-queues' }] },
    ],
    [
      'deleted topic',
      { ...offline, queues: [queue(), queue({ topic: 'gone', readQueues: 0 })] },
      { ...all, leftover: [{ queue: queue({ topic: 'gone', readQueues: 0 }), reason: 'topic-gone' }] },
    ],
    [
      'uncounted and never committed is nothing',
      { ...online, queues: [queue(), queue({ queueId: 9, ...never })] },
      { ...all, leftover: [] },
    ],
    [
      'definition unknown: not counted, at least',
      { ...online, queues: [queue(), queue({ queueId: 1, readQueues: null })] },
      { ...all, atLeast: true },
    ],
    [
      'expired apart',
      { ...online, queues: [queue({ minOffset: 95n }), queue({ queueId: 1 })] },
      { ...all, lagMessages: 15, expiredMessages: 5, expiredAtLeast: false },
    ],
  ])('%s', (_, input, expected) => {
    expect(groupLag(input)).toMatchObject(expected)
  })
})

test.each([
  [{ hasDefinition: true, members: 0, hasCommittedOffsets: true }, false],
  [{ hasDefinition: false, members: 2, hasCommittedOffsets: true }, false],
  [{ hasDefinition: false, members: 0, hasCommittedOffsets: true }, true],
  [{ hasDefinition: null, members: 0, hasCommittedOffsets: true }, null],
  [{ hasDefinition: false, members: null, hasCommittedOffsets: true }, null],
  [{ hasDefinition: null, members: 1, hasCommittedOffsets: true }, false],
  [{ hasDefinition: false, members: 0, hasCommittedOffsets: false }, false],
])('group %j left over: %s', (group, leftover) => {
  expect(isLeftoverGroup(group)).toBe(leftover)
})
