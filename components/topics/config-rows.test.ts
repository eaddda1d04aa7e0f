import { expect, it } from 'vitest'
import { configRows } from './config-rows'

const item = (brokerName: string, readQueues: number, attributes: Record<string, string>) => ({
  brokerName,
  readQueues,
  writeQueues: 4,
  permission: 'rw' as const,
  order: false,
  topicSysFlag: 0,
  topicFilterType: 'SINGLE_TAG',
  attributes,
  asOf: null,
})
const truth = { missingOn: [], asOf: null, completeness: { asked: 2, answered: 2, failed: [] } }

it('lists fields and attributes by broker and marks those that differ', () => {
  const rows = configRows({
    items: [item('a', 4, { 'message.type': 'FIFO' }), item('b', 8, { 'cleanup.policy': 'DELETE' })],
    differences: [
      { field: 'readQueues', values: [] },
      { field: 'attributes.cleanup.policy', values: [] },
      { field: 'type', values: [] },
    ],
    ...truth,
  })
  expect(rows.filter((row) => row.differs)).toEqual([
    { field: 'readQueues', differs: true, values: ['4', '8'] },
    { field: 'attributes.cleanup.policy', differs: true, values: [null, 'DELETE'] },
    { field: 'attributes.message.type', differs: true, values: ['FIFO', null] },
  ])
  expect(rows.find((row) => row.field === 'order')).toEqual({
    field: 'order',
    differs: false,
    values: ['false', 'false'],
  })
})

it('shows a type that differs without an attribute: absent it means NORMAL on 5.x and UNSPECIFIED on 4.x', () => {
  const rows = configRows({
    items: [item('a', 4, {}), item('b', 4, {})],
    differences: [
      {
        field: 'type',
        values: [
          { brokerName: 'a', value: 'NORMAL' },
          { brokerName: 'b', value: 'UNSPECIFIED' },
        ],
      },
    ],
    ...truth,
  })
  expect(rows.at(-1)).toEqual({ field: 'type', differs: true, values: ['NORMAL', 'UNSPECIFIED'] })
})
