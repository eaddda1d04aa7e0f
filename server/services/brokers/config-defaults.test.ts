import { expect, test } from 'vitest'
import { configDefault, hasDefaults } from './config-defaults'

test.each([
  ['4.9.7', 'fileReservedTime', { kind: 'value', value: '72' }],
  ['5.5.0', 'brokerRole', { kind: 'value', value: 'ASYNC_MASTER' }],
  ['5.5.0', 'waitTimeMillsInSendQueue', { kind: 'value', value: '200' }],
  ['5.5.0', 'namesrvAddr', { kind: 'none', value: null }],
  ['4.9.7', 'brokerIP1', { kind: 'detected', value: null }],
  ['4.9.7', 'storePathRootDir', { kind: 'detected', value: null }],
  ['5.5.0', 'keyOfAPlugin', { kind: 'unknown', value: null }],
  ['5.5.0', 'constructor', { kind: 'unknown', value: null }],
  ['4.9.7', 'enableControllerMode', { kind: 'unknown', value: null }],
  ['5.1.0', 'fileReservedTime', { kind: 'unknown', value: null }],
  [null, 'fileReservedTime', { kind: 'unknown', value: null }],
] as const)('%s %s', (version, key, expected) => expect(configDefault(version, key)).toEqual(expected))

test('only versions that were asked have defaults', () => {
  expect([hasDefaults('4.9.7'), hasDefaults('5.5.0'), hasDefaults('5.3.1'), hasDefaults(null)]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
