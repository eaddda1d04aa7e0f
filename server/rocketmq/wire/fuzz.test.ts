import { deflateSync, zstdCompressSync } from 'node:zlib'
import { compress } from 'lz4js'
import { describe, it } from 'vitest'
import { BadFrame, encodeFrame, FrameDecoder } from './frame.ts'
import { decodeHeader, encodeBinaryHeader, encodeJsonHeader, type RemotingHeader } from './header.ts'
import { BadJson, parseLenientJson } from './lenient-json.ts'
import { decodeInnerBatch, decodeMessages, decompressBody, encodeInnerBatch, encodeMessage } from './message-codec.ts'
import { decodeOffsetMessageId, decodeUniqueKey, parseMessageId } from './message-id.ts'
import { parsePropertiesText } from './properties-text.ts'

// Valid inputs with a few bytes changed. A decoder may refuse them in its own way; nothing else may be thrown.
const SEED = 0x5eed
const TIMEOUT_MS = 60_000
const MAX_BODY_BYTES = 64 * 1024

const header: RemotingHeader = {
  code: 0,
  language: 'JAVA',
  version: 513,
  opaque: 7,
  flag: 1,
  remark: 'query topic route info failed, 主题',
  extFields: { minOffset: '0', maxOffset: '9223372036854775807', topic: 'T\x01"x' },
}
const bodies = [
  '{"brokerAddrTable":{"broker-a":{"brokerAddrs":{0:"10.0.0.1:10911",1:"10.0.0.2:10911"},"enableActingMaster":false}}}',
  '{"consumeTps":1.0E-7,"offsetTable":{{"brokerName":"a","queueId":1,"topic":"T"}:{"brokerOffset":9,"lastTimestamp":-9223372036854775808}}}',
  '{"a":[true,false,null,{"$ref":"$.b"}],"b":{"c":"\\u4E2D\\"\\\\ long enough to be copied"},"d":NaN}',
]
const message = {
  queueId: 3,
  flag: 0,
  queueOffset: 42n,
  commitLogOffset: 4660n,
  sysFlag: 0x20,
  bornTimestamp: 1700000000000n,
  bornHost: { ip: '10.0.0.9', port: 50000 },
  storeTimestamp: 1700000000123n,
  storeHost: { ip: '2001:db8::1', port: 10911 },
  reconsumeTimes: 0,
  preparedTransactionOffset: 0n,
  topic: 'TopicTest',
  properties: [['KEYS', 'k1 k2'] as [string, string], ['TAGS', 'TagA'] as [string, string]],
  body: Buffer.from('hi'),
}
const stored = encodeMessage(message)
const content = Buffer.from('order paid, order shipped, order paid again; '.repeat(20))

/** mulberry32: the same sequence on every machine. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d_2b_79_f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const INTERESTING = [0x00, 0x01, 0x02, 0x22, 0x2c, 0x3a, 0x5b, 0x5c, 0x7b, 0x7d, 0x7f, 0x80, 0xff]
const LENGTHS = [-1, 0, 1, 0x7f_ff_ff_ff, -0x80_00_00_00, 0x1_00_00]

function mutate(seed: Buffer, random: (below: number) => number): Buffer {
  let bytes: Buffer = Buffer.from(seed)
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(bytes.length + 1)
    const kind = random(6)
    if (kind === 0) bytes = bytes.subarray(0, at)
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(bytes.length + 1))])
    else if (kind === 2 && bytes.length >= 4)
      bytes.writeInt32BE(LENGTHS[random(LENGTHS.length)]!, random(bytes.length - 3))
    else if (at < bytes.length) bytes[at] = kind === 3 ? INTERESTING[random(INTERESTING.length)]! : random(256)
  }
  return bytes
}

function fuzz(
  rounds: number,
  seeds: Buffer[],
  decode: (bytes: Buffer, random: (below: number) => number) => void,
): void {
  const random = randomFrom(SEED)
  for (let round = 0; round < rounds; round++) decode(mutate(seeds[round % seeds.length]!, random), random)
}

/** `expect` takes microseconds, too much for so many rounds. */
function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`)
}

function only(refusal: new (...args: never[]) => Error, run: () => void): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof refusal)) throw error
  }
}

describe('changed bytes never crash a decoder', { timeout: TIMEOUT_MS }, () => {
  it('frames, in chunks of any size', () => {
    const frames = [
      Buffer.concat([encodeFrame(header, Buffer.from(bodies[0]!)), encodeFrame(header)]),
      Buffer.concat([encodeFrame(header, stored, 'binary'), encodeFrame(header, undefined, 'binary')]),
    ]
    fuzz(20_000, frames, (bytes, random) => {
      const decoder = new FrameDecoder({ maxFrameBytes: 1 << 20 })
      only(BadFrame, () => {
        for (let at = 0; at < bytes.length; ) {
          const size = 1 + random(200)
          decoder.push(bytes.subarray(at, at + size))
          at += size
        }
      })
      check(decoder.bufferedBytes <= bytes.length, 'holds no more than it got')
    })
  })

  it('headers of both formats', () => {
    const headers = [encodeJsonHeader(header), encodeBinaryHeader(header)]
    fuzz(25_000, headers, (bytes, random) => {
      only(BadFrame, () => decodeHeader(random(2), bytes))
    })
  })

  it('bodies', () => {
    fuzz(
      25_000,
      bodies.map((body) => Buffer.from(body)),
      (bytes) => {
        only(BadJson, () => parseLenientJson(bytes))
        parsePropertiesText(bytes)
      },
    )
  })

  it('messages and batches', () => {
    const batch = encodeInnerBatch([message, message])
    fuzz(20_000, [Buffer.concat([stored, stored]), batch], (bytes) => {
      for (const { messages, rest } of [decodeMessages(bytes), decodeInnerBatch(bytes)]) {
        check(messages.length <= bytes.length / 22, 'a message has a size')
        check((rest?.offset ?? 0) <= bytes.length, 'stops within the input')
        for (const one of messages) check(one.body.length < bytes.length, 'a body is a part of the input')
      }
    })
  })

  it('compressed bodies', () => {
    const compressed = [deflateSync(content), Buffer.from(compress(content)), zstdCompressSync(content)]
    const sysFlags = [0x001, 0x101, 0x201]
    let round = 0
    fuzz(5_000, compressed, (body) => {
      const sysFlag = sysFlags[round++ % sysFlags.length]!
      const result = decompressBody({ sysFlag, body }, { maxBytes: MAX_BODY_BYTES })
      check(
        result.error === undefined ? result.body.length <= MAX_BODY_BYTES : result.body === body,
        'bounded or as stored',
      )
    })
  })

  it('message ids', () => {
    const ids = ['0A00000100002A9F0000000000001234', '010A1B2C3D4E5F12670001518000000007'].map((id) => Buffer.from(id))
    const now = new Date(2024, 0, 1)
    fuzz(5_000, ids, (bytes) => {
      const id = bytes.toString('latin1')
      parseMessageId(id)
      decodeOffsetMessageId(id)
      decodeUniqueKey(id, now)
    })
  })
})
