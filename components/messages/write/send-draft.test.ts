import { describe, expect, test } from 'vitest'
import { emptyDraft, errorsByField, inputOf, missingIn, type SendDraft } from './send-draft'

const place = { cluster: 'c', topic: 't' }
const draft = (more: Partial<SendDraft>): SendDraft => ({ ...emptyDraft, ...more })
const row = (name: string, value: string, id = 1) => ({ id, name, value })

describe('what the console is asked', () => {
  test('an empty form is an empty message', () => {
    expect(inputOf(emptyDraft, place)).toEqual({ ...place, kind: 'normal', text: '', keys: [], properties: {} })
  })

  test('keys by white space, properties without empty rows, bytes without their last line end', () => {
    const given = draft({
      bodyAs: 'base64',
      body: 'YQ==\n',
      tags: ' paid ',
      keys: ' k1\tk2 ',
      properties: [row('region', 'eu'), row('', '', 2)],
    })
    expect(inputOf(given, place)).toEqual({
      ...place,
      kind: 'normal',
      base64: 'YQ==',
      tags: 'paid',
      keys: ['k1', 'k2'],
      properties: { region: 'eu' },
    })
  })

  test.each([
    ['ordered', { shardingKey: 'k' }],
    ['delay', { delayLevel: 3 }],
    ['timer', { deliverAt: new Date('2026-01-02T03:04:05').toISOString() }],
    ['transaction', { transaction: 'rollback' }],
  ] as const)('%s takes its own field alone', (kind, own) => {
    const all = draft({
      kind,
      shardingKey: 'k',
      delayLevel: '3',
      deliverAt: '2026-01-02T03:04:05',
      transaction: 'rollback',
    })
    expect(inputOf(all, place)).toEqual({ ...place, kind, text: '', keys: [], properties: {}, ...own })
  })

  test('a broker and its queue, except where the sharding key chooses', () => {
    const placed = { broker: 'broker-a', queue: '0' }
    expect(inputOf(draft(placed), place)).toMatchObject({ broker: 'broker-a', queueId: 0 })
    expect(inputOf(draft({ broker: 'broker-a' }), place)).not.toHaveProperty('queueId')
    expect(inputOf(draft({ ...placed, kind: 'ordered', shardingKey: 'k' }), place)).not.toHaveProperty('broker')
    expect(inputOf(draft({ queue: '1' }), place)).not.toHaveProperty('queueId')
  })
})

describe('what is missing', () => {
  test.each([
    [{}, {}],
    [{ body: '' }, { body: 'missing' }],
    [{ kind: 'ordered' }, { shardingKey: 'missing' }],
    [{ kind: 'delay', delayLevel: '' }, { delayLevel: 'missing' }],
    [{ kind: 'timer' }, { deliverAt: 'missing' }],
    [{ properties: [row('', 'eu')] }, { properties: 'missing' }],
    [{ properties: [row('a', '1'), row('a', '2', 2)] }, { properties: 'twice' }],
    [{ properties: [row('', '')] }, {}],
  ] as const)('of %j', (given, missing) => {
    expect(missingIn(draft({ body: 'x', ...(given as Partial<SendDraft>) }))).toEqual(missing)
  })
})

test('the console’s errors stand at their fields', () => {
  const errors = [
    { path: 'base64', message: 'is not Base64' },
    { path: 'properties.DELAY', message: 'is taken' },
    { path: 'properties.a.b', message: 'is empty' },
    { path: 'messageId', message: 'elsewhere' },
  ]
  expect(errorsByField(errors)).toEqual({
    body: 'is not Base64',
    properties: 'DELAY: is taken; a.b: is empty',
  })
})
