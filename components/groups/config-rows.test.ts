import { expect, it } from 'vitest'
import { configRows } from './config-rows'

it('stands by broker, differing keys first, a missing key as null', () => {
  const item = (brokerName: string, values: Record<string, string>) => ({
    brokerName,
    values: Object.entries(values).map(([key, value]) => ({ key, value })),
    asOf: null,
  })
  const items = [
    item('a', { brokerId: '0', retryMaxTimes: '16' }),
    item('b', { brokerId: '0', retryMaxTimes: '3', x: '' }),
  ]
  expect(configRows({ items, differences: [{ field: 'retryMaxTimes', values: [] }] })).toEqual([
    { key: 'retryMaxTimes', differs: true, values: ['16', '3'] },
    { key: 'brokerId', differs: false, values: ['0', '0'] },
    { key: 'x', differs: false, values: [null, ''] },
  ])
})
