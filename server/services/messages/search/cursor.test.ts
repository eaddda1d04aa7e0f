import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCursor, type SearchPlace, writeCursor } from './cursor'

const identity = { cluster: 'default', topic: 'orders', order: 'newest', from: undefined, queueId: 0 }
const place: SearchPlace = {
  scanned: 10,
  found: 2,
  whole: true,
  brokers: [
    {
      brokerName: 'broker-a',
      scanned: 10,
      of: null,
      queues: [
        { queueId: 0, at: 2 ** 53 - 1, end: 0, state: 'open' },
        { queueId: 65_535, at: 0, end: null, state: 'done' },
        { queueId: 7, at: 0, end: null, state: 'failed' },
      ],
    },
    { brokerName: '名 "x"', scanned: 0, of: 0, queues: [] },
  ],
}

test('what is written is read', () => {
  const count = fc.nat(2 ** 52)
  const queue = fc.oneof(
    fc.record({ queueId: fc.nat(65_535), at: count, end: fc.option(count), state: fc.constant('open' as const) }),
    fc.record({
      queueId: fc.nat(65_535),
      at: fc.constant(0),
      end: fc.constant(null),
      state: fc.constantFrom('done' as const, 'failed' as const),
    }),
  )
  const broker = fc.record({
    brokerName: fc.string({ minLength: 1 }),
    scanned: count,
    of: fc.option(count),
    queues: fc.uniqueArray(queue, { selector: (one) => one.queueId }),
  })
  const any = fc.record({
    scanned: count,
    found: count,
    whole: fc.boolean(),
    brokers: fc.uniqueArray(broker, { selector: (one) => one.brokerName }),
  })
  fc.assert(
    fc.property(any, (given) => {
      expect(readCursor(writeCursor(given, identity), identity)).toEqual(given)
    }),
  )
  expect(readCursor(writeCursor(place, identity), identity)).toEqual(place)
})

test('goes into a URL: letters, digits, - and _, and a thousand queues within its size', () => {
  const queues = Array.from({ length: 1024 }, (_, queueId) => ({
    queueId,
    at: 87_654_321,
    end: 1_234_567,
    state: 'open' as const,
  }))
  const text = writeCursor({ ...place, brokers: [{ brokerName: 'broker-a', scanned: 1, of: 1, queues }] }, identity)
  expect(text).toMatch(/^[\w-]+$/)
  expect(text.length).toBeLessThan(24_000)
})

describe('refused', () => {
  const text = writeCursor(place, identity)
  const edited = (edit: (json: Record<string, unknown>) => void) => {
    const json = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
    edit(json)
    return Buffer.from(JSON.stringify(json)).toString('base64url')
  }
  const queues = (word: string) => edited((json) => (json.b = [['broker-a', 0, 0, word]]))
  test.each([
    ['no cursor', 'hello', 'not a cursor'],
    ['empty', '', 'not a cursor'],
    ['cut', text.slice(0, -20), 'not a cursor'],
    ['another version', edited((json) => (json.v = 2)), 'another version'],
    ['a field too many', edited((json) => (json.x = 1)), 'not a cursor'],
    ['a negative count', edited((json) => (json.s = -1)), 'not a cursor'],
    ['no queue', queues('x'), 'not a cursor'],
    ['no offset', queues('0:'), 'not a cursor'],
    ['an offset past what is exact', queues('0:zzzzzzzzzzz'), 'not a cursor'],
    ['a queue that cannot be', queues('zzzz:1'), 'not a cursor'],
    ['a name of the prototype', edited((json) => (json.b = '__proto__')), 'not a cursor'],
    ['a queue twice', queues('0:1 0:2'), 'not a cursor'],
    ['another hash', edited((json) => (json.h = 'abc')), 'belongs to another search'],
  ])('%s', (_, given, words) => {
    expect(() => readCursor(given, identity)).toThrow(words)
    expect(() => readCursor(given, identity)).toThrow(/^cursor: /)
  })
  test.each(['topic', 'order', 'queueId', 'text'])('with another %s', (name) => {
    expect(() => readCursor(text, { ...identity, [name]: 'other' })).toThrow('belongs to another search')
  })
})
