import { expect, it } from 'vitest'
import type { QueueRow } from './group-values'
import { retryRows } from './retry-rows'

const row = (over: Partial<QueueRow>) =>
  ({
    kind: 'retry',
    topic: '%RETRY%g',
    leftover: false,
    stale: false,
    lagMessages: 0,
    atLeast: [],
    ...over,
  }) as QueueRow

it('adds up retry topics and ends with the dead letters', () => {
  const queues = [row({ lagMessages: 2 }), row({ lagMessages: 3 }), row({ kind: 'user', topic: 'orders' })]
  expect(retryRows({ name: 'g', dlqMessages: 7, atLeast: ['dlqMessages'] }, queues)).toEqual([
    { topic: '%RETRY%g', kind: 'retry', queues: 2, messages: 5, atLeast: false },
    { topic: '%DLQ%g', kind: 'dlq', queues: null, messages: 7, atLeast: true },
  ])
})

it('has no dead-letter topic while there are no dead letters, but one while that is unknown', () => {
  expect(retryRows({ name: 'g', dlqMessages: 0, atLeast: [] }, [])).toEqual([])
  expect(retryRows({ name: 'g', dlqMessages: null, atLeast: [] }, [])).toHaveLength(1)
})

it('leaves out what is left over', () => {
  expect(retryRows({ name: 'g', dlqMessages: 0, atLeast: [] }, [row({ leftover: true })])).toEqual([])
})
