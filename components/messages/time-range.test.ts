import { describe, expect, it } from 'vitest'
import { fieldOf, momentOf, rangeInput } from './time-range'

const now = Date.UTC(2026, 10, 21, 10, 7, 42)

describe('a time range', () => {
  it.each([
    [{ range: '1h', from: '', to: '' }, { from: '2026-11-21T09:07:42.000Z' }],
    [{ range: 'all', from: '', to: '' }, {}],
    [{ range: '1h', from: '2026-11-20T00:00:00.000Z', to: '' }, { from: '2026-11-20T00:00:00.000Z' }],
    [{ range: '1h', from: '', to: '2026-11-20T00:00:00.000Z' }, { to: '2026-11-20T00:00:00.000Z' }],
  ] as const)('%o is asked as %o', (range, input) => {
    expect(rangeInput(range, now)).toEqual(input)
  })

  it.each(['local', 'utc'] as const)('a moment survives its field (%s)', (mode) => {
    const iso = '2026-03-29T03:30:05.000Z'
    expect(momentOf(fieldOf(iso, mode), mode)).toBe(iso)
  })

  it('nothing stays nothing', () => {
    expect(fieldOf('', 'utc')).toBe('')
    expect(fieldOf('soon', 'local')).toBe('')
    expect(momentOf('', 'local')).toBe('')
    expect(momentOf('2026-13-40T00:00', 'utc')).toBe('')
  })
})
