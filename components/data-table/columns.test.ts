import { describe, expect, it } from 'vitest'
import { headRuns, type TableColumn } from './columns'

const column = (id: string, label?: string): TableColumn<object> => ({
  id,
  header: id,
  cell: () => null,
  ...(label === undefined ? {} : { group: { label, short: id } }),
})

describe('headRuns', () => {
  it('spans neighbours of one group, and no column that stands alone', () => {
    const columns = [column('name'), column('state'), column('10s', 'In'), column('1m', 'In'), column('today', 'Put')]
    expect(headRuns(columns)).toEqual([
      { label: null, span: 1 },
      { label: null, span: 1 },
      { label: 'In', span: 2 },
      { label: 'Put', span: 1 },
    ])
  })
  it('repeats a head whose columns the reader moved apart', () => {
    const columns = [column('10s', 'In'), column('disk'), column('1m', 'In')]
    expect(headRuns(columns).map((run) => run.label)).toEqual(['In', null, 'In'])
  })
})
