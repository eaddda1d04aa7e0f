import { expect, test } from 'vitest'
import { countChoices } from './kept-choices'

test('a table counts once, whether its columns were chosen, moved or both; what others keep does not count', () => {
  expect(
    countChoices([
      'theme',
      'rocketdeck.columns.topics',
      'rocketdeck.column-order.topics',
      'rocketdeck.columns.groups',
      'rocketdeck.visits.default',
      'rocketdeck.lookups.default',
      'rocketdeck.density',
    ]),
  ).toEqual({ columns: 2, recent: 2, other: 1 })
  expect(countChoices([''])).toEqual({ columns: 0, recent: 0, other: 0 })
})
