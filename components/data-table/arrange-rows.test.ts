import { describe, expect, it } from 'vitest'
import { slotLines, sortRows, tableLines } from './arrange-rows'
import { nextSort, type TableColumn } from './columns'

interface Row {
  id: string
  topic: string
  lag: number | null
}

const rows: Row[] = [
  { id: 'q10', topic: 't', lag: 3 },
  { id: 'q2', topic: 'u', lag: null },
  { id: 'q1', topic: 't', lag: 7 },
]
const columns: TableColumn<Row>[] = [
  { id: 'id', header: 'Queue', cell: (r) => r.id, sortValue: (r) => r.id },
  { id: 'lag', header: 'Lag', cell: (r) => r.lag, align: 'right', sortValue: (r) => r.lag },
  { id: 'topic', header: 'Topic', cell: (r) => r.topic, sortKey: 'topic' },
  { id: 'trend', header: 'Trend', cell: () => null },
]
const idOf = (r: Row) => r.id

describe('sortRows', () => {
  it.each([
    { sort: 'id', ids: ['q1', 'q2', 'q10'] },
    { sort: '-id', ids: ['q10', 'q2', 'q1'] },
    { sort: 'lag', ids: ['q10', 'q1', 'q2'] },
    { sort: '-lag', ids: ['q1', 'q10', 'q2'] },
    { sort: 'topic', ids: ['q10', 'q2', 'q1'] },
    { sort: 'nothing', ids: ['q10', 'q2', 'q1'] },
  ])('by $sort', ({ sort, ids }) => {
    expect(sortRows(rows, columns, sort).map(idOf)).toEqual(ids)
  })
})

describe('nextSort', () => {
  it.each([
    { column: 1, sort: 'id', next: '-lag' },
    { column: 1, sort: '-lag', next: 'lag' },
    { column: 0, sort: '-lag', next: 'id' },
    { column: 0, sort: 'id', next: '-id' },
    { column: 2, sort: 'id', next: 'topic' },
    { column: 3, sort: 'id', next: null },
  ])('column $column while sorted by $sort', ({ column, sort, next }) => {
    expect(nextSort(columns[column]!, sort)).toBe(next)
  })
})

describe('tableLines', () => {
  it('is the rows without grouping', () => {
    expect(tableLines(rows, idOf, undefined, new Set()).map((l) => l.id)).toEqual(['q10', 'q2', 'q1'])
  })

  it('puts rows under their group, and hides those of a closed one', () => {
    const grouping = { by: (r: Row) => r.topic, title: (key: string) => key }
    const open = tableLines(rows, idOf, grouping, new Set())
    expect(open.map((l) => l.id)).toEqual(['group:t', 'q10', 'q1', 'group:u', 'q2'])
    const closed = tableLines(rows, idOf, grouping, new Set(['t']))
    expect(closed.map((l) => l.id)).toEqual(['group:t', 'group:u', 'q2'])
    expect(closed[0]).toMatchObject({ kind: 'group', open: false, rows: [{ id: 'q10' }, { id: 'q1' }] })
  })
})

it('a list in pages has a line for every place, each with an id of its own', () => {
  const [a, b] = [rows[0]!, rows[1]!]
  expect(slotLines([a, undefined, b, a], idOf).map((l) => `${l.kind} ${l.id}`)).toEqual([
    'row q10',
    'wait wait:1',
    'row q2',
    'row q10#3',
  ])
})
