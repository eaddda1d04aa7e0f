import { deflateSync, zstdCompressSync } from 'node:zlib'
import { compress } from 'lz4js'
import { describe, expect, it } from 'vitest'
import { decompressBody } from './message-body.ts'

const content = Buffer.from('{"order":12345,"state":"paid","note":"订单"}\n'.repeat(500))
const maxBytes = 1_000_000

describe.each([
  ['zlib', 0x001, deflateSync],
  ['zlib', 0x301, deflateSync],
  ['lz4', 0x101, compress],
  ['zstd', 0x201, zstdCompressSync],
] as const)('%s (sysFlag %i)', (compression, sysFlag, pack) => {
  const body = Buffer.from(pack(content))

  it('gives back the content', () => {
    expect(decompressBody({ sysFlag, body }, { maxBytes })).toEqual({ body: content, compression })
    expect(decompressBody({ sysFlag, body }, { maxBytes: content.length })).toEqual({ body: content, compression })
  })

  it('gives a beginning when the content is larger than the limit', () => {
    const result = decompressBody({ sysFlag, body }, { maxBytes: content.length - 1 })
    expect(result).toMatchObject({ compression, truncated: true })
    expect(result.error).toBeUndefined()
    expect(result.body.length).toBeLessThan(content.length)
    expect(content.subarray(0, result.body.length).equals(result.body)).toBe(true)
  })

  it('does not unpack a bomb', () => {
    const bomb = Buffer.from(pack(Buffer.alloc(16 * 1024 * 1024)))
    const before = process.memoryUsage().arrayBuffers
    const result = decompressBody({ sysFlag, body: bomb }, { maxBytes: 100_000 })
    expect(result.truncated).toBe(true)
    expect(result.body.length).toBeLessThanOrEqual(100_000)
    expect(result.body.every((byte) => byte === 0)).toBe(true)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 1024 * 1024)
  })

  it('keeps the stored bytes, and says why, when they cannot be unpacked', () => {
    const damaged = Buffer.from(body)
    damaged.fill(0xff, 2, 12)
    for (const bad of [damaged, body.subarray(0, body.length >> 1), Buffer.from('plain text'), Buffer.alloc(0)]) {
      const result = decompressBody({ sysFlag, body: bad }, { maxBytes })
      expect(result).toMatchObject({ body: bad, compression, error: expect.any(String) })
      expect(result.error).not.toBe('')
    }
  })
})

it('leaves a body alone whose compression bit is not set', () => {
  const body = Buffer.from('hi')
  expect(decompressBody({ sysFlag: 0x300, body }, { maxBytes })).toEqual({ body, compression: 'none' })
  expect(decompressBody({ sysFlag: 0, body: content }, { maxBytes: 10 })).toEqual({
    body: content.subarray(0, 10),
    compression: 'none',
    truncated: true,
  })
})

it('names a compression type it does not know', () => {
  const body = Buffer.from('hi')
  expect(decompressBody({ sysFlag: 0x501, body }, { maxBytes })).toEqual({
    body,
    compression: 'none',
    error: 'unknown compression type 5',
  })
})

it('refuses a zstd frame that asks for a large window', () => {
  // Magic, no content size, window of 2^(10 + exponent), one empty last block.
  const frame = (windowLog: number) => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, (windowLog - 10) << 3, 1, 0, 0])
  expect(decompressBody({ sysFlag: 0x201, body: frame(25) }, { maxBytes })).toEqual({
    body: Buffer.alloc(0),
    compression: 'zstd',
  })
  expect(decompressBody({ sysFlag: 0x201, body: frame(26) }, { maxBytes }).error).toMatch(/memory|window/i)
})
