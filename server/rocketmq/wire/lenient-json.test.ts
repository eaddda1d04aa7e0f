import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadJson, LenientMap, parseLenientJson } from './lenient-json.ts'

const SEED = 20_240_117

describe('bodies as brokers print them', () => {
  const queue = (queueId: number) => ({ brokerName: 'broker-a', queueId, topic: 'T' })

  it('reads unquoted integer keys (TopicRouteData, ClusterInfo, ConsumerOffset)', () => {
    expect(
      parseLenientJson(
        '{"brokerDatas":[{"brokerAddrs":{0:"10.0.0.1:10911",1:"10.0.0.2:10911"},"brokerName":"broker-a"}],"filterServerTable":{}}',
      ),
    ).toEqual({
      brokerDatas: [{ brokerAddrs: { 0: '10.0.0.1:10911', 1: '10.0.0.2:10911' }, brokerName: 'broker-a' }],
      filterServerTable: {},
    })
    expect(parseLenientJson('{"offsetTable":{"T@g":{0:123,1:456}}}')).toEqual({
      offsetTable: { 'T@g': { 0: 123, 1: 456 } },
    })
  })

  it('reads object keys (TopicStatsTable, ConsumeStats, ResetOffsetBody)', () => {
    const table = parseLenientJson(
      '{"offsetTable":{{"brokerName":"broker-a","queueId":1,"topic":"T"}:{"maxOffset":101},{"brokerName":"broker-a","queueId":0,"topic":"T"}:42},"topicPutTps":0.0}',
    ) as { offsetTable: LenientMap; topicPutTps: number }
    expect(table.offsetTable).toBeInstanceOf(LenientMap)
    expect(table.offsetTable.entries).toEqual([
      [queue(1), { maxOffset: 101 }],
      [queue(0), 42],
    ])
    expect(table.topicPutTps).toBe(0)
  })

  it('reads longs beyond 2^53 as bigint (QueryCorrectionOffset, tagsCode) and keeps others numbers', () => {
    expect(parseLenientJson('{"correctionOffsets":{0:9223372036854775807,1:-9223372036854775808}}')).toEqual({
      correctionOffsets: { 0: 9223372036854775807n, 1: -9223372036854775808n },
    })
    expect(parseLenientJson('[9007199254740991,-9007199254740991,9007199254740992,-9007199254740992]')).toEqual([
      9007199254740991,
      -9007199254740991,
      9007199254740992n,
      -9007199254740992n,
    ])
    // Its neighbour rounds to a safe number.
    expect(parseLenientJson('[9007199254740993,0000000000000000000001]')).toEqual([9007199254740993n, 1])
  })

  it('reads doubles as Java prints them', () => {
    expect(parseLenientJson('[0.0,1.0E-7,1.2345678E7,-0.5,1e+3,0.12345678901234568]')).toEqual([
      0, 1e-7, 12345678, -0.5, 1000, 0.12345678901234568,
    ])
  })

  it('reads tokens that are no number as unknown', () => {
    expect(parseLenientJson('[NaN,Infinity,-Infinity,null]')).toEqual([null, null, null, null])
  })

  it('reads the keys true, false, null and negative numbers as text', () => {
    expect(parseLenientJson('{null:1,true:2,false:3,-1:4,1.5:5}')).toEqual({
      null: 1,
      true: 2,
      false: 3,
      '-1': 4,
      '1.5': 5,
    })
  })

  it('reads mixed keys with their order, scalar keys as strings', () => {
    const map = parseLenientJson('{"a":1,{"x":{}}:2,7:3,{}:4}') as LenientMap
    expect(map.entries).toEqual([
      ['a', 1],
      [{ x: {} }, 2],
      ['7', 3],
      [{}, 4],
    ])
  })

  it('does not take punctuation inside strings for structure', () => {
    const text = '{"{0:1}":"{{\\"a\\":1}:[2],NaN,99999999999999999999","\\\\":"\\u4E2D\\u4e2d"}'
    expect(parseLenientJson(text)).toEqual({ '{0:1}': '{{"a":1}:[2],NaN,99999999999999999999', '\\': '中中' })
  })

  it('lets the last duplicate win', () => {
    expect(parseLenientJson('{"a":1,"a":2}')).toEqual({ a: 2 })
    expect(parseLenientJson('{0:1,"0":2}')).toEqual({ 0: 2 })
  })

  it('keeps __proto__ and constructor plain keys', () => {
    const value = parseLenientJson('{"__proto__":{"admin":true},"constructor":1,0:{"__proto__":2}}') as Record<
      string,
      unknown
    >
    expect(Object.keys(value)).toEqual(['0', '__proto__', 'constructor'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect((value as { admin?: boolean }).admin).toBeUndefined()
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ admin: true })
  })

  it('tolerates white space and raw control characters in strings, as a client that prints by hand sends them', () => {
    expect(
      parseLenientJson(' {\n "jstack" : "a\n\tb\\n\\u0041\\/ long enough to be copied" ,\r\n"x":[ ] , "y" : { } } '),
    ).toEqual({
      jstack: 'a\n\tb\nA/ long enough to be copied',
      x: [],
      y: {},
    })
  })

  it('reads a Buffer as UTF-8, also a view into a larger one', () => {
    const bytes = Buffer.from('xx{"主题":"é"}yy').subarray(2, -2)
    expect(parseLenientJson(bytes)).toEqual({ 主题: 'é' })
    expect(parseLenientJson(new Uint8Array(bytes))).toEqual({ 主题: 'é' })
  })
})

describe('references of fastjson 1', () => {
  it('resolves a path to a value printed before', () => {
    const value = parseLenientJson('{"a":{"x":[{"y":1}]},"b":{"$ref":"$.a"},"c":[{"$ref":"$.a.x[0]"}]}') as Record<
      string,
      unknown
    >
    expect(value).toEqual({ a: { x: [{ y: 1 }] }, b: { x: [{ y: 1 }] }, c: [{ y: 1 }] })
    expect(value.b).toBe(value.a)
  })

  it('resolves inside values of object keys', () => {
    const value = parseLenientJson('{"t":{{"q":1}:{"$ref":"$.s"}},"s":{}}') as { t: LenientMap }
    expect(value.t.entries).toEqual([[{ q: 1 }, {}]])
  })

  it.each([
    '{"$ref":"@"}',
    '{"a":{"$ref":".."}}',
    '{"a":{"$ref":"$"}}',
    '{"a":{"b":{"$ref":"$.a"}}}',
    '{"a":{"x":{"$ref":"$.b"}},"b":{"y":{"$ref":"$.a"}}}',
    '{"a":{"$ref":"$.missing.b"}}',
    '{"a":{"$ref":"$.__proto__"}}',
    '{"a":{"$ref":"$.a[\'b.c\']"},"b":1}',
    '{"a":{"$ref":1}}',
    '{"a":{"$ref":"$.b","c":1},"b":{}}',
  ])('keeps %s as it is', (text) => {
    expect(parseLenientJson(text)).toEqual(JSON.parse(text))
  })

  it('stops sharing before a small text becomes an enormous value', { timeout: 60_000 }, () => {
    const big = `[${'0,'.repeat(300_000)}0]`
    const value = parseLenientJson(`{"big":${big},"refs":[${Array(10).fill('{"$ref":"$.big"}').join(',')}]}`) as {
      refs: unknown[]
    }
    expect(value.refs.filter((r) => Array.isArray(r))).toHaveLength(3)
  })
})

describe('what is not accepted', () => {
  it.each([
    ['', 0, 'a value'],
    ['{', 1, 'a key'],
    ['{"a"', 4, '":"'],
    ['{"a":', 5, 'a value'],
    ['{"a":1', 6, '"," or "}"'],
    ['{"a":1,}', 7, 'a key'],
    ['{a:1}', 1, 'a key'],
    ['{[1]:1}', 1, 'a key'],
    ["{'a':1}", 1, 'a key'],
    ['[1,]', 3, 'a value'],
    ['[1', 2, '"," or "]"'],
    ['[1]x', 3, 'the end'],
    ['"ab', 3, "'\"'"],
    ['"a\\"', 4, "'\"'"],
    ['"\\', 2, "'\"'"],
    ['"\\x41"', 1, 'an escape'],
    ['"\\u12"', 1, 'an escape'],
    ['-', 1, 'a digit'],
    ['1.', 2, 'a digit'],
    ['1.e5', 2, 'a digit'],
    ['1E', 2, 'a digit'],
    ['.5', 0, 'a value'],
    ['nul', 0, 'a value'],
    ['// x', 0, 'a value'],
  ])('%s', (text, position, expected) => {
    let thrown: unknown
    try {
      parseLenientJson(text)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(BadJson)
    expect((thrown as BadJson).position).toBe(position)
    expect((thrown as BadJson).message).toContain(expected)
  })

  it('limits the digits of an integer, which take quadratic time', () => {
    expect(() => parseLenientJson('9'.repeat(1001))).toThrow(/at most 1000 digits/)
    expect(() => parseLenientJson('9'.repeat(1_000_000))).toThrow(BadJson)
  })

  it('limits depth, in arrays, objects and object keys, without using the stack up', () => {
    for (const open of ['[', '{"a":', '{']) {
      expect(() => parseLenientJson(open.repeat(1_000_000))).toThrow(/nesting of at most 100/)
    }
    expect(parseLenientJson('[[[]]]', { maxDepth: 3 })).toEqual([[[]]])
    expect(() => parseLenientJson('[[[[]]]]', { maxDepth: 3 })).toThrow(BadJson)
    // Depth is nesting, not a count.
    expect(parseLenientJson(`[${'[],'.repeat(500)}[]]`, { maxDepth: 2 })).toHaveLength(501)
  })
})

describe('properties', { timeout: 60_000 }, () => {
  // A value with its text as fastjson prints it. `json`: the same text is strict JSON.
  type Printed = { text: string; value: unknown }

  /** fastjson 1 escapes 0x00–0x1F, 0x7F–0x9F, U+2028 and U+2029 in upper-case hex; fastjson 2 not 0x7F–0x9F. */
  const printString = (s: string, fastjson: 1 | 2): string => {
    const short: Record<string, string> = {
      '"': '\\"',
      '\\': '\\\\',
      '\b': '\\b',
      '\f': '\\f',
      '\n': '\\n',
      '\r': '\\r',
      '\t': '\\t',
    }
    let out = ''
    for (const c of s) {
      const code = c.codePointAt(0) as number
      const escaped =
        code < 0x20 || code === 0x2028 || code === 0x2029 || (fastjson === 1 && code >= 0x7f && code <= 0x9f)
      out += short[c] ?? (escaped ? `\\u${code.toString(16).toUpperCase().padStart(4, '0')}` : c)
    }
    return `"${out}"`
  }
  /** Double.toString: a point always, E notation below 1E-3 and from 1E7. */
  const printDouble = (d: number): string => {
    if (!Number.isFinite(d)) return 'null'
    if (d === 0) return Object.is(d, -0) ? '-0.0' : '0.0'
    const size = Math.abs(d)
    if (size >= 1e-3 && size < 1e7) return Number.isInteger(d) ? `${d}.0` : String(d)
    const [digits, exponent] = d.toExponential().split('e') as [string, string]
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`
  }
  const long = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -1000n, max: 1000n }),
    fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n, -(2n ** 53n), 2n ** 53n - 1n, 1n - 2n ** 53n, 0n),
  )
  const longValue = (n: bigint) => (Number.isSafeInteger(Number(n)) ? Number(n) : n)
  const string = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom('"', '\\', '{', '}', ':', ',', '0', '\n', '\x7f', '\x9f', '\u2028', '中', 'a', '/'),
      maxLength: 30,
    }),
    fc.constantFrom('__proto__', 'constructor', 'toString', '', '0', '$ref'),
  )

  const printed = (fastjson: 1 | 2) =>
    fc.letrec<{ value: Printed; object: Printed }>((tie) => {
      const text = (s: string) => printString(s, fastjson)
      const scalar: fc.Arbitrary<Printed> = fc.oneof(
        string.map((s) => ({ text: text(s), value: s })),
        long.map((n) => ({ text: String(n), value: longValue(n) })),
        fc.double().map((d) => ({ text: printDouble(d), value: Number.isFinite(d) ? d : null })),
        fc.constantFrom({ text: 'true', value: true }, { text: 'false', value: false }, { text: 'null', value: null }),
      )
      const plainKey = fc.oneof(
        string.filter((s) => s !== '$ref').map((s) => ({ text: text(s), key: s })),
        long.map((n) => ({ text: String(n), key: String(n) })),
        fc.constantFrom('true', 'false', 'null').map((k) => ({ text: k, key: k })),
      )
      const member = fc.tuple(plainKey, tie('value'))
      const object = fc.array(member, { maxLength: 3 }).map((members): Printed => {
        const value: Record<string, unknown> = {}
        for (const [k, v] of members) {
          Object.defineProperty(value, k.key, { value: v.value, enumerable: true, configurable: true, writable: true })
        }
        return { text: `{${members.map(([k, v]) => `${k.text}:${v.text}`).join(',')}}`, value }
      })
      const map = fc.array(fc.tuple(tie('object'), tie('value')), { minLength: 1, maxLength: 3 }).map(
        (entries): Printed => ({
          text: `{${entries.map(([k, v]) => `${k.text}:${v.text}`).join(',')}}`,
          value: new LenientMap(entries.map(([k, v]) => [k.value, v.value])),
        }),
      )
      const array = fc
        .array(tie('value'), { maxLength: 3 })
        .map(
          (items): Printed => ({ text: `[${items.map((i) => i.text).join(',')}]`, value: items.map((i) => i.value) }),
        )
      return {
        object: fc.oneof({ maxDepth: 4, withCrossShrink: true }, object, map),
        value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, scalar, object, map, array),
      }
    }).value

  it.each([1, 2] as const)('a value printed by the rules of fastjson %s reads as that value', (fastjson) => {
    fc.assert(
      fc.property(printed(fastjson), ({ text, value }) => {
        // Not toStrictEqual: it does not see an own member named __proto__.
        expect(isDeepStrictEqual(parseLenientJson(text), value)).toBe(true)
        expect(isDeepStrictEqual(parseLenientJson(Buffer.from(text)), value)).toBe(true)
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  const noReference = (text: string) => !text.includes('$ref')
  it('strict JSON reads as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }).filter(noReference), (text) => {
        const exact = JSON.parse(text, (_, v, context?: { source?: string }) =>
          typeof v === 'number' && /^-?\d+$/.test(context?.source ?? '') && !Number.isSafeInteger(v)
            ? BigInt(context?.source ?? '')
            : v,
        )
        expect(isDeepStrictEqual(parseLenientJson(text), exact)).toBe(true)
        const indented = JSON.stringify(JSON.parse(text), null, '\t')
        expect(isDeepStrictEqual(parseLenientJson(indented), parseLenientJson(JSON.stringify(JSON.parse(text))))).toBe(
          true,
        )
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })

  it('what JSON.parse accepts is accepted, and nothing else of its alphabet but what the grammar adds', () => {
    const soup = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '\\', '0', '7', '-', '.', 'e', ' ', 'a'),
      maxLength: 14,
    })
    fc.assert(
      fc.property(soup, (text) => {
        let strict: unknown
        try {
          strict = { value: JSON.parse(text) }
        } catch {
          strict = undefined
        }
        let lenient: unknown
        try {
          lenient = { value: parseLenientJson(text) }
        } catch (error) {
          expect(error).toBeInstanceOf(BadJson)
        }
        if (strict !== undefined) expect(lenient).toStrictEqual(strict)
      }),
      { seed: SEED, numRuns: 10_000 },
    )
  })
})
