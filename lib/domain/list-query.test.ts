import { describe, expect, test } from 'vitest'
import { type ListFields, type ListQuery, listQuery, UnknownListField } from './list-query.ts'

type Row = { name: string; lag: number | null; lastLag?: number; type: string | null; brokers: string[] }
const row = (name: string, lag: number | null, over: Partial<Row> = {}): Row => ({
  name,
  lag,
  type: 'NORMAL',
  brokers: ['a'],
  ...over,
})
const fields: ListFields<Row> = {
  key: ({ name }) => name,
  search: ({ name, brokers }) => [name, ...brokers],
  sort: {
    name: ({ name }) => name,
    lagMessages: ({ lag }) => lag,
    steadyLag: { value: ({ lag }) => lag, place: ({ lastLag }) => lastLag ?? null },
    type: ({ type }) => type,
  },
  filter: { type: ({ type }) => type, broker: ({ brokers }) => brokers },
}
const rows = [
  row('g10', 5),
  row('g2', null, { lastLag: 7, type: 'FIFO' }),
  row('g1', 0, { brokers: ['a', 'b'] }),
  row('orders', 9, { type: null }),
  row('Orders-dlq', 5),
  row('g3', null),
]

describe('listQuery', () => {
  test.each<[string, Partial<ListQuery>, string[]]>([
    ['no order: by key', {}, ['g1', 'g2', 'g3', 'g10', 'orders', 'Orders-dlq']],
    ['name', { sort: 'name' }, ['g1', 'g2', 'g3', 'g10', 'orders', 'Orders-dlq']],
    ['-name', { sort: '-name' }, ['Orders-dlq', 'orders', 'g10', 'g3', 'g2', 'g1']],
    ['unknown last', { sort: 'lagMessages' }, ['g1', 'g10', 'Orders-dlq', 'orders', 'g2', 'g3']],
    ['unknown last, descending', { sort: '-lagMessages' }, ['orders', 'g10', 'Orders-dlq', 'g1', 'g2', 'g3']],
    ['unknown keeps its place', { sort: '-steadyLag' }, ['orders', 'g2', 'g10', 'Orders-dlq', 'g1', 'g3']],
    ['two fields', { sort: 'type,-lagMessages' }, ['g2', 'g10', 'Orders-dlq', 'g1', 'g3', 'orders']],
    ['search', { search: 'ORD' }, ['orders', 'Orders-dlq']],
    ['search: all words', { search: ' ord dlq ' }, ['Orders-dlq']],
    ['search in other texts', { search: 'b' }, ['g1']],
    ['search finds nothing', { search: 'zzz' }, []],
    ['filter', { filter: { type: ['FIFO'] } }, ['g2']],
    ['filter: any of the values', { filter: { type: ['FIFO', 'NORMAL'] } }, ['g1', 'g2', 'g3', 'g10', 'Orders-dlq']],
    ['filter on many values', { filter: { broker: ['b'] } }, ['g1']],
    ['filters together', { filter: { broker: ['a'], type: ['FIFO'] } }, ['g2']],
    ['filter without values', { filter: { type: [] } }, []],
  ])('%s', (_, query, names) => {
    const page = listQuery(rows, { page: 1, pageSize: 50, ...query }, fields)
    expect(page.items.map(({ name }) => name)).toEqual(names)
    expect(page.total).toBe(names.length)
  })

  test.each([
    [1, 4, ['g1', 'g2', 'g3', 'g10']],
    [2, 4, ['orders', 'Orders-dlq']],
    [3, 4, []],
  ])('page %i of %i', (page, pageSize, names) => {
    const result = listQuery(rows, { page, pageSize }, fields)
    expect(result).toMatchObject({ total: 6, page, pageSize })
    expect(result.items.map(({ name }) => name)).toEqual(names)
  })

  test('leaves the rows as they are', () => {
    const before = rows.map(({ name }) => name)
    listQuery(rows, { sort: '-name', page: 1, pageSize: 2 }, fields)
    expect(rows.map(({ name }) => name)).toEqual(before)
  })

  test.each([
    [{ sort: 'nope' }, 'nope'],
    [{ sort: '-toString' }, 'toString'],
    [{ filter: { nope: ['x'] } }, 'nope'],
  ])('unknown field in %j', (query, field) => {
    expect(() => listQuery(rows, { page: 1, pageSize: 5, ...query }, fields)).toThrow(
      expect.objectContaining({ name: UnknownListField.name, field }),
    )
  })
})
