import { describe, expect, it } from 'vitest'
import type { TableColumn } from './columns'
import { movedTo, orderColumns, parseChoice, parseOrder } from './layout-choice'

it.each([
  { stored: null, choice: {} },
  { stored: '{"lag":false,"out":true}', choice: { lag: false, out: true } },
  { stored: '{"lag":"no","x":1}', choice: {} },
  { stored: '[true]', choice: {} },
  { stored: 'null', choice: {} },
  { stored: '{', choice: {} },
])('reads $stored', ({ stored, choice }) => {
  expect(parseChoice(stored)).toEqual(choice)
})

describe('order of columns', () => {
  const columns: TableColumn<object>[] = ['name', 'state', 'lag', 'out'].map((id) => ({
    id,
    header: id,
    cell: () => null,
  }))
  it.each([
    { stored: null, ids: ['name', 'state', 'lag', 'out'] },
    { stored: '["name","out","state","lag"]', ids: ['name', 'out', 'state', 'lag'] },
    { stored: '["out","name"]', ids: ['name', 'state', 'lag', 'out'] },
    { stored: '["lag","gone","lag"]', ids: ['name', 'state', 'lag', 'out'] },
    { stored: '["name","out","lag"]', ids: ['name', 'state', 'out', 'lag'] },
    { stored: '{"a":1}', ids: ['name', 'state', 'lag', 'out'] },
    { stored: '[[', ids: ['name', 'state', 'lag', 'out'] },
  ])('of $stored', ({ stored, ids }) => {
    expect(orderColumns(columns, parseOrder(stored)).map((c) => c.id)).toEqual(ids)
  })

  it.each([
    { id: 'out', place: 1, ids: ['name', 'out', 'state', 'lag'] },
    { id: 'state', place: 2, ids: ['name', 'lag', 'state', 'out'] },
    { id: 'lag', place: 0, ids: ['name', 'lag', 'state', 'out'] },
    { id: 'lag', place: 9, ids: ['name', 'state', 'out', 'lag'] },
    { id: 'name', place: 2, ids: ['name', 'state', 'lag', 'out'] },
  ])('$id moved to $place', ({ id, place, ids }) => {
    expect(movedTo(['name', 'state', 'lag', 'out'], id, place)).toEqual(ids)
  })
})
