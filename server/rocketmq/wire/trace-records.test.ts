import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { queryMessage } from '../requests/query-message.ts'
import { decodeReply } from '../requests/reply.ts'
import { FrameDecoder } from './frame.ts'
import { decompressBody } from './message-codec.ts'
import { decodeTraceRecords } from './trace-records.ts'

/** Records as a person can read them: | between fields, ~ after a record. */
const decode = (text: string) =>
  decodeTraceRecords(Buffer.from(text.replaceAll('|', '\u0001').replaceAll('~', '\u0002')))
const only = (text: string) => {
  const { records, unreadable } = decode(text)
  expect([records.length, unreadable]).toEqual([1, 0])
  return records[0]
}

const ID = '7F000001000100000000000000000000'
const OTHER = '7F000001000100000000000000000001'
const OFFSET_ID = '7F00000100002A9F0000000000000010'
// What TraceDataEncoder of 4.9.7 and 5.5.0 makes; both make the same.
const PUB = `Pub|1763760760114|DefaultRegion|g|orders|${ID}|paid|k1 k2|127.0.0.1:10911|231|3|3`
const pub = {
  type: 'Pub',
  timestamp: 1_763_760_760_114n,
  group: 'g',
  topic: 'orders',
  messageId: ID,
  tags: 'paid',
  keys: 'k1 k2',
  storeHost: '127.0.0.1:10911',
  bodySizeBytes: 231,
  costMs: 3,
  messageType: 'Delay_Msg',
  offsetMessageId: OFFSET_ID,
  success: true,
}
const BEFORE = `SubBefore|1763760760114|DefaultRegion|g|r1|${ID}|2|k1 k2`
const before = {
  type: 'SubBefore',
  timestamp: 1_763_760_760_114n,
  group: 'g',
  requestId: 'r1',
  messageId: ID,
  retryTimes: 2,
  keys: 'k1 k2',
}
const AFTER = `SubAfter|r1|${ID}|3|false|k1 k2`
const after = {
  type: 'SubAfter',
  requestId: 'r1',
  messageId: ID,
  costMs: 3,
  success: false,
  keys: 'k1 k2',
  contextCode: 'FAILED',
  timestamp: 1_763_760_760_114n,
  group: 'g',
}

describe('decodeTraceRecords', () => {
  it.each([
    ['4.4.0 … 4.7.1, 4.9.0+', `${PUB}|${OFFSET_ID}|true~`, pub],
    ['4.8.0 with a client host', `${PUB}|${OFFSET_ID}|true|10.0.0.9~`, pub],
    ['older, without an offset id', `${PUB}|false~`, { ...pub, offsetMessageId: null, success: false }],
    ['older still', `${PUB}~`, { ...pub, offsetMessageId: null, success: null }],
    ['without the last separator', `${PUB}|${OFFSET_ID}|true`, pub],
    [
      'null strings',
      `Pub|1763760760114|DefaultRegion|g|orders|${ID}|null|null|127.0.0.1:10911|231|3|3|null|true~`,
      { ...pub, tags: null, keys: null, offsetMessageId: null },
    ],
    [
      'fields of the wrong kind cost only themselves',
      `Pub|yesterday|DefaultRegion|g|orders|${ID}|paid|k1 k2|127.0.0.1:10911|-1|many|9|${OFFSET_ID}|yes~`,
      { ...pub, timestamp: null, bodySizeBytes: null, costMs: null, messageType: null, success: null },
    ],
  ])('Pub: %s', (_, text, record) => {
    expect(only(text)).toEqual(record)
  })

  it.each([
    ['all versions', `${BEFORE}~`, before],
    ['4.8.0 with a client host', `${BEFORE}|10.0.0.9~`, before],
    ['keys empty and dropped', `SubBefore|1763760760114|DefaultRegion|g|r1|${ID}|2~`, { ...before, keys: null }],
    ['no group', `SubBefore|1763760760114|null|null|r1|${ID}|2|~`, { ...before, group: null, keys: null }],
  ])('SubBefore: %s', (_, text, record) => {
    expect(only(text)).toEqual(record)
  })

  it.each([
    ['4.8.0, 4.9.0, 4.9.2+', `${AFTER}|4|1763760760114|g~`, after],
    ['with the time alone', `${AFTER}|4|1763760760114~`, { ...after, group: null }],
    ['4.4 … 4.7.1, 4.9.1, cloud channel of 5.3.1+', `${AFTER}|4~`, { ...after, timestamp: null, group: null }],
    ['cloud channel of 5.3.1+, as printed', `${AFTER}|4|~`, { ...after, timestamp: null, group: null }],
    ['older', `${AFTER}~`, { ...after, contextCode: null, timestamp: null, group: null }],
    ['a code of no known version', `${AFTER}|9|1763760760114|g~`, { ...after, contextCode: 'unknown' }],
  ])('SubAfter: %s', (_, text, record) => {
    expect(only(text)).toEqual(record)
  })

  it('SubAfter of a cloud-channel client (4.9.5 … 5.3.0): its own separator is missing', () => {
    const short = { ...after, timestamp: null, group: null }
    const { records, unreadable } = decode(`${AFTER}|4|SubAfter|r1|${OTHER}|3|false|k1 k2|4|${BEFORE}~${AFTER}|4|`)
    expect(records).toEqual([short, { ...short, messageId: OTHER }, before, short])
    expect(unreadable).toBe(0)
  })

  it('a group that is called like a type is no record', () => {
    expect(only(`${AFTER}|4|1763760760114|SubAfter~`)).toEqual({ ...after, group: 'SubAfter' })
  })

  const end = {
    ...{ type: 'EndTransaction', timestamp: 1_763_760_760_114n, group: 'g', topic: 'orders', messageId: ID },
    ...{ tags: 'paid', keys: 'k1 k2', storeHost: '127.0.0.1:10911', transactionId: 'T1' },
    ...{ state: 'ROLLBACK_MESSAGE', fromTransactionCheck: true },
  }
  const END = `EndTransaction|1763760760114|DefaultRegion|g|orders|${ID}|paid|k1 k2|127.0.0.1:10911|2`
  it.each([
    [`${END}|T1|ROLLBACK_MESSAGE|true~`, end],
    [`${END}|T1|COMMIT_MESSAGE|false~`, { ...end, state: 'COMMIT_MESSAGE', fromTransactionCheck: false }],
    [`${END}|null|UNKNOW|false~`, { ...end, transactionId: null, state: 'UNKNOW', fromTransactionCheck: false }],
    [`${END}|T1|SOMETHING~`, { ...end, state: null, fromTransactionCheck: null }],
  ])('EndTransaction (4.9.0+) %#', (text, record) => {
    expect(only(text)).toEqual(record)
  })

  it('Recall (5.3.2+)', () => {
    expect(only(`Recall|1763760760114|DefaultRegion|g|orders|${ID}|true~`)).toEqual({
      ...{ type: 'Recall', timestamp: 1_763_760_760_114n, group: 'g', topic: 'orders', messageId: ID, success: true },
    })
  })

  it('counts what is no record and goes on', () => {
    const { records, unreadable } = decode(`~${BEFORE}~Later|1|2~SubBefore|1|2|3~Pub|1~{"json":true}~${AFTER}|4~`)
    expect(records.map((record) => record.type)).toEqual(['SubBefore', 'SubAfter'])
    expect(unreadable).toBe(4)
    expect(decode('')).toEqual({ records: [], unreadable: 0 })
  })

  it('never throws', () => {
    const part = fc.oneof(
      fc.constantFrom('\u0001', '\u0002', 'Pub', 'SubAfter', 'SubBefore', 'EndTransaction', 'Recall', 'null', '1', ID),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 80 }), (parts) => {
        const { records, unreadable } = decodeTraceRecords(Buffer.from(parts.join('')))
        expect(records.every((record) => record.messageId.length > 0)).toBe(true)
        expect(unreadable).toBeGreaterThanOrEqual(0)
      }),
    )
    fc.assert(fc.property(fc.uint8Array(), (bytes) => decodeTraceRecords(Buffer.from(bytes)).unreadable >= 0))
  })

  // Real clients (scripts/capture-fixtures.ts): a message that fails once, one committed, one rolled back.
  it.each(['4.9.7', '5.5.0'])('what clients of %s wrote', (version) => {
    const file = new URL(`../../../tests/support/fixtures/12-query-message-trace-${version}.bin`, import.meta.url)
    const [, reply] = new FrameDecoder().push(readFileSync(file))
    const found = decodeReply(queryMessage, reply!, 'a:1').body?.messages ?? []
    const read = found.map((message) => decodeTraceRecords(decompressBody(message, { maxBytes: 65_536 }).body))
    expect(read.every(({ unreadable }) => unreadable === 0)).toBe(true)
    const records = read.flatMap((one) => one.records)
    const of = (type: string) => records.filter((record) => record.type === type)
    const sent = of('Pub').map((record) =>
      record.type === 'Pub' ? [record.group, record.messageType, record.success] : [],
    )
    expect(sent.sort()).toEqual([
      ['trace-ledger', 'Trans_Msg_Half', true],
      ['trace-ledger', 'Trans_Msg_Half', true],
      ['trace-shop', 'Normal_Msg', true],
    ])
    const decided = of('EndTransaction').map((record) => record.type === 'EndTransaction' && record.state)
    expect(decided.sort()).toEqual(['COMMIT_MESSAGE', 'ROLLBACK_MESSAGE'])
    const begun = of('SubBefore').map((record) => record.type === 'SubBefore' && `${record.group} ${record.retryTimes}`)
    expect(begun.sort()).toEqual(['tracer 0', 'tracer 0', 'tracer 1', 'tracer 1'])
    const ended = of('SubAfter').map((record) => record.type === 'SubAfter' && `${record.contextCode} ${record.group}`)
    expect(ended.sort()).toEqual(['FAILED tracer', 'FAILED tracer', 'SUCCESS tracer', 'SUCCESS tracer'])
    for (const record of records) {
      expect(record.messageId).toMatch(/^(?:[0-9A-F]{32}|[0-9A-F]{56})$/)
      if (record.type !== 'SubAfter') expect(Number(record.timestamp)).toBeGreaterThan(Date.UTC(2020))
      if (record.type !== 'Recall') expect(record.keys).toBe('traced-key')
    }
  })
})
