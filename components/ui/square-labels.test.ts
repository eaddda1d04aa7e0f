import { expect, it } from 'vitest'
import { squareLabels } from './square-labels'

it.each([
  { names: ['broker-a', 'broker-b', 'broker-c'], labels: ['a', 'b', 'c'] },
  { names: ['broker-0', 'broker-10'], labels: ['0', '10'] },
  { names: ['broker-10', 'broker-11'], labels: ['0', '1'] },
  { names: ['east', 'west'], labels: ['a', 'b'] },
  { names: ['mq', 'mq-2'], labels: ['a', 'b'] },
  { names: ['broker-a'], labels: ['a'] },
  { names: ['localhost'], labels: ['l'] },
  { names: [], labels: [] },
])('labels $names as $labels', ({ names, labels }) => {
  expect(squareLabels(names)).toEqual(labels)
})
