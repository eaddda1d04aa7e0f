import { expect, test } from 'vitest'
import { decodeMessages, encodeInnerBatch, encodeMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { goldenBodies } from '@/tests/support/golden-bodies'
import { innerMessages } from './inner-messages'

function stored(sysFlag: number, body: Buffer, properties: Array<[string, string]> = []) {
  const bytes = encodeMessage({
    topic: 'batches',
    queueId: 0,
    queueOffset: 40n,
    commitLogOffset: 500n,
    flag: 0,
    sysFlag,
    bornTimestamp: 1n,
    bornHost: { ip: '10.1.1.1', port: 5000 },
    storeTimestamp: 1n,
    storeHost: { ip: '127.0.0.1', port: 10911 },
    reconsumeTimes: 0,
    preparedTransactionOffset: 0n,
    properties,
    body,
  })
  return decodeMessages(bytes).messages[0]!
}

const BATCH = 0xc0
const one = (text: string) => ({ flag: 0, properties: [] as Array<[string, string]>, body: Buffer.from(text) })

test.each(goldenBodies.filter(({ inner }) => inner !== null).map((golden) => [golden.name, golden] as const))(
  '%s',
  (_, golden) => {
    const found = innerMessages(stored(golden.sysFlag, golden.stored, [['INNER_NUM', '4']]))
    expect(found).toMatchObject({ total: 4, declared: 4, error: null })
    expect(found?.items).toMatchObject([
      { index: 0, queueOffset: 40, keys: ['k0', 'all'], tags: 'inner', flag: 0, body: { encoding: 'utf-8' } },
      { index: 1, queueOffset: 41, messageId: '7F000001A1B218B4AAC2000000010001', body: { encoding: 'gbk' } },
      { index: 2, queueOffset: 42, body: { encoding: 'binary', sizeBytes: 256 } },
      { index: 3, queueOffset: 43, body: { encoding: 'none' } },
    ])
  },
)

test('any other message has none', () => {
  expect(innerMessages(stored(0, encodeInnerBatch([one('a')])))).toBeNull()
})

test('a batch of many is cut, which is said', () => {
  const many = encodeInnerBatch(Array.from({ length: 250 }, (_, index) => one(String(index))))
  const found = innerMessages(stored(BATCH, many))
  expect(found).toMatchObject({ total: 250, declared: null, error: null })
  expect(found?.items).toHaveLength(100)
})

test('bodies inside are cut as well', () => {
  const found = innerMessages(stored(BATCH, encodeInnerBatch([one('x'.repeat(100_000))])))
  expect(found?.items[0]?.body).toMatchObject({ truncated: true, sizeBytes: 100_000, decodedSizeBytes: 100_000 })
  expect(found?.items[0]?.body.text).toHaveLength(16 * 1024)
})

test('what follows the readable ones is an error with its place', () => {
  const good = encodeInnerBatch([one('good')])
  const found = innerMessages(stored(BATCH, Buffer.concat([good, Buffer.from('garbage!')]), [['INNER_NUM', '2']]))
  expect(found).toMatchObject({ total: 1, declared: 2, items: [{ body: { text: 'good' } }] })
  expect(found?.error).toContain(`at byte ${good.length} of ${good.length + 8}`)
})

test('a batch that cannot be decompressed', () => {
  const found = innerMessages(stored(BATCH | 1, Buffer.from('not zlib')))
  expect(found).toMatchObject({ items: [], total: 0 })
  expect(found?.error).toBeTruthy()
})
