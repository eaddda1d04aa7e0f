import { expect, test } from 'vitest'
import { effectivePermission, mergePermissions, permission } from './permission.ts'

test.each([
  [6, 'rw'],
  [7, 'rw'],
  [14, 'rw'],
  [4, 'r'],
  [5, 'r'],
  [2, 'w'],
  [0, 'none'],
  [1, 'none'],
  [8, 'none'],
  [null, null],
])('perm %s is %s', (perm, expected) => {
  expect(permission(perm)).toBe(expected)
})

test.each([
  [6, 6, 'rw'],
  [6, 4, 'r'],
  [2, 4, 'none'],
  [null, 6, null],
  [6, null, null],
])('topic %s on a broker with %s is %s', (topicPerm, brokerPerm, expected) => {
  expect(effectivePermission(topicPerm, brokerPerm)).toBe(expected)
})

test.each([
  [['r', 'w'], 'rw'],
  [['none', null], 'none'],
  [['r', 'none'], 'r'],
  [[null], null],
  [[], null],
] as const)('brokers %j together: %s', (permissions, expected) => {
  expect(mergePermissions(permissions)).toBe(expected)
})
