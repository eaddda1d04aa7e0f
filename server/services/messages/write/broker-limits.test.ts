import { describe, expect, test } from 'vitest'
import { limitErrors, limitsOf } from './broker-limits'

const config = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => ({ key, value }))
const v5 = limitsOf(
  config({
    maxMessageSize: '4194304',
    messageDelayLevel: '1s 5s 10s',
    timerWheelEnable: 'true',
    timerMaxDelaySec: '259200',
  }),
)
const v4 = limitsOf(config({ maxMessageSize: '4194304', messageDelayLevel: '1s 5s 10s' }))
const broker = { brokerName: 'broker-a', version: '5.5.0' }
const NOW = Date.UTC(2026, 0, 2)
const wanted = { bodyBytes: 1, bodyField: 'text', now: NOW }

describe('limits of a broker', () => {
  test.each([
    ['a body of the largest size', { ...wanted, bodyBytes: 4_194_304 }],
    ['the last level', { ...wanted, delayLevel: 3 }],
    ['the last moment', { ...wanted, deliverAt: NOW + 259_200_000 }],
  ])('take %s', (_, given) => {
    expect(limitErrors(given, v5, broker)).toEqual([])
  })

  test.each([
    [
      'a larger body',
      { ...wanted, bodyBytes: 4_194_305 },
      'text',
      'the body has 4194305 bytes; broker-a takes at most 4194304',
    ],
    [
      'a level that it does not have',
      { ...wanted, delayLevel: 4 },
      'delayLevel',
      'broker-a has levels 1 to 3: 1s 5s 10s',
    ],
    ['a later moment', { ...wanted, deliverAt: NOW + 259_200_001 }, 'deliverAt', 'until 2026-01-05T00:00:00.000Z'],
  ])('refuse %s', (_, given, path, message) => {
    expect(limitErrors(given, v5, broker)).toEqual([{ path, message: expect.stringContaining(message) }])
  })

  test('a broker before 5.0 has no timer, one after it may have it off', () => {
    const timer = { ...wanted, deliverAt: NOW + 1 }
    expect(limitErrors(timer, v4, { ...broker, version: '4.9.7' })[0]?.message).toContain('it runs 4.9.7')
    const off = limitsOf(config({ timerWheelEnable: 'false', timerMaxDelaySec: '1' }))
    expect(limitErrors(timer, off, broker)[0]?.message).toContain('timerWheelEnable is off')
  })

  test('an empty body is stored by 4.x and not taken by 5.x', () => {
    const empty = { ...wanted, bodyBytes: 0 }
    expect(limitErrors(empty, v4, { ...broker, version: '4.9.7' })).toEqual([])
    expect(limitErrors(empty, v5, broker)).toEqual([{ path: 'text', message: expect.stringContaining('5.5.0') }])
    expect(limitErrors(empty, v5, { ...broker, version: null })).toEqual([])
  })

  test('what it does not say is not invented', () => {
    const silent = limitsOf([])
    expect(silent).toEqual({ maxMessageBytes: null, delayLevels: null, timer: null })
    expect(limitErrors({ ...wanted, bodyBytes: 1e9, delayLevel: 64 }, silent, broker)).toEqual([])
  })
})
