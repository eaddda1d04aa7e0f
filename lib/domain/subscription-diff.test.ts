import { expect, test } from 'vitest'
import { normalFilter, subscriptionDifferences } from './subscription-diff.ts'

const sub = (topic: string, expression: string | null = '*', expressionType: string | null = 'TAG') => ({
  topic,
  expression,
  expressionType,
})
const member = (clientId: string, ...subscriptions: ReturnType<typeof sub>[]) => ({ clientId, subscriptions })
const variant = (expression: string, clientIds: string[], expressionType = 'TAG') => ({
  expressionType,
  expression,
  clientIds,
})

test.each([
  ['no members', [], [], []],
  ['one member', [member('c1', sub('t', 'a'))], [], []],
  ['the same', [member('c1', sub('t')), member('c2', sub('t'))], [], []],
  ['tags in another order', [member('c1', sub('t', 'a || b')), member('c2', sub('t', 'b||a'))], [], []],
  ['no filter in two ways', [member('c1', sub('t', '*')), member('c2', sub('t', ''))], [], []],
  [
    'other tags',
    [member('c1', sub('t', 'a')), member('c2', sub('t', 'b')), member('c3', sub('t', 'a'))],
    [{ topic: 't', variants: [variant('a', ['c1', 'c3']), variant('b', ['c2'])], missing: [] }],
    [],
  ],
  [
    'other kind of filter',
    [member('c1', sub('t', 'a')), member('c2', sub('t', 'a', 'SQL92'))],
    [{ topic: 't', variants: [variant('a', ['c1']), variant('a', ['c2'], 'SQL92')], missing: [] }],
    [],
  ],
  [
    'a topic only some have',
    [member('c1', sub('t'), sub('u')), member('c2', sub('t')), member('c3')],
    [
      { topic: 't', variants: [variant('*', ['c1', 'c2'])], missing: ['c3'] },
      { topic: 'u', variants: [variant('*', ['c1'])], missing: ['c2', 'c3'] },
    ],
    [],
  ],
  [
    'a member not known is neither the same nor different',
    [member('c1', sub('t')), { clientId: 'c2', subscriptions: null }],
    [],
    ['c2'],
  ],
])('%s', (_, members, differences, unknown) => {
  expect(subscriptionDifferences(members)).toEqual({ differences, unknown })
})

test.each([
  [null, null, { expressionType: 'TAG', expression: '*' }],
  ['', ' b ||a|| a ||', { expressionType: 'TAG', expression: 'a || b' }],
  ['SQL92', ' a > 1 ', { expressionType: 'SQL92', expression: 'a > 1' }],
])('normalFilter %s %j', (expressionType, expression, expected) => {
  expect(normalFilter({ expressionType, expression })).toEqual(expected)
})
