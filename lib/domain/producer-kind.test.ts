import { expect, test } from 'vitest'
import { producerKind } from './producer-kind'

test.each([
  ['CLIENT_INNER_PRODUCER', 'internal'],
  ['_INNER_TRACE_PRODUCER', 'internal'],
  ['_INNER_TRACE_PRODUCER-order-service-CONSUME-4', 'internal'],
  ['order-producer', 'own'],
  // A user's name that only begins like one.
  ['CLIENT_INNER_PRODUCER_orders', 'own'],
  ['', 'own'],
])('%s is %s', (group, kind) => {
  expect(producerKind(group)).toBe(kind)
})
