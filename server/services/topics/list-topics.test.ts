import { expect, test } from 'vitest'
import { buildCluster } from '@/tests/support/cluster-state'

test('x', () => {
  const c = buildCluster({ brokers: [{ name: 'broker-a', topics: { t: { offsets: [{ max: [1, 2] }] } } }] })
  expect(c.model().topics.get('t')?.messagesKept).toEqual({ value: 3, atLeast: false })
})
