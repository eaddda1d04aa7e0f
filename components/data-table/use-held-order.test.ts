// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { describe, expect, it } from 'vitest'
import { holdOrder } from './hold-order'
import { useHeldOrder } from './use-held-order'

const row = (id: string) => ({ id })
const idOf = (r: { id: string }) => r.id
const hold = (held: readonly { id: string }[], fresh: readonly { id: string }[]) => holdOrder(held, fresh, idOf, 50)
const ab = [row('a'), row('b')]
const ba = [row('b'), row('a')]

type Question = { rows: { id: string }[]; key: string }

type Held = ReturnType<typeof useHeldOrder<{ id: string }>>

function Table({ rows, sort, tell }: { rows: Question['rows']; sort: string; tell: (held: Held) => void }) {
  tell(useHeldOrder(rows, sort, hold))
  return null
}

/** A table that shows the rows a and b while the mouse is over it. */
function tableUnderMouse() {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const root = createRoot(document.createElement('div'))
  let held: Held | undefined
  const tell = (now: Held) => {
    held = now
  }
  const show = ({ rows, key }: Question) => act(() => root.render(createElement(Table, { rows, sort: key, tell })))
  show({ rows: ab, key: 'name' })
  act(() => held?.pointer.onPointerEnter({ pointerType: 'mouse' }))
  return { show, leave: () => act(() => held?.pointer.onPointerLeave()), ids: () => held?.rows?.map(idOf) }
}

describe('useHeldOrder', () => {
  it('keeps the order of an answer that comes while the mouse is inside', () => {
    const table = tableUnderMouse()
    table.show({ rows: ba, key: 'name' })
    expect(table.ids()).toEqual(['a', 'b'])
    table.leave()
    expect(table.ids()).toEqual(['b', 'a'])
  })

  it('takes the order of a new question from its own answer, not from what stood there until it came', () => {
    const table = tableUnderMouse()
    table.show({ rows: ab, key: '-name' })
    expect(table.ids()).toEqual(['a', 'b'])
    table.show({ rows: ba, key: '-name' })
    expect(table.ids()).toEqual(['b', 'a'])
    table.show({ rows: [row('a'), row('b')], key: '-name' })
    expect(table.ids()).toEqual(['b', 'a'])
  })

  it('takes it at once where the rows are sorted in the browser', () => {
    const table = tableUnderMouse()
    table.show({ rows: ba, key: '-name' })
    expect(table.ids()).toEqual(['b', 'a'])
    table.show({ rows: [row('a'), row('b')], key: '-name' })
    expect(table.ids()).toEqual(['b', 'a'])
  })
})
