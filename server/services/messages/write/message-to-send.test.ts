import { describe, expect, test } from 'vitest'
import { sendMessage } from '@/lib/contract/message-writes'
import type { ServiceError } from '../../errors'
import { messageToSend, type SendInput } from './message-to-send'

const NOW = Date.UTC(2026, 0, 2)
const make = (input: Record<string, unknown>) =>
  messageToSend(sendMessage.body!.parse({ text: 'x', ...input }) as SendInput, NOW)

const refusal = (input: Record<string, unknown>) => {
  try {
    make(input)
  } catch (error) {
    return (error as ServiceError).inputErrors
  }
  return undefined
}

describe('a body', () => {
  test.each([
    ['text', { text: 'zahlt 5 € 订单' }, Buffer.from('zahlt 5 € 订单')],
    ['bytes', { text: undefined, base64: 'AP8=' }, Buffer.from([0, 255])],
  ])('of %s', (_, input, body) => {
    expect(make(input).body).toEqual(body)
  })

  test.each([
    ['both', { text: 'a', base64: 'YQ==' }, 'text'],
    ['neither', { text: undefined }, 'text'],
    ['empty text', { text: '' }, 'text'],
    ['no bytes', { text: undefined, base64: '' }, 'base64'],
    ['no Base64', { text: undefined, base64: 'a b' }, 'base64'],
    ['Base64 without its padding', { text: undefined, base64: 'YQ' }, 'base64'],
    ['half a character', { text: '\ud800' }, 'text'],
  ])('of %s is refused', (_, input, path) => {
    expect(refusal(input)?.map((error) => error.path)).toEqual([path])
  })
})

describe('properties', () => {
  test('tags and keys as the Java client writes them, then one’s own', () => {
    expect(make({ tags: 'paid', keys: ['k1', 'k2'], properties: { region: 'eu' } }).properties).toEqual([
      ['TAGS', 'paid'],
      ['KEYS', 'k1 k2'],
      ['region', 'eu'],
    ])
  })

  test('nothing where nothing is said', () => {
    expect(make({ tags: '', keys: [] }).properties).toEqual([])
  })

  test.each([
    ['ordered', { shardingKey: 'order-7' }, [['__SHARDINGKEY', 'order-7']]],
    ['delay', { delayLevel: 3 }, [['DELAY', '3']]],
    ['timer', { deliverAt: '2026-01-02T00:00:09.000Z' }, [['TIMER_DELIVER_MS', String(NOW + 9_000)]]],
    [
      'transaction',
      { transaction: 'commit' },
      [
        ['TRAN_MSG', 'true'],
        ['PGROUP', 'ROCKETDECK'],
      ],
    ],
  ])('of kind %s', (kind, input, properties) => {
    expect(make({ kind, ...input }).properties).toEqual(properties)
  })

  test('names that RocketMQ uses itself, and values that it would drop, are refused, all of them at once', () => {
    const properties = { DELAY: '3', TAGS: 'x', UNIQ_KEY: 'y', empty: '', half: '\udc00', fine: 'z' }
    expect(refusal({ properties })?.map((error) => error.path)).toEqual([
      'properties.DELAY',
      'properties.TAGS',
      'properties.UNIQ_KEY',
      'properties.empty',
      'properties.half',
    ])
  })

  test('more than a message can carry are refused, at the byte', () => {
    // name + separator + value + separator, in UTF-8
    const value = (bytes: number) => ({ properties: { n: '€'.repeat(10) + 'x'.repeat(bytes - 33) } })
    expect(refusal(value(32_767))).toBeUndefined()
    expect(refusal(value(32_768))?.[0]).toMatchObject({
      path: 'properties',
      message: expect.stringContaining('32768 bytes'),
    })
  })
})

describe('the field of another kind', () => {
  test.each([
    ['ordered without a sharding key', { kind: 'ordered' }, ['shardingKey']],
    ['delay without a level', { kind: 'delay' }, ['delayLevel']],
    ['timer without a time', { kind: 'timer' }, ['deliverAt']],
    ['transaction without its end', { kind: 'transaction' }, ['transaction']],
    [
      'normal with all of them',
      { shardingKey: 'k', delayLevel: 1, transaction: 'commit' },
      ['shardingKey', 'delayLevel', 'transaction'],
    ],
    ['ordered on a broker', { kind: 'ordered', shardingKey: 'k', broker: 'a' }, ['broker']],
    ['a queue of no broker', { queueId: 1 }, ['queueId']],
    ['a time that is past', { kind: 'timer', deliverAt: '2026-01-02T00:00:00.000Z' }, ['deliverAt']],
    ['a day that is none', { kind: 'timer', deliverAt: '2026-13-41T00:00:00.000Z' }, ['deliverAt']],
  ])('%s is refused', (_, input, paths) => {
    expect(refusal(input)?.map((error) => error.path)).toEqual(paths)
  })
})
