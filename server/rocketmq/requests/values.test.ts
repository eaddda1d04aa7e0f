import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseLenientJson } from '../wire/lenient-json.ts'
import { bool, double, int32, int64, mapOf, record, safeInteger } from './values.ts'

const MAX_LONG = 9223372036854775807n

describe('values', () => {
  it.each([
    [0, 0n],
    [-1, -1n],
    ['9223372036854775807', MAX_LONG],
    [MAX_LONG, MAX_LONG],
    ['-5', -5n],
  ])('int64 %s', (raw, value) => {
    expect(int64.parse(raw)).toBe(value)
  })

  it.each([1.5, 2 ** 53, '', '1.0', ' 1', '1e3', null, undefined, {}, true])('int64 refuses %s', (raw) => {
    expect(int64.safeParse(raw).success).toBe(false)
  })

  it.each([2 ** 31, '2147483648', 1.5, '', null, 1n])('int32 refuses %s', (raw) => {
    expect(int32.safeParse(raw).success).toBe(false)
  })

  it('int32, safeInteger, bool', () => {
    expect([int32.parse('-7'), int32.parse(7), int32.parse(-(2 ** 31))]).toEqual([-7, 7, -(2 ** 31)])
    expect([safeInteger.parse('12'), safeInteger.parse(12)]).toEqual([12, 12])
    expect(safeInteger.safeParse(MAX_LONG).success).toBe(false)
    expect([bool.parse('true'), bool.parse('false'), bool.parse(true)]).toEqual([true, false, true])
    expect(bool.safeParse('yes').success).toBe(false)
  })

  it('a double that is no number is unknown, never 0', () => {
    const schema = z.object({ tps: double })
    expect(schema.parse({})).toEqual({ tps: null })
    expect(schema.parse({ tps: null })).toEqual({ tps: null })
    expect(schema.parse({ tps: 0.5 })).toEqual({ tps: 0.5 })
    expect(schema.safeParse({ tps: 'x' }).success).toBe(false)
  })

  it('an optional int64 may be missing, a required one not', () => {
    expect(z.object({ a: int64.optional() }).parse({})).toEqual({})
    expect(z.object({ a: int64 }).safeParse({}).success).toBe(false)
  })
})

describe('mapOf', () => {
  const map = mapOf(z.object({ queueId: int32 }), int64)

  it('takes object keys', () => {
    expect(map.parse(parseLenientJson('{{"queueId":1}:5,{"queueId":0}:6}'))).toEqual([
      [{ queueId: 1 }, 5n],
      [{ queueId: 0 }, 6n],
    ])
  })

  it('takes an empty object, which could be either', () => {
    expect(map.parse(parseLenientJson('{}'))).toEqual([])
  })

  it('takes bare numeric keys', () => {
    expect(mapOf(int32, int64).parse(parseLenientJson('{0:5,12:6}'))).toEqual([
      [0, 5n],
      [12, 6n],
    ])
  })

  it('says where it is wrong', () => {
    expect(map.safeParse([]).success).toBe(false)
    expect(map.safeParse(null).success).toBe(false)
    const result = z
      .object({ table: mapOf(z.string(), z.object({ n: int64 })) })
      .safeParse({ table: { a: { n: 'x' } } })
    expect(result.error?.issues[0]).toMatchObject({ path: ['table', 'a', 'n'], message: 'expected a 64-bit integer' })
  })
})

describe('record', () => {
  it('has no prototype and keeps every name', () => {
    const table = record(int32).parse(parseLenientJson('{"__proto__":1,"toString":2}'))
    expect(Object.entries(table)).toEqual([
      ['__proto__', 1],
      ['toString', 2],
    ])
    expect(Object.getPrototypeOf(table)).toBeNull()
  })
})
