import { describe, expect, it } from 'vitest'
import { BadFrame, encodeFrame, type Frame, FrameDecoder } from './frame.ts'
import type { RemotingHeader } from './header.ts'

const header = (opaque: number): RemotingHeader => ({
  code: 0,
  language: 'JAVA',
  version: 479,
  opaque,
  flag: 1,
  extFields: { topic: 'T' },
})

describe('encodeFrame', () => {
  it('writes length, header type, header length, header and body', () => {
    const frame = encodeFrame(header(7), Buffer.from('body'))
    const json =
      '{"code":0,"extFields":{"topic":"T"},"flag":1,"language":"JAVA","opaque":7,"serializeTypeCurrentRPC":"JSON","version":479}'
    expect(frame.toString('latin1')).toBe(
      `${Buffer.from([0, 0, 0, 4 + json.length + 4, 0, 0, 0, json.length]).toString('latin1')}${json}body`,
    )
  })

  it('has the bytes of a Java client in the binary format, both ways', () => {
    const request: RemotingHeader = {
      code: 105,
      language: 'JAVA',
      version: 0,
      opaque: 0,
      flag: 0,
      remark: 'r',
      extFields: { topic: 'T\x01"x' },
    }
    const golden = '0000002901000025' + '0069000000000000000000000000000001720000000f0005746f7069630000000454012278'
    expect(encodeFrame(request, undefined, 'binary').toString('hex')).toBe(golden)
    expect(new FrameDecoder().push(Buffer.from(golden, 'hex'))).toEqual([{ header: request, body: Buffer.alloc(0) }])
  })

  it('refuses a header that does not fit 24 bits', () => {
    const huge = { ...header(1), remark: 'x'.repeat(0x1_00_00_00) }
    expect(() => encodeFrame(huge)).toThrow(RangeError)
  })
})

describe('FrameDecoder', () => {
  const bytes = Buffer.concat([
    encodeFrame(header(1), Buffer.from('first')),
    encodeFrame(header(2)),
    encodeFrame(header(3), Buffer.alloc(9000, 7), 'binary'),
    encodeFrame(header(4), Buffer.from('last')),
  ])
  const summary = (frames: Frame[]) => frames.map((f) => [f.header.opaque, f.header.extFields.topic, f.body.length])
  const expected = [
    [1, 'T', 5],
    [2, 'T', 0],
    [3, 'T', 9000],
    [4, 'T', 4],
  ]

  it('cuts several frames off one chunk without copying', () => {
    const frames = new FrameDecoder().push(bytes)
    expect(summary(frames)).toEqual(expected)
    expect(frames[0]?.body.buffer).toBe(bytes.buffer)
    expect(frames[2]?.body.equals(Buffer.alloc(9000, 7))).toBe(true)
  })

  it('reads the same frames when the stream is cut at any byte', { timeout: 60_000 }, () => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      const decoder = new FrameDecoder()
      const frames = [...decoder.push(bytes.subarray(0, cut)), ...decoder.push(bytes.subarray(cut))]
      expect(summary(frames)).toEqual(expected)
      expect(decoder.bufferedBytes).toBe(0)
    }
  })

  it('reads single bytes, and says how much it holds back', () => {
    const decoder = new FrameDecoder()
    const frames: Frame[] = []
    const first = encodeFrame(header(1), Buffer.from('first')).length
    for (let i = 0; i < bytes.length; i++) {
      frames.push(...decoder.push(bytes.subarray(i, i + 1)))
      if (i + 1 < first) expect(decoder.bufferedBytes).toBe(i + 1)
    }
    expect(summary(frames)).toEqual(expected)
    expect(decoder.bufferedBytes).toBe(0)
  })

  it('does not reserve what a length field promises', () => {
    const decoder = new FrameDecoder()
    const prefix = Buffer.alloc(8)
    prefix.writeInt32BE(120 * 1024 * 1024, 0)
    const before = process.memoryUsage().arrayBuffers
    expect(decoder.push(prefix)).toEqual([])
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024)
  })

  const prefix = (length: number, headerLength: number, type = 0) => {
    const b = Buffer.alloc(8)
    b.writeInt32BE(length, 0)
    b.writeUInt32BE(headerLength, 4)
    b.writeUInt8(type, 4)
    return b
  }
  it.each([
    ['a length below 4', prefix(3, 0), /length 3/],
    ['a negative length', prefix(-1, 0), /length -1/],
    ['a length above the limit', prefix(0x7f_ff_ff_ff, 0), /larger than the limit/],
    ['the start of an HTTP answer', Buffer.from('HTTP/1.1 400 Bad Request\r\n'), /larger than the limit/],
    ['a header longer than the frame', prefix(100, 97), /header length 97/],
    ['an unknown header type', Buffer.concat([prefix(4, 0, 9)]), /serialize type 9/],
    ['a header that is not JSON', Buffer.concat([prefix(6, 2), Buffer.from('{]')]), /not JSON/],
    ['an empty JSON header', prefix(4, 0), /not JSON/],
    ['an empty binary header', prefix(4, 0, 1), /code/],
  ])('refuses %s, in one piece and byte by byte, and stays refused', (_, bad, message) => {
    const whole = new FrameDecoder()
    expect(() => whole.push(bad)).toThrow(message)
    expect(() => whole.push(bytes)).toThrow(BadFrame)
    expect(whole.bufferedBytes).toBe(0)
    const piecewise = new FrameDecoder()
    expect(() => {
      for (let i = 0; i < bad.length; i++) piecewise.push(bad.subarray(i, i + 1))
    }).toThrow(message)
  })

  it('complains about a length as soon as its four bytes are there', () => {
    expect(() => new FrameDecoder().push(prefix(-1, 0).subarray(0, 4))).toThrow(BadFrame)
  })

  it('accepts a frame of exactly the limit and refuses one byte more', () => {
    const frame = encodeFrame(header(1), Buffer.from('first'))
    expect(new FrameDecoder({ maxFrameBytes: frame.length }).push(frame)).toHaveLength(1)
    expect(() => new FrameDecoder({ maxFrameBytes: frame.length - 1 }).push(frame)).toThrow(BadFrame)
  })

  it('hands out the good frames in front of a bad one with the error', () => {
    const decoder = new FrameDecoder()
    let thrown: unknown
    try {
      decoder.push(Buffer.concat([bytes, prefix(-5, 0)]))
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(BadFrame)
    expect(summary((thrown as BadFrame).framesBefore)).toEqual(expected)
  })
})
