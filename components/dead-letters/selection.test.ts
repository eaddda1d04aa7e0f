import { expect, test, vi } from 'vitest'
import { Selection } from './selection'

const listed = ['a', 'b', 'c', 'd', 'e']
const ids = ({ ticked }: Selection) => (ticked.kind === 'all' ? 'all' : [...ticked.ids].join(''))

test('rows are ticked one by one, and a range from the last of them', () => {
  const selection = new Selection()
  const heard = vi.fn()
  selection.subscribe(heard)
  selection.toggle('b', listed)
  selection.extend('d', listed)
  expect(ids(selection)).toBe('bcd')
  selection.toggle('c', listed)
  selection.extend('a', listed)
  expect([...ids(selection)].sort().join('')).toBe('abcd')
  expect(heard).toHaveBeenCalledTimes(4)
})

test('a range without a beginning is one row', () => {
  const selection = new Selection()
  selection.extend('c', listed)
  expect(ids(selection)).toBe('c')
  selection.clear()
  selection.extend('e', listed)
  expect(ids(selection)).toBe('e')
})

test('all that match: also rows that have not come; without one of them it is the listed rows that are left', () => {
  const selection = new Selection()
  selection.all()
  expect(selection.has('not yet here')).toBe(true)
  selection.toggle('b', listed)
  expect(ids(selection)).toBe('acde')
  expect(selection.has('not yet here')).toBe(false)
  selection.clear()
  expect(ids(selection)).toBe('')
})
