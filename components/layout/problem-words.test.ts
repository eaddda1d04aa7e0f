import { describe, expect, test } from 'vitest'
import type { Problem } from '@/lib/contract/errors'
import { piecesOf } from './problem-words'

const place = { topic: 'orders', brokerName: 'broker-a', queueId: 3, offset: 9 }
const problem = (code: Problem['code'], params?: Problem['params']): Problem => ({
  type: 'about:blank',
  title: '',
  status: 404,
  code,
  detail: 'in English',
  requestId: 'r',
  ...(params ? { params } : {}),
})

describe('what a problem says', () => {
  test.each<[string, Problem, Array<[string, Record<string, string>]>]>([
    [
      'a message that nobody has, and who did not answer',
      problem('message-not-found', { topic: 'orders', messageId: 'ID', asked: ['a/0', 'b/0'], notAnswered: ['c/0'] }),
      [
        ['notInTopic', { topic: 'orders', messageId: 'ID', asked: 'a/0, b/0' }],
        ['mayBe', { targets: 'c/0' }],
      ],
    ],
    [
      'a place in the log whose ends are not known',
      problem('message-not-found', { commitLogOffset: '42', brokerName: 'broker-a', minOffset: null, maxOffset: null }),
      [['notInLog', { commitLogOffset: '42', brokerName: 'broker-a' }]],
    ],
    [
      'an offset outside its queue: the last one it holds',
      problem('offset-out-of-range', { ...place, minOffset: 2, maxOffset: 9, notAnswered: [] }),
      [['outOfRange', { min: '2', last: '8', offset: '9', queueId: '3' }]],
    ],
    [
      'an empty queue',
      problem('offset-out-of-range', { ...place, minOffset: 5, maxOffset: 5 }),
      [['emptyQueue', { max: '5' }]],
    ],
    [
      'a queue whose number is not known',
      problem('queue-not-found', { ...place, readQueues: null }),
      [['noQueue', { queueId: '3' }]],
    ],
    [
      'a queue beyond the others',
      problem('queue-not-found', { ...place, readQueues: 4 }),
      [
        ['noQueue', {}],
        ['itsQueues', { last: '3' }],
      ],
    ],
  ])('%s', (_, given, pieces) => {
    expect(piecesOf(given)).toEqual(
      pieces.map(([key, values]) => ({ key, values: expect.objectContaining(values) as unknown })),
    )
  })

  test('only its own sentence is known where values are missing', () => {
    expect(piecesOf(problem('message-not-found'))).toBeNull()
    expect(piecesOf(problem('invalid-input', { field: 'x' }))).toBeNull()
  })
})
