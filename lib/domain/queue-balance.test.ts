import { expect, test } from 'vitest'
import { ownerBalance, queueSkew } from './queue-balance.ts'

test.each([
  ['even', [10, 10, 10, 10], { skewed: false, share: 0.25, index: 0, atLeast: false }],
  ['one holds most', [1, 97, 1, 1], { skewed: true, share: 0.97, index: 1, atLeast: false }],
  ['two even queues hold half each', [50, 50], { skewed: false, share: 0.5, index: 0, atLeast: false }],
  ['two queues, all in one', [0, 100], { skewed: true, share: 1, index: 1, atLeast: false }],
  ['two queues, nearly all in one', [1, 99], { skewed: true, share: 0.99, index: 1, atLeast: false }],
  ['three queues, little over the even part', [50, 25, 25], { skewed: false, share: 0.5, index: 0, atLeast: false }],
  ['unknown left out', [90, null, 5, 5], { skewed: true, share: 0.9, index: 0, atLeast: true }],
  ['one known', [90, null], null],
  ['one queue', [90], null],
  ['all empty', [0, 0], null],
  ['none', [], null],
])('queueSkew over 40 %%: %s', (_, counts, expected) => {
  expect(queueSkew(counts, { maxShare: 0.4 })).toEqual(expected)
})

test.each([
  [
    'even',
    ['a', 'b', 'a', 'b'],
    ['a', 'b'],
    {
      queues: [
        ['a', 2],
        ['b', 2],
      ],
      unowned: 0,
      idle: [],
      balanced: true,
    },
  ],
  [
    'one more is even',
    ['a', 'b', 'a'],
    ['a', 'b'],
    {
      queues: [
        ['a', 2],
        ['b', 1],
      ],
      unowned: 0,
      idle: [],
      balanced: true,
    },
  ],
  [
    'more members than queues',
    ['a'],
    ['a', 'b'],
    {
      queues: [
        ['a', 1],
        ['b', 0],
      ],
      unowned: 0,
      idle: ['b'],
      balanced: true,
    },
  ],
  [
    'stuck',
    ['a', 'a', 'a'],
    ['a', 'b'],
    {
      queues: [
        ['a', 3],
        ['b', 0],
      ],
      unowned: 0,
      idle: ['b'],
      balanced: false,
    },
  ],
  [
    'an owner that is no member',
    ['x', 'a'],
    ['a'],
    {
      queues: [
        ['a', 1],
        ['x', 1],
      ],
      unowned: 0,
      idle: [],
      balanced: true,
    },
  ],
  ['some unowned', ['a', null], ['a'], { queues: [['a', 1]], unowned: 1, idle: [], balanced: true }],
  ['owners unknown', [null, null], ['a'], { queues: [['a', 0]], unowned: 2, idle: [], balanced: null }],
  ['nothing', [], [], { queues: [], unowned: 0, idle: [], balanced: null }],
] as const)('ownerBalance: %s', (_, owners, members, expected) => {
  const { queues, ...rest } = ownerBalance(owners, members)
  expect({ queues: [...queues], ...rest }).toEqual(expected)
})
