import { expect, test } from 'vitest'
import { bombs, goldenBodies } from '../../../tests/support/golden-bodies.ts'
import { decodeInnerBatch, decodeMessages, decompressBody, encodeMessage } from './message-codec.ts'

const record = (sysFlag: number, body: Buffer) =>
  encodeMessage({
    topic: 'golden',
    queueId: 1,
    queueOffset: 7n,
    commitLogOffset: 500n,
    flag: 0,
    sysFlag,
    bornTimestamp: 1_767_323_000_000n,
    bornHost: { ip: '10.1.1.1', port: 5000 },
    storeTimestamp: 1_767_323_000_005n,
    storeHost: { ip: '127.0.0.1', port: 10911 },
    reconsumeTimes: 0,
    preparedTransactionOffset: 0n,
    properties: [['TAGS', 'golden']],
    body,
  })

test('sixty bodies', () => {
  expect(goldenBodies).toHaveLength(60)
  expect(new Set(goldenBodies.map(({ name }) => name)).size).toBe(60)
})

test.each(goldenBodies.map((golden) => [golden.name, golden] as const))('%s', (_, golden) => {
  const bytes = record(golden.sysFlag, golden.stored)
  const { messages, rest } = decodeMessages(bytes)
  expect(rest).toBeUndefined()
  const message = messages[0]!
  expect(message.body.equals(golden.stored)).toBe(true)
  expect(message).toMatchObject({ sysFlag: golden.sysFlag, bodyCrcMatches: true, storedSizeBytes: bytes.length })
  const decoded = decompressBody(message, { maxBytes: 16 * 1024 * 1024 })
  expect(decoded.truncated ?? false).toBe(false)
  if (golden.content === null) {
    expect(decoded.error).toBeTruthy()
    expect(decoded.body.equals(golden.stored)).toBe(true)
    return
  }
  expect(decoded.error).toBeUndefined()
  expect(decoded.body.equals(golden.content)).toBe(true)
  if (golden.inner === null) return
  const inner = decodeInnerBatch(decoded.body)
  expect(inner.rest).toBeUndefined()
  expect(inner.messages.map(({ body }) => body.toString('hex'))).toEqual(golden.inner.map((b) => b.toString('hex')))
})

test.each(bombs.map((bomb) => [bomb.name, bomb] as const))(
  '%s: only a beginning is unpacked',
  (_, { stored, sysFlag }) => {
    const decoded = decompressBody({ sysFlag, body: stored }, { maxBytes: 1024 * 1024 })
    expect(decoded.truncated).toBe(true)
    expect(decoded.body.length).toBeLessThanOrEqual(1024 * 1024)
    expect(stored.length).toBeLessThan(1024 * 1024)
  },
)
