import { expect, it } from 'vitest'
import { parseChoice } from './layout-choice'

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
