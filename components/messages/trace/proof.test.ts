import { expect, test } from 'vitest'
import { withProof } from './proof'
import type { Attempt } from './timeline'

const attempt: Attempt = {
  ...{ host: '10.0.0.7', group: 'worker', attempt: 2, at: null, endedAt: null, costMs: 12 },
  ...{ state: 'ended', result: 'success', requestId: 'r' },
}

test.each([
  ['passed', 'consumed'],
  ['unknown', 'consumed'],
  ['pending', 'consumed'],
  ['retrying', 'consumed'],
  ['offline', 'consumed'],
  ['filtered-out', 'consumed'],
  ['dead-lettered', 'dead-lettered'],
  ['broadcasting', 'broadcasting'],
] as const)('%s with a success in the trace is %s', (state, expected) => {
  const entry = { group: 'worker', state, evidence: [] }
  const proven = withProof(entry, attempt)
  expect([proven.state, proven.proof]).toEqual([expected, expected === 'consumed' ? attempt : undefined])
  expect(withProof(entry, undefined)).toEqual(entry)
})
