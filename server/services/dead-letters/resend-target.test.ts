import { expect, test } from 'vitest'
import { retryTopicOf } from './resend-target'

const push = '%RETRY%g'
const first = '%RETRY%g_t'
const second = '%RETRY%g+t'

test.each([
  ['a push group', false, [push], push],
  ['a push group before its first retry', false, [], push],
  ['a push group that was a pop group', false, [push, first], push],
  ['a pop group', true, [first], first],
  ['a pop group since 5.2', true, [second], second],
  ['a pop group with both', true, [first, second], second],
  ['a pop group before its first retry', true, [], first],
  ['a group without clients: it has been a push group', null, [push, first], push],
  ['a group without clients: it has been a pop group', null, [first], first],
  ['a group without clients and retry topics', null, [], push],
  ['a pop group of another topic', null, ['%RETRY%g+other'], push],
] as const)('the retry topic of %s', (_, pop, retryTopics, expected) => {
  expect(retryTopicOf('g', 't', { pop, retryTopics })).toBe(expected)
})
