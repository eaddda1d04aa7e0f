import { describe, expect, it } from 'vitest'
import {
  decodeOffsetMessageId,
  decodeUniqueKey,
  encodeOffsetMessageId,
  parseMessageId,
  uniqueKeyMaker,
} from './message-id.ts'

const NOW = new Date(2023, 10, 20, 12)
const hex = (n: number, bytes: number) =>
  n
    .toString(16)
    .toUpperCase()
    .padStart(2 * bytes, '0')
const remotingKey = (ip: string, bornAt: Date) => {
  const month = new Date(bornAt.getFullYear(), bornAt.getMonth(), 1)
  return `${ip}${hex(4711, 2)}18B4AAC2${hex(bornAt.getTime() - month.getTime(), 4)}${hex(513, 2)}`
}

describe('offset ids', () => {
  it.each([
    ['0A00000100002A9F0000000000001234', '10.0.0.1', 10911, 4660n],
    ['20010DB800000000000000000000000100002A9F7FFFFFFFFFFFFFFF', '2001:db8::1', 10911, 2n ** 63n - 1n],
    ['000000000000000000000000000000000000FFFF0000000000000000', '::', 65535, 0n],
    ['FE80000000000000000000000000000100002A9F0000000000000001', 'fe80::1', 10911, 1n],
    ['0001000200030004000500060007000800002A9F0000000000000001', '1:2:3:4:5:6:7:8', 10911, 1n],
  ])('%s', (id, ip, port, commitLogOffset) => {
    expect(decodeOffsetMessageId(id)).toEqual({ ip, port, commitLogOffset })
    expect(decodeOffsetMessageId(id.toLowerCase())).toEqual({ ip, port, commitLogOffset })
    expect(encodeOffsetMessageId({ ip, port, commitLogOffset })).toBe(id)
  })

  it.each([
    ['', 'nothing'],
    ['0A00000100002A9F000000000000123', '31 digits'],
    ['0A00000100002A9F00000000000012345678', '36 digits'],
    ['0A00000100002A9F000000000000123G', 'no hex'],
    ['0A000001000000000000000000001234', 'port 0'],
    ['0A000001000100000000000000001234', 'port 65536'],
    ['0A000001FFFFFFFF0000000000001234', 'a negative port'],
    ['0A00000100002A9FFFFFFFFFFFFFFFFF', 'a negative offset'],
  ])('%j is none: %s', (id) => {
    expect(decodeOffsetMessageId(id)).toBeNull()
  })

  it('refuses to encode what is no address', () => {
    for (const ip of ['broker-a', '1.2.3', '1.2.3.256', '::g', '']) {
      expect(() => encodeOffsetMessageId({ ip, port: 1, commitLogOffset: 0n })).toThrow(RangeError)
    }
    expect(encodeOffsetMessageId({ ip: 'fe80::1%eth0', port: 1, commitLogOffset: 0n })).toMatch(/^FE80/)
  })
})

describe('unique keys', () => {
  it('reads the parts of a remoting client, also of a 56-digit one', () => {
    const born = new Date(2023, 10, 20, 11, 59, 58, 123)
    const parts = { client: 'remoting', pid: 4711, bornAt: born.getTime(), counter: 513 }
    expect(decodeUniqueKey(remotingKey('7F000001', born), NOW)).toEqual({ ...parts, ip: '127.0.0.1' })
    const key = remotingKey('FE800000000000000000000000000001', born)
    expect(key).toHaveLength(56)
    expect(decodeUniqueKey(key, NOW)).toEqual({ ...parts, ip: 'fe80::1' })
  })

  it('takes the month before when the time would be in the future', () => {
    const born = new Date(2023, 9, 25)
    expect(decodeUniqueKey(remotingKey('7F000001', born), NOW)?.bornAt).toBe(born.getTime())
    const december = new Date(2022, 11, 30)
    expect(decodeUniqueKey(remotingKey('7F000001', december), new Date(2023, 0, 2))?.bornAt).toBe(december.getTime())
  })

  it('takes this month for a message born this very moment', () => {
    expect(decodeUniqueKey(remotingKey('7F000001', NOW), NOW)?.bornAt).toBe(NOW.getTime())
  })

  it('reads late days of a month, whose milliseconds exceed an int32', () => {
    const born = new Date(2023, 9, 31, 23)
    expect(born.getTime() - new Date(2023, 9, 1).getTime()).toBeGreaterThan(2 ** 31)
    expect(decodeUniqueKey(remotingKey('7F000001', born), new Date(2023, 9, 31, 23, 30))?.bornAt).toBe(born.getTime())
  })

  it('reads the parts of a gRPC client', () => {
    const id = `010A1B2C3D4E5F${hex(4711, 2)}${hex(86_400, 4)}${hex(7, 4)}`
    expect(id).toHaveLength(34)
    expect(decodeUniqueKey(id, NOW)).toEqual({
      client: 'grpc',
      mac: '0a:1b:2c:3d:4e:5f',
      pid: 4711,
      bornAt: Date.UTC(2021, 0, 2),
      counter: 7,
    })
  })

  it.each(['', 'order-1', '020A1B2C3D4E5F12670001518000000007', '7F0000011267'])('%j is none', (id) => {
    expect(decodeUniqueKey(id, NOW)).toBeNull()
  })
})

describe('parseMessageId', () => {
  it('says what a text can be', () => {
    const offset = { ip: '10.0.0.1', port: 10911, commitLogOffset: 4660n }
    const id = '0A00000100002A9F0000000000001234'
    expect(parseMessageId(` ${id}\n`)).toEqual({ kind: 'offset-or-unique', id, offset })
    const key = remotingKey('7F000001', NOW)
    expect(parseMessageId(key)).toEqual({ kind: 'unique', id: key })
    expect(parseMessageId('010A1B2C3D4E5F12670001518000000007')).toMatchObject({ kind: 'unique' })
    for (const business of ['order-1', '', '12345678901234567890', `${id}00`])
      expect(parseMessageId(business)).toBeNull()
  })
})

describe('a unique id of our own', () => {
  it.each(['127.0.0.1', 'fe80::1'])('has the parts of a remoting client at %s', (ip) => {
    const make = uniqueKeyMaker({ ip, pid: 70_000, salt: 0xf0_00_00_01 })
    expect(decodeUniqueKey(make(NOW), NOW)).toEqual({
      client: 'remoting',
      ip,
      pid: 70_000 & 0xffff,
      bornAt: NOW.getTime(),
      counter: 0,
    })
    expect(decodeUniqueKey(make(NOW), NOW)).toMatchObject({ counter: 1 })
  })

  it('does not come twice in one millisecond', () => {
    const make = uniqueKeyMaker({ ip: '127.0.0.1', pid: 1, salt: 1 })
    expect(new Set(Array.from({ length: 65_536 }, () => make(NOW))).size).toBe(65_536)
  })
})
