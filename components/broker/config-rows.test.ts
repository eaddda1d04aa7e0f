import { describe, expect, test } from 'vitest'
import { type BrokerConfig, configRows, countDifferences, filterConfig } from './config-rows'

type Item = BrokerConfig['items'][number]

const item = (key: string, value: string | null, more: Partial<Item> = {}): Item => ({
  key,
  value,
  secret: false,
  others: [],
  difference: 'same',
  default: { kind: 'value', value },
  ...more,
})
const config = (brokerId: number, items: Item[]): BrokerConfig => ({
  brokerName: 'broker-a',
  brokerId,
  address: `127.0.0.1:${brokerId}`,
  dataVersion: null,
  items,
  defaultsOf: '5.5.0',
  asOf: null,
  completeness: { asked: 1, answered: 1, failed: [] },
})
const differing = (key: string, own: string, other: string, target: string, more: Partial<Item> = {}) =>
  item(key, own, { others: [{ target, value: other }], difference: 'drift', ...more })

const master = config(0, [
  differing('brokerId', '0', '1', 'broker-a/1', { difference: 'by-nature' }),
  differing('brokerName', 'broker-a', 'broker-b', 'broker-b/0', { difference: 'by-nature' }),
  differing('waitTimeMillsInSendQueue', '200', '500', 'broker-a/1'),
  differing('flushDiskType', 'ASYNC_FLUSH', 'SYNC_FLUSH', 'broker-b/0'),
  item('fileReservedTime', '48', { default: { kind: 'value', value: '72' } }),
  item('namesrvAddr', '127.0.0.1:9876', { default: { kind: 'none', value: null } }),
  item('storePathRootDir', '/data', { default: { kind: 'detected', value: null } }),
  item('secretKey', null, { secret: true, default: { kind: 'unknown', value: null } }),
  item('plain', 'x'),
])
const slave = config(1, [
  differing('brokerId', '1', '0', 'broker-a/0', { difference: 'by-nature' }),
  differing('waitTimeMillsInSendQueue', '500', '200', 'broker-a/0', { default: { kind: 'value', value: '200' } }),
  item('plain', 'x'),
])
const row = (rows: ReturnType<typeof configRows>, key: string) => rows.find((each) => each.key === key)

describe('configRows', () => {
  const rows = configRows('broker-a', [master, slave])

  test.each([
    ['brokerId', 'role', true],
    ['brokerName', null, false],
    ['waitTimeMillsInSendQueue', 'drift', true],
    ['flushDiskType', 'elsewhere', false],
    ['fileReservedTime', 'not-default', false],
    ['namesrvAddr', 'not-default', false],
    ['storePathRootDir', null, false],
    ['secretKey', null, false],
    ['plain', null, false],
  ])('%s stands out: %s', (key, why, differs) => expect(row(rows, key)).toMatchObject({ why, differs }))

  test('drift without effect is drift all the same', () => {
    expect(row(rows, 'waitTimeMillsInSendQueue')?.noEffect).toBe(true)
    const controlled = config(0, [...master.items, item('enableControllerMode', 'true')])
    expect(row(configRows('broker-a', [controlled, slave]), 'waitTimeMillsInSendQueue')?.noEffect).toBe(false)
    expect(countDifferences(rows)).toEqual({ differ: 2, byRole: 1, drift: 1, noEffect: 1, elsewhere: 1 })
  })

  test('a replica whose configuration is not known has no values, and differs from nobody', () => {
    expect(row(configRows('broker-a', [master, null]), 'plain')).toMatchObject({ values: ['x', undefined] })
    expect(row(rows, 'fileReservedTime')?.values).toEqual(['48', null])
  })
})

test('what stands out, worst first, or all; found in key or value', () => {
  const rows = configRows('broker-a', [master, slave])
  const keys = (show: 'set' | 'all', search = '') => filterConfig(rows, show, search).map((each) => each.key)
  expect(keys('set')).toEqual([
    'waitTimeMillsInSendQueue',
    'flushDiskType',
    'brokerId',
    'fileReservedTime',
    'namesrvAddr',
  ])
  expect(keys('all')).toHaveLength(9)
  expect(keys('all', 'BROKER')).toEqual(['brokerId', 'brokerName'])
  expect(keys('set', '9876')).toEqual(['namesrvAddr'])
})
