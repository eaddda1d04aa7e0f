import { expect, test } from 'vitest'
import { majorVersion, mqVersionFromDescription, mqVersionName } from './mq-version-name.ts'

test.each([
  [213, '4.0.0'],
  [212, '4.0.0-SNAPSHOT'],
  [211, '3.x'],
  [0, '3.x'],
  [293, '4.4.0'],
  [399, '4.9.3'],
  [400, '4.9.4-SNAPSHOT'],
  [401, '4.9.4'],
  [407, '4.9.7'],
  [412, '5.0.0-SNAPSHOT'],
  [413, '5.0.0'],
  [441, '5.1.4'],
  [479, '5.3.3'],
  [513, '5.5.0'],
  [611, '5.9.9'],
  [612, '> 5.9.9'],
  [9999, '> 5.9.9'],
  [-1, null],
  [1.5, null],
  [null, null],
])('ordinal %s is %s', (ordinal, name) => {
  expect(mqVersionName(ordinal)).toBe(name)
})

test.each([
  ['V5_3_3', '5.3.3'],
  ['V4_9_8', '4.9.8'],
  ['V5_3_3_SNAPSHOT', '5.3.3-SNAPSHOT'],
  ['HIGHER_VERSION', '> 5.9.9'],
  ['5.5.0-vendor', '5.5.0-vendor'],
  ['', null],
  [null, null],
])('description %s is %s', (description, name) => {
  expect(mqVersionFromDescription(description)).toBe(name)
})

test.each([
  ['5.5.0', 5],
  ['4.9.7-SNAPSHOT', 4],
  ['3.x', 3],
  ['> 5.9.9', 5],
  ['vendor', null],
  [null, null],
])('major of %s is %s', (name, major) => {
  expect(majorVersion(name)).toBe(major)
})
