import { expect, test } from 'vitest'
import { ownProperties } from './own-properties.ts'

test('a copy keeps what the producer said, and nothing that delays, hides or retries it', () => {
  const properties: Array<[string, string]> = [
    ['KEYS', 'k'],
    ['TAGS', 't'],
    ['colour', 'red'],
    ['__SHARDINGKEY', 's'],
    ['DELAY', '3'],
    ['TRAN_MSG', 'true'],
    ['RETRY_TOPIC', 'orders'],
    ['TIMER_DELIVER_MS', '1700000000000'],
    ['UNIQ_KEY', 'ID'],
    ['INNER_NUM', '2'],
  ]
  expect(ownProperties(properties).map(([name]) => name)).toEqual(['KEYS', 'TAGS', 'colour', '__SHARDINGKEY'])
})
