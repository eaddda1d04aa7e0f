import { describe, expect, it, test } from 'vitest'
import { keyEntries, keyName, pressed } from './keys'

const idAfter = (...keys: string[]) => {
  let pending: string | null = null
  let id: string | null = null
  for (const key of keys) {
    const next = pressed(pending, key)
    pending = next.pending
    id = next.entry?.id ?? null
  }
  return id
}

describe('pressed', () => {
  test.each([
    [['g', 't'], 'goTopics'],
    [['g', 'g'], 'goGroups'],
    [['G', 'O'], 'goOverview'],
    [['?'], 'map'],
    [['/'], 'search'],
    [['g', '?'], 'map'],
    [['g', 'x'], null],
    [['g', 'x', 't'], null],
    [['g', 'x', 'g', 'm'], 'goMessages'],
    [['t'], null],
    [['Escape'], null],
  ])('%s', (keys, id) => {
    expect(idAfter(...keys)).toBe(id)
  })
})

it('no two entries of a place have the same keys', () => {
  const all = keyEntries.map((e) => `${e.place} ${e.keys.join(' ')}`)
  expect(new Set(all).size).toBe(all.length)
})

it('names keys as the keyboard does', () => {
  expect(keyName('Mod+K', true)).toBe('⌘K')
  expect(keyName('Mod+K', false)).toBe('Ctrl K')
  expect(keyName('?', false)).toBe('?')
})
