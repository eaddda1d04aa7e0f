import { describe, expect, it } from 'vitest'
import { catchUpWords, lagCaveats, lagLook, lagPace, paceOf, shortVersions, whyUnknown } from './group-values'

const facts = (notes: Parameters<typeof lagLook>[0]['notes'], lagMessages: number | null = 0) => ({
  notes,
  lagMessages,
})

describe('lagLook', () => {
  it.each([
    [facts([]), 'number'],
    [facts(['includes-filtered']), 'number'],
    [facts(['broadcasting'], null), 'at-clients'],
    [facts(['no-queues'], null), 'none'],
    [facts(['broadcasting', 'no-queues'], null), 'at-clients'],
  ] as const)('%o is %s', (row, look) => {
    expect(lagLook(row)).toBe(look)
  })

  it('leaves the notes that have a look of their own out of the words', () => {
    expect(lagCaveats(facts(['broadcasting', 'broker-silent', 'no-queues']))).toEqual(['broker-silent'])
  })
})

describe('whyUnknown', () => {
  it.each([
    [facts(['broker-silent'], null), 'lagMessages', 'brokerSilent'],
    [facts(['never-committed'], null), 'lagMessages', 'neverCommitted'],
    [facts(['never-committed'], null), 'lagMs', 'neverCommitted'],
    [facts(['never-committed'], null), 'dlqMessages', 'notAnswered'],
    [facts(['never-committed'], 5), 'lagMs', 'noStoreTime'],
    [facts([], 5), 'outTps', 'noSecondSample'],
    [facts([], null), 'members', 'notAnswered'],
  ] as const)('%o %s: %s', (row, field, why) => {
    expect(whyUnknown(row, field)).toBe(why)
  })
})

describe('lagPace', () => {
  it('is messages a second over the last five minutes', () => {
    expect(lagPace([9_000, 9_000, 0, 30, 60, 90])).not.toBeNull()
    expect(lagPace([...Array.from({ length: 20 }, () => 5_000), ...Array.from({ length: 10 }, (_, i) => i * 60)])).toBe(
      2,
    )
    expect(lagPace(Array.from({ length: 10 }, (_, i) => 1_000 - i * 30))).toBe(-1)
  })

  it('passes over gaps and is unknown below three known points', () => {
    expect(lagPace([0, null, 60, null, 120])).toBe(1)
    expect(lagPace([null, null, 5, 8])).toBeNull()
    expect(lagPace([])).toBeNull()
  })
})

describe('paceOf', () => {
  const rising = Array.from({ length: 10 }, (_, i) => i * 60)
  it.each([
    ['rising', rising, 2],
    ['falling', rising, null],
    ['falling', [...rising].reverse(), 2],
    ['steady', rising, null],
    [null, rising, null],
    ['rising', rising.map((value) => value / 1_000), null],
  ] as const)('%s over %j is %j', (trend, points, pace) => {
    expect(paceOf(trend, points)).toBe(pace)
  })
})

describe('catchUpWords', () => {
  const lagTrend = Array.from({ length: 30 }, () => 100)
  const group = { notes: [], lagMessages: 100, lagTrend, catchUpMs: null }

  it.each([
    [
      { ...group, catchUpMs: 60_000 },
      { kind: 'estimate', remainingMs: 60_000 },
    ],
    [{ ...group, catchUpMs: 0 }, { kind: 'caught-up' }],
    [{ ...group, lagMessages: 0 }, { kind: 'caught-up' }],
    [group, { kind: 'not-shrinking' }],
    [{ ...group, lagTrend: [...Array.from({ length: 25 }, () => null), 1, 2, 3, 4, 5] }, { kind: 'too-few-samples' }],
    [{ ...group, lagMessages: null }, { kind: 'unknown' }],
    [{ ...group, lagMessages: null, notes: ['broadcasting' as const] }, { kind: 'none' }],
  ])('case %#', (input, words) => {
    expect(catchUpWords(input)).toEqual(words)
  })
})

describe('shortVersions', () => {
  it('names the newest', () => {
    expect(shortVersions(['4.9.7', '5.1.4'])).toEqual({ newest: '5.1.4', more: 1 })
    expect(shortVersions([])).toBeNull()
  })
})
