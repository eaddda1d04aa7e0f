import { expect, test } from 'vitest'
import { configRows, differing } from './config-rows'

const item = (key: string, value: string | null, secret = false) => ({ key, value, secret })

test('keys of all name servers, by name, with the reason of a difference', () => {
  const rows = configRows([
    { address: 'n1', items: [item('listenPort', '1'), item('enableTopicList', 'true'), item('only', 'x')] },
    { address: 'n2', items: [item('listenPort', '2'), item('enableTopicList', 'true')] },
  ])
  expect(rows.map(({ key, difference }) => [key, difference])).toEqual([
    ['enableTopicList', 'same'],
    ['listenPort', 'by-nature'],
    ['only', 'drift'],
  ])
  expect(rows[2]?.values).toEqual([
    { value: 'x', secret: false },
    { value: null, secret: false },
  ])
})

test('a name server that did not answer takes no part', () => {
  const [row] = configRows([
    { address: 'n1', items: [item('a', '1')] },
    { address: 'n2', items: null },
    { address: 'n3', items: undefined },
  ])
  expect(row).toEqual({ key: 'a', values: [{ value: '1', secret: false }, undefined, undefined], difference: 'same' })
})

test('secrets are not compared', () => {
  const [row] = configRows([
    { address: 'n1', items: [item('tls.server.keyPassword', null, true)] },
    { address: 'n2', items: [] },
  ])
  expect(row?.difference).toBe('secret')
})

test.each([
  [
    ['a', 'a', 'b'],
    [false, false, true],
  ],
  [
    ['a', 'b'],
    [true, true],
  ],
  [
    [null, 'a', 'a'],
    [true, false, false],
  ],
  [
    ['a', 'a'],
    [false, false],
  ],
  [[], []],
])('of %j those apart are %j', (values, expected) => {
  expect(differing(values)).toEqual(expected)
})
