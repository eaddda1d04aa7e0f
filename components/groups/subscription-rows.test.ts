import { expect, it } from 'vitest'
import { differenceRows, subscriptionState } from './subscription-rows'

const value = (clientId: string, expression: string | null) => ({
  clientId,
  expressionType: expression === null ? null : 'TAG',
  expression,
})

it('gathers members by what they say, most first', () => {
  const rows = differenceRows({
    topic: 't',
    values: [value('a', 'x'), value('b', '*'), value('c', '*'), value('d', null)],
  })
  expect(rows.map((row) => [row.expression, row.clientIds, row.odd])).toEqual([
    ['*', ['b', 'c'], false],
    ['x', ['a'], true],
    [null, ['d'], true],
  ])
})

it('is not sure that all agree while one has not answered', () => {
  const client = (subscriptions: [] | null) => ({
    clientId: 'c',
    address: '',
    language: null,
    version: null,
    brokers: [],
    subscriptions,
    reason: null,
  })
  const difference = { topic: 't', values: [] }
  expect(subscriptionState({ items: [client([]), client(null)], differences: [] })).toMatchObject({
    agree: null,
    answered: 1,
  })
  expect(subscriptionState({ items: [client([])], differences: [] }).agree).toBe(true)
  expect(subscriptionState({ items: [client([]), client(null)], differences: [difference] }).agree).toBe(false)
})
