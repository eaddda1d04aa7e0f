import { expect, it } from 'vitest'
import { versionName, versionOrdinal } from './mq-version.ts'

it.each([
  ['4.0.0', 213],
  ['4.4.0', 293],
  ['4.9.3', 399],
  ['4.9.4', 401],
  ['4.9.8', 409],
  ['5.0.0', 413],
  ['5.1.4', 441],
  ['5.2.0', 453],
  ['5.3.0', 473],
  ['5.3.1', 475],
  ['5.3.3', 479],
  ['5.4.0', 493],
  ['5.5.0', 513],
  ['5.5.0-SNAPSHOT', 512],
  ['4.0.0-SNAPSHOT', 212],
  ['5.9.9', 611],
])('%s is %i', (name, ordinal) => {
  expect(versionOrdinal(name)).toBe(ordinal)
  expect(versionName(ordinal)).toBe(name)
})

it('reads the form in which brokers describe themselves', () => {
  expect(versionOrdinal('V4_9_8')).toBe(409)
  expect(versionOrdinal('V5_5_0_SNAPSHOT')).toBe(512)
})

it.each([-1, 0, 211, 612, 613, 9999, 401.5, Number.NaN])('has no name for %d', (ordinal) => {
  expect(versionName(ordinal)).toBeNull()
})

it('clamps later versions to HIGHER_VERSION and refuses what is none', () => {
  expect(versionOrdinal('6.0.0')).toBe(612)
  expect(versionOrdinal('12.3.4')).toBe(612)
  for (const bad of ['3.2.6', '5.5', '5.5.0.1', '5.10.0', 'latest', ''])
    expect(() => versionOrdinal(bad)).toThrow(RangeError)
})
