import { deflateSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { MESSAGE_MAGIC_V1, type WireMessage } from '@/server/rocketmq/wire/message-codec.ts'
import { compileFilters, type Filters, MAX_PATTERN_TEXT_BYTES, type Verdict } from './filters'

const message = (more: Partial<WireMessage> = {}): WireMessage => ({
  queueId: 0,
  flag: 0,
  queueOffset: 0n,
  commitLogOffset: 0n,
  sysFlag: 0,
  bornTimestamp: 0n,
  bornHost: { ip: '10.1.2.3', port: 5000 },
  storeTimestamp: 0n,
  storeHost: { ip: '127.0.0.1', port: 1 },
  reconsumeTimes: 0,
  preparedTransactionOffset: 0n,
  topic: 't',
  properties: [
    ['TAGS', 'old'],
    ['TAGS', 'paid'],
    ['KEYS', 'k1 k22'],
    ['UNIQ_KEY', 'AB'],
    ['note', 'a=b'],
  ],
  body: Buffer.from('{"order":17,"state":"shipped"}'),
  storedSizeBytes: 100,
  magic: MESSAGE_MAGIC_V1,
  bodyCrc: 0,
  bodyCrcMatches: true,
  ...more,
})
const body = (bytes: string | Buffer, more: Partial<WireMessage> = {}) => message({ body: Buffer.from(bytes), ...more })
const chinese = iconv.encode('订单已经发货,请注意查收', 'gbk')

test.each<[string, Filters, WireMessage, Verdict]>([
  ['nothing asked', {}, message(), 'yes'],
  ['the tag; of two the last counts', { tag: 'paid' }, message(), 'yes'],
  ['another tag', { tag: 'old' }, message(), 'no'],
  ['a tag of none', { tag: 'paid' }, message({ properties: [] }), 'no'],
  ['one of the keys', { key: 'k22' }, message(), 'yes'],
  ['a part of a key', { key: 'k2' }, message(), 'no'],
  ['a property it has', { property: 'UNIQ_KEY' }, message(), 'yes'],
  ['one it does not have', { property: 'uniq_key' }, message(), 'no'],
  ['a property with its value', { property: 'UNIQ_KEY=AB' }, message(), 'yes'],
  ['a value with an equals sign', { property: 'note=a=b' }, message(), 'yes'],
  ['another value', { property: 'UNIQ_KEY=ABC' }, message(), 'no'],
  ['where it was born', { bornHost: '10.1.2.3' }, message(), 'yes'],
  ['elsewhere', { bornHost: '10.1.2.30' }, message(), 'no'],
  ['by IPv6', { bornHost: '[::1]' }, message({ bornHost: { ip: '::1', port: 5 } }), 'yes'],
  ['all must hold', { tag: 'paid', key: 'k1', text: 'shipped' }, message(), 'yes'],
  ['one does not', { tag: 'paid', key: 'k1', text: 'returned' }, message(), 'no'],
  ['text', { text: '"state":"ship' }, message(), 'yes'],
  ['text, by case', { text: 'Shipped' }, message(), 'no'],
  ['text of a compressed body', { text: 'hello' }, body(deflateSync('say hello'), { sysFlag: 1 }), 'yes'],
  ['no text of a compressed body', { text: 'bye' }, body(deflateSync('say hello'), { sysFlag: 1 }), 'no'],
  ['a body that is not what it says', { text: 'bye' }, body('broken', { sysFlag: 1 }), 'unknown'],
  ['but holds it', { text: 'broken' }, body('broken', { sysFlag: 1 }), 'yes'],
  ['UTF-8 Chinese', { text: '发货' }, body('订单已经发货'), 'yes'],
  ['GBK Chinese', { text: '发货' }, body(chinese), 'yes'],
  ['other GBK Chinese', { text: '退款' }, body(chinese), 'no'],
  ['text between binary bytes', { text: 'name' }, body(Buffer.from([0, 255, 1, 110, 97, 109, 101, 254])), 'yes'],
  ['a pattern', { pattern: '"order":1[67],' }, message(), 'yes'],
  ['a pattern that is not there', { pattern: '"order":1[89],' }, message(), 'no'],
  ['a pattern over lines', { pattern: '(?s)a.b' }, body('a\nb'), 'yes'],
  ['a pattern in GBK', { pattern: '^订单.*查收$' }, body(chinese), 'yes'],
  ['case by flag', { pattern: '(?i)SHIPPED' }, message(), 'yes'],
  ['markup is text', { text: '<script>' }, body('<script>alert(1)</script>'), 'yes'],
  ['beyond what a pattern looks at', { pattern: 'end$' }, body(`${'x'.repeat(MAX_PATTERN_TEXT_BYTES)}end`), 'unknown'],
  ['text has no such end', { text: 'end' }, body(`${'x'.repeat(MAX_PATTERN_TEXT_BYTES)}end`), 'yes'],
])('%s', (_, filters, given, verdict) => {
  expect(compileFilters(filters)(given)).toBe(verdict)
})

describe('refused before anything is read', () => {
  test.each<[Filters, string]>([
    [
      { pattern: '(a' },
      'pattern: not a regular expression (RE2 syntax): error parsing regexp: missing closing ): `(a`',
    ],
    [
      { pattern: '(?=a)b' },
      'pattern: not a regular expression (RE2 syntax): error parsing regexp: invalid or unsupported',
    ],
    [{ pattern: '(a)\\1' }, 'invalid escape sequence'],
    [{ pattern: '((a{100}){100}){100}' }, 'invalid repeat count'],
    [{ pattern: '([ab]{0,50}){0,20}c' }, 'too large: 2063 steps, and at most 500'],
    [{ property: '=x' }, 'property: a name before "="'],
    [{ property: 'x=' }, 'give "x"'],
  ])('%o', (filters, words) => {
    let error: unknown
    try {
      compileFilters(filters)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toMatchObject({ code: 'invalid-input', inputErrors: [{ path: Object.keys(filters)[0] }] })
    expect(String(error)).toContain(words)
  })
})

test('patterns that kill other engines end at once', () => {
  const evil = 'a'.repeat(30_000)
  const startedAt = performance.now()
  for (const pattern of ['(a+)+$x', '(a|a)*b', '(.*)*c', '(a|b)*a(a|b){100}d', '^(([a-z])+.)+[A-Z]([a-z])+$'])
    expect(compileFilters({ pattern })(body(evil))).toBe('no')
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})
