import { expect, test } from 'vitest'
import { type ConfigOf, configWithDifferences } from './config-differences'

const config = (target: string, values: Record<string, string>, version = '5.5.0'): ConfigOf => ({
  target,
  version,
  entries: Object.entries(values).map(([key, value]) => ({ key, value, secret: false })),
})

test('names the others whose value differs, and why', () => {
  const own = config('broker-a/0', { flushDiskType: 'ASYNC_FLUSH', brokerId: '0', same: 'x' })
  const others = [
    config('broker-a/1', { flushDiskType: 'ASYNC_FLUSH', brokerId: '1', same: 'x' }),
    config('broker-b/0', { flushDiskType: 'SYNC_FLUSH', brokerId: '0', same: 'x', extra: '1' }),
    { target: 'broker-c/0', version: null, entries: null },
  ]
  expect(configWithDifferences(own, others)).toEqual([
    {
      key: 'flushDiskType',
      value: 'ASYNC_FLUSH',
      secret: false,
      others: [{ target: 'broker-b/0', value: 'SYNC_FLUSH' }],
      difference: 'drift',
    },
    {
      key: 'brokerId',
      value: '0',
      secret: false,
      others: [{ target: 'broker-a/1', value: '1' }],
      difference: 'by-nature',
    },
    { key: 'same', value: 'x', secret: false, others: [], difference: 'same' },
    { key: 'extra', value: null, secret: false, others: [{ target: 'broker-b/0', value: '1' }], difference: 'drift' },
  ])
})

test('keys that another version lacks or adds are no difference', () => {
  const own = config('broker-a/0', { old: '1', both: 'x' }, '4.9.7')
  const entries = configWithDifferences(own, [config('broker-b/0', { new: '1', both: 'y' })])
  expect(entries.map(({ key, difference }) => [key, difference])).toEqual([
    ['old', 'same'],
    ['both', 'drift'],
  ])
})

test('secrets have no values to compare', () => {
  const own: ConfigOf = { target: 'a/0', version: null, entries: [{ key: 'secretKey', value: null, secret: true }] }
  expect(configWithDifferences(own, [config('b/0', { secretKey: 'never sent' })])).toEqual([
    { key: 'secretKey', value: null, secret: true, others: [], difference: 'same' },
  ])
})
