import { describe, expect, it } from 'vitest'
import { BadFrame } from './bad-frame.ts'
import { decodeHeader, encodeBinaryHeader, encodeJsonHeader, type RemotingHeader } from './header.ts'

const json = (text: string) => decodeHeader(0, Buffer.from(text))

describe('JSON header', () => {
  const text =
    '{"code":105,"extFields":{"topic":"T"},"flag":0,"language":"JAVA","opaque":0,"remark":"r","serializeTypeCurrentRPC":"JSON","version":0}'
  const header: RemotingHeader = {
    code: 105,
    language: 'JAVA',
    version: 0,
    opaque: 0,
    flag: 0,
    remark: 'r',
    extFields: { topic: 'T' },
  }

  it('is printed as a Java server prints it, and read back', () => {
    expect(encodeJsonHeader(header).toString()).toBe(text)
    expect(json(text)).toEqual(header)
  })

  it('omits what is absent: the answer of a broker with neither header fields nor remark', () => {
    const success = '{"code":0,"flag":1,"language":"JAVA","opaque":1,"serializeTypeCurrentRPC":"JSON","version":479}'
    const decoded = json(success)
    expect(decoded).toEqual({ code: 0, language: 'JAVA', version: 479, opaque: 1, flag: 1, extFields: {} })
    expect('remark' in decoded).toBe(false)
    expect(encodeJsonHeader(decoded).toString()).toBe(success)
  })

  it('tolerates unknown fields, numbers in ext fields and nulls', () => {
    const decoded = json(
      '{"code":1,"opaque":-2147483648,"new":{"x":[1]},"language":null,"remark":null,"extFields":{"n":9223372036854775807,"b":true,"z":null}}',
    )
    expect(decoded).toEqual({
      code: 1,
      language: 'OTHER',
      version: 0,
      opaque: -2147483648,
      flag: 0,
      extFields: { n: '9223372036854775807', b: 'true' },
    })
  })

  it('keeps an ext field with the name of an object member a plain field', () => {
    const decoded = json('{"code":0,"opaque":1,"extFields":{"__proto__":"a"}}')
    expect(Object.entries(decoded.extFields)).toEqual([['__proto__', 'a']])
    expect(decoded.extFields.constructor).toBeUndefined()
  })

  it('carries text outside ASCII and lone surrogates', () => {
    const odd = { ...header, remark: '订单 \u{1f680} "\\\n', extFields: { k: '\x01\x02 é' } }
    expect(decodeHeader(0, encodeJsonHeader(odd))).toEqual(odd)
    expect(encodeJsonHeader({ ...header, remark: '\ud800' }).toString()).toContain('\\ud800')
  })

  it.each([
    '[]',
    '1',
    'null',
    '{}',
    '{"code":0}',
    '{"code":"0","opaque":1}',
    '{"code":1.5,"opaque":1}',
    '{"code":2147483648,"opaque":1}',
    '{"code":0,"opaque":1,"extFields":[]}',
    '{"code":0,"opaque":1,"extFields":{"a":{}}}',
    '{"code":0,"opaque":1,"extFields":{{}:1}}',
    `{"code":0,"opaque":1,"x":${'['.repeat(50)}`,
  ])('refuses %s', (text) => {
    expect(() => json(text)).toThrow(BadFrame)
  })
})

describe('binary header', () => {
  // code 105, JAVA, version 0, opaque 0, flag 0, remark "r", one ext field topic = T \x01 " x
  const golden = Buffer.from('00690000000000000000000000000000017200' + '00000f0005746f7069630000000454012278', 'hex')
  const header: RemotingHeader = {
    code: 105,
    language: 'JAVA',
    version: 0,
    opaque: 0,
    flag: 0,
    remark: 'r',
    extFields: { topic: 'T\x01"x' },
  }

  it('has the bytes of RocketMQSerializable, both ways', () => {
    expect(encodeBinaryHeader(header).toString('hex')).toBe(golden.toString('hex'))
    expect(decodeHeader(1, golden)).toEqual(header)
  })

  it('reads negative opaques, empty values, no remark and unknown languages', () => {
    const odd: RemotingHeader = {
      code: 3,
      language: 'RUST',
      version: 513,
      opaque: -7,
      flag: 1,
      extFields: { a: '', b: '中' },
    }
    expect(decodeHeader(1, encodeBinaryHeader(odd))).toEqual(odd)
    const bytes = encodeBinaryHeader({ ...odd, language: 'COBOL' })
    expect(decodeHeader(1, bytes).language).toBe('OTHER')
    bytes.writeInt8(99, 2)
    expect(decodeHeader(1, bytes).language).toBe('OTHER')
  })

  it('refuses every truncation', () => {
    for (let length = 0; length < golden.length; length++) {
      expect(() => decodeHeader(1, golden.subarray(0, length))).toThrow(BadFrame)
    }
  })

  it.each([
    ['a negative remark length', 13, -1],
    ['a giant remark length', 13, 0x7f_ff_ff_ff],
    ['a negative ext length', 18, -1],
    ['a giant ext length', 18, 0x7f_ff_ff_ff],
    ['a negative value length', 29, -1],
    ['a giant value length', 29, 0x7f_ff_ff_ff],
  ])('refuses %s', (_, offset, value) => {
    const bad = Buffer.from(golden)
    bad.writeInt32BE(value, offset)
    expect(() => decodeHeader(1, bad)).toThrow(BadFrame)
  })

  it('refuses to write a code that does not fit 16 bits', () => {
    expect(() => encodeBinaryHeader({ ...header, code: 200055 })).toThrow(RangeError)
  })
})

it('refuses a serialize type that does not exist', () => {
  expect(() => decodeHeader(2, Buffer.from('{}'))).toThrow(BadFrame)
})
