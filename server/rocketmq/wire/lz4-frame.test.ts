import fc from 'fast-check'
import { compress, decompress } from 'lz4js'
import { describe, expect, it } from 'vitest'
import { decodeLz4Frame } from './lz4-frame.ts'

const MAX = 10_000_000
const SEED = 20_240_117
// Version 1, independent blocks; blocks of 64 KiB; any header checksum.
const header = (flags = 0x60) => Buffer.from([0x04, 0x22, 0x4d, 0x18, flags, 0x40, 0])
const block = (...bytes: number[]) => Buffer.from([bytes.length, 0, 0, 0, ...bytes])
const end = Buffer.alloc(4)
const decode = (...parts: Buffer[]) => decodeLz4Frame(Buffer.concat(parts), MAX).body.toString('latin1')

describe('decodeLz4Frame', () => {
  it('reads literals, overlapping matches and plain blocks', () => {
    // "ab", then 6 bytes from 2 back, then 5 literals.
    const abab = block(0x22, 0x61, 0x62, 2, 0, 0x50, 0x31, 0x32, 0x33, 0x34, 0x35)
    expect(decode(header(), abab, end)).toBe('abababab12345')
    expect(decode(header(), Buffer.from([3, 0, 0, 0x80, 0x78, 0x79, 0x7a]), abab, end)).toBe('xyzabababab12345')
    expect(decode(header(), end)).toBe('')
  })

  it('skips sizes and checksums, and reads one frame after another', () => {
    const withAll = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x7c, 0x40, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    const frame = Buffer.concat([withAll, block(0x10, 0x61), Buffer.alloc(4, 9), end, Buffer.alloc(4, 9)])
    const skippable = Buffer.from([0x57, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
    expect(decode(frame, skippable, frame)).toBe('aa')
  })

  it('looks back into the block before only in a frame of linked blocks', () => {
    const back = block(0x10, 0x62, 2, 0, 0x10, 0x63)
    expect(decode(header(0x40), block(0x10, 0x61), back, end)).toBe('ababab'.slice(0, 6).concat('c'))
    expect(() => decode(header(), block(0x10, 0x61), back, end)).toThrow(/outside/)
  })

  it.each([
    ['nothing', []],
    ['another magic', [Buffer.from('plain text')]],
    ['another version', [header(0x20), end]],
    ['a dictionary', [header(0x61), end]],
    ['no end mark', [header(), block(0x10, 0x61)]],
    ['a block beyond the end', [header(), Buffer.from([9, 0, 0, 0, 0x10])]],
    ['a block above the maximum', [header(), Buffer.from([1, 0, 1, 0]), Buffer.alloc(0x10001), end]],
    ['literals beyond the block', [header(), block(0x50, 0x61), end]],
    ['an offset cut off', [header(), block(0x10, 0x61, 1), end]],
    ['an offset of 0', [header(), block(0x10, 0x61, 0, 0), end]],
    ['an offset before the content', [header(), block(0x10, 0x61, 2, 0), end]],
    ['a length that does not end', [header(), block(0xf0, 255, 255), end]],
  ])('refuses %s', (_, parts) => {
    expect(() => decode(...parts)).toThrow(RangeError)
  })

  it('stops at the limit whatever the frame claims', () => {
    // One literal repeated 4 + 15 + 255 × 200 times.
    const bomb = block(0x1f, 0x61, 1, 0, ...Array<number>(200).fill(255), 0, 0x10, 0x62)
    expect(decodeLz4Frame(Buffer.concat([header(), bomb, end]), 1000)).toEqual({
      body: Buffer.alloc(1000, 'a'),
      truncated: true,
    })
    const exact = Buffer.concat([header(), block(0x10, 0x61), end])
    expect(decodeLz4Frame(exact, 1)).toEqual({ body: Buffer.from('a'), truncated: false })
    expect(decodeLz4Frame(exact, 0)).toEqual({ body: Buffer.alloc(0), truncated: true })
  })

  it('reads what lz4js writes, also of several blocks', { timeout: 60_000 }, () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(new Uint8Array(300), Buffer.from('order paid ')),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (pieces, times) => {
        const content = Buffer.concat(Array<Uint8Array[]>(times).fill(pieces).flat())
        const frame = Buffer.from(compress(content))
        expect(decodeLz4Frame(frame, MAX).body.equals(content)).toBe(true)
        expect(Buffer.from(decompress(frame)).equals(content)).toBe(true)
      }),
      { seed: SEED, numRuns: 50 },
    )
    const large = Buffer.alloc(9 * 1024 * 1024, 'a long body of more than two blocks; ')
    expect(decodeLz4Frame(Buffer.from(compress(large)), large.length).body.equals(large)).toBe(true)
  })
})
