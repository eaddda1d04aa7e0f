import { expect, test } from 'vitest'
import { configDifferences, configDrift, differsByNature } from './config-diff.ts'

test.each([
  ['brokerId', true],
  ['brokerName', true],
  ['brokerRole', true],
  ['brokerIP1', true],
  ['listenPort', true],
  ['haListenPort', true],
  ['storePathRootDir', true],
  ['storePathCommitLog', true],
  ['readOnlyCommitLogStorePaths', true],
  ['kvConfigPath', true],
  ['configStorePath', true],
  ['haMasterAddress', true],
  ['namesrvAddr', true],
  ['bindAddress', true],
  ['controllerAddr', true],
  ['rocketmqHome', true],
  ['brokerClusterName', false],
  ['flushDiskType', false],
  ['autoCreateTopicEnable', false],
  ['fetchNamesrvAddrByAddressServer', false],
  ['supportActingMaster', false],
  ['reportPorts', false],
  ['transportPortable', false],
])('%s differs by nature: %s', (key, natural) => {
  expect(differsByNature(key)).toBe(natural)
})

const config = (target: string, values: Record<string, string> | null) => ({ target, values })

test.each([
  ['the same', [config('a', { x: '1' }), config('b', { x: '1' })], []],
  ['one replica', [config('a', { x: '1' })], []],
  ['none', [], []],
  ['a replica that did not answer takes no part', [config('a', { x: '1' }), config('b', null)], []],
  [
    'two values',
    [config('a', { x: '1' }), config('b', { x: '2' }), config('c', null)],
    [
      {
        key: 'x',
        natural: false,
        values: [
          { target: 'a', value: '1' },
          { target: 'b', value: '2' },
        ],
      },
    ],
  ],
  [
    'a missing key; empty is not missing',
    [config('a', { x: '' }), config('b', {})],
    [
      {
        key: 'x',
        natural: false,
        values: [
          { target: 'a', value: '' },
          { target: 'b', value: null },
        ],
      },
    ],
  ],
  [
    'by nature',
    [config('a', { brokerId: '0' }), config('b', { brokerId: '1' })],
    [
      {
        key: 'brokerId',
        natural: true,
        values: [
          { target: 'a', value: '0' },
          { target: 'b', value: '1' },
        ],
      },
    ],
  ],
])('configDifferences: %s', (_, replicas, expected) => {
  expect(configDifferences(replicas)).toEqual(expected)
})

test('drift leaves out what differs by nature, keys in order', () => {
  const replicas = [
    config('a', { brokerId: '0', z: '1', c: 'x', toString: 'own' }),
    config('b', { brokerId: '1', z: '2', c: 'y' }),
  ]
  expect(configDrift(replicas).map(({ key }) => key)).toEqual(['c', 'toString', 'z'])
})
